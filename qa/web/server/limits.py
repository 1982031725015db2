"""How much one request may ask of the server, and how often one may try to log in."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, MutableMapping
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, TypeVar

from qa.web.server import refusals

T = TypeVar("T")
Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
"""What receives messages of ASGI (https://asgi.readthedocs.io), as `Send` sends them."""

MAX_BODY = 512 * 1024
"""The most bytes of a request that is no upload: it is held in memory."""
MAX_NESTED, MAX_VALUES = 32, 20_000
"""How deep the values of a message may lie in each other, and how many may hold others."""
SLOWEST = 30.0
"""Seconds in which a message has to arrive."""
FAILED_LOGIN = 1.0
"""Seconds that a failed login keeps the next attempt waiting."""
MAX_WAITING = 5
"""Attempts to log in that may wait."""


class RefusedError(Exception):
    """A request that is refused: with which status of HTTP, and why, in a sentence."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


# Bytes of a refused request that are taken before it is answered, and seconds without any.
_DRAINED, _IDLE, _DRAINING = 8 * 2**20, 0.5, 5.0  # and seconds in all
_LONGEST_LOGIN = 10.0  # seconds
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")


def check_shape(body: bytes) -> None:
    """Hold that a JSON ``body`` can be read in a moment, without reading it.

    Eight megabytes of "[[],[],…]" took a reader 15 seconds and 2.5 gigabytes.

    Raises:
        RefusedError: with status 413 when it has too many values, 403 when it is nested too deep.
    """
    if body.count(b"[") + body.count(b"{") > MAX_VALUES:
        raise RefusedError(413, refusals.TOO_MANY_VALUES)
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub(b"", body)):
        depth += 1 if bracket[0] in b"[{" else -1
        if depth > MAX_NESTED:
            raise RefusedError(403, refusals.TOO_DEEP)


def parsed(body: bytes) -> Any:  # noqa: ANN401 - whatever JSON may be
    """What a JSON ``body`` of sound shape says; None where it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def check_text(body: bytes) -> None:
    """Hold that a ``body`` is text in UTF-8, by which its shape is checked.

    In UTF-16, which JSON may be in too, quotes and brackets are other bytes.

    Raises:
        RefusedError: with status 400 when it is not.
    """
    if b"\0" in body:
        raise RefusedError(400, refusals.NOT_UTF8)
    try:
        body.decode()
    except UnicodeDecodeError as error:
        raise RefusedError(400, refusals.NOT_UTF8) from error


def length_of(told: str) -> int:
    """How many bytes an upload says that it has.

    Raises:
        RefusedError: with status 411 when it does not say.
    """
    if not (told.isascii() and told.isdecimal()):
        raise RefusedError(411, refusals.NO_LENGTH)
    return int(told)


class Turns:
    """Some work at once, and some that waits; of more it is said that it is ``busy``."""

    def __init__(self, at_once: int, waiting: int, busy: str = refusals.BUSY) -> None:
        self._free, self._left = asyncio.Semaphore(at_once), at_once + waiting
        self._busy = busy

    @asynccontextmanager
    async def turn(self, receive: Receive | None = None) -> AsyncIterator[bool]:
        """A turn, when it has come: whether whoever asked, by ``receive``, is there still.

        Raises:
            RefusedError: with status 429 when too many wait.
        """
        if not self._left:
            raise RefusedError(429, self._busy)
        self._left -= 1
        try:
            turn = self._free.acquire()
            there = await (while_there(receive, turn) if receive and self._free.locked() else turn)
            try:
                yield there is True  # None where whoever asked is gone
            finally:
                if there:
                    self._free.release()
        finally:
            self._left += 1


class Reservation:
    """Bytes that uploads have said to send and have not sent yet."""

    def __init__(self) -> None:
        self.bytes = 0

    @contextmanager
    def of(self, length: int, free: int) -> Iterator[None]:
        """Keep ``length`` bytes for one upload while it arrives; ``free`` are there for all.

        Raises:
            RefusedError: with status 413 when there is no room.
        """
        if self.bytes + length > free:
            raise RefusedError(413, refusals.UPLOADS_FULL)
        self.bytes += length
        try:
            yield
        finally:
            self.bytes -= length


class LoginBrake:
    """One attempt to log in at a time, and a pause after each that failed."""

    def __init__(self) -> None:
        self._turns = Turns(1, MAX_WAITING - 1, refusals.TOO_MANY_LOGINS)

    async def attempt(self, send: Send, answer: Callable[[Send], Awaitable[None]]) -> None:
        """Have ``answer`` send what becomes of an attempt, when its turn has come.

        Raises:
            RefusedError: with status 429 when too many wait.
        """
        status = 0

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        async with self._turns.turn():
            with suppress(TimeoutError):  # whoever does not take the answer holds up no other
                await asyncio.wait_for(answer(noting), _LONGEST_LOGIN)
            if status >= 400:
                await asyncio.sleep(FAILED_LOGIN)


class Body:
    """What receives a request, and knows whether all of it has come."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._more = receive, True

    async def __call__(self) -> Message:
        """The next message."""
        message = await self._receive()
        self._more = message["type"] == "http.request" and message.get("more_body", False)
        return message

    async def drain(self) -> None:
        """Take what is still sent of a refused request: who sends on does not hear the answer.

        Raises:
            TimeoutError: when nothing comes for a while.
        """
        left = _DRAINED
        async with asyncio.timeout(_DRAINING):
            while self._more and left > 0:
                message = await asyncio.wait_for(self(), _IDLE)
                left -= len(message.get("body", b""))


def again(body: bytes, receive: Receive) -> Receive:
    """What receives a ``body`` that was received already, and then what follows it."""
    received: Iterator[Message] = iter([{"type": "http.request", "body": body}])

    async def receiving() -> Message:
        return next(received, None) or await receive()

    return receiving


async def while_there(receive: Receive, work: Coroutine[Any, Any, T]) -> T | None:
    """What ``work`` comes to; None when whoever asked is gone before: then it is given up."""
    working, leaving = asyncio.create_task(work), asyncio.create_task(_gone(receive))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        leaving.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def in_time(receive: Receive) -> Receive:
    """What receives an upload: whoever sends nothing of it for `SLOWEST` seconds is gone."""

    async def receiving() -> Message:
        try:
            return await asyncio.wait_for(receive(), SLOWEST)
        except TimeoutError:
            return {"type": "http.disconnect"}

    return receiving
