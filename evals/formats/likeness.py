"""How like a text that was read is to one that is right: by its words, in their order or not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher

# What is no word of a text in Markdown: remarks, pictures, and the addresses of links.
_NO_TEXT = re.compile(r"<!--.*?-->|!\[[^\]]*\]\([^)]*\)|(?<=\])\([^()\s]*\)", re.DOTALL)
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of ``text`` in compatible characters (NFKC); remarks and addresses are none."""
    return _WORD.findall(unicodedata.normalize("NFKC", _NO_TEXT.sub(" ", text)))


def likeness(text: str, right: str) -> float:
    """How many words both have in the same order, in shares of those of both; 1 for the same."""
    one, other = words(text), words(right)
    if not one and not other:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def found_and_precision(text: str, right: str) -> tuple[float, float]:
    """The share of the words of ``right`` that ``text`` has, and the reverse, in any order."""
    one, other = Counter(words(text)), Counter(words(right))
    both = (one & other).total()
    return both / max(1, other.total()), both / max(1, one.total())
