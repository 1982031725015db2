"""Slips of the keyboard mended from the documents' own words. The home of rapidfuzz.

A word that nobody knows is sooner right than wrong: people ask for what a document lacks. So a word
is changed only where a finger or an ear explains each letter, and a short one hardly ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.text.terms import UNSPACED
from qa.question.english.words import MISTAKEN, QUESTION_WORDS

Beginning = Callable[[str], Mapping[str, int]]
"""How often each word comes, in lower case, that begins with a letter."""

_FIRST_WORDS = [*QUESTION_WORDS.split("|"), "does", "did"]

SHORTEST = 5
"""Letters of the shortest word that another one is mended to."""
_SLIPS = ((9, 2), (3, 1))
"""How many slips a word may hold, from so many letters on."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SIDE_BY_SIDE = [
    *(pair for row in _ROWS for pair in pairwise(row)),
    *(
        pair
        for upper, lower in pairwise(_ROWS)
        for shift in (0, 1)
        for pair in zip(upper[shift:], lower, strict=False)
    ),
]
_NEIGHBOURS = set(map(frozenset, _SIDE_BY_SIDE))
_SOUNDS = [set(sound) for sound in ("aeiouy", "csz", "ckq", "gj", "fv", "mn", "dt", "bp")]


def corrections(
    words: Iterable[str],
    known: Callable[[str], bool],
    beginning: Beginning,
    shortest: int = SHORTEST,
) -> dict[str, str]:
    """For each of ``words`` that is not ``known``, the word it was surely meant to be, if any.

    The nearest of those ``beginning`` alike is taken, of ``shortest`` letters at the least (optimal
    string alignment: a slip is a letter more, less or other, or two exchanged), the most frequent
    one among equals. It has to begin with the same letter, as slips seldom fall on the first, and
    its slips have to be likely ones: letters left out, doubled or exchanged, keys side by side, and
    sounds that are spelt alike.
    """
    meant = {}
    for word in words:
        plain = word.casefold()
        most = next((slips for length, slips in _SLIPS if len(plain) >= length), 0)
        if word[0].isupper():
            most = min(most, 1)  # another name is sooner meant than two slips
        if not most or not plain.isalpha() or UNSPACED.search(plain) or known(word):
            continue
        alike = beginning(plain[0])
        near = [
            (distance, -alike[other], other)
            for other, distance, _ in process.extract(
                plain, alike.keys(), scorer=OSA.distance, score_cutoff=most, limit=None
            )
            if len(other) >= shortest and _is_slip(plain, other, most)
        ]
        if near:
            meant[word] = min(near)[2]
    return meant


def _asking(letter: str) -> Mapping[str, int]:
    return {word: 1 for word in _FIRST_WORDS if word[0] == letter}


def question_word(word: str, known: Callable[[str], bool]) -> dict[str, str]:
    """The question word that the first ``word`` of a question was most likely meant to be."""
    mistaken = MISTAKEN.get(word.casefold())
    return {word: mistaken} if mistaken else corrections([word], known, _asking, shortest=3)


def _is_slip(written: str, meant: str, most: int, before: str = "") -> bool:
    """Whether ``written`` is ``meant`` with at most so many likely slips; ``before``: a letter."""
    while written and meant and written[0] == meant[0]:
        before, written, meant = written[0], written[1:], meant[1:]
    if not (written or meant):
        return True
    if most < 1:
        return False
    rest = most - 1
    if meant and _is_slip(written, meant[1:], rest, before):
        return True
    if not written:
        return False
    if (written[0] == before or _near_key(before, written[0])) and _is_slip(
        written[1:], meant, rest, written[0]
    ):
        return True
    if not meant:
        return False
    if _alike(written[0], meant[0]) and _is_slip(written[1:], meant[1:], rest, written[0]):
        return True
    exchanged = written[:2] == meant[1::-1] and len(meant) > 1
    return exchanged and _is_slip(written[2:], meant[2:], rest, written[1])


def _alike(one: str, other: str) -> bool:
    return _near_key(one, other) or any({one, other} <= sound for sound in _SOUNDS)


def _near_key(one: str, other: str) -> bool:
    return frozenset((one, other)) in _NEIGHBOURS
