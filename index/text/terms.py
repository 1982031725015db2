"""Words, and the terms that they are counted by. The home of PyStemmer."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

from index.documents.document import ENGLISH
from index.search.bm25 import STOPWORDS
from index.text.language import STEMMERS

# Part of every saved index: raise it when the same text would give other terms.
TERMS = "nfkc-casefold-snowball-bigrams/3"

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u0900-\u0963\u0966-\u109f\u1780-\u17dd"
)
WORD = re.compile(rf"\d+(?:[.,]\d+)+|[^\W_](?:[^\W_]|[{_MARKS}])*")
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
    """The words of ``text`` in order, as written but for NFKC and case, stop words included."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def terms(text: str, language: str = ENGLISH) -> list[str]:
    """What BM25 counts: stems, by ``language``, of the words that carry meaning, in order.

    Stop words are left out, digits lose their separators, and scripts without blanks give their
    character pairs.
    """
    return [term for word in words(text) for term in word_terms(word, language)]


@lru_cache(maxsize=65536)
def word_terms(word: str, language: str) -> tuple[str, ...]:
    """The terms of one of `words`; none when it carries no meaning."""
    if word in STOPWORDS.get(language, ()):
        return ()
    if word[0].isdigit():
        return (word.replace(",", ""),)
    stems = []
    for run in filter(None, UNSPACED.split(word)):
        stems.append(_stem(run, language))
    for run in UNSPACED.findall(word):
        stems.extend([run[i : i + 2] for i in range(len(run) - 1)] or [run])
    return tuple(stems)
