"""Work that is done in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def run_in_background(done: Future[T], work: Callable[[], T]) -> None:
    """Make ``done`` what ``work`` comes to, in a thread that does not keep the program alive."""

    def run() -> None:
        try:
            found = work()
        except BaseException as error:  # noqa: BLE001 - raised again for whoever asks for the result
            done.set_exception(error)
        else:
            done.set_result(found)

    Thread(target=run, daemon=True).start()


def run_with_progress(
    work: Callable[[Callable[[str], None]], T],
) -> tuple[Iterator[str], Future[T]]:
    """What ``work`` says while it is done, which ends when it does, and what it comes to."""
    said: SimpleQueue[str | None] = SimpleQueue()
    done: Future[T] = Future()

    def whole() -> T:
        try:
            return work(said.put)
        finally:
            said.put(None)

    run_in_background(done, whole)
    return iter(said.get, None), done
