"""How far a parser is with a file, for whoever follows it in its process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

READING, RECOGNIZING = "reading", "recognizing"
"""The stages of a file: its pages are read as they are, or by OCR."""
Follower = Callable[[str, int, int], None]
"""Is told a stage, how many pages are done, and of how many."""


def _nobody(stage: str, done: int, of: int) -> None:
    """A follower that is told nothing."""


_FOLLOWER: ContextVar[Follower] = ContextVar("follower", default=_nobody)


@contextmanager
def followed(follower: Follower) -> Iterator[None]:
    """Have ``follower`` told what is reported meanwhile."""
    token = _FOLLOWER.set(follower)
    try:
        yield
    finally:
        _FOLLOWER.reset(token)


def report(stage: str, done: int, of: int) -> None:
    """Tell whoever follows; this is cheap, so that it may be done for each page."""
    _FOLLOWER.get()(stage, done, of)
