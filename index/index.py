"""The index: documents, their passages and sentences, and what finds them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from index.documents.document import Document, Passage
from index.documents.loading import SkippedFile
from index.embedding.embedder import Embedder
from index.errors import DocumentError
from index.partial import PartialRows
from index.search.bm25 import Bm25
from index.search.late_interaction import WordSearch
from index.search.vector_store import Ids, VectorSearch
from index.text.terms import terms, words

DocumentIds = str | tuple[str, ...]
"""One document by its id, or several."""


@dataclass(frozen=True)
class Index:
    """Documents cut, embedded and counted, ready to be searched.

    Sentences are numbered through all passages in order: passage ``i`` has the sentences
    ``firsts[i]`` to ``firsts[i + 1]``. While it is being built, ``partial`` are its vectors.
    """

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    embedder: Embedder
    passage_vectors: VectorSearch
    sentence_vectors: VectorSearch
    words: WordSearch
    passage_terms: Bm25
    sentence_terms: Bm25
    skipped: tuple[SkippedFile, ...] = ()
    partial: PartialRows | None = None

    @property
    def missing(self) -> int:
        """How many passages are not embedded yet: none but while it is being built."""
        return self.partial.missing if self.partial else 0

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """The number of each passage's first sentence, and at the end of all: (passages + 1,)."""
        return np.cumsum([0, *(len(p.sentences) for p in self.passages)])

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The number of each sentence's passage: (sentences,)."""
        return np.repeat(np.arange(len(self.passages)), np.diff(self.firsts))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The documents' languages, that of most passages first."""
        counted = Counter(passage.document.language for passage in self.passages)
        return tuple(language for language, _ in counted.most_common())

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
        return bool(self.passage_terms.scores(own_terms)[passages].any())

    @cached_property
    def vocabulary(self) -> dict[str, Counter[str]]:
        """How often each word comes in the documents, in lower case, by its first letter."""
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for passage in self.passages:
            for word in words(searchable_text(passage)):
                counted[word[0]][word] += 1
        return counted

    @cached_property
    def _passage_ids(self) -> dict[str, Ids]:
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self.passages):
            numbers[passage.document.id].append(number)
        return {id_: np.array(own, dtype=np.int64) for id_, own in numbers.items()}

    def passages_of(self, document_id: DocumentIds) -> Ids:
        """The numbers of the passages of a document, or of several, in order: (their passages,).

        Raises:
            DocumentError: when the index has no such document.
        """
        if not isinstance(document_id, str):
            return np.sort(np.concatenate([self.passages_of(name) for name in document_id]))
        if document_id not in self._passage_ids:
            known = ", ".join(sorted(self._passage_ids)[:5])
            raise DocumentError(
                f"The index has no document {document_id!r}.", f"It has {known}, for example."
            )
        return self._passage_ids[document_id]

    def sentences_of(self, passages: Ids) -> Ids:
        """The numbers of the sentences of ``passages``, in order: (their sentences,)."""
        return np.concatenate([np.arange(*self.firsts[n : n + 2]) for n in passages])


def searchable_text(passage: Passage) -> str:
    """The words a passage is found by: its own and those that it stands under."""
    return f"{text_above(passage)}\n{passage.text}"


def text_above(passage: Passage) -> str:
    """What a passage stands under, a line each: file name, title, headings, and its lead."""
    document = passage.document
    name = PurePosixPath(document.id).stem
    return "\n".join(dict.fromkeys((name, document.title, *passage.headings, passage.lead_text)))
