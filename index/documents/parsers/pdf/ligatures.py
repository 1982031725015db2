"""Ligatures that a file says are an "f" alone, repaired: "frst" is "first". Pure functions."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

LIGATURES = ("fi", "fl", "ff", "ffi", "ffl")
WIDER = 1.3
"""Times the common width of an "f" from which on it may be a ligature."""

OF_NO_SCRIPT = "\x80-\x9f\ue000-\uf8ff"
"""Characters that mean what a font of signs draws, in a class of a regular expression."""

_SIGN = re.compile(f"[{OF_NO_SCRIPT}](?=[a-z])")
_WORD_WITH_SIGN = re.compile(f"(?:[^\\W\\d_]|[{OF_NO_SCRIPT}](?=[a-z]))+")
_ENDINGS = ("fied", "fier", "fiers", "fies", "fying", "fication", "fications", "ficient", "ficial")
_FEWEST = 5  # letters of a word that is looked for in longer ones


def repairs(
    text: str, wide: Collection[int], before_line: str = "", after_line: str = ""
) -> Mapping[int, str]:
    """What stands for each "f" of the line ``text`` that is too ``wide`` for one, by its place.

    So does a sign of no script that letters follow; where a word has one, an "f" is itself. A word
    is repaired where just one ligature makes a word of it that is known; any other is left.
    ``before_line`` and ``after_line`` are the parts that its first and its last word have on other
    lines.
    """
    signs = {match.start() for match in _SIGN.finditer(text)}
    if not wide and not signs:
        return {}
    ligatures: dict[int, str] = {}
    for match in _WORD_WITH_SIGN.finditer(text):
        inside = range(*match.span())
        places = [n for n in inside if n in signs]
        places = places or [n for n in inside if n in wide and text[n] == "f"]
        if len(places) != 1:
            continue
        (place,) = places
        before, after = text[match.start() : place], text[place + 1 : match.end()]
        if match.start() == 0:
            before = before_line + before
        if match.end() == len(text):
            after += after_line
        if ligature := _only(before.casefold(), after.casefold()):
            ligatures[place] = ligature
    return ligatures


def _only(before: str, after: str) -> str:
    """The one ligature between two parts of a word that makes a known word of it, or nothing."""
    likely = [each for each in LIGATURES if not after.startswith(each[-1])]  # no word has "fii"
    for is_known in (_is_known, _ends_known, _holds_known):
        fitting = [each for each in likely if is_known(f"{before}{each}{after}", len(before))]
        if fitting:
            return fitting[0] if len(fitting) == 1 else ""
    return ""


def _is_known(word: str, _: int) -> bool:
    return word in known_words()


def _ends_known(word: str, place: int) -> bool:
    """Whether ``word`` ends from its ``place`` on as many words do: "fied", "fication"."""
    return place > 0 and word[place:] in _ENDINGS


def _holds_known(word: str, place: int) -> bool:
    """Whether ``word`` has a known word in it, or the stem of one, that covers its ``place``."""
    return any(
        word[start:end] in words
        for words in (known_words(), _stems())
        for start in range(place + 1)
        for end in range(max(place + 2, start + _FEWEST), len(word) + 1)
    )


@cache
def known_words() -> frozenset[str]:
    """Common English words with a ligature."""
    file = Path(__file__).with_name("ligatures.txt")
    return frozenset(file.read_text(encoding="ascii").split())


@cache
def _stems() -> frozenset[str]:
    """Those words without their last letters, as others are made of them."""
    endings = re.compile(r"(?:ed|ing|es|s|e|y|ly|ment|ion|ions|al|ive)$")
    return frozenset(
        stem for word in known_words() if len(stem := endings.sub("", word)) >= _FEWEST
        and any(each in stem for each in LIGATURES)
    )  # fmt: skip
