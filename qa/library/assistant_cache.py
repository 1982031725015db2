"""Assistants held open until what they were opened from changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.assistant import Assistant

MAX_ASSISTANTS = 4
"""How many are held; for another one, the first that was opened goes."""


class AssistantCache:
    """At most `MAX_ASSISTANTS` assistants, each by a key. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()  # of what can change here
        self._opening: dict[Hashable, Lock] = {}
        self._held: dict[Hashable, tuple[object, Assistant]] = {}

    def open(
        self,
        key: Hashable,
        state: Callable[[], object],
        open_new: Callable[[], tuple[object, Assistant]],
    ) -> Assistant:
        """The assistant held for ``key``, if the state is the one that it was opened in.

        Else the one that ``open_new`` gives, with the state that it was opened in: one thread opens
        it, while the others that want the same wait for what it opens.
        """
        with self._lock:
            opening = self._opening.setdefault(key, Lock())
        with opening:
            now = state()
            with self._lock:
                before, assistant = self._held.get(key, (None, None))
            if assistant is not None and before == now:
                return assistant
            now, assistant = open_new()
            with self._lock:
                self._held.pop(key, None)
                while len(self._held) >= MAX_ASSISTANTS:
                    self._held.pop(next(iter(self._held)))
                self._held[key] = now, assistant
            return assistant

    def let_go(self, key: Hashable) -> None:
        """Hold none for ``key`` any more."""
        with self._lock:
            self._held.pop(key, None)

    def clear(self) -> None:
        """Hold none at all."""
        with self._lock:
            self._held.clear()
