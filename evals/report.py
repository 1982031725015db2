"""Scores put together: the figures and their table."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from evals.metrics import (
    auroc,
    calibration_error,
    hit,
    interval,
    percentile,
    reciprocal_rank,
    reliability,
)
from evals.scoring import Score

CLAIMED_ABSENT = "claimed_absent"
AUROC = "refusal_auroc"
ECE = "calibration_error"

ERRORS = frozenset((CLAIMED_ABSENT, ECE))
"""The figures that are better when they are lower."""

Measure = Callable[[Score], float]


def _hit(ranking: str, k: int) -> Measure:
    return lambda score: hit(getattr(score, ranking), k)


def _within(characters: int) -> Measure:
    return lambda score: float(score.reached is not None and score.reached <= characters)


def _right(score: Score) -> float:
    return float(score.right)


_ANSWERABLE: dict[str, Measure] = {
    **{f"passage_hit@{k}": _hit("passages", k) for k in (1, 3, 5)},
    "passage_mrr": lambda score: reciprocal_rank(score.passages),
    **{f"sentence_hit@{k}": _hit("sentences", k) for k in (1, 3, 5)},
    "sentence_mrr": lambda score: reciprocal_rank(score.sentences),
    **{f"sentence_in_{n}": _within(n) for n in (500, 1000)},
    "citation_precision": lambda score: score.precision,
    "citation_recall": lambda score: score.recall,
    "answer_f1": lambda score: score.f1,
    "accuracy_answerable": _right,
    "answer_cited": lambda score: float(score.cited),
    "place_shown": lambda score: float(score.cited or score.likely),
    CLAIMED_ABSENT: lambda score: float(score.claimed_absent),
}
_UNANSWERABLE: dict[str, Measure] = {"accuracy_unanswerable": _right}

NAMES = (*_ANSWERABLE, *_UNANSWERABLE, AUROC, ECE)
"""The names of all figures."""


@dataclass(frozen=True)
class Figure:
    """A figure over ``cases`` cases with its 95 % interval; None where it is undefined."""

    value: float | None
    low: float | None
    high: float | None
    cases: int


@dataclass(frozen=True)
class Kind:
    """The cases of one kind; the hits are None where there is no evidence."""

    cases: int
    passage_hit_1: float | None
    sentence_hit_1: float | None
    accuracy: float


@dataclass(frozen=True)
class Run:
    """What was run: how many cases there are and over what they were asked."""

    name: str
    scope: str
    available: int
    documents: int
    passages: int


@dataclass(frozen=True)
class Report:
    """What a run came to; ``failed`` are the ids of cases that could not be asked.

    ``reliability`` holds, for each range of confidence, the cases, their mean confidence, and the
    share that the documents answer.
    """

    run: Run
    cases: int
    answerable: int
    failed: list[str]
    figures: dict[str, Figure]
    kinds: dict[str, Kind]
    seconds_p50: float | None
    seconds_p95: float | None
    reliability: list[tuple[int, float, float]]

    def json(self) -> str:
        """The report as JSON."""
        return json.dumps(asdict(self), indent=2) + "\n"


def figures(scores: Sequence[Score], intervals: bool = True) -> dict[str, Figure]:
    """Every figure over ``scores``, by name; without ``intervals`` these are None."""
    answerable = [s for s in scores if s.answerable]
    others = [s for s in scores if not s.answerable]
    made = {
        name: mean_figure([measure(s) for s in own], intervals)
        for measures, own in ((_ANSWERABLE, answerable), (_UNANSWERABLE, others))
        for name, measure in measures.items()
    }
    confidence = [s.confidence for s in scores]
    labels = [s.answerable for s in scores]
    made[AUROC] = auroc_figure(confidence, labels, intervals)
    made[ECE] = _statistic_figure(calibration_error, confidence, labels, intervals)
    return made


def mean_figure(values: Sequence[float], intervals: bool = True) -> Figure:
    """The mean of ``values``, one a case."""
    array = np.array(values)
    return _figure(partial(_drawn_mean, array), len(values), intervals)


def auroc_figure(
    confidence: Sequence[float], labels: Sequence[bool], intervals: bool = True
) -> Figure:
    """How well ``confidence`` tells the cases that ``labels`` are true of."""
    return _statistic_figure(auroc, confidence, labels, intervals)


def kinds(scores: Sequence[Score]) -> dict[str, Kind]:
    """The figures of each kind that cases name, in the order of first mention."""
    figures = {}
    for name in dict.fromkeys(s.kind for s in scores if s.kind):
        own = [s for s in scores if s.kind == name]
        answerable = [s for s in own if s.answerable]
        figures[name] = Kind(
            cases=len(own),
            passage_hit_1=_mean([hit(s.passages, 1) for s in answerable]),
            sentence_hit_1=_mean([hit(s.sentences, 1) for s in answerable]),
            accuracy=float(np.mean([s.right for s in own])),
        )
    return figures


def report(run: Run, scores: Sequence[Score]) -> Report:
    """The report of the ``scores`` that ``run`` came to."""
    seconds = [s.seconds for s in scores if s.seconds is not None]
    return Report(
        run=run,
        cases=len(scores),
        answerable=sum(s.answerable for s in scores),
        failed=[s.id for s in scores if s.seconds is None],
        figures=figures(scores),
        kinds=kinds(scores),
        seconds_p50=percentile(seconds, 50),
        seconds_p95=percentile(seconds, 95),
        reliability=reliability([s.confidence for s in scores], [s.answerable for s in scores]),
    )


def table(made: Report) -> str:
    """The report for a terminal."""
    run = made.run
    lines = [
        f"{run.name}: {made.cases} of {run.available} cases ({made.answerable} answerable),"
        f" {run.documents} documents, {run.passages} passages, scope {run.scope}",
        "",
        f"{'':24}{'value':>7}   95 % interval   cases",
    ]
    for name, figure in made.figures.items():
        around = f"{format_figure(figure.low)} – {format_figure(figure.high)}"
        lines.append(f"{name:24}{format_figure(figure.value):>7}   {around:13}   {figure.cases:5}")
    p50, p95 = format_figure(made.seconds_p50), format_figure(made.seconds_p95)
    lines.append(f"{'seconds p50, p95':24}{p50:>7}   {p95}")
    if made.kinds:
        lines += ["", f"{'kind':16}{'cases':>6}  passage@1  sentence@1  accuracy"]
    for name, kind in made.kinds.items():
        lines.append(
            f"{name:16}{kind.cases:6}  {format_figure(kind.passage_hit_1):>9}"
            f"  {format_figure(kind.sentence_hit_1):>10}  {kind.accuracy:8.3f}"
        )
    lines += ["", f"{'confidence':16}{'cases':>6}  answerable"]
    for cases, mean, share in made.reliability:
        lines.append(f"{mean:<16.2f}{cases:6}  {share:10.2f}  {diagram(mean, share)}")
    if made.failed:
        lines += ["", f"Could not be asked: {', '.join(made.failed)}"]
    return "\n".join(lines)


def diagram(mean: float, share: float, width: int = 20) -> str:
    """A bar as long as the ``share``, with a mark where the ``mean`` confidence would end it."""
    bar = ["▇" if n < round(share * width) else "·" for n in range(width + 1)]
    bar[round(mean * width)] = "|"
    return "".join(bar)


def format_figure(value: float | None) -> str:
    """A figure with three decimals, or a dash."""
    return "–" if value is None else f"{value:.3f}"


def _figure(
    statistic: Callable[[NDArray[np.int64]], float | None], size: int, intervals: bool
) -> Figure:
    if not size:
        return Figure(None, None, None, 0)
    low, high = (interval(statistic, size) if intervals else None) or (None, None)
    return Figure(statistic(np.arange(size)), low, high, size)


def _statistic_figure(
    measure: Callable[[NDArray[np.float64], NDArray[np.bool_]], float | None],
    confidence: Sequence[float],
    labels: Sequence[bool],
    intervals: bool,
) -> Figure:
    values, right = np.array(confidence), np.array(labels, dtype=np.bool_)
    return _figure(partial(_drawn, measure, values, right), len(values), intervals)


def _drawn(
    measure: Callable[[NDArray[np.float64], NDArray[np.bool_]], float | None],
    confidence: NDArray[np.float64],
    labels: NDArray[np.bool_],
    drawn: NDArray[np.int64],
) -> float | None:
    return measure(confidence[drawn], labels[drawn])


def _drawn_mean(values: NDArray[np.float64], drawn: NDArray[np.int64]) -> float:
    return float(values[drawn].mean())


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None
