"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time

from index.errors import StorageError

PART_SUFFIX = ".part"
"""How the name of a file ends that is being written, or was when its writer was killed."""

UNUSED_PART = 3600.0
"""Seconds after which nobody writes such a file any more: each is written at once."""


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Whatever a library raises when it cannot write at ``place``, as one error.

    FAISS raises RuntimeError where others raise OSError.

    Raises:
        StorageError: saying why.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        full = isinstance(error, OSError) and error.strerror
        raise StorageError(
            f"{place} cannot be written: {full or error}.",
            "Check its rights and the space on its disk, or name another folder.",
        ) from error


def write_atomically(file: Path, data: bytes) -> None:
    """Make ``data`` the content of ``file``: it holds the old or the new, whatever happens.

    Only its owner may read it. Its folder is made when it is not there.

    Raises:
        StorageError: when it cannot be written; ``file`` is as it was.
    """
    with writing(file):
        _write(file, data)


def _write(file: Path, data: bytes) -> None:
    make_folder(file.parent)
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


def copy_file(file: Path, copy: Path) -> None:
    """Have what is in ``file`` in ``copy`` too, with the same times, whatever happens.

    They are one file by two names where the disk knows that: nobody may write into it. A ``copy``
    that is there stays as it is.

    Raises:
        StorageError: when it cannot be written.
    """
    with writing(copy), suppress(FileExistsError):
        make_folder(copy.parent)
        try:
            os.link(file, copy)
        except FileExistsError:
            raise
        except OSError:  # the disk knows no second names, or it is another one
            part = copy.with_name(f"{copy.name}{PART_SUFFIX}")
            shutil.copy2(file, part)
            part.replace(copy)


def remove_parts(folder: Path, unused: float = 0.0) -> None:
    """Remove what writers that were killed left in ``folder``: what is ``unused`` for so long.

    That is in seconds. Where it is zero, the caller keeps other writers out.

    Raises:
        OSError: when it cannot be removed.
    """
    before = time() - unused
    for part in folder.glob(f"*{PART_SUFFIX}"):
        with suppress(FileNotFoundError):  # written by now, or removed by another
            if part.stat().st_mtime <= before:
                part.unlink()


def make_folder(folder: Path) -> None:
    """Make ``folder``, and those above it, where they are not there; only their owner may enter.

    Raises:
        OSError: when it cannot be made.
    """
    for each in reversed([folder, *folder.parents]):
        each.mkdir(0o700, exist_ok=True)


def flush_to_disk(file: Path) -> None:
    """Wait until what was written to ``file`` would outlive a power cut.

    Raises:
        OSError: when it cannot be written.
    """
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
