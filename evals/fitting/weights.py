"""Fit the ranking's weights: ``python -m evals.fitting.weights SHARED``.

``SHARED`` is the folder of all data sets. Prints the weights for `qa.retrieval.fusion`, fitted on
one part of the mix, in which every set counts alike; and what each signal is worth on the part to
choose by, and on other data sets: how many questions find their passage, and their sentence, first
with all of them, and how many more or fewer when the weights are fitted without one, with 95 %
intervals.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evals.beir import open_dataset
from evals.fitting.mix import QUESTIONS, mix
from evals.fitting.samples import NAMES, Rows, Sample, rows, searches
from evals.fitting.splits import CHOOSE, FIT
from evals.metrics import mean_interval
from qa.cli_options import Parser, add_reader, count, exit_status
from qa.reading.reader import Reader
from qa.reading.readers import reader_named
from qa.retrieval.fusion import Weights
from qa.retrieval.search import SearchResult

# Keeps the weights small where the data do not care.
_RIDGE = 1e-3

Weighing = NDArray[np.float64]


def main(argv: Sequence[str] | None = None) -> int:
    """Fit on one part of the mix and test on another; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.weights", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder of all data sets")
    parser.add_argument(
        "--also", type=Path, nargs="+", default=[], help="data sets in BEIR's layout to test on"
    )
    parser.add_argument(
        "--questions", type=count, default=QUESTIONS, help="of each set (%(default)s)"
    )
    add_reader(parser)
    options = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    reader = reader_named(options.reader)
    # Before the fitting, which takes minutes that a wrong name should not cost.
    others = [open_dataset(folder) for folder in options.also]
    fitting, testing = (
        [row for s in mix(options.shared, part, options.questions) for row in numbers(s, reader)]
        for part in (FIT, CHOOSE)
    )
    everything = fit(fitting, NAMES)
    for name, weight in zip(NAMES, everything, strict=True):
        print(f"    {name}: float = {weight:.1f}")
    runs = [dict(other.searches(reader)) for other in others]
    print(f"\n{len(testing)} questions of the part to choose by\n")
    names = ["passage first", "sentence first", *(f"{it.name}, nDCG@10" for it in options.also)]
    print(f"| | {' | '.join(names)} |\n|---|{'---:|' * len(names)}")

    def measures(weights: Weighing) -> list[NDArray[np.float64]]:
        ranked = Weights(*weights.tolist())
        return [
            *firsts(testing, weights).T,
            *(
                np.array([*other.values(reweigh(run, ranked))["nDCG@10"].values()])
                for other, run in zip(others, runs, strict=True)
            ),
        ]

    best = measures(everything)
    print(f"| all signals | {' | '.join(f'{each.mean():.3f}' for each in best)} |")
    for label, left in groups().items():
        less = measures(fit(fitting, [name for name in NAMES if name not in left]))
        cells = [_change(now - before) for now, before in zip(less, best, strict=True)]
        print(f"| without {label} | {' | '.join(cells)} |")


def reweigh(runs: Mapping[str, SearchResult], weights: Weights) -> dict[str, SearchResult]:
    """The same searches under other weights."""
    return {query: replace(result, weights=weights) for query, result in runs.items()}


def groups() -> dict[str, tuple[str, ...]]:
    """What is left out together: each signal, each kind, and each grain."""
    kinds = {
        f"all {kind}": tuple(n for n in NAMES if n.endswith(kind))
        for kind in ("dense", "lexical", "words")
    }
    grains = {
        f"the {g}s": tuple(n for n in NAMES if n.startswith(g)) for g in ("passage", "sentence")
    }
    return {name.replace("_", " "): (name,) for name in NAMES} | kinds | grains


def numbers(sample: Sample, reader: Reader | None) -> list[Rows]:
    """The searches of a sample for what its documents answer."""
    return [
        rows(sample.name, case, result) for case, result in searches(sample, reader) if case.spans
    ]


def fit(searches: Sequence[Rows], names: Sequence[str]) -> Weighing:
    """The weights, none below 0, under which the right sentences are the likeliest.

    Those of signals not in ``names`` are 0. A softmax over all sentences of a search (ListNet's
    top-one loss, Cao et al. 2007); every set counts alike.
    """
    used = np.array([name in names for name in NAMES])
    telling = [search for search in searches if search.right.any()]
    signals = np.concatenate([search.signals for search in telling]).astype(np.float64)[:, used]
    right = np.concatenate([search.right for search in telling])
    edges = np.cumsum([0, *(len(search.right) for search in telling)])[:-1]
    sizes = np.diff([*edges, len(right)])
    counts = Counter(search.name for search in telling)
    shares_of = np.array([1 / (len(counts) * counts[search.name]) for search in telling])

    def shares(scores: Weighing) -> tuple[Weighing, Weighing]:
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, edges), sizes))
        totals = np.add.reduceat(powers, edges)
        return powers / np.repeat(totals, sizes), totals

    def loss(weights: Weighing) -> tuple[float, Weighing]:
        every, _ = shares(signals @ weights)
        good = np.add.reduceat(every * right, edges)
        among = every * right / np.repeat(good, sizes)
        slope = signals.T @ ((every - among) * np.repeat(shares_of, sizes))
        away = -float(np.log(good) @ shares_of)
        return away + _RIDGE * float(weights @ weights), slope + 2 * _RIDGE * weights

    start = np.ones(signals.shape[1])
    result = minimize(loss, start, jac=True, bounds=[(0, None)] * len(start), method="L-BFGS-B")
    weights = np.zeros(len(NAMES))
    weights[used] = result.x
    return weights


def firsts(searches: Sequence[Rows], weights: Weighing) -> NDArray[np.float64]:
    """Whether the passage and the sentence ranked first are right: (searches, 2)."""
    best = [(search, int((search.signals @ weights).argmax())) for search in searches]
    return np.array([(search.holding[n], search.right[n]) for search, n in best], dtype=np.float64)


def _change(differences: NDArray[np.float64]) -> str:
    low, high = mean_interval(differences)
    return f"{differences.mean():+.3f} ({low:+.3f} to {high:+.3f})"


if __name__ == "__main__":
    sys.exit(main())
