"""A folder of one process, which goes with it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from index.errors import StorageError
from index.storage.atomic_write import writing
from index.storage.lock import hold_lock

PREFIX = "pincite-"
"""How the names of such folders begin."""
_OWNER = ".owner"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder that only its owner may read, and that is gone with all in it in the end.

    What processes left that were killed is removed first: nobody holds the lock in there.

    Raises:
        StorageError: when it cannot be made.
    """
    parent = _temporary()
    for left in parent.glob(f"{PREFIX}*/{_OWNER}"):
        if (lock := hold_lock(left)) is not None:
            shutil.rmtree(left.parent, ignore_errors=True)
            lock.close()
    # Locked before it has the name that others look for.
    with writing(parent):
        hidden = Path(tempfile.mkdtemp(prefix=f".{PREFIX}"))
        try:
            lock = hold_lock(hidden / _OWNER)
            folder = hidden.rename(parent / hidden.name.removeprefix("."))
        except BaseException:
            shutil.rmtree(hidden, ignore_errors=True)
            raise
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            lock.close()


def folder_for_now(parent: Path | None = None) -> TemporaryDirectory[str]:
    """A folder that is removed with the object, in ``parent`` or where the system has such.

    Raises:
        StorageError: when it cannot be made.
    """
    parent = parent or _temporary()
    with writing(parent):
        return TemporaryDirectory(prefix=PREFIX, dir=parent, ignore_cleanup_errors=True)


def _temporary() -> Path:
    """The system's folder for what is not kept.

    Raises:
        StorageError: when none can be written.
    """
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        raise StorageError(
            f"No file can be written for a while: {error.strerror}.",
            "Make room on its disk, or name another folder with TMPDIR.",
        ) from error
