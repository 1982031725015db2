"""Where OCR is at work, and what of it was skipped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from threading import Lock


class OcrState(StrEnum):
    """How a collection stands: OCR is at work in it, or was skipped for some of its pages."""

    DONE = "done"
    RUNNING = "running"
    SKIPPED = "skipped"


class OcrControl:
    """In which collections OCR is at work, and of which files its rest was skipped.

    That holds for a file as long as its content is the same, and is forgotten when the program
    ends. Collections are named by their folders, files by the SHA-256 of their contents. Safe to
    share between threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: set[str] = set()
        self._skipping: set[str] = set()
        self._skipped: dict[str, set[str]] = defaultdict(set)
        self._met: dict[str, set[str]] = defaultdict(set)
        self._resumed: Counter[str] = Counter()

    @contextmanager
    def running(self, folder: str) -> Iterator[None]:
        """OCR is at work in a collection."""
        with self._lock:
            self._running.add(folder)
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(folder)
                self._skipping.discard(folder)

    @contextmanager
    def reading(self, folder: str) -> Iterator[None]:
        """All documents of a collection are read: a skipped file that is not met is forgotten."""
        with self._lock:
            self._met[folder] = set()
        yield
        with self._lock:
            self._skipped[folder] = self._met.pop(folder)

    def skip(self, folder: str) -> None:
        """Skip all that OCR has not read yet in a collection, where it is at work."""
        with self._lock:
            if folder in self._running:
                self._skipping.add(folder)

    def resume(self, folder: str) -> None:
        """Skip nothing in a collection any more."""
        with self._lock:
            self._skipped.pop(folder, None)
            self._resumed[folder] += 1

    def times_resumed(self, folder: str) -> int:
        """How often what was skipped in a collection was asked for after all."""
        with self._lock:
            return self._resumed[folder]

    def skips(self, folder: str, content: str) -> bool:
        """Whether OCR leaves out a file that has pages which it has not read."""
        with self._lock:
            if folder not in self._skipping and content not in self._skipped[folder]:
                return False
            self._skipped[folder].add(content)
            self._met[folder].add(content)
            return True

    def state(self, folder: str) -> OcrState:
        """How a collection stands."""
        with self._lock:
            if folder in self._running - self._skipping:
                return OcrState.RUNNING
            skipped = folder in self._skipping or self._skipped.get(folder)
            return OcrState.SKIPPED if skipped else OcrState.DONE
