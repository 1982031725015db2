"""What files were parsed as, kept in a folder: parsing a long PDF again would take seconds."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from index.documents.parsers.parser import ParsedFile
from index.documents.record import parsed_of, parsed_record
from index.errors import SpanError, StorageError
from index.storage.atomic_write import PART_SUFFIX, write_atomically

_UNUSED = 30 * 24 * 3600  # seconds after which what nobody asked for is removed
_SUFFIX = ".json"


class ParsedFolder:
    """`ParsedFiles` in ``folder``, which is made when something is put there.

    A file in it that was altered or cut short is passed over.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._swept = False

    def get(self, key: str) -> ParsedFile | None:
        """What was put there by this key, or None."""
        file = self._file(key)
        try:
            checksum, _, line = file.read_bytes().partition(b"\n")
            if checksum.decode("ascii", "replace") != sha256(line).hexdigest():
                return None
            parsed = parsed_of(json.loads(line))
        except (OSError, LookupError, TypeError, ValueError, SpanError):
            return None
        with suppress(OSError):
            os.utime(file)
        return parsed

    def put(self, key: str, parsed: ParsedFile) -> None:
        """Keep ``parsed``; where it cannot be written, it is parsed again the next time."""
        line = json.dumps(parsed_record(parsed)).encode()
        with suppress(StorageError):
            write_atomically(self._file(key), sha256(line).hexdigest().encode() + b"\n" + line)
        if not self._swept:  # once: it looks at every file
            self._swept = True
            self._sweep()

    def remove_all_but(self, contents: set[str]) -> None:
        """Remove what was made of other contents than those with these SHA-256."""
        for file in self.folder.glob(f"*{_SUFFIX}"):
            if file.name.partition(".")[0] not in contents:
                file.unlink(missing_ok=True)
        for part in self.folder.glob(f"*{PART_SUFFIX}"):  # of a writer that was killed
            part.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"

    def _sweep(self) -> None:
        before = time.time() - _UNUSED
        for file in self.folder.glob(f"*{_SUFFIX}"):
            with suppress(OSError):
                if file.stat().st_mtime < before:
                    file.unlink()
