"""Fit the confidence: ``python -m evals.fitting.calibration SHARED``.

``SHARED`` is the folder of all data sets. Prints the coefficients for `qa.answering.confidence`,
fitted on the parts of the mix (`evals.fitting.mix`) to fit on and to choose by; and figures of the
latter, of what is fitted on the former alone. Each question is asked of its documents, and again
with the passages that answer passed over.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.fitting.estimators import fit_logistic
from evals.fitting.mix import QUESTIONS, mix
from evals.fitting.samples import Sample, search
from evals.fitting.splits import CHOOSE, FIT
from evals.metrics import auroc, calibration_error, reliability
from qa.answering.confidence import Signs, signs
from qa.cli_options import Parser, add_reader, count, exit_status
from qa.question.keywords import content_words
from qa.reading.reader import Reader
from qa.reading.readers import reader_named

# Sets whose questions surely have no answer once the passages that hold it are passed over: of many
# claims in a contract that is not known.
_SURE = frozenset(
    "real-docs everyday nq-qed wikitablequestions tatqa squad11-train squad-dev-cases".split()
)
# The share of questions that their documents answer, as people ask: a confidence is a chance, so
# it depends on that. Without the passages that answer, half of the questions fitted on have none.
_ANSWERED = 0.7
# What people bring counts for more than the other sets.
_TWICE = frozenset(("real-docs", "everyday"))
# One question of so many is asked in keywords.
_KEYWORDS = 4
THRESHOLDS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True)
class Example:
    """The signs of a search, the set of its question, and whether the documents answer."""

    name: str
    signs: Signs
    answerable: bool


def main(argv: Sequence[str] | None = None) -> int:
    """Fit on one part of the mix; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.calibration", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder of all data sets")
    parser.add_argument(
        "--questions", type=count, default=QUESTIONS, help="of each set (%(default)s)"
    )
    add_reader(parser)
    options = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    """Print the coefficients, and the figures on the part to choose by."""
    reader = reader_named(options.reader)
    to_fit, to_choose = (
        [
            e
            for sample in mix(options.shared, part, options.questions)
            if sample.name in _SURE
            for e in examples(sample, reader)
        ]
        for part in (FIT, CHOOSE)
    )
    whole = fit_logistic(*numbers([*to_fit, *to_choose]))
    for field, weight in zip(fields(Signs), whole.coef_[0], strict=True):
        print(f"{field.name}={weight:.3f},")
    print(f"constant={whole.intercept_[0]:.3f}")
    model = fit_logistic(*numbers(to_fit))
    print("\nOn the part to choose by:\n")
    print("| | cases | answerable | AUROC | ECE |\n|---|---:|---:|---:|---:|")
    for name in (*dict.fromkeys(example.name for example in to_choose), "all"):
        some, truth, _ = numbers([e for e in to_choose if name in (e.name, "all")])
        sure = model.predict_proba(some)[:, 1]
        error = calibration_error(sure, truth)
        print(
            f"| {name} | {len(truth)} | {truth.mean():.2f}"
            f" | {auroc(sure, truth) or 0:.3f} | {error:.3f} |"
        )
    print("\n| confidence | cases | answerable |\n|---:|---:|---:|")
    for cases, mean, share in reliability(sure, truth):
        print(f"| {mean:.2f} | {cases} | {share:.2f} |")
    print("\nTo choose the thresholds:\n")
    print("| threshold | at least, of those answerable | below, of the others |\n|---|---:|---:|")
    for threshold in THRESHOLDS:
        above = sure >= threshold
        print(f"| {threshold} | {above[truth].mean():.3f} | {(~above[~truth]).mean():.3f} |")


def numbers(
    examples: Sequence[Example],
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
    """The signs of each search (searches, signs), whether it is answered, and what it counts for.

    Every set counts alike, but for those that people bring, and of each set those that are
    answered for `_ANSWERED` of it.
    """
    counts = Counter((example.name, example.answerable) for example in examples)
    shares = np.array(
        [
            (1 + (e.name in _TWICE))
            * (_ANSWERED if e.answerable else 1 - _ANSWERED)
            / counts[e.name, e.answerable]
            for e in examples
        ]
    )
    return (
        np.array([astuple(example.signs) for example in examples]),
        np.array([example.answerable for example in examples]),
        shares * (len(examples) / shares.sum()),
    )


def examples(sample: Sample, reader: Reader | None) -> Iterator[Example]:
    """Each question asked of its documents, and of what is left without the passages that answer.

    Every fourth is cut down to its keywords, as people type into a search box.
    """
    index = sample.index
    for number, whole in enumerate(sample.asked):
        words = content_words(whole.question) if number % _KEYWORDS == 0 else []
        case = replace(whole, question=" ".join(words)) if words else whole
        yield Example(sample.name, signs(search(sample, case, reader)), bool(case.spans))
        own = index.passages_of(case.document)
        holding = tuple(
            int(n) for n in own if any(index.passages[n].span.overlap(s) for s in case.spans)
        )
        left = len(own) if sample.within else len(index.passages)
        if 0 < len(holding) < left:
            yield Example(sample.name, signs(search(sample, case, reader, holding)), False)


if __name__ == "__main__":
    sys.exit(main())
