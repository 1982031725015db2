"""Questions about documents, what a search for each shows, and which sentences are right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.documents.span import Span
from index.index import Index
from qa.reading.reader import Reader
from qa.retrieval.fusion import Weights
from qa.retrieval.pipeline import find
from qa.retrieval.search import SearchResult


@dataclass(frozen=True)
class Asked:
    """A question, the document it is asked of, and where in its text it is answered, if it is.

    Without ``spans`` it is not answered there. ``golds`` are short answers, where they are known.
    """

    question: str
    document: str
    spans: tuple[Span, ...] = ()
    golds: tuple[str, ...] = ()

    @property
    def span(self) -> Span | None:
        """The first place that answers."""
        return self.spans[0] if self.spans else None

    def holds(self, document: str, span: Span) -> bool:
        """Whether ``span`` of ``document`` holds an answer: half of it, or is half made of one."""
        return document == self.document and any(
            2 * span.overlap(own) >= min(len(own), len(span)) for own in self.spans
        )


@dataclass(frozen=True)
class Sample:
    """Questions about the documents of one index, from one set.

    ``within``: only the document that a question is asked of is searched.
    """

    name: str
    index: Index
    asked: tuple[Asked, ...]
    within: bool = True


@dataclass(frozen=True)
class Rows:
    """A search as numbers: a row for each sentence of the candidates that were matched closely.

    ``signals`` (sentences, signals) are in the order of `Weights`, a passage's own repeated for
    its sentences; ``passages`` (sentences,) numbers them; ``right`` and ``holding`` (sentences,)
    say whether the sentence, and its passage, hold the answer. ``name`` is the set's.
    """

    name: str
    signals: NDArray[np.float32]
    passages: NDArray[np.int64]
    right: NDArray[np.bool_]
    holding: NDArray[np.bool_]


NAMES = tuple(Weights.__dataclass_fields__)
"""The signals' names, in the order of their columns in `Rows`."""


def searches(sample: Sample, reader: Reader | None) -> Iterator[tuple[Asked, SearchResult]]:
    """Each question of a sample with its search, read by ``reader``."""
    for case in sample.asked:
        yield case, search(sample, case, reader)


def search(
    sample: Sample, case: Asked, reader: Reader | None, without: tuple[int, ...] = ()
) -> SearchResult:
    """The search for a case, the passages numbered in ``without`` passed over."""
    within = case.document if sample.within else None
    return find(sample.index, case.question, reader, within=within, without=without)


def rows(name: str, case: Asked, result: SearchResult) -> Rows:
    """The numbers of a search for ``case``."""
    signals = result.signals
    owners = np.repeat(np.arange(len(result.numbers)), np.diff(signals.firsts))
    columns = [
        getattr(signals, name)[owners] if name.startswith("passage_") else getattr(signals, name)
        for name in NAMES
    ]
    closely = (signals.passage_words > 0)[owners]
    passages = [result.index.passages[n] for n in result.numbers]
    right = [case.holds(p.document.id, sentence) for p in passages for sentence in p.sentences]
    whole = [
        p.document.id == case.document
        and any(2 * p.span.overlap(own) >= len(own) for own in case.spans)
        for p in passages
    ]
    return Rows(
        name,
        np.clip(np.stack(columns, axis=1), 0, 1)[closely],
        owners[closely],
        np.array(right)[closely],
        np.array(whole)[owners][closely],
    )
