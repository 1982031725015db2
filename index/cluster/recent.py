"""What was fetched last from a store. The home of cachetools."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from cachetools import LRUCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values that ``fetch`` gets by their keys, some at once; those used last stay here.

    ``most`` bounds their sizes, by ``size``, together; what was fetched last stays whatever its
    size. What is under a key never changes, so that
    what is here is right for as long as the store has it. Safe to share between threads.
    """

    def __init__(
        self,
        fetch: Callable[[Sequence[K]], Mapping[K, V]],
        most: float,
        size: Callable[[V], float] = lambda value: 1,
    ) -> None:
        self._fetch, self._most, self._size = fetch, most, size
        from cachetools import LRUCache

        self._held: LRUCache[K, V] = LRUCache(most, size)
        self._last: Mapping[K, V] = {}
        self._lock = Lock()

    def get(self, keys: Sequence[K]) -> list[V]:
        """The values of ``keys``, in order; ``fetch`` raises what it must where one is missing."""
        with self._lock:
            there = {key: self._last[key] for key in keys if key in self._last}
            there |= {key: self._held[key] for key in keys if key in self._held}
        if missing := [key for key in dict.fromkeys(keys) if key not in there]:
            fetched = self._fetch(missing)
            with self._lock:
                self._last = fetched
                for key, value in fetched.items():
                    if self._size(value) <= self._most:
                        self._held[key] = value
            there |= fetched
        return [there[key] for key in keys]
