"""How far the opening of a collection is, and how long it will still take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from qa.web import messages

_SOON = 3.0  # seconds of a stage, before which its pace is not known


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


class Pace:
    """Tells from the times at which steps were done how long the others will take."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._stage: object = None
        self._first = (0.0, 0)

    def seconds_left(self, stage: object, done: int, of: int) -> float | None:
        """How long ``stage`` will still take, of which ``done`` steps are done now."""
        now = self._clock()
        if stage != self._stage or done < self._first[1]:
            self._stage, self._first = stage, (now, done)
        begun, before = self._first
        if now - begun < _SOON or done <= before:
            return None
        return (now - begun) / (done - before) * (of - done)
