"""When files change: told once they have stopped changing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.documents.files import Paths, file_states
from index.errors import DocumentError


def changes(paths: Paths, wait: Callable[[], bool]) -> Iterator[None]:
    """One at first, and then one after each change of the files at ``paths``.

    ``wait`` waits between two looks, and gives False to end it. A change is told when two looks in
    a row see the same: a file that is being written is not read half.
    """
    told: object = None
    before: object = None
    while True:
        now = _states(paths)
        if now == before and now != told:
            told = now
            yield
        before = now
        if told is not None and not wait():
            return


def _states(paths: Paths) -> object:
    """What the files at ``paths`` are like; that there are none is a state too."""
    try:
        return file_states(paths)
    except DocumentError:
        return ()
