"""Slips of the keyboard mended from the documents' own words. The home of rapidfuzz."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.text.terms import UNSPACED
from qa.question.english import MISTAKEN, QUESTION_WORDS

Vocabulary = Mapping[str, Mapping[str, int]]
"""How often each word comes, in lower case, by its first letter."""

_FIRST_WORDS = [*QUESTION_WORDS.split("|"), "does", "did"]
_ASKING: Vocabulary = {
    first: {word: 1 for word in _FIRST_WORDS if word[0] == first} for first in "whd"
}

_SHORTEST = 3
_SLIPS = ((8, 2), (_SHORTEST, 1))
"""How many slips a word may hold, from so many letters on."""


def corrections(
    words: Iterable[str], known: Callable[[str], bool], vocabulary: Vocabulary
) -> dict[str, str]:
    """For each of ``words`` that is not ``known``, the word it was most likely meant to be.

    The nearest of ``vocabulary`` is taken (optimal string alignment: a slip is a letter more, less
    or other, or two exchanged), the most frequent one among equals. It has to begin with the same
    letter: slips seldom fall on the first.
    """
    meant = {}
    for word in words:
        plain = word.casefold()
        most = next((slips for length, slips in _SLIPS if len(plain) >= length), 0)
        if word[0].isupper():
            most = min(most, 1)  # another name is sooner meant than two slips
        if not most or not plain.isalpha() or UNSPACED.search(plain) or known(word):
            continue
        alike = vocabulary.get(plain[0], {})
        near = process.extract(
            plain, alike.keys(), scorer=OSA.distance, score_cutoff=most, limit=None
        )
        if near:
            meant[word] = min(near, key=lambda match: (match[1], -alike[match[0]], match[0]))[0]
    return meant


def question_word(word: str, known: Callable[[str], bool]) -> dict[str, str]:
    """The question word that the first ``word`` of a question was most likely meant to be."""
    mistaken = MISTAKEN.get(word.casefold())
    return {word: mistaken} if mistaken else corrections([word], known, _ASKING)
