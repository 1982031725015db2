"""Assistants held open until what they were opened from changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Condition
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.assistant import Assistant

MAX_ASSISTANTS = 4
"""How many are held; for another one, the first that was opened goes."""

Opened = tuple[object, "Assistant"]
"""An assistant, and the state that it was opened in."""


class AssistantCache:
    """At most `MAX_ASSISTANTS` assistants, each by a key. Safe to share between threads."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._opening: set[Hashable] = set()
        self._held: dict[Hashable, Opened] = {}
        self._early: dict[Hashable, Opened] = {}

    def open(
        self,
        key: Hashable,
        state: Callable[[], object],
        open_new: Callable[[Callable[[Opened], None]], Opened],
        *,
        early: bool = False,
    ) -> Assistant:
        """The assistant held for ``key``, if the state is the one that it was opened in.

        Else the one that ``open_new`` gives, with the state that it was opened in: one thread opens
        it, while the others that want the same wait for what it opens. ``open_new`` may give one
        to what it is called with, to be used until then: by those who wait, if they take ``early``
        ones.
        """
        while True:
            now = state()
            with self._changed:
                usable = [self._held.get(key), self._early.get(key) if early else None]
                for before, assistant in filter(None, usable):
                    if before == now:
                        return assistant
                if key not in self._opening:
                    self._opening.add(key)
                    break
                self._changed.wait()
        opened = None
        try:
            opened = open_new(lambda usable: self._put_early(key, usable))
            return opened[1]
        finally:
            with self._changed:
                self._opening.remove(key)
                self._early.pop(key, None)
                if opened:
                    self._held.pop(key, None)
                    while len(self._held) >= MAX_ASSISTANTS:
                        self._held.pop(next(iter(self._held)))
                    self._held[key] = opened
                self._changed.notify_all()

    def _put_early(self, key: Hashable, opened: Opened) -> None:
        with self._changed:
            self._early[key] = opened
            self._changed.notify_all()

    def let_go(self, key: Hashable) -> None:
        """Hold none for ``key`` any more."""
        with self._changed:
            self._held.pop(key, None)

    def clear(self) -> None:
        """Hold none at all."""
        with self._changed:
            self._held.clear()
