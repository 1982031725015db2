"""Libraries of visitors' own, each there as long as somebody has a page of it open."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from threading import Lock
from typing import NamedTuple

from index.errors import PinciteError
from qa.library.library import Library
from qa.web import messages


class _Entry(NamedTuple):
    library: Library
    pages: int


class PrivateLibraries:
    """The libraries that ``make`` makes, by a key that only a visitor's browser knows.

    So a page that is loaded anew finds what was added before. Safe to share between threads.
    """

    def __init__(self, make: Callable[[], Library]) -> None:
        self._make, self._lock = make, Lock()
        self._entries: dict[str, _Entry] = {}
        self._left: SimpleQueue[str] = SimpleQueue()
        self._closed = False

    def enter(self, visitor: str) -> Library:
        """The library of ``visitor``, of which one more page is open.

        Raises:
            PinciteError: when all were closed.
        """
        with self._lock:
            if self._closed:
                raise PinciteError(messages.STOPPING, messages.START_AGAIN)
            library, pages = self._entries.get(visitor) or _Entry(self._make(), 0)
            self._entries[visitor] = _Entry(library, pages + 1)
        self._leave_left()
        return library

    def has(self, visitor: str) -> bool:
        """Whether ``visitor`` has a library."""
        return visitor in self._entries

    def leave_later(self, visitor: str) -> None:
        """One page fewer is open, which counts when somebody enters next.

        This may be called while anything else is done, as when memory is given back.
        """
        self._left.put(visitor)

    def leave(self, visitor: str) -> None:
        """One page fewer is open; with the last one, the library is removed."""
        with self._lock:
            library, pages = self._entries.pop(visitor, (None, 0))
            if library and pages > 1:
                self._entries[visitor] = _Entry(library, pages - 1)
        if library and pages <= 1:  # which waits for what is being done with it
            library.close()

    def _leave_left(self) -> None:
        while True:
            try:
                visitor = self._left.get_nowait()
            except Empty:
                return
            self.leave(visitor)

    def close(self) -> None:
        """Remove all of them, and make none any more."""
        with self._lock:
            self._closed = True
            libraries = [entry.library for entry in self._entries.values()]
            self._entries.clear()
        if libraries:
            with ThreadPoolExecutor(len(libraries)) as pool:  # each waits for what is done with it
                list(pool.map(Library.close, libraries))
