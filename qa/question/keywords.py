"""The words of a question that say what it asks about. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.documents.document import ENGLISH
from index.text.stop_words import STOP_WORDS
from index.text.terms import WORD
from qa.question.answer_type import asking_words
from qa.question.english.words import FRAME


def content_words(question: str) -> list[str]:
    """The words of ``question``, as written, that say what is asked about."""
    idle = STOP_WORDS[ENGLISH] | FRAME | asking_words(question)
    return [word for word in WORD.findall(question) if word.casefold() not in idle]


def search_terms(question: str, terms_of: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The terms of what a question asks about, each once; ``terms_of`` gives those of a word."""
    return tuple(dict.fromkeys(t for word in content_words(question) for t in terms_of(word)))
