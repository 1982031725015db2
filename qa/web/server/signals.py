"""How the server's program ends: when it is told to by a signal, and with which status.

It imports nothing that takes time: whoever starts the server listens for its end first.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from threading import Event
from types import FrameType
from typing import NoReturn

_LOOK = 1.0  # seconds
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # a closed terminal hangs up; Windows knows none
_IGNORED = frozenset(
    number
    for name in _NAMES
    if (number := getattr(signal, name, None)) and signal.getsignal(number) is signal.SIG_IGN
)


def on_stop(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """Have ``handler`` called when the program is to end.

    A signal that whoever started the program has it ignore, as nohup does, stays ignored.
    """
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and number not in _IGNORED:
            signal.signal(number, handler)


def interrupt(*_: object) -> None:
    """End as by Ctrl-C, so that what was uploaded is removed; once, however often it is told."""
    on_stop(signal.SIG_IGN)
    raise KeyboardInterrupt


def wait_for_stop() -> NoReturn:
    """Wait until a signal ends the program.

    One that comes in the moment before the thread begins to wait does not wake it: Python calls its
    handler when the thread goes on. So it does so now and then.
    """
    never = Event()
    while True:
        never.wait(_LOOK)


def leave_at_once(_: int, __: FrameType | None) -> None:
    """End while nothing but the program itself was loaded."""
    os._exit(0)


def end(status: int) -> NoReturn:
    """End the program: threads that answer are inside libraries, and would abort it."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
