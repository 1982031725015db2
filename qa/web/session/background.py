"""Work that is done in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextvars import copy_context
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Seconds in which nothing else need be shown.
_SOON = 0.2


def run_in_background(future: Future[T], work: Callable[[], T]) -> None:
    """Give ``future`` the result of ``work``, in a thread that does not keep the program alive.

    What that says is in the language that is spoken here.
    """
    context = copy_context()

    def run() -> None:
        try:
            result = context.run(work)
        except BaseException as error:  # noqa: BLE001 - raised again for whoever asks for the result
            future.set_exception(error)
        else:
            future.set_result(result)

    Thread(target=run, daemon=True).start()


def run_with_progress(
    work: Callable[[Callable[[R], None]], T],
) -> tuple[Iterator[R], Future[T]]:
    """What ``work`` reports until it ends, and the future of its result."""
    reports: SimpleQueue[R | None] = SimpleQueue()
    future: Future[T] = Future()

    def run() -> T:
        try:
            return work(reports.put)
        finally:
            reports.put(None)

    run_in_background(future, run)
    return iter(reports.get, None), future


def run_with_stand_in(work: Callable[[], T], stand_in: T) -> Iterator[T]:
    """What ``work`` gives, and before it ``stand_in`` where that takes a while."""
    future: Future[T] = Future()
    run_in_background(future, work)
    wait([future], _SOON)
    if not future.done():
        yield stand_in
    yield future.result()
