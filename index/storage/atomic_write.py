"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

PART_SUFFIX = ".part"
"""How the name of a file ends that is being written, or was when its writer was killed."""


def write_atomically(file: Path, data: bytes) -> None:
    """Make ``data`` the content of ``file``: it holds the old or the new, whatever happens.

    Only its owner may read it. Its folder is made when it is not there.

    Raises:
        OSError: when it cannot be written; ``file`` is as it was.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, suffix=PART_SUFFIX, delete=False) as opened:
        beside = Path(opened.name)
        try:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
            beside.replace(file)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def flush_to_disk(file: Path) -> None:
    """Wait until what was written to ``file`` would outlive a power cut."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
