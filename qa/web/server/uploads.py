"""The folder that files are uploaded to, and what messages say lies in there."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import time

from index.errors import PinciteError
from qa.web import messages

LONGEST = 3600
"""Seconds that a file lies there at most: what is added to a collection leaves it at once."""
# Files whose senders are known.
_MOST_FILES = 10_000


class Uploads:
    """The files in ``folder``, each with the visitors who sent it. Safe to share between threads.

    Gradio names a file by its content, so that two visitors may have sent the same one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._senders: OrderedDict[Path, list[str]] = OrderedDict()
        self._lock = Lock()

    def size(self) -> int:
        """How many bytes lie there, once what has lain for `LONGEST` is removed.

        That was broken off, or sent by what is no page of ours.
        """
        oldest = time() - LONGEST
        for file in self.folder.rglob("*"):
            with suppress(FileNotFoundError):  # removed meanwhile
                if file.is_file() and file.stat().st_mtime < oldest:
                    file.unlink()
        return bytes_in(self.folder)

    def remove_parts(self) -> None:
        """Remove what came of uploads that were broken off: whole files lie in folders in there.

        Nothing may be arriving meanwhile.
        """
        for file in self.folder.glob("*"):
            with suppress(OSError):  # its disk may be gone too
                if file.is_file():
                    file.unlink()

    def sent(self, path: str, visitor: str) -> None:
        """Note that ``visitor`` has sent the file at ``path``."""
        with self._lock, suppress(PinciteError):
            file = uploaded_file(path, self.folder)
            self._senders.setdefault(file, []).append(visitor)
            self._senders.move_to_end(file)
            while len(self._senders) > _MOST_FILES:
                self._senders.popitem(last=False)

    def file(self, path: str, visitor: str) -> Path:
        """Where the file lies that ``visitor`` sent and that is called ``path``.

        Raises:
            PinciteError: when it is no file of the folder, or another visitor's.
        """
        file = uploaded_file(path, self.folder)
        with self._lock:
            if visitor not in self._senders.get(file, []):
                raise PinciteError(messages.NOT_UPLOADED, messages.UPLOAD_AGAIN)
        return file

    def take_away(self, file: Path, visitor: str) -> None:
        """Remove what ``visitor`` sent once: the file itself when nobody else has sent it."""
        with self._lock:
            senders = self._senders.get(file, [])
            with suppress(ValueError):
                senders.remove(visitor)
            if not senders:
                self._senders.pop(file, None)
                file.unlink(missing_ok=True)


def uploaded_file(path: str | Path, folder: Path) -> Path:
    """Where the uploaded file ``path`` lies, symbolic links and ``..`` resolved.

    Raises:
        PinciteError: when it is no regular file inside ``folder``.
    """
    try:
        file = Path(os.path.realpath(path, strict=True))
        if file.is_file() and file.is_relative_to(os.path.realpath(folder)):
            return file
    except (OSError, ValueError):  # nothing there, a circle of links, or no path at all
        pass
    raise PinciteError(messages.NOT_UPLOADED, messages.UPLOAD_AGAIN)


def bytes_in(folder: Path) -> int:
    """How many bytes the files in ``folder`` have."""
    total = 0
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):  # removed meanwhile
            total += file.stat().st_size if file.is_file() else 0
    return total


def named_files(message: object) -> Iterator[str]:
    """The paths in a request's ``message`` that Gradio would take for those of files.

    Its values may not lie in each other too deep for a reader.
    """
    waiting = [message]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            path, meta = value.get("path"), value.get("meta")
            kind = meta.get("_type") if isinstance(meta, dict) else None
            if isinstance(path, str) and kind == "gradio.FileData":
                yield path
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def paths_in(answer: object) -> list[str]:
    """The paths in Gradio's ``answer`` to an upload: those of the files that came."""
    return [it for it in answer if isinstance(it, str)] if isinstance(answer, list) else []
