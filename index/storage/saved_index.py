"""An index kept in a folder.

    manifest.json            what it was made from and with, and the checksum of every file
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
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from index.documents.document import Document
from index.documents.record import places_record
from index.errors import REBUILD, IndexDamagedError, IndexMismatchError
from index.index import Index
from index.join import join
from index.partial import NO_ROWS, ReusableRows
from index.search import bm25
from index.search import late_interaction as words
from index.search.bm25 import Bm25
from index.search.joined import unjoined
from index.search.quantized_store import QuantizedStore
from index.storage.atomic_write import writing
from index.storage.file_states import STATES
from index.storage.growth import growth
from index.storage.manifest import FILE, Manifest, Part
from index.storage.part_files import read_part, read_rows, write_part
from index.text import language
from index.text.passages import SEGMENTATION
from index.text.terms import TERMS

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder

FORMAT = 5

ROWS = "rows"
"""The folder with the vectors that are made while it is built; see `RowLog`."""
# Seconds after which an unfinished generation has no writer any more.
_ABANDONED = 3600


@dataclass(frozen=True)
class Base:
    """What of a saved index stays, beside which ``documents`` are to be built.

    ``parts`` are its indexes, and ``saved`` what the manifest says of them. ``order`` is as in
    `Growth`.
    """

    parts: Sequence[Index] = ()
    saved: Sequence[Part] = ()
    documents: Sequence[Document] = ()
    order: Sequence[int] = ()

    @property
    def means(self) -> tuple[float | None, float | None]:
        """What passages and sentences are as long as usually, for a build; see `Bm25`."""
        if not self.parts:
            return None, None
        largest = max(self.parts, key=lambda part: len(part.passages))
        of_passages, of_sentences = largest.passage_terms, largest.sentence_terms
        return unjoined(of_passages, Bm25).mean, unjoined(of_sentences, Bm25).mean

    def joined(self, new: Index) -> Index:
        """The index of all documents, of which ``new`` holds those that were built."""
        return join([*self.parts, new], self.order) if self.parts else new


def whole(documents: Sequence[Document]) -> Base:
    """Nothing of a saved index: all ``documents`` are to be built."""
    return Base(documents=documents, order=[0] * len(documents))


def settings(embedder: Embedder) -> dict[str, str | int]:
    """What a saved index must agree in with the program that opens it."""
    return {
        **vector_settings(embedder),
        "model": embedder.name,
        "segmentation": SEGMENTATION,
        "language": language.SETTING,
        "terms": TERMS,
        "lists": bm25.SETTING,
    }


def is_saved(folder: Path) -> bool:
    """Whether ``folder`` holds more than what a build that was stopped has made."""
    try:
        return folder.exists() and any(entry.name != ROWS for entry in folder.iterdir())
    except OSError:  # there is something; who loads it is told what is wrong
        return True


def is_large(index: Index) -> bool:
    """Whether much of ``index``, once it is saved, need not be in memory."""
    return isinstance(index.sentence_vectors, QuantizedStore)


def document_states(documents: Sequence[Document]) -> dict[str, str]:
    """By their ids, hashes of what of documents must be as it was for their index to be used."""
    return {document.id: _state(document) for document in documents}


def save(index: Index, folder: Path, base: Base | None = None) -> None:
    """Make ``folder`` hold ``index``, beside the parts in ``base``, in place of what it held.

    Raises:
        StorageError: when the folder cannot be written; the index it held is still there.
        TypeError: when ``index`` is joined of several.
    """
    base = base or whole(index.documents)
    old = _replaceable(folder, {part.generation for part in base.saved})
    with writing(folder):
        _write(index, folder, base)
    for entry in old:
        shutil.rmtree(entry, ignore_errors=True)
        with suppress(OSError):
            entry.unlink(missing_ok=True)


def _write(index: Index, folder: Path, base: Base) -> None:
    generation = folder / uuid4().hex
    try:
        part = write_part(index, generation, document_states(index.documents))
        Manifest(
            settings=settings(index.embedder),
            dimension=index.passage_vectors.dimension,
            parts=[*base.saved, part],
            order=base.order,
        ).write(folder)
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise


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
    if len(parts) == 1:
        return parts[0]
    try:
        return join(parts, manifest.order)
    except ValueError as error:
        raise IndexDamagedError(f"The index in {folder} is damaged: {error}", REBUILD) from error


def _check_documents(before: Mapping[str, str], now: Mapping[str, str]) -> None:
    counts = {
        "added": len(now.keys() - before.keys()),
        "removed": len(before.keys() - now.keys()),
        "changed": sum(before[i] != now[i] for i in now.keys() & before.keys()),
    }
    if any(counts.values()):
        changes = ", ".join(f"{n} {what}" for what, n in counts.items() if n)
        raise IndexMismatchError(f"The documents changed since ({changes}).", REBUILD)


def base_of(
    folder: Path, embedder: Embedder, documents: Sequence[Document], states: Mapping[str, str]
) -> Base:
    """What of the index in ``folder`` stays in one of ``documents``, in these ``states``.

    Where nothing does, all of them are to be built.
    """
    try:
        manifest = Manifest.read(folder)
        manifest.check_settings(folder, settings(embedder))
        if not (grown := growth(manifest.parts, documents, states)):
            return whole(documents)
        saved = [manifest.parts[n] for n in grown.parts]
        parts = [read_part(folder, part, manifest.dimension, embedder) for part in saved]
    except (IndexDamagedError, IndexMismatchError):
        return whole(documents)
    return Base(parts, saved, grown.documents, grown.order)


def reusable_rows(folder: Path, embedder: Embedder, base: Base | None = None) -> ReusableRows:
    """The vectors in ``folder``, for a build to keep, but for those of the ``base``.

    There are none when the index is damaged or another model made them; how text is cut and
    counted may have changed since.
    """
    stays = {part.generation for part in base.saved} if base else set()
    rows = ReusableRows(base.parts[0].words.axes) if base and base.parts else NO_ROWS
    try:
        manifest = Manifest.read(folder)
        manifest.check_settings(folder, vector_settings(embedder))
        for part in manifest.parts:
            if part.generation not in stays:
                own = ReusableRows(*read_rows(folder, part, manifest.dimension))
                rows = rows.joined(own)
    except (IndexDamagedError, IndexMismatchError):
        pass
    return rows


def vector_settings(embedder: Embedder) -> dict[str, str | int]:
    """What of the `settings` its vectors depend on."""
    return {"format": FORMAT, "weights": embedder.fingerprint, "words": words.SETTING}


def _state(document: Document) -> str:
    beside = [places_record(document.places), document.notes, document.copy]
    return sha256(f"{document.sha256}{json.dumps(beside)}".encode()).hexdigest()


def _replaceable(folder: Path, stays: Collection[str]) -> list[Path]:
    """The parts in use, but for those that ``stays``, and what builds that were killed left behind.

    A young one that is not in use may be another process's, still being written.
    """
    try:
        used = {part.generation for part in Manifest.read(folder).parts}
    except IndexDamagedError:
        used = set()
    now = time.time()
    return [
        entry
        for entry in folder.glob("*")
        if entry.name not in (FILE, STATES, ROWS, *stays)
        and (entry.name in used or now - entry.stat().st_mtime > _ABANDONED)
    ]
