"""SQuAD 1.1's training articles as documents, for fitting: nothing fitted sees a test article."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.document import Document
from index.index import Index, build
from index.model import SentenceTransformerEmbedder
from index.span import Span
from qa.query import understood
from qa.question import checked
from qa.ranking import Weights
from qa.retriever import Found, search


@dataclass(frozen=True)
class Asked:
    """A question, its article, and where in the article's text its answer stands."""

    question: str
    document: str
    span: Span


@dataclass(frozen=True)
class Sample:
    """Some articles in one index, and questions with one certain answer in them."""

    index: Index
    asked: tuple[Asked, ...]


def samples(folder: Path, articles: int, questions: int, seed: int = 5) -> tuple[Sample, Sample]:
    """Two samples of the ``folder`` squad11-train that share no article: to fit, and to test.

    Each has so many articles and questions, drawn by ``seed``.
    """
    rows = [json.loads(line) for line in _lines(folder / "corpus.jsonl")]
    titles = {row["_id"].split("#")[0]: row["title"] for row in rows}
    chance = random.Random(seed)
    chosen = chance.sample(sorted(titles), 2 * articles)
    begins: dict[str, int] = {}
    texts: dict[str, str] = defaultdict(str)
    for row in rows:
        name = row["_id"].split("#")[0]
        texts[name] = texts[name] or f"# {titles[name]}"
        begins[row["_id"]] = len(texts[name]) + 2
        texts[name] += "\n\n" + row["text"]
    asked = defaultdict(list)
    for line in _lines(folder / "queries.jsonl"):
        row = json.loads(line)
        span, name = row["answer_spans"][0], row["context_id"].split("#")[0]
        if span["start_from"] == "unique":
            start = begins[row["context_id"]] + span["start"]
            place = Span(start, start + len(span["text"]))
            asked[name].append(Asked(row["text"], name, place))
    halves = []
    for half in (chosen[:articles], chosen[articles:]):
        documents = [Document(name, titles[name], texts[name], str(folder)) for name in half]
        every = [case for name in half for case in asked[name]]
        index = build(documents, SentenceTransformerEmbedder())
        halves.append(Sample(index, tuple(chance.sample(every, questions))))
    return halves[0], halves[1]


@dataclass(frozen=True)
class Rows:
    """A search as numbers: a row for each sentence of the candidates that were matched closely.

    ``signals`` (sentences, signals) are in the order of `Weights`, a passage's own repeated for
    its sentences; ``passages`` (sentences,) numbers them; ``right`` and ``holding`` (sentences,)
    say whether the sentence, and its passage, hold the answer.
    """

    signals: NDArray[np.float32]
    passages: NDArray[np.int64]
    right: NDArray[np.bool_]
    holding: NDArray[np.bool_]


NAMES = tuple(Weights.__dataclass_fields__)
"""The signals' names, in the order of their columns in `Rows`."""


def searched(sample: Sample) -> Iterator[tuple[Asked, Found]]:
    """Each question of a sample with its search."""
    for case in sample.asked:
        yield case, search(sample.index, understood(sample.index, checked(case.question)))


def rows(case: Asked, found: Found) -> Rows:
    """The numbers of a search for ``case``."""
    signals = found.signals
    owners = np.repeat(np.arange(len(found.numbers)), np.diff(signals.firsts))
    columns = [
        getattr(signals, name)[owners] if name.startswith("passage_") else getattr(signals, name)
        for name in NAMES
    ]
    closely = (signals.passage_words > 0)[owners]
    passages = [found.index.passages[n] for n in found.numbers]

    def holds(document: str, span: Span) -> bool:
        return document == case.document and span.start <= case.span.start < span.end

    right = [holds(p.document.id, sentence) for p in passages for sentence in p.sentences]
    holding = np.array([holds(p.document.id, p.span) for p in passages])[owners]
    return Rows(
        np.clip(np.stack(columns, axis=1), 0, 1)[closely],
        owners[closely],
        np.array(right)[closely],
        holding[closely],
    )


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").rstrip("\n").split("\n")
