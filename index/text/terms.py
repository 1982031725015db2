"""Words, and the terms that they are counted by. The home of PyStemmer."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

from index.documents.document import ENGLISH
from index.text.language import STEMMERS
from index.text.stop_words import STOP_WORDS

# Part of every saved index: raise it when the same text would give other terms.
TERMS = "nfkc-casefold-unseen-snowball-bigrams/4"

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u0900-\u0963\u0966-\u109f\u1780-\u17dd"
)
# What has no width: soft hyphens too. In scripts without blanks a space of no width parts words.
_NO_WIDTH = "\u00ad\u200b\u2060\ufeff"
_UNSEEN = re.compile(f"(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])[{_NO_WIDTH}]")
# Thousands with blanks between: with plain ones only where it ends in "000", as "3 120" may be two.
_BLANK = re.compile("[ \u00a0\u2009\u202f]")
_GROUPED_NUMBER = (
    r"(?<![\d.,])\d{1,3}(?:(?:[\u00a0\u2009\u202f]\d{3})+|(?:[ \u00a0]\d{3})*[ \u00a0]000)(?!\d)"
)
_GROUPED = re.compile(_GROUPED_NUMBER)
WORD = re.compile(
    rf"{_GROUPED_NUMBER}|\d+(?:[.,]\d+)+|[^\W_](?:[^\W_]|[{_MARKS}]|[{_NO_WIDTH}](?=[^\W_]))*"
)
"""A word or a number, what has no width and the signs between thousands included."""
# Scripts written without blanks between words, and Korean, whose words carry their particles: their
# terms are pairs of characters.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+"
)


def _stem(word: str, language: str) -> str:
    if language not in STEMMERS:
        return word
    # A stemmer object must not be shared between threads; making one costs microseconds.
    return str(Stemmer.Stemmer(STEMMERS[language]).stemWord(word))


def words(text: str) -> list[str]:
    """The words of ``text`` in order, as written but for NFKC and case, stop words included.

    Soft hyphens and what has no width are left out, and thousands are grouped by commas.
    """
    text = _GROUPED.sub(lambda number: _BLANK.sub(",", number[0]), _UNSEEN.sub("", text))
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def terms(text: str, language: str = ENGLISH) -> list[str]:
    """What BM25 counts: stems, by ``language``, of the words that carry meaning, in order.

    Stop words are left out, digits lose their separators, and scripts without blanks give their
    character pairs.
    """
    return [term for word in words(text) for term in word_terms(word, language)]


@lru_cache(maxsize=16384)
def word_terms(word: str, language: str) -> tuple[str, ...]:
    """The terms of one of `words`; none when it carries no meaning."""
    word = _UNSEEN.sub("", word)
    if word in STOP_WORDS.get(language, ()):
        return ()
    if word[0].isdigit():
        return (_BLANK.sub("", word).replace(",", ""),)
    stems = []
    for run in filter(None, UNSPACED.split(word)):
        stems.append(_stem(run, language))
    for run in UNSPACED.findall(word):
        stems.extend([run[i : i + 2] for i in range(len(run) - 1)] or [run])
    return tuple(stems)
