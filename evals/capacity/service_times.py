"""How long requests take: as they were measured, or by a formula."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from index.errors import PinciteError

Times = Callable[[Generator, int], NDArray[np.float64]]
"""Draws so many times in seconds: (n,)."""

DEFAULT = Path(__file__).with_suffix(".json")
"""The file of the times that a simulation is fed with when none other is given."""

QUANTILES = 200
"""How many numbers stand for the times of a kind of request, at equal steps of probability."""

KINDS = (
    "revision",
    "dense passages",
    "dense sentences",
    "terms passages",
    "terms sentences",
    "signals",
    "words",
    "texts",
)
"""The kinds of requests, in the order of a question."""


@dataclass(frozen=True)
class ServiceTimes:
    """Times of each of `KINDS` in milliseconds, in order; ``about`` says where they come from.

    Raises:
        PinciteError: when a kind is missing, or has no times.
    """

    about: Mapping[str, str]
    milliseconds: Mapping[str, Sequence[float]]

    def __post_init__(self) -> None:
        if missing := [kind for kind in KINDS if not self.milliseconds.get(kind)]:
            raise PinciteError(f"There are no times of {missing[0]!r}.", "Measure them again.")

    def seconds(self, kind: str) -> NDArray[np.float64]:
        """The times of a kind in seconds."""
        return np.array(self.milliseconds[kind]) / 1000

    def mean(self, kind: str) -> float:
        """Their mean in seconds."""
        return float(self.seconds(kind).mean())

    def centile(self, kind: str, p: float) -> float:
        """Their ``p``-th percentile in seconds."""
        return float(np.percentile(self.seconds(kind), p))

    def times(self, kind: str, mean: float | None = None) -> Times:
        """What draws times of a kind; all are stretched alike so that their ``mean`` is this."""
        seconds = self.seconds(kind)
        return empirical(seconds if mean is None else seconds * (mean / seconds.mean()))

    def save(self, file: Path) -> None:
        """Write these into ``file``."""
        lines = json.dumps(asdict(self), indent=1).replace(",\n   ", ", ").replace("[\n   ", "[")
        file.write_text(lines.replace("\n  ]", "]") + "\n", encoding="utf-8")

    @classmethod
    def load(cls, file: Path = DEFAULT) -> ServiceTimes:
        """Those that `save` wrote.

        Raises:
            PinciteError: when ``file`` holds none.
        """
        try:
            return cls(**json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise PinciteError(
                f"{file} holds no service times: {error}",
                "Measure them: python -m evals.capacity --measure milvus://HOST:PORT/NAME",
            ) from error


def quantiles(seconds: Sequence[float]) -> list[float]:
    """`QUANTILES` of them in milliseconds, rounded."""
    at = (np.arange(QUANTILES) + 0.5) / QUANTILES
    return [round(ms, 3) for ms in (1000 * np.quantile(seconds, at)).tolist()]


def empirical(seconds: Sequence[float] | NDArray[np.float64]) -> Times:
    """As ``seconds`` (n,) were, and between them as if they were even there."""
    known = np.sort(np.asarray(seconds, np.float64))
    at = (np.arange(len(known)) + 0.5) / len(known)
    return lambda random, n: np.interp(random.random(n), at, known)


def lognormal_like(seconds: Sequence[float] | NDArray[np.float64]) -> Times:
    """Lognormal, with the mean and the spread of the logarithms of ``seconds`` (n,)."""
    logs = np.log(seconds)
    return lognormal(math.exp(logs.mean()), float(logs.std()))


def lognormal(median: float, spread: float) -> Times:
    """Lognormal: its ``median`` in seconds, and the ``spread`` of its logarithm."""
    return lambda random, n: random.lognormal(math.log(median), spread, n)


def exponential(mean: float) -> Times:
    """Exponential, as the formulas of queueing have it; its ``mean`` in seconds."""
    return lambda random, n: random.exponential(mean, n)


def sometimes_slow(times: Times, share: float, slower: float) -> Times:
    """``times``, of which this ``share`` is so many times as long."""
    return lambda random, n: times(random, n) * np.where(random.random(n) < share, slower, 1)
