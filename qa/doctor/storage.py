"""The folders that Pincite writes to: whether they can be written, and how much room there is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from index.documents.limits import MEGABYTE
from index.errors import StorageError
from index.storage.atomic_write import write_atomically
from index.storage.paths import home
from index.storage.scratch import scratch_folder
from qa.doctor.check import CheckResult, checked
from qa.library.upload_check import MAX_FILE

LEAST_ROOM = 2 * MAX_FILE
"""Bytes: the largest upload, and as much again for what is made of it."""

_HOME, _TEMPORARY = "PINCITE_HOME", "TMPDIR"
_PROBE = ".doctor"


def results() -> Iterator[CheckResult]:
    """What is kept, then what is not."""
    yield checked(_HOME, lambda: home_folder(home()))
    yield checked(_TEMPORARY, temporary)


def home_folder(folder: Path) -> str:
    """That what is kept can be written to ``folder`` and those in it, and how much room there is.

    Where it is not there it is made, and removed again.

    Raises:
        StorageError: when one cannot be written, or there is too little room.
    """
    there = folder.exists()
    made = [it for it in (folder, *folder.parents) if not it.exists()]
    try:
        for each in (folder, *sorted(it for it in folder.glob("*") if it.is_dir())):
            _probe(each)
        state = "can be written" if there else "not there yet, can be made and written"
        return f"{folder}: {state}, {_room(folder, _HOME)}"
    finally:
        with suppress(OSError):  # it was not made, or others have written to it meanwhile
            for each in made:
                each.rmdir()


def temporary() -> str:
    """That there is a folder for what is not kept, and how much room there is.

    Raises:
        StorageError: when there is none, or not the one that is named, or too little room.
    """
    with scratch_folder() as scratch:
        parent = scratch.parent
        named = os.environ.get(_TEMPORARY)
        if named and Path(named).resolve() != parent.resolve():
            raise StorageError(
                f"{_TEMPORARY} names {named!r}, which cannot be written: {parent} is used.",
                f"Make that folder, or set {_TEMPORARY} to another.",
            )
        return f"{parent}: can be written, {_room(parent, _TEMPORARY)}"


def _probe(folder: Path) -> None:
    probe = folder / _PROBE
    try:
        write_atomically(probe, b"\0" * MEGABYTE)
    except StorageError as error:
        step = f"Check its rights and the space on its disk, or set {_HOME} to another folder."
        raise StorageError(error.problem, step) from error
    probe.unlink(missing_ok=True)  # another doctor may be at work


def _room(folder: Path, variable: str) -> str:
    free = shutil.disk_usage(folder).free
    room = f"{free // MEGABYTE:,} MB free"
    if free < LEAST_ROOM:
        raise StorageError(
            f"{folder} has too little room: {room}, and a document may take"
            f" {LEAST_ROOM // MEGABYTE} MB.",
            f"Make room on its disk, or set {variable} to a folder on another.",
        )
    return room
