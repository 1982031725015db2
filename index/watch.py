"""When files change: told once they have stopped changing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from index.documents.files import Paths, file_states
from index.errors import DocumentError


class Changes:
    """The changes of what ``state`` gives, which is equal until something changes."""

    def __init__(self, state: Callable[[], object]) -> None:
        self._state = state
        self._told: object = None
        self._before: object = None

    @property
    def any_told(self) -> bool:
        """Whether a change was told yet."""
        return self._told is not None

    @property
    def all_told(self) -> bool:
        """Whether nothing has changed since a change was told."""
        return self._state() == self._told

    def look(self) -> bool:
        """Whether there is a change that was not told yet, or it is the first time.

        It is told when two looks in a row see the same: a file that is being written is not read
        half.
        """
        now = self._state()
        over = now == self._before and now != self._told
        if over:
            self._told = now
        self._before = now
        return over


def changes(paths: Paths, wait: Callable[[], bool]) -> Iterator[None]:
    """One at first, and then one after each change of the files at ``paths``.

    ``wait`` waits between two looks, and gives False to end it.
    """
    seen = Changes(partial(_states, paths))
    while True:
        if seen.look():
            yield
        if seen.any_told and not wait():
            return


def _states(paths: Paths) -> object:
    """What the files at ``paths`` are like; that there are none is a state too."""
    try:
        return file_states(paths)
    except DocumentError:
        return ()
