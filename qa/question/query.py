"""A question as it is searched: its slips mended, what it leaves unsaid filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.documents.document import ENGLISH
from index.index import Index
from index.search.bm25 import STOPWORDS
from index.text.language import detect_language
from index.text.terms import WORD, words
from qa.question.english import MISTAKEN
from qa.question.follow_up import standalone
from qa.question.keywords import search_terms
from qa.question.spelling import corrections, question_word
from qa.types import Turn


@dataclass(frozen=True)
class Query:
    """A question for an index.

    ``question`` is as it was asked, ``text`` as it is searched; ``terms`` are what it asks about
    itself, ``borrowed`` what it takes from the questions before it. ``language`` is which of the
    documents' languages it is in; ``foreign`` says that the index's embedder was not trained on it.
    """

    question: str
    text: str
    terms: tuple[str, ...]
    borrowed: tuple[str, ...] = ()
    foreign: bool = False
    language: str = ENGLISH


def understand(index: Index, question: str, history: Sequence[Turn] = ()) -> Query:
    """A checked ``question`` that follows on ``history``, for ``index``."""
    language = _language(index, question)
    known = index.embedder.languages
    foreign = bool(known) and language not in known
    # Of other languages too little is known to tell a slip from an inflection, or a pronoun.
    mended = question if foreign else _mend_slips(index, question)
    text = standalone(mended, history, index.says) if history and not foreign else mended
    own = search_terms(mended, index.terms)
    every = own if text == mended else search_terms(text, index.terms)
    borrowed = tuple(term for term in every if term not in own)
    return Query(question, text, own, borrowed, foreign, language)


def _language(index: Index, question: str) -> str:
    """Which of the documents' languages a question is in, by its idle words or else its letters."""
    most, *others = index.languages
    if not others:
        return most
    asked = words(question)
    idle = {name: sum(w in STOPWORDS.get(name, ()) for w in asked) for name in index.languages}
    first, second = sorted(idle.values(), reverse=True)[:2]
    if first > second:
        return max(idle, key=lambda name: idle[name])
    likeliest = detect_language(question, otherwise=most)
    return likeliest if likeliest in index.languages else most


def _mend_slips(index: Index, question: str) -> str:
    def known(word: str) -> bool:
        return index.says(word) or word.casefold() in index.embedder.vocabulary

    asked = WORD.findall(question)
    unknown = [word for word in asked if not known(word)]
    meant = corrections(unknown, known, index.vocabulary) if unknown else {}
    first = asked[0] if len(asked) > 2 else ""
    if first in unknown or first.casefold() in MISTAKEN:
        meant |= question_word(first, known)
    return WORD.sub(lambda match: meant.get(match[0], match[0]), question)
