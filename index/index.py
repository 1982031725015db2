"""The index: documents, their passages and sentences, and what finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol, TypeVar, runtime_checkable

from index.documents.document import Document, Passage
from index.documents.loading import SkippedFile
from index.embedding.embedder import Embedder
from index.numbering import DocumentIds, Numbering
from index.partial import PartialRows
from index.search.bm25 import TermSearch
from index.search.late_interaction import WordSearch
from index.search.vector_store import Ids, VectorSearch
from index.search.word_counts import LetterCounts
from index.text.terms import terms

T = TypeVar("T")


@dataclass(frozen=True)
class Index:
    """Documents cut, embedded and counted, ready to be searched.

    Passages are in the order of their documents, and sentences in that of their passages: which
    are whose says ``numbering``. While it is being built, ``partial`` are its vectors. Where it is
    on another machine, ``fetch`` gets passages some at once, by their numbers.
    """

    documents: Sequence[Document]
    passages: Sequence[Passage]
    numbering: Numbering
    embedder: Embedder
    passage_vectors: VectorSearch
    sentence_vectors: VectorSearch
    words: WordSearch
    passage_terms: TermSearch
    sentence_terms: TermSearch
    word_counts: LetterCounts
    skipped: tuple[SkippedFile, ...] = ()
    partial: PartialRows | None = None
    fetch: Callable[[Iterable[int]], None] | None = None

    @property
    def missing(self) -> int:
        """How many passages are not embedded yet: none but while it is being built."""
        return self.partial.missing if self.partial else 0

    @property
    def languages(self) -> tuple[str, ...]:
        """The documents' languages, that of most passages first."""
        return self.numbering.languages

    def terms(self, word: str) -> tuple[str, ...]:
        """The terms of a question's word, in those of the documents' languages that know it."""
        ways = [terms(word, language) for language in self.languages]
        known = [way for way in ways if any(term in self.passage_terms for term in way)]
        if not known and not all(ways):
            return ()  # idle in one of the languages
        return tuple(dict.fromkeys(term for way in known or ways[:1] for term in way))

    def says(self, word: str, passages: Ids | None = None) -> bool:
        """Whether the documents have a question's word in any of its forms, or count it as idle.

        Only the ``passages`` so numbered, with what they stand under, when these are given.
        """
        own_terms = self.terms(word)
        if not own_terms or passages is None:
            return not own_terms or any(term in self.passage_terms for term in own_terms)
        matches = self.passage_terms.matches(dict.fromkeys(own_terms, 1.0))
        return bool(matches.of(matches.best(1, passages)).any())

    def passages_of(self, document_id: DocumentIds) -> Ids:
        """As `Numbering.passages_of`."""
        return self.numbering.passages_of(document_id)

    def sentences_of(self, passages: Ids) -> Ids:
        """As `Numbering.sentences_of`."""
        return self.numbering.sentences_of(passages)


@runtime_checkable
class IndexSource(Protocol):
    """What gives an index, which may be another one the next time."""

    @property
    def index(self) -> Index:
        """The index as it was last."""

    def asked(self, work: Callable[[Index], T]) -> T:
        """What ``work`` gives for the index as it is now, which is one from begin to end."""


@dataclass(frozen=True)
class FixedIndex:
    """An ``index`` that stays as it is, as `IndexSource`."""

    index: Index

    def asked(self, work: Callable[[Index], T]) -> T:
        """What ``work`` gives for the index."""
        return work(self.index)


def searchable_text(passage: Passage) -> str:
    """The words a passage is found by: its own and those that it stands under."""
    return f"{text_above(passage)}\n{passage.text}"


def text_above(passage: Passage) -> str:
    """What a passage stands under, a line each: file name, title, headings, and its lead."""
    document = passage.document
    name = PurePosixPath(document.id).stem
    return "\n".join(dict.fromkeys((name, document.title, *passage.headings, passage.lead_text)))
