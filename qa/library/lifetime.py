"""How long a library may be worked with: its end waits for what has begun; nothing begins after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, get_ident

from qa.library.collection import LibraryError

LONGEST = 4.0
"""Seconds that an end waits for work, which looks at `Lifetime.check` after every batch."""


class Lifetime:
    """Whether a library is open, and which threads work with it. Safe to share between threads."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._working: Counter[int] = Counter()
        self._ended = False

    @contextmanager
    def work(self) -> Iterator[None]:
        """Work that an end waits for.

        Raises:
            LibraryError: when the library was closed, unless this thread is at work in it already.
        """
        thread = get_ident()
        with self._changed:
            if not self._working[thread]:
                self.check()
            self._working[thread] += 1
        try:
            yield
        finally:
            with self._changed:
                self._working[thread] -= 1
                self._working += Counter()  # without those that are done
                self._changed.notify_all()

    def check(self) -> None:
        """Hold that the library is open, so that long work goes on.

        Raises:
            LibraryError: when it was closed.
        """
        if self._ended:
            raise LibraryError("The library was closed.", "Open it again.")

    def wait(self, seconds: float) -> bool:
        """Whether the library is still open after so many ``seconds``; when it is not, at once."""
        with self._changed:
            return not self._changed.wait_for(lambda: self._ended, seconds)

    def stop(self) -> None:
        """Let no work begin any more, nor go on after its next batch."""
        self._ended = True
        with self._changed:
            self._changed.notify_all()

    def end(self) -> None:
        """`stop`, and wait for the work of other threads: `LONGEST` seconds at the most."""
        self.stop()
        own = get_ident()
        with self._changed:
            self._changed.wait_for(lambda: not {*self._working} - {own}, LONGEST)
