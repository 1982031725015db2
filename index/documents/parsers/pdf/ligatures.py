"""Ligatures that a file says are an "f" alone, repaired: "frst" is "first". Pure functions."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

LIGATURES = ("fi", "fl", "ff", "ffi", "ffl")
WIDER = 1.3
"""Times the common width of an "f" from which on it may be a ligature."""

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 5  # letters of a word that is looked for in longer ones


def repairs(text: str, wide: Collection[int]) -> Mapping[int, str]:
    """What stands for each "f" of ``text`` that is too ``wide`` for one, by its place.

    A word is repaired where just one ligature makes a word of it that is known; any other is left.
    """
    if not wide:
        return {}
    ligatures: dict[int, str] = {}
    for match in _WORD.finditer(text):
        places = [place for place in range(*match.span()) if place in wide]
        if len(places) != 1:
            continue
        (place,) = places
        before, after = text[match.start() : place], text[place + 1 : match.end()]
        if ligature := _only(before.casefold(), after.casefold()):
            ligatures[place] = ligature
    return ligatures


def _only(before: str, after: str) -> str:
    """The one ligature between two parts of a word that makes a known word of it, or nothing."""
    words = known_words()
    if f"{before}f{after}" in words:
        return ""
    for is_known in (lambda word, _: word in words, _holds_known):
        fitting = [each for each in LIGATURES if is_known(f"{before}{each}{after}", len(before))]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return ""
    return ""


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
