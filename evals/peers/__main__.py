"""Pincite beside other tools for the same job: ``python -m evals.peers``.

LlamaIndex, Haystack and txtai answer the same questions of squad-dev-cases from the same documents,
with the same weights, by turns in one run. What a peer hands back is chunks. Pincite hands back
passages, which count for its hits, and out of them sentences, which count for its characters: those
that its answer cites, then each further passage's best one, and these also where it refuses.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from evals.cases import Case, load_cases, locate
from evals.metrics import hit, mean_interval
from evals.peers.pipelines import ENVIRONMENT, PACKAGES, Handed, Pipeline, pipelines
from evals.speed.machine import machine, squad
from index import PinciteError
from qa.cli_options import Parser

T = TypeVar("T")
Judged = NDArray[np.float64]

PASSAGES = 5
BUDGETS = (500, 1000)
COLUMNS = ("hit@1", f"hit@{PASSAGES}", *(f"{budget:,} ch" for budget in BUDGETS))
"""The measures of quality, in the order in which `judge` gives them."""

_WARM_UP = 5


class PeersError(PinciteError):
    """A comparison that cannot be made."""


@dataclass(frozen=True)
class Row:
    """A pipeline: the mean of each column, and the median seconds that a question takes."""

    pipeline: str
    quality: dict[str, float]
    warm_p50: float


@dataclass(frozen=True)
class Lead:
    """How far Pincite is ahead of the ``peer`` that is best in a column, with a 95 % interval."""

    column: str
    peer: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Comparison:
    """All rows and leads; what was asked, where, and with which releases of the peers."""

    machine: str
    releases: dict[str, str]
    questions: int
    answerable: int
    documents: int
    rows: list[Row]
    leads: list[Lead]


def releases(packages: Sequence[str]) -> dict[str, str]:
    """The installed release of each package.

    Raises:
        PeersError: naming all that are not installed.
    """
    installed = {}
    for package in packages:
        try:
            installed[package] = version(package)
        except PackageNotFoundError:
            continue
    missing = [package for package in packages if package not in installed]
    if missing:
        raise PeersError(
            f"Not installed: {', '.join(missing)}.",
            "Install the extra: python -m pip install -c constraints.txt -e '.[peers]'",
        )
    return installed


def spread(items: Sequence[T], most: int) -> list[T]:
    """``most`` of the items, or all when there are fewer, evenly apart and in order."""
    count = min(most, len(items))
    return [items[number * len(items) // count] for number in range(count)]


def turn(items: Sequence[T], number: int) -> list[T]:
    """The order of turn ``number``: each item is first as often, and comes after either other."""
    first = number % len(items)
    order = [*items[first:], *items[:first]]
    return order[::-1] if number // len(items) % 2 else order


def judge(handed: Handed, quotes: Sequence[str]) -> tuple[float, ...]:
    """For each of `COLUMNS` 1 or 0: whether one of ``quotes`` is whole where it should be.

    A run of blanks counts as one character everywhere, since splitters change them.
    """
    wanted = [_even(quote) for quote in quotes]
    read = _even("\n".join(handed.texts))
    holding = [any(quote in _even(passage) for quote in wanted) for passage in handed.passages]
    within = [float(any(quote in read[:budget] for quote in wanted)) for budget in BUDGETS]
    return hit(holding, 1), hit(holding, PASSAGES), *within


def _even(text: str) -> str:
    return " ".join(text.split())


def asked(
    ways: Sequence[Pipeline], cases: Sequence[Case]
) -> tuple[dict[str, Judged], dict[str, list[float]]]:
    """What each pipeline's replies are worth, (cases, columns), and their seconds, by its name.

    Each case goes to every pipeline before the next one does, so a busy machine slows all alike.
    """
    worth: dict[str, list[tuple[float, ...]]] = {way.name: [] for way in ways}
    seconds: dict[str, list[float]] = {way.name: [] for way in ways}
    for case in cases[:_WARM_UP]:  # a model's first calls are slower
        for way in ways:
            way.search(case.question, PASSAGES)
    for number, case in enumerate(cases):
        quotes = [evidence.quote for evidence in case.evidence]
        for way in turn(ways, number):
            begun = perf_counter()
            handed = way.search(case.question, PASSAGES)
            seconds[way.name].append(perf_counter() - begun)
            worth[way.name].append(judge(handed, quotes))
    return {name: np.array(values) for name, values in worth.items()}, seconds


def leads(worth: Mapping[str, Judged], ours: str) -> list[Lead]:
    """For each column, how far ``ours`` is ahead of the best of the others, case by case."""
    return [
        _lead(column, {name: values[:, number] for name, values in worth.items()}, ours)
        for number, column in enumerate(COLUMNS)
    ]


def _lead(column: str, worth: Mapping[str, Judged], ours: str) -> Lead:
    others = {name: float(values.mean()) for name, values in worth.items() if name != ours}
    peer = max(others, key=others.__getitem__)
    ahead = worth[ours] - worth[peer]
    low, high = mean_interval(ahead)
    return Lead(column, peer, float(ahead.mean()), low, high)


def compare(limit: int, say: Callable[[str], None]) -> Comparison:
    """Build every pipeline and ask ``limit`` of the answerable cases; ``say`` is told of it.

    Raises:
        PeersError: when a peer or the data is missing, or nothing is to be asked.
    """
    installed = releases(PACKAGES)
    if limit < 1:
        raise PeersError(f"--limit {limit} asks nothing.", "Give a whole number above 0.")
    if (data := squad()) is None:
        raise PeersError(
            "There is no folder squad-dev-cases.", "Name the folder that has it in PINCITE_DATA."
        )
    os.environ.update(ENVIRONMENT)
    from index.documents.files import read_documents

    documents = read_documents(data / "documents").documents
    answerable = [case for case in load_cases(data / "cases.jsonl") if case.evidence]
    cases = spread(answerable, limit)
    locate(cases, documents)
    ways = pipelines()
    for way in ways:
        say(f"Building {way.name}.")
        way.build(documents)
    say(f"Asking {len(cases)} questions.")
    worth, seconds = asked(ways, cases)
    rows = [
        Row(
            way.name,
            dict(zip(COLUMNS, worth[way.name].mean(axis=0).tolist(), strict=True)),
            statistics.median(seconds[way.name]),
        )
        for way in ways
    ]
    ahead = leads(worth, ways[-1].name)
    counts = len(cases), len(answerable), len(documents)
    return Comparison(machine(), installed, *counts, rows, ahead)


def table(made: Comparison) -> str:
    """The comparison as Markdown, and below it how far Pincite is ahead."""
    lines = [
        f"| pipeline | {' | '.join(COLUMNS)} | warm p50 |",
        f"|---|{'---:|' * (len(COLUMNS) + 1)}",
    ]
    for row in made.rows:
        values = " | ".join(f"{value:.3f}" for value in row.quality.values())
        lines.append(f"| {row.pipeline} | {values} | {row.warm_p50 * 1000:.1f} ms |")
    leads_shown = [
        f"- {lead.column} {lead.value:+.3f} ({lead.low:+.3f} to {lead.high:+.3f}), {lead.peer}"
        for lead in made.leads
    ]
    return "\n".join([*lines, "", "Pincite less the best peer (95 % interval):", "", *leads_shown])


def main(argv: Sequence[str] | None = None) -> int:
    """Compare, print a table and write it as JSON; 2 when it could not be done."""
    parser = Parser(prog="python -m evals.peers", description="Compare Pincite with other tools.")
    parser.add_argument(
        "--limit", metavar="N", type=int, default=600, help="how many questions (default 600)"
    )
    options = parser.parse_args(argv)
    out = Path("reports", "peers.json")
    try:
        made = compare(options.limit, lambda line: print(line, file=sys.stderr, flush=True))
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(asdict(made), indent=2) + "\n", encoding="utf-8")
    except (PinciteError, OSError) as error:
        print(f"python -m evals.peers: {error}", file=sys.stderr)
        return 2
    print(
        f"{made.machine}; {made.questions} of {made.answerable} answerable questions of"
        f" squad-dev-cases, {made.documents} documents\n\n{table(made)}\n\nWritten: {out}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
