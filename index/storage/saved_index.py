"""An index kept in a folder.

    manifest.json            what it was made from and with, and the checksum of every file
    lock                     held while the manifest is replaced, and old parts are removed
    rows/                    while it is built, the vectors so far
    <generation>/            the files of a part: all of it, or what was added later

A new part is written beside the old ones; renaming the new manifest into place is what makes it the
index. So a build killed at any moment leaves the old index or the new one, whole.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from index.documents.document import Document
from index.documents.loading import SkippedFile
from index.documents.record import places_record
from index.errors import REBUILD, IndexDamagedError, IndexMismatchError
from index.index import Index
from index.join import join
from index.search.quantized_store import QuantizedStore
from index.storage.atomic_write import make_folder, writing
from index.storage.base import Base, whole
from index.storage.file_states import STATES
from index.storage.lock import file_lock
from index.storage.manifest import FILE, Manifest
from index.storage.part_files import read_part, write_part
from index.storage.settings import settings

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder

ROWS = "rows"
"""The folder with the vectors that are made while it is built; see `RowLog`."""
_LOCK = "lock"
# Seconds after which an unfinished generation has no writer any more.
_ABANDONED = 3600


def is_saved(folder: Path) -> bool:
    """Whether ``folder`` holds more than what a build that was stopped has made."""
    try:
        return folder.exists() and any(it.name not in (ROWS, _LOCK) for it in folder.iterdir())
    except OSError:  # there is something; who loads it is told what is wrong
        return True


def is_large(index: Index) -> bool:
    """Whether much of ``index``, once it is saved, need not be in memory."""
    return isinstance(index.sentence_vectors, QuantizedStore)


def document_states(documents: Sequence[Document]) -> dict[str, str]:
    """By their ids, hashes of what of documents must be as it was for their index to be used."""
    return {document.id: _state(document) for document in documents}


def _state(document: Document) -> str:
    beside = [places_record(document.places), document.notes, document.copy]
    return sha256(f"{document.sha256}{json.dumps(beside)}".encode()).hexdigest()


def save(index: Index | None, folder: Path, base: Base | None = None) -> bool:
    """Make ``folder`` hold ``index`` beside the parts in ``base``, in place of what it held.

    Without an index it holds these parts only. False, and it is left as it is, where one of them is
    not there any more: another process has put something else there meanwhile.

    Raises:
        StorageError: when the folder cannot be written; the index it held is still there.
        TypeError: when ``index`` is joined of several.
    """
    base = base or whole(index.documents if index else (), index.skipped if index else ())
    generation, written = folder / uuid4().hex, False
    with writing(folder):
        make_folder(folder)
        try:
            new = [write_part(index, generation, document_states(index.documents))] if index else []
            with file_lock(folder / _LOCK):
                there = _generations(folder)
                if not {part.generation for part in base.saved} <= there:
                    return False
                every, some = [*base.saved, *new], index or base.parts[0]
                old = _replaceable(folder, there - {part.generation for part in every})
                Manifest(
                    settings=settings(some.embedder),
                    dimension=some.passage_vectors.dimension,
                    parts=every,
                    order=base.order,
                    skipped=[*map(asdict, base.skipped)],
                ).write(folder)
                written = True
                for entry in old:
                    _remove(entry)
        finally:
            if not written:
                _remove(generation)
    return True


def save_skipped(folder: Path, skipped: Sequence[SkippedFile]) -> None:
    """Note that these files were left out of the index in ``folder``, and no others.

    Raises:
        IndexDamagedError: when there is none any more.
        StorageError: when it cannot be written.
    """
    with writing(folder), file_lock(folder / _LOCK):
        replace(Manifest.read(folder), skipped=[*map(asdict, skipped)]).write(folder)


def load(folder: Path, embedder: Embedder, states: Mapping[str, str] | None = None) -> Index:
    """The index saved in ``folder``, of documents in these ``states`` where they are given.

    Raises:
        IndexDamagedError: when it is missing, cut short or altered.
        IndexMismatchError: when another model, format or way of cutting text made it, or it was
        made from other documents: saying how many were added, changed and removed.
    """
    manifest = Manifest.read(folder)
    manifest.check_settings(folder, settings(embedder))
    if states is not None:
        _check_documents(manifest.documents, states)
    try:
        return _read(folder, manifest, embedder)
    except IndexDamagedError:
        if Manifest.read(folder) == manifest:
            raise
        return load(folder, embedder, states)  # replaced while it was being read


def _read(folder: Path, manifest: Manifest, embedder: Embedder) -> Index:
    parts = [read_part(folder, part, manifest.dimension, embedder) for part in manifest.parts]
    try:
        index = parts[0] if len(parts) == 1 else join(parts, manifest.order)
    except ValueError as error:
        problem = f"The parts of the index in {folder} do not go together."
        raise IndexDamagedError(problem, REBUILD) from error
    return replace(index, skipped=tuple(SkippedFile(**file) for file in manifest.skipped))


def _check_documents(before: Mapping[str, str], now: Mapping[str, str]) -> None:
    counts = {
        "added": len(now.keys() - before.keys()),
        "removed": len(before.keys() - now.keys()),
        "changed": sum(before[i] != now[i] for i in now.keys() & before.keys()),
    }
    if any(counts.values()):
        changes = ", ".join(f"{n} {what}" for what, n in counts.items() if n)
        raise IndexMismatchError(f"The documents changed since ({changes}).", REBUILD)


def _generations(folder: Path) -> set[str]:
    """The folders of the parts of the index in ``folder``; none where it is damaged."""
    try:
        return {part.generation for part in Manifest.read(folder).parts}
    except IndexDamagedError:
        return set()


def _replaceable(folder: Path, used: Collection[str]) -> list[Path]:
    """The parts that were ``used``, and what builds that were killed left behind.

    A young one that was not may be another process's, still being written.
    """
    names = (FILE, STATES, ROWS, _LOCK)
    entries = [entry for entry in folder.glob("*") if entry.name not in names]
    return [it for it in entries if it.name in used or _age(it) > _ABANDONED]


def _age(entry: Path) -> float:
    """The seconds since ``entry`` was changed; none where it is gone."""
    try:
        return time.time() - entry.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _remove(entry: Path) -> None:
    shutil.rmtree(entry, ignore_errors=True)
    with suppress(OSError):
        entry.unlink(missing_ok=True)
