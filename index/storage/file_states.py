"""Whether the files of a saved index are as they were when it was made, without reading them."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from index.documents.file_reader import PARSING
from index.documents.limits import Limits, given_password, reads_scans, why_no_ocr
from index.documents.loading import SkippedFile
from index.errors import IndexDamagedError, StorageError
from index.storage.atomic_write import write_atomically
from index.storage.manifest import Manifest

STATES = "files.json"
"""The file of an index's folder that says what its files were like."""

# Nanoseconds in which a file may change twice, to the same size, without that being seen.
_UNCERTAIN = 2_000_000_000

States = Sequence[tuple[str, int, int, int]]
"""What `index.documents.files.file_states` gives."""


def write_states(
    states: States, folder: Path, documents: Mapping[str, str], skipped: Sequence[SkippedFile]
) -> None:
    """Note that the index in ``folder`` is of files that were in these ``states`` before.

    That is not done where one has just changed, where it cannot be written, nor where the index is
    not of what the files were read as: ``documents`` in these states, by id, without the
    ``skipped`` ones.
    """
    newest = max((max(times) for _, _, *times in states), default=0)
    if time.time_ns() - newest < _UNCERTAIN:
        return
    with suppress(IndexDamagedError, StorageError):
        manifest = Manifest.read(folder)
        if manifest.documents == documents and manifest.skipped == [*map(asdict, skipped)]:
            record = {"files": _digest(states), "index": manifest.state}
            write_atomically(folder / STATES, json.dumps(record).encode())


def are_unchanged(states: States, folder: Path) -> bool:
    """Whether the index in ``folder`` was made of files that were in these ``states``."""
    try:
        record = json.loads((folder / STATES).read_bytes())
        state = Manifest.read(folder).state
    except (OSError, ValueError, IndexDamagedError):
        return False
    return bool(record == {"files": _digest(states), "index": state})


def _digest(states: States) -> str:
    """The SHA-256 of these and of all settings that files are read by, as hex."""
    password = sha256((given_password()).encode()).hexdigest()
    settings = (PARSING, reads_scans(), why_no_ocr(), repr(Limits.from_environment()), password)
    names = [os.fsencode(name).hex() for name, *_ in states]
    rest = [state for _, *state in states]
    return sha256(json.dumps([settings, names, rest]).encode()).hexdigest()
