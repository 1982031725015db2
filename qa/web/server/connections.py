"""Connections that send nothing, closed in time: uvicorn waits for the first request for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

SILENT = 15.0
"""Seconds within which a connection has to have sent the head of a request."""
MAX_SILENT = 200
"""Connections that may wait for their first request: of more, the oldest are closed."""

_EVERY = 1.0  # seconds between two looks


class Transport(Protocol):
    """What can be closed."""

    def abort(self) -> None:
        """Close it at once."""


class Cycle(Protocol):
    """A request that arrived, and its response."""

    @property
    def response_complete(self) -> bool:
        """Whether all of the response was sent."""


class Connection(Protocol):
    """What uvicorn knows of a connection: its last request, None before the first."""

    @property
    def cycle(self) -> Cycle | None:
        """The request, with its response."""

    @property
    def transport(self) -> Transport:
        """What it is closed by."""


@dataclass
class Silence:
    """Since when connections have been waiting for a request, by the clock that `overdue` is told.

    A connection waits from its start, and again from the end of each response.
    """

    _since: dict[Connection, tuple[Cycle | None, float]] = field(default_factory=dict)

    def overdue(self, connections: Iterable[Connection], now: float) -> Iterator[Connection]:
        """Those that have been waiting for `SILENT` seconds, or too many others with them."""
        since = {}
        for each in filter(_waits, connections):
            cycle, start = self._since.get(each, (None, now))
            since[each] = each.cycle, start if cycle is each.cycle else now
        self._since = since
        oldest = sorted(since, key=lambda each: since[each][1])
        for number, each in enumerate(oldest):
            if now - since[each][1] >= SILENT or len(oldest) - number > MAX_SILENT:
                yield each


async def close_silent(connections: Callable[[], Collection[Connection]]) -> None:
    """Close what is silent of the ``connections`` that there are, until this is cancelled."""
    silence, clock = Silence(), asyncio.get_running_loop().time
    while True:
        for each in silence.overdue(list(connections()), clock()):
            each.transport.abort()
        await asyncio.sleep(_EVERY)


def _waits(connection: Connection) -> bool:
    return connection.cycle is None or connection.cycle.response_complete
