"""The reader by itself: each question of squad20-dev with the passage it was written for."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from pathlib import Path
from random import Random

from evals.cases import CaseError
from evals.fitting.splits import SEED
from evals.fitting.squad import lines
from evals.metrics import token_f1
from evals.overview.results import SetResult
from evals.report import auroc_figure, mean_figure
from evals.tables import Row
from index.documents.span import Span
from qa.reading.reader import Reader


def read_pairs(
    reader: Reader,
    folder: Path,
    articles: Callable[[set[str]], Collection[str]],
    limit: int,
    part: str,
) -> SetResult:
    """How well what only looks answerable is told, and the F1 of answers, of ``limit`` questions.

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
        rows = Random(SEED).sample(every, min(limit, len(every)))
        pairs = [(row["text"], texts[row["context_id"]], tuple(row["answers"])) for row in rows]
    except (OSError, ValueError, KeyError) as error:
        raise CaseError(
            f"{str(folder)!r} does not hold squad20-dev: {error!r}.",
            "Give its corpus.jsonl and queries.jsonl.",
        ) from error
    odds, chances, scores = [], [], []
    for question, text, golds in pairs:
        (own,) = reader.read(question, [text])
        whole = Span(0, len(text))
        odds.append(own.odds(whole))
        nothing = own.chance("none")
        chances.append(0.0 if nothing is None else 1 - nothing)
        if golds:
            span = own.answer(whole)
            given = span.of(text) if span else ""
            scores.append(max(token_f1(given, gold) for gold in golds))
    answerable = [bool(golds) for _, _, golds in pairs]
    figures = {
        "answer_f1": mean_figure(scores),
        "refusal_auroc": auroc_figure(odds, answerable),
    }
    if any(chances):
        figures["kind_auroc"] = auroc_figure(chances, answerable)
    description = (
        f"{part}, {len(chosen)} articles, each question read with its passage;"
        f" {len(pairs)} questions, {sum(answerable)} answerable"
    )
    return SetResult("squad20-dev", description, Row("all", len(pairs), figures))
