"""A question as it is searched: its slips mended, what it leaves unsaid filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.index import Index
from index.language import detected
from index.lexical import WORD
from qa.followup import standalone
from qa.keywords import search_terms
from qa.spelling import ASKING, corrections
from qa.types import Turn


@dataclass(frozen=True)
class Query:
    """A question for an index.

    ``question`` is as it was asked, ``text`` as it is searched; ``terms`` are what it asks about
    itself, ``borrowed`` what it takes from the questions before it. ``foreign`` says that it is in
    a language which the index's embedder was not trained on.
    """

    question: str
    text: str
    terms: tuple[str, ...]
    borrowed: tuple[str, ...] = ()
    foreign: bool = False


def understood(index: Index, question: str, history: Sequence[Turn] = ()) -> Query:
    """A checked ``question`` that follows on ``history``, for ``index``."""
    foreign = _foreign(index, question)
    # Of other languages too few words are known to tell a slip from an inflection.
    mended = question if foreign else _mended(index, question)
    text = standalone(mended, history, index.says)
    own = search_terms(mended, index.terms)
    every = search_terms(text, index.terms)
    return Query(question, text, own, tuple(t for t in every if t not in own), foreign)


def _foreign(index: Index, question: str) -> bool:
    language = index.languages[0]
    if len(index.languages) > 1 and (found := detected(question)) in index.languages:
        language = found
    known = index.embedder.languages
    return bool(known) and language not in known


def _mended(index: Index, question: str) -> str:
    def known(word: str) -> bool:
        return index.says(word) or word.casefold() in index.embedder.vocabulary

    words = WORD.findall(question)
    meant = {
        **corrections(words, known, index.vocabulary),
        # "Wat" and "wen" are words too, but hardly to begin a question with.
        **corrections(words[:1], index.says, ASKING),
    }
    return WORD.sub(lambda match: meant.get(match[0], match[0]), question)
