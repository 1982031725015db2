"""Figures of several kinds of cases as a table in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.report import AUROC, CLAIMED_ABSENT, ECE, Figure, format_figure

HEADINGS = {
    "right": "right",
    "poor": "poor",
    "wrong": "wrong",
    "accuracy_answerable": "answered",
    "answer_cited": "right sentence cited",
    "place_shown": "right place shown",
    CLAIMED_ABSENT: "claimed absent",
    "accuracy_unanswerable": "not answered when absent",
    "passage_hit@1": "passage first",
    "sentence_hit@1": "sentence first",
    "answer_f1": "answer F1",
    "says_right": "yes or no, right",
    "nDCG@10": "nDCG@10",
    "R@10": "R@10",
    AUROC: "AUROC",
    "kind_auroc": "AUROC of kinds",
    ECE: "calibration error",
}
"""The figures that tables have, in order, and what they are called there."""


@dataclass(frozen=True)
class Row:
    """The figures over the cases of one kind, by name."""

    kind: str
    cases: int
    figures: Mapping[str, Figure]


def markdown(total: Row, kinds: Sequence[Row] = ()) -> str:
    """A table: all cases, the 95 % intervals of their figures, and each kind."""
    names = [name for name in HEADINGS if name in total.figures]
    cells = [
        ["", "cases", *(HEADINGS[name] for name in names)],
        ["---", "---:", *("---:" for _ in names)],
        _values(total, names),
        ["95 % interval", "", *(_interval(total.figures[name]) for name in names)],
        *(_values(row, names) for row in kinds),
    ]
    return "\n".join(f"| {' | '.join(row)} |".replace("|  |", "| |") for row in cells)


def _values(row: Row, names: Sequence[str]) -> list[str]:
    return [row.kind, str(row.cases), *(format_figure(row.figures[name].value) for name in names)]


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return "–"
    return f"{figure.low:.2f}–{figure.high:.2f}"
