"""Fit the confidence: ``python -m evals.fitting.calibration SQUAD11_TRAIN SQUAD_DEV_CASES``.

Prints the coefficients for `qa.answering.confidence`. Each question of the training articles is
asked of its article, and again with the passage that answers passed over; one in five of another
article; every other one is cut down to its keywords. To these come questions that people wrote to
look answerable. They are fitted on some articles, and the figures printed are of others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.fitting.estimators import fit_logistic
from evals.fitting.squad import Sample, human_samples, samples
from evals.metrics import auroc, calibration_error, reliability
from qa.answering.confidence import Signs, signs
from qa.cli_options import Parser, add_reader, count, exit_status
from qa.question.keywords import content_words
from qa.reading.reader import Reader
from qa.reading.span_reader import reader_named
from qa.retrieval.pipeline import find

EVERY = 5
MIXES = (
    ("said", "removed"),
    ("said", "elsewhere"),
    ("written",),
    ("said", "removed", "elsewhere", "written"),
)
"""What figures are given of."""

Example = tuple[str, Signs, bool]
"""What a question was asked of, the signs of its search, and whether the document answers."""


def main(argv: Sequence[str] | None = None) -> int:
    """Fit on some articles of the folders named; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.calibration", description=__doc__)
    parser.add_argument("folder", type=Path, help="squad11-train: corpus.jsonl and queries.jsonl")
    parser.add_argument("written", type=Path, help="squad-dev-cases: documents and cases.jsonl")
    parser.add_argument("--questions", type=count, default=1500, help="of each (%(default)s)")
    add_reader(parser)
    given = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(given))


def _main(given: argparse.Namespace) -> None:
    """Print the coefficients, and the figures on articles kept apart."""
    reader = reader_named(given.reader)
    # The smaller first: a wrong name of it should not cost the minutes that the other takes.
    people = human_samples(given.written)
    made = zip(samples(given.folder, given.questions), people, strict=True)
    to_fit, to_test = (
        [*article_examples(sample, reader), *human_examples(theirs, given.questions, reader)]
        for sample, theirs in made
    )
    rows, labels = numbers(to_fit)
    model = fit_logistic(rows, labels)
    for field, weight in zip(fields(Signs), model.coef_[0], strict=True):
        print(f"{field.name}={weight:.3f},")
    print(f"constant={model.intercept_[0]:.3f}")
    print("\nOn articles kept apart:\n")
    print("| | cases | answerable | AUROC | ECE |\n|---|---:|---:|---:|---:|")
    for kinds in MIXES:
        some, truth = numbers([example for example in to_test if example[0] in kinds])
        sure = model.predict_proba(some)[:, 1]
        error = calibration_error(sure, truth)
        print(
            f"| {', '.join(kinds)} | {len(truth)} | {truth.mean():.2f}"
            f" | {auroc(sure, truth):.3f} | {error:.3f} |"
        )
    print("\n| confidence | cases | answerable |\n|---:|---:|---:|")
    for cases, mean, share in reliability(sure, truth):
        print(f"| {mean:.2f} | {cases} | {share:.2f} |")
    sure = model.predict_proba(rows)[:, 1]
    print("\nTo choose the threshold, on the articles that were fitted on:\n")
    print("| threshold | answered of those answerable | refused of the others |\n|---|---:|---:|")
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        answered = sure >= threshold
        print(
            f"| {threshold} | {answered[labels].mean():.3f} | {(~answered[~labels]).mean():.3f} |"
        )


def numbers(examples: Sequence[Example]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The signs of each search (searches, signs), and whether the document answered."""
    return (
        np.array([astuple(signs) for _, signs, _ in examples]),
        np.array([answers for _, _, answers in examples]),
    )


def human_examples(sample: Sample, most: int, reader: Reader | None) -> list[Example]:
    """The first ``most`` questions asked of their document."""
    return [
        (
            "written",
            signs(find(sample.index, case.question, reader, within=case.document)),
            case.span is not None,
        )
        for case in sample.asked[:most]
    ]


def article_examples(sample: Sample, reader: Reader | None) -> Iterator[Example]:
    """Each question asked of its document, of what is left without the answer, and of another."""
    index = sample.index
    documents = [document.id for document in index.documents]
    for number, case in enumerate(sample.asked):
        if case.span is None:
            continue
        # Every other one as people type into a search box.
        words = " ".join(content_words(case.question)) if number % 2 else ""
        own = index.passages_of(case.document)
        holding = [n for n in own if index.passages[n].span.overlap(case.span)]
        search = partial(find, index, words or case.question, reader)
        yield "said", signs(search(within=case.document)), True
        if len(holding) < len(own):
            yield "removed", signs(search(within=case.document, without=holding)), False
        if number % EVERY == 0:
            other = documents[(documents.index(case.document) + 1) % len(documents)]
            yield "elsewhere", signs(search(within=other)), False


if __name__ == "__main__":
    sys.exit(main())
