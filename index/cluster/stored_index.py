"""What a store holds, as an index that is searched like one on this machine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.cluster.catalogue import Catalogue, PassageNames, SentenceNames
from index.cluster.fetching import Fetched
from index.cluster.searches import (
    Contents,
    StoredPassages,
    StoredSentences,
    StoredTerms,
    StoredWords,
)
from index.cluster.statistics import StoredCounts
from index.documents.document import Document, Passage
from index.index import Index
from index.lazy_sequence import LazySequence
from index.search.milvus_store import NearRows, RowNames

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder, Vectors


def stored_index(
    fetched: Fetched, catalogue: Catalogue, counts: StoredCounts, embedder: Embedder, axes: Vectors
) -> Index:
    """The index of the documents in ``catalogue``, each part of which is got when it is needed.

    Words are along these ``axes`` (dimension, `DIMENSION`).
    """
    contents, tables = Contents(catalogue, fetched), fetched.tables

    def near(table: str, column: str) -> NearRows:
        passages = table == tables.passages
        names: RowNames = (PassageNames if passages else SentenceNames)(catalogue)
        return NearRows(fetched.milvus, table, column, names)

    def document(number: int) -> Document:
        return fetched.text(catalogue.documents[number]).document

    def passage(number: int) -> Passage:
        entry, own = catalogue.place(number)
        return fetched.text(entry).passage(own)

    def fetch(numbers: Iterable[int]) -> None:
        fetched.fetch(catalogue.place(number)[0] for number in numbers)

    passages, sentences = tables.passages, tables.sentences
    dimension, numbering = tables.dimension, catalogue.numbering
    return Index(
        documents=LazySequence(len(numbering.labels), document),
        passages=LazySequence(int(numbering.passages[-1]), passage),
        fetch=fetch,
        numbering=numbering,
        embedder=embedder,
        passage_vectors=StoredPassages(contents, near(passages, "vector"), dimension),
        sentence_vectors=StoredSentences(contents, near(sentences, "vector"), dimension),
        words=StoredWords(contents, axes),
        passage_terms=StoredTerms(contents, near(passages, "terms"), counts, "passages"),
        sentence_terms=StoredTerms(contents, near(sentences, "terms"), counts, "sentences"),
        word_counts=counts,
    )
