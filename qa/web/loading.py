"""How far the opening of a collection is, and how long it will still take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from time import monotonic

from qa.web import messages

_SOON = 3.0  # seconds of a stage, before which its pace is not known
_MEMORY = 15.0  # seconds in which an estimate loses two thirds of its weight


@dataclass(frozen=True)
class Loading:
    """What is being done, in ``words``: ``done`` of ``of`` steps, all unknown where ``of`` is 0.

    ``seconds`` is how long it will still take, None where that is not known; ``askable`` says
    whether questions are answered meanwhile.
    """

    words: str
    done: int = 0
    of: int = 0
    seconds: float | None = None
    askable: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.done <= self.of:
            raise ValueError(f"{self.done} of {self.of} steps can't be done.")

    @property
    def sentence(self) -> str:
        """The words, with the time left, and whether questions are answered."""
        words = messages.with_time_left(self.words, self.seconds)
        return f"{words}. {messages.ASK_MEANWHILE}" if self.askable else words


@dataclass(frozen=True)
class Estimate:
    """How long a stage will still take: ``seconds`` from the time ``at`` on.

    ``done`` steps of it were done then; ``pace`` is the seconds that one takes, of late.
    """

    at: float
    done: int
    pace: float
    seconds: float


def next_estimate(before: Estimate, at: float, done: int, of: int) -> Estimate:
    """How long a stage will take that has ``done`` of its steps at the time ``at``.

    What was estimated ``before`` counts the less, the longer ago that was. So neither a few quick
    steps nor a long one make the time left jump.
    """
    passed, steps = at - before.at, done - before.done
    if passed <= 0 or steps <= 0:  # it counts with the next step
        return before
    share = 1 - exp(-passed / _MEMORY)
    pace = before.pace + share * (passed / steps - before.pace)
    run_down = max(0.0, before.seconds - passed)
    return Estimate(at, done, pace, run_down + share * (pace * (of - done) - run_down))


class Pace:
    """Tells from the times at which steps were done how long the others will take."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._stage: object = None
        self._first = (0.0, 0)
        self._estimate: Estimate | None = None

    def seconds_left(self, stage: object, done: int, of: int) -> float | None:
        """How long ``stage`` will still take, of which ``done`` steps are done now."""
        now = self._clock()
        if stage != self._stage or done < self._first[1]:
            self._stage, self._first, self._estimate = stage, (now, done), None
        begun, before = self._first
        if now - begun < _SOON or done <= before:
            return None
        if self._estimate is None:
            pace = (now - begun) / (done - before)
            self._estimate = Estimate(now, done, pace, pace * (of - done))
        self._estimate = next_estimate(self._estimate, now, done, of)
        return max(0.0, self._estimate.seconds - (now - self._estimate.at))
