"""Small matrix products on one thread, and a search beside others. The home of threadpoolctl.

The threads of numpy's BLAS go on spinning for a while after a product. On few cores they then keep
those of PyTorch waiting: encoding the next question took up to ten times as long.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

P = ParamSpec("P")
T = TypeVar("T")


def one_thread(work: Callable[P, T]) -> Callable[P, T]:
    """``work`` with numpy's products on one thread; that costs microseconds a call."""

    @wraps(work)
    def alone(*args: P.args, **kwargs: P.kwargs) -> T:
        with _libraries().limit(limits=1, user_api="blas"):
            return work(*args, **kwargs)

    return alone


def begin(work: Callable[[], T], *, beside: bool) -> Callable[[], T]:
    """What gives the result of ``work``, begun at once in a thread ``beside`` this or done then."""
    if not beside:
        return work
    pool = ThreadPoolExecutor(1)
    result = pool.submit(work).result
    pool.shutdown(wait=False)  # it ends with its work
    return result


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
