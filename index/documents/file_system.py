"""Files and folders as they lie on a disk, whatever links, names and rights are in the way."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from index.documents.document_ids import printable
from index.documents.limits import MEGABYTE, Limits, over
from index.errors import DocumentError

Skip = Callable[[Path, str], object]
"""Is told of what is left out, and why."""
A_LINK = "It is a link to a folder: name that folder to have it read."
"""Why a link to a folder is not followed: it may lead back."""
A_LINK_OUT = "It is a link to a file outside of the folder: name that file to have it read."
"""Why such a one is not followed: who may only write here would have a file read for them."""


def skip_silently(path: Path, reason: str) -> None:
    """A `Skip` where nobody is told."""


def exists(path: Path) -> bool:
    """Whether there is something at ``path``; what cannot be there is not."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises for a name too long


def is_file(path: Path) -> bool:
    """Whether there is a regular file at ``path``, or a link to one."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for a name too long


def is_folder(path: Path) -> bool:
    """Whether there is a folder at ``path``, or a link to one."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for a name too long


def real_path(path: Path) -> Path:
    """Where ``path`` leads; of a circle of links, which `Path.resolve` fails at, a part of it."""
    return Path(os.path.realpath(path))


def unreadable(error: OSError) -> str:
    """Why a folder is left out."""
    return f"The folder cannot be read: {error.strerror}."


def files_below(folder: Path, skip: Skip = skip_silently) -> Iterable[Path]:
    """The files below ``folder``, sorted in each; hidden ones are passed over."""
    inside = real_path(folder)

    def skip_unreadable(error: OSError) -> None:
        skip(Path(os.fsdecode(error.filename or folder)), unreadable(error))

    for parent, folders, files in os.walk(folder, onerror=skip_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for above in [os.path.join(parent, name) for name in folders]:  # noqa: PTH118
            if os.path.islink(above):  # noqa: PTH114 - is_symlink raises
                skip(Path(above), A_LINK)
        for name in sorted(files):
            file = Path(parent) / name
            if name.startswith("."):
                continue
            link = os.path.islink(file)  # noqa: PTH114 - is_symlink raises
            if link and exists(file) and not real_path(file).is_relative_to(inside):
                skip(file, A_LINK_OUT)
            else:
                yield file


def read_bytes(path: Path) -> bytes:
    """The content of the regular file at ``path``.

    Raises:
        DocumentError: when it is something else, or cannot be read.
    """
    name = repr(printable(str(path)))
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device would be waited for for ever
            raise DocumentError(f"{name} is not a regular file.", "Give a text file.")
        most = Limits.from_environment().file
        if status.st_size > most * MEGABYTE:
            raise over(printable(path.name), "file", most, "megabytes")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{name} cannot be read: {error.strerror}.", "Check what it is and its rights."
        ) from error
