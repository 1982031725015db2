"""The reader by itself: each question read with the passage that it was written for."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from evals.cases import CaseError
from evals.fitting.data.examples import as_question
from evals.fitting.data.sets import load_sets
from evals.fitting.splits import SEED
from evals.fitting.squad import lines
from evals.metrics import token_f1
from evals.overview.results import SetResult
from evals.report import AUROC, auroc_figure, mean_figure
from evals.tables import Row
from index.documents.span import Span
from qa.reading.reader import Reader, TokenOdds

T = TypeVar("T")


@dataclass(frozen=True)
class Pair:
    """A question with a text: short answers where it has one, and the kind of reply it is.

    ``kind`` is one of `qa.reading.reader.REPLY_KINDS`, None where the set does not say.
    """

    question: str
    text: str
    golds: tuple[str, ...]
    kind: str | None


@dataclass(frozen=True)
class Reading:
    """How a `Pair` was read: the odds that it answers, and the chances of the kinds of reply."""

    pair: Pair
    tokens: TokenOdds

    @property
    def odds(self) -> float:
        """The log odds that the answer stands in the text."""
        return self.tokens.odds(self._whole)

    @property
    def replies(self) -> float | None:
        """The chance of any reply; None where the reader does not tell."""
        nothing = self.tokens.chance("none")
        return None if nothing is None else 1 - nothing

    @property
    def f1(self) -> float:
        """Of the short answer."""
        span = self.tokens.answer(self._whole)
        given = span.of(self.pair.text) if span else ""
        return max(token_f1(given, gold) for gold in self.pair.golds)

    @property
    def says_right(self) -> bool:
        """Whether yes, or no, is likelier than the other, as it should be."""
        yes, no = (self.tokens.chance(kind) or 0.0 for kind in ("yes", "no"))
        return (yes > no) is (self.pair.kind == "yes")

    @property
    def _whole(self) -> Span:
        return Span(0, len(self.pair.text))


def read_written(
    reader: Reader,
    folder: Path,
    articles: Callable[[set[str]], Collection[str]],
    limit: int,
    part: str,
) -> SetResult:
    """How ``limit`` questions of squad20-dev are read, half of which only look answerable.

    ``articles`` says which of the names of articles are asked of.

    Raises:
        CaseError: when the folder does not hold squad20-dev.
    """
    try:
        texts = {row["_id"]: row["text"] for row in map(json.loads, lines(folder / "corpus.jsonl"))}
        chosen = articles({place.split("#")[0] for place in texts})
        every = [
            row
            for row in map(json.loads, lines(folder / "queries.jsonl"))
            if row["context_id"].split("#")[0] in chosen
        ]
        pairs = [_written(row, texts[row["context_id"]]) for row in _draw(every, limit)]
    except (OSError, ValueError, KeyError) as error:
        raise CaseError(
            f"{str(folder)!r} does not hold squad20-dev: {error!r}.",
            "Give its corpus.jsonl and queries.jsonl.",
        ) from error
    answerable = sum(pair.kind != "none" for pair in pairs)
    description = (
        f"{part}, {len(chosen)} articles, each question read with its passage;"
        f" {len(pairs)} questions, {answerable} answerable"
    )
    row = _row("all", _read(reader, pairs))
    told = {name: figure for name, figure in row.figures.items() if figure.value is not None}
    return SetResult("squad20-dev", description, replace(row, figures=told))


def read_sets(reader: Reader, folder: Path, limit: int) -> SetResult:
    """How the public sets in ``folder`` are read, ``limit`` questions of each one's test part.

    Raises:
        CaseError: when the folder does not hold them.
    """
    by_set: dict[str, list[Pair]] = {}
    try:
        for example in load_sets(folder):
            if example.test:
                golds = tuple(s.of(example.text) for s in example.spans if example.exact)
                claim = example.kind in ("yes", "no", "none") and not example.exact
                asked = as_question(example.question) if claim else example.question
                head = f"{example.title}: " if example.title else ""
                kind = "none" if not example.spans else example.kind
                pair = Pair(asked, head + example.text, golds, kind)
                by_set.setdefault(example.source, []).append(pair)
    except (OSError, ValueError, KeyError) as error:
        raise CaseError(
            f"{str(folder)!r} lacks a set: {error!r}.", "Give the folder of all public sets."
        ) from error
    read = {name: _read(reader, _draw(pairs, limit)) for name, pairs in by_set.items()}
    every = [one for own in read.values() for one in own]
    description = (
        f"the test parts of {len(read)} public sets, each question read with its passage;"
        f" {len(every)} questions, {sum(one.pair.kind != 'none' for one in every)} answerable"
    )
    rows = tuple(_row(name, own, intervals=False) for name, own in read.items())
    return SetResult("reading", description, _row("all", every), rows)


def _written(row: dict[str, Any], text: str) -> Pair:
    golds = tuple(row["answers"])
    return Pair(row["text"], text, golds, "words" if golds else "none")


def _draw(every: Sequence[T], limit: int) -> list[T]:
    return Random(SEED).sample(every, min(limit, len(every)))


def _read(reader: Reader, pairs: Sequence[Pair]) -> list[Reading]:
    return [Reading(pair, *reader.read(pair.question, [pair.text])) for pair in pairs]


def _row(name: str, read: Sequence[Reading], intervals: bool = True) -> Row:
    answerable = [one.pair.kind != "none" for one in read]
    figures = {
        "answer_f1": mean_figure([one.f1 for one in read if one.pair.golds], intervals),
        "says_right": mean_figure(
            [one.says_right for one in read if one.pair.kind in ("yes", "no")], intervals
        ),
        AUROC: auroc_figure([one.odds for one in read], answerable, intervals),
        "kind_auroc": auroc_figure([one.replies or 0.0 for one in read], answerable, intervals),
    }
    return Row(name, len(read), figures)
