"""A folder of one process, which goes with it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.storage.lock import hold_lock

PREFIX = "pincite-"
"""How the names of such folders begin."""
_OWNER = ".owner"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder that only its owner may read, and that is gone with all in it in the end.

    What processes left that were killed is removed first: nobody holds the lock in there.

    Raises:
        OSError: when it cannot be made.
    """
    parent = Path(tempfile.gettempdir())
    for left in parent.glob(f"{PREFIX}*/{_OWNER}"):
        if (lock := hold_lock(left)) is not None:
            shutil.rmtree(left.parent, ignore_errors=True)
            lock.close()
    # Locked before it has the name that others look for.
    hidden = Path(tempfile.mkdtemp(prefix=f".{PREFIX}"))
    lock = hold_lock(hidden / _OWNER)
    folder = hidden.rename(parent / hidden.name.removeprefix("."))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            lock.close()
