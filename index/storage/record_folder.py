"""Values of JSON kept in a folder, each in a file with its checksum."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from index.errors import StorageError
from index.storage.atomic_write import (
    UNUSED_PART,
    copy_file,
    remove_parts,
    write_atomically,
)

_UNUSED = 30 * 24 * 3600  # seconds after which what nobody asked for is removed
_SUFFIX = ".json"


class RecordFolder:
    """`index.documents.parsed_files.Records` in ``folder``, made when something is put there.

    A file in it that was altered or cut short is passed over, and one that nobody asked for in 30
    days is removed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._swept = False

    def get(self, key: str) -> dict[str, Any] | None:
        """What was put there by this key, or None."""
        file = self._file(key)
        try:
            checksum, _, line = file.read_bytes().partition(b"\n")
            if checksum.decode("ascii", "replace") != sha256(line).hexdigest():
                return None
            record = json.loads(line)
        except (OSError, ValueError):
            return None
        with suppress(OSError):
            os.utime(file)
        return record if isinstance(record, dict) else None

    def put(self, key: str, record: Mapping[str, object]) -> None:
        """Keep ``record``; where it cannot be written, it is made again the next time."""
        line = json.dumps(record).encode()
        with suppress(StorageError):
            write_atomically(self._file(key), sha256(line).hexdigest().encode() + b"\n" + line)
        if not self._swept:  # once: it looks at every file
            self._swept = True
            self._sweep()

    def all_keys(self) -> Collection[str]:
        """The keys of all that is there."""
        return [file.name.removesuffix(_SUFFIX) for file in self.folder.glob(f"*{_SUFFIX}")]

    def copy_to(self, other: RecordFolder, keys: Iterable[str]) -> None:
        """Have ``other`` keep what is kept by ``keys`` too.

        Raises:
            StorageError: when it cannot be written.
        """
        for key in keys:
            copy_file(self._file(key), other._file(key))

    def remove(self, unwanted: Callable[[str], bool]) -> None:
        """Remove what is kept by keys that are ``unwanted``."""
        for key in filter(unwanted, self.all_keys()):
            self._file(key).unlink(missing_ok=True)
        remove_parts(self.folder, UNUSED_PART)

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"

    def _sweep(self) -> None:
        before = time.time() - _UNUSED
        for file in self.folder.glob(f"*{_SUFFIX}"):
            with suppress(OSError):
                if file.stat().st_mtime < before:
                    file.unlink()
        with suppress(OSError):
            remove_parts(self.folder, UNUSED_PART)
