"""Several indexes asked as one: a large one, and what was added to it since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from index.index import Index
from index.lazy_sequence import LazySequence
from index.numbering import Numbering
from index.search.bm25 import Bm25, TermSearch
from index.search.joined import JoinedCounts, JoinedTerms, JoinedVectors, JoinedWords, of_one_part
from index.search.runs import Runs
from index.search.vector_store import Ids

_T = TypeVar("_T")


def join(parts: Sequence[Index], order: Sequence[int]) -> Index:
    """The index of what ``parts`` hold, the last of which is the newest.

    Its documents are in the ``order`` (documents,) that the numbers of their parts give: each is
    the next of its part.

    Raises:
        ValueError: when there are other numbers of documents, or the words' axes differ.
        TypeError: when a part is joined itself.
    """
    documents = Runs.of(order)
    numberings = [part.numbering for part in parts]
    passages = documents.of_bounds([each.passages for each in numberings])
    sentences = passages.of_bounds([each.sentences for each in numberings])
    held = [len(each.labels) for each in numberings]
    if np.bincount(order, minlength=len(parts)).tolist() != held:
        raise ValueError(f"The parts hold {held} documents, and {len(order)} are to be.")
    nexts = [iter(each.labels) for each in numberings]
    labels = tuple(next(nexts[part]) for part in order)
    return Index(
        documents=_values(documents, lambda part, row: parts[part].documents[row]),
        passages=_values(passages, lambda part, row: parts[part].passages[row]),
        numbering=Numbering(
            labels,
            _bounds(documents, [each.passages for each in numberings]),
            _bounds(passages, [each.sentences for each in numberings]),
        ),
        embedder=parts[-1].embedder,
        passage_vectors=JoinedVectors([part.passage_vectors for part in parts], passages),
        sentence_vectors=JoinedVectors([part.sentence_vectors for part in parts], sentences),
        words=JoinedWords([part.words for part in parts], passages),
        passage_terms=_terms([part.passage_terms for part in parts], passages),
        sentence_terms=_terms([part.sentence_terms for part in parts], sentences),
        word_counts=JoinedCounts([part.word_counts for part in parts]),
        partial=parts[-1].partial,
    )


def _bounds(runs: Runs, bounds: Sequence[Ids]) -> Ids:
    """Where what the rows hold begins and ends, in the order of all; as `Runs.of_bounds`."""
    return np.append(0, np.cumsum(runs.together([np.diff(own) for own in bounds])))


def _values(runs: Runs, read: Callable[[int, int], _T]) -> LazySequence[_T]:
    """The values of rows, which ``read`` gives by a part and a number there."""
    return LazySequence(len(runs), lambda number: read(*runs.place(number)))


def _terms(parts: Sequence[TermSearch], runs: Runs) -> JoinedTerms:
    return JoinedTerms([of_one_part(part, Bm25) for part in parts], runs)
