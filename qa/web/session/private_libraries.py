"""Libraries of visitors' own, each there as long as somebody has a page of it open."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from qa.library.library import Library


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

    def enter(self, visitor: str) -> Library:
        """The library of ``visitor``, of which one more page is open."""
        with self._lock:
            library, pages = self._entries.get(visitor) or _Entry(self._make(), 0)
            self._entries[visitor] = _Entry(library, pages + 1)
            return library

    def leave(self, visitor: str) -> None:
        """One page fewer is open; with the last one, the library is removed."""
        with self._lock:
            library, pages = self._entries.pop(visitor)
            if pages > 1:
                self._entries[visitor] = _Entry(library, pages - 1)
            else:
                library.close()
