"""The measures, each as its source defines it. Pure functions."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evals.places import Place

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)


def hit(relevant: Sequence[bool], k: int) -> float:
    """1 when any of the first ``k`` results is relevant, else 0.

    Known as success@k (Buckley and Voorhees, "Retrieval System Evaluation", 2005).
    """
    return float(any(relevant[:k]))


def reciprocal_rank(relevant: Sequence[bool]) -> float:
    """1 over the rank of the first relevant result, 0 without one.

    Voorhees, "The TREC-8 Question Answering Track Report", 1999; its mean is the MRR.
    """
    return 1 / (list(relevant).index(True) + 1) if any(relevant) else 0.0


def precision_recall(
    cited: Sequence[Place], evidence: Sequence[Sequence[Place]]
) -> tuple[float, float]:
    """The shares of the cited characters that are evidence, and of the evidence that are cited.

    Precision and recall (van Rijsbergen, "Information Retrieval", 1979, chapter 7) over characters;
    each counts once however often it is cited. Each evidence may stand in several places: all of
    them are evidence to precision, and recall wants the one that is cited best. Both are 0 when
    nothing is cited.
    """
    if not cited:
        return 0.0, 0.0
    quoted = set().union(*(place.characters() for place in cited))
    holding = set().union(*(place.characters() for places in evidence for place in places))
    wanted = set().union(
        *(
            max((place.characters() for place in places), key=lambda c: len(c & quoted))
            for places in evidence
        )
    )
    return len(quoted & holding) / len(quoted), len(quoted & wanted) / len(wanted)


def normalise(answer: str) -> list[str]:
    """An answer's tokens as SQuAD compares them.

    Lower case, without ASCII punctuation and the articles a, an, the (``normalize_answer`` of the
    official evaluate-v2.0.py, Rajpurkar et al. 2016 and 2018).
    """
    return _ARTICLES.sub(" ", answer.lower().translate(_NO_PUNCTUATION)).split()


def token_f1(predicted: str, gold: str) -> float:
    """The harmonic mean of token precision and recall, as SQuAD defines it.

    Tokens count as often as they come. When either has none, it is 1 if neither has, else 0
    (``compute_f1`` of the official evaluate-v2.0.py).
    """
    answered, wanted = Counter(normalise(predicted)), Counter(normalise(gold))
    if not answered or not wanted:
        return float(answered == wanted)
    shared = (answered & wanted).total()
    return 2 * shared / (answered.total() + wanted.total())


def auroc(scores: ArrayLike, positive: ArrayLike) -> float | None:
    """The chance that a positive scores above a negative, a tie counting half.

    The Mann-Whitney statistic over the number of pairs, equal to the area under the ROC curve
    (Hanley and McNeil, 1982). None without positives or without negatives.
    """
    values, labels = np.asarray(scores, dtype=np.float64), np.asarray(positive, dtype=np.bool_)
    positives = int(labels.sum())
    pairs = positives * (len(labels) - positives)
    if not pairs:
        return None
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    middle_ranks = np.cumsum(counts) - (counts - 1) / 2
    above = middle_ranks[which][labels].sum() - positives * (positives + 1) / 2
    return float(above / pairs)


def reliability(
    confidence: ArrayLike, right: ArrayLike, bins: int = 10
) -> list[tuple[int, float, float]]:
    """For each of ``bins`` equal ranges of confidence: cases, mean confidence, share right.

    The numbers of a reliability diagram (Murphy and Winkler, 1977); ranges without a case are left
    out.
    """
    values, labels = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.float64)
    numbers = np.minimum((values * bins).astype(np.int64), bins - 1)
    return [
        (int(own.sum()), float(values[own].mean()), float(labels[own].mean()))
        for own in (numbers == number for number in range(bins))
        if own.any()
    ]


def calibration_error(confidence: ArrayLike, right: ArrayLike, bins: int = 10) -> float | None:
    """How far confidence is from the share that is right, on average over the cases.

    The expected calibration error with ranges of equal width (Naeini, Cooper and Hauskrecht,
    2015). None without cases.
    """
    rows = reliability(confidence, right, bins)
    total = sum(cases for cases, _, _ in rows)
    return sum(cases * abs(sure - share) for cases, sure, share in rows) / total if rows else None


def percentile(values: ArrayLike, p: float) -> float | None:
    """The value that ``p`` percent are below, between its neighbours by linear interpolation.

    Hyndman and Fan's definition 7 (1996). None without values.
    """
    known = np.asarray(values, dtype=np.float64)
    return float(np.percentile(known, p)) if known.size else None


def interval(
    statistic: Callable[[NDArray[np.int64]], float | None], size: int, resamples: int = 1000
) -> tuple[float, float] | None:
    """The 95 % percentile bootstrap interval (Efron, 1979) of a statistic over ``size`` cases.

    ``statistic`` takes the numbers of the cases drawn, with repeats. The draws are the same on
    every call. None when the statistic is undefined on every draw.
    """
    draws = np.random.default_rng(0)
    values = [statistic(draws.integers(size, size=size)) for _ in range(resamples)] if size else []
    known = [value for value in values if value is not None]
    if not known:
        return None
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)


def mean_interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """The 95 % bootstrap interval of a mean over cases; 0 and 0 without cases."""
    bounds = interval(lambda drawn: float(values[drawn].mean()), len(values))
    return bounds or (0.0, 0.0)
