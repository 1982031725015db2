"""One at a time, between threads and between processes. The home of filelock."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from filelock import FileLock, Timeout


def file_lock(file: Path) -> AbstractContextManager[object]:
    """A lock between threads and processes: one at a time holds it, the others wait for it.

    ``file`` is made for it where there is none, and stays; nobody but its owner may open it. The
    thread that is inside may enter again.

    Raises:
        OSError: on entering, when the file cannot be made or locked.
    """
    return FileLock(file, mode=0o600)


def hold_lock(file: Path) -> ExitStack | None:
    """The lock of ``file``, held until it is closed; None where somebody else holds it.

    Nor where this user may not: it is another's.
    """
    held = ExitStack()
    try:
        held.enter_context(FileLock(file, timeout=0, mode=0o600))
    except (OSError, Timeout):
        return None
    return held
