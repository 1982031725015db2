"""Collections that are kept up to date: opened anew in the background when their files change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread

from index.errors import PinciteError
from index.watch import Changes
from qa.library.store import Store

LOOK = 2.0
"""Seconds between two looks."""


class Watch:
    """Looks at the watched collections in ``store`` until its lifetime ends, in one thread.

    ``state`` gives what is equal until a collection changes, and ``open_anew`` opens it.
    """

    def __init__(
        self,
        store: Store,
        state: Callable[[str], object],
        open_anew: Callable[[str], object],
    ) -> None:
        self._store, self._state, self._open_anew = store, state, open_anew
        self._changes: dict[str, Changes] = {}
        self._opened: Counter[str] = Counter()
        self._thread = Thread(target=self._run, name="pincite-watch", daemon=True)

    def start(self) -> None:
        """Begin to look; once only."""
        self._thread.start()

    def end(self) -> None:
        """Wait a second at most until it looks no more: its store's lifetime has ended."""
        if self._thread.is_alive():
            self._thread.join(1)

    def times_opened(self, folder: str) -> int:
        """How often the collection in ``folder`` was opened anew, or that was tried."""
        return self._opened[folder]

    def is_settled(self, folder: str) -> bool:
        """Whether the collection in ``folder`` is as it was opened last, or is not looked at.

        Raises:
            LibraryError: when there is no such collection.
        """
        changes = self._changes.get(folder)
        return changes is None or changes.all_told

    def look(self) -> None:
        """Look once, and open anew what has changed and is as it was at the last look.

        Raises:
            LibraryError: when the library is closed or gone, or a collection is damaged.
        """
        with self._store.reading():
            watched = [it.folder for it in self._store.collections() if it.watched]
        self._changes = {
            folder: self._changes.get(folder) or Changes(partial(self._state, folder))
            for folder in watched
        }
        for folder, changes in self._changes.items():
            # Whatever is wrong with it, its page says, and the next question's reply.
            with suppress(PinciteError):
                if changes.look():
                    try:
                        self._open_anew(folder)
                    finally:
                        self._opened[folder] += 1

    def _run(self) -> None:
        while self._store.lifetime.wait(LOOK):
            with suppress(PinciteError):  # as above
                self.look()
