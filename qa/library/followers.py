"""Who follows the opening of a collection: all that wait for it, whoever had it begun."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock

from qa.library.contents import Progress, Stage


class Followers:
    """The progress of whom the opening of a collection is told. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._following: list[tuple[str, Progress]] = []

    @contextmanager
    def following(self, folder: str, progress: Progress) -> Iterator[Progress]:
        """Have ``progress`` told meanwhile how the opening of the collection in ``folder`` goes.

        Gives what tells all that follow it.
        """
        entry = folder, progress
        with self._lock:
            self._following.append(entry)
        try:
            yield partial(self._tell, folder)
        finally:
            with self._lock:
                self._following.remove(entry)

    def _tell(self, folder: str, stage: Stage, done: int, of: int) -> None:
        with self._lock:
            following = [progress for name, progress in self._following if name == folder]
        for progress in following:
            progress(stage, done, of)
