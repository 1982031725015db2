"""An index kept in a folder.

    manifest.json            what it was made from and with, and the checksum of every file
    rows/                    while it is built, the vectors so far
    <generation>/            documents and passages, passages.faiss, sentences.faiss, and the
                             arrays of the words' vectors, of BM25 and of the words' counts

A new generation is written beside the old one; renaming the new manifest into place is what makes
it the index. So a build killed at any moment leaves the old index or the new one, whole.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np

from index.documents.document import Document
from index.documents.record import places_record
from index.errors import REBUILD, IndexDamagedError, IndexMismatchError
from index.index import Index
from index.partial import NO_ROWS, PassageRows, ReusableRows, passage_key
from index.search import bm25, word_counts
from index.search import late_interaction as words
from index.search.bm25 import Bm25
from index.search.late_interaction import WordSearch, WordStore
from index.search.quantized_store import QuantizedStore
from index.search.stores import LocalStore, load_store, store_of
from index.search.vector_store import VectorSearch
from index.search.word_counts import WordCounts
from index.storage import documents_file
from index.storage.atomic_write import flush_to_disk, make_folder, writing
from index.storage.checksum import checksum
from index.storage.documents_file import DocumentsFile, read_documents, write_documents
from index.storage.file_states import STATES
from index.storage.manifest import FILE, LARGE, Manifest, stamp
from index.text import language
from index.text.passages import SEGMENTATION
from index.text.terms import TERMS

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder

FORMAT = 4

ROWS = "rows"
"""The folder with the vectors that are made while it is built; see `RowLog`."""
_DOCUMENTS, _PASSAGES, _SENTENCES = "documents", "passages.faiss", "sentences.faiss"
_OF_VECTORS = (
    *(f"{_DOCUMENTS}/{name}" for name in documents_file.FILES),
    _PASSAGES,
    _SENTENCES,
    *(f"words/{name}" for name in words.FILES),
)
_OF_TERMS = (
    *(f"{grain}-terms/{name}" for grain in ("passage", "sentence") for name in bm25.FILES),
    *(f"word-counts/{name}" for name in word_counts.FILES),
)
# Seconds after which an unfinished generation has no writer any more.
_ABANDONED = 3600


@dataclass(frozen=True)
class _Vectors:
    """What an index holds that a later build can use again."""

    documents: DocumentsFile
    passages: LocalStore
    sentences: LocalStore
    words: WordStore


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


def save(index: Index, folder: Path) -> None:
    """Make ``folder`` hold ``index``, in place of the index it held.

    Raises:
        StorageError: when the folder cannot be written; the index it held is still there.
    """
    old = _replaceable(folder)
    with writing(folder):
        _write(index, folder)
    for entry in old:
        shutil.rmtree(entry, ignore_errors=True)
        with suppress(OSError):
            entry.unlink(missing_ok=True)


def _write(index: Index, folder: Path) -> None:
    generation = folder / uuid4().hex
    try:
        make_folder(generation)
        write_documents(index, generation / _DOCUMENTS)
        _store(index.passage_vectors).save(generation / _PASSAGES)
        _store(index.sentence_vectors).save(generation / _SENTENCES)
        _word_store(index.words).save(generation / "words")
        index.passage_terms.save(generation / "passage-terms")
        index.sentence_terms.save(generation / "sentence-terms")
        index.word_counts.save(generation / "word-counts")
        every = sorted(generation.rglob("*"))
        for inside in every:
            inside.chmod(0o700 if inside.is_dir() else 0o600)
        files = [path for path in every if path.is_file()]
        names = {file: file.relative_to(generation).as_posix() for file in files}
        for file in files:
            flush_to_disk(file)
        Manifest(
            settings=settings(index.embedder),
            dimension=index.passage_vectors.dimension,
            documents={document.id: _state(document) for document in index.documents},
            generation=generation.name,
            files={names[file]: checksum(file) for file in files},
            stamps={names[f]: stamp(f) for f in files if f.stat().st_size >= LARGE},
        ).write(folder)
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise


def load(folder: Path, embedder: Embedder, documents: Sequence[Document] | None = None) -> Index:
    """The index saved in ``folder``, which was made from ``documents`` where these are given.

    Raises:
        IndexDamagedError: when it is missing, cut short or altered.
        IndexMismatchError: when another model, format or way of cutting text made it, or it was
        made from other documents: saying how many were added, changed and removed.
    """
    manifest = Manifest.read(folder)
    manifest.check_settings(folder, settings(embedder))
    if documents is not None:
        _check_documents(manifest, documents)
    try:
        return _read(folder, manifest, embedder)
    except IndexDamagedError:
        if Manifest.read(folder).generation == manifest.generation:
            raise
        return load(folder, embedder, documents)  # replaced while it was being read


def _check_documents(manifest: Manifest, documents: Sequence[Document]) -> None:
    before = manifest.documents
    now = {d.id: _state(d) for d in documents}
    counts = {
        "added": len(now.keys() - before.keys()),
        "removed": len(before.keys() - now.keys()),
        "changed": sum(before[i] != now[i] for i in now.keys() & before.keys()),
    }
    if any(counts.values()):
        changes = ", ".join(f"{n} {what}" for what, n in counts.items() if n)
        raise IndexMismatchError(f"The documents changed since ({changes}).", REBUILD)


def _state(document: Document) -> str:
    """The hash of what of a document must be as it was for its index to be used."""
    beside = [places_record(document.places), document.notes, document.copy]
    return sha256(f"{document.sha256}{json.dumps(beside)}".encode()).hexdigest()


def reusable_rows(folder: Path, embedder: Embedder) -> ReusableRows:
    """The vectors in ``folder``, for a build to keep.

    There are none when the index is damaged or another model made them; how text is cut and
    counted may have changed since.
    """
    try:
        manifest = Manifest.read(folder)
        manifest.check_settings(folder, vector_settings(embedder))
        manifest.check_files(folder, _OF_VECTORS)
        kept = _read_vectors(folder, manifest)
        whole = kept.passages.rows(range(len(kept.passages)))
        parts = kept.sentences.rows(range(len(kept.sentences)))
        divided = np.split(parts, kept.documents.numbering.sentences[1:-1])
        rows = {
            passage_key(p): PassageRows(whole[n], divided[n], kept.words.of(n))
            for n, p in enumerate(kept.documents.passages)
        }
    except (IndexDamagedError, IndexMismatchError):
        return NO_ROWS
    return ReusableRows(kept.words.axes, rows)


def vector_settings(embedder: Embedder) -> dict[str, str | int]:
    """What of the `settings` its vectors depend on."""
    return {"format": FORMAT, "weights": embedder.fingerprint, "words": words.SETTING}


def _read(folder: Path, manifest: Manifest, embedder: Embedder) -> Index:
    manifest.check_files(folder, (*_OF_VECTORS, *_OF_TERMS))
    kept = _read_vectors(folder, manifest)
    numbering = kept.documents.numbering
    generation = folder / manifest.generation
    return Index(
        documents=kept.documents.documents,
        passages=kept.documents.passages,
        numbering=numbering,
        embedder=embedder,
        passage_vectors=kept.passages,
        sentence_vectors=kept.sentences,
        words=kept.words,
        passage_terms=Bm25.load(generation / "passage-terms", len(kept.passages)),
        sentence_terms=Bm25.load(generation / "sentence-terms", len(kept.sentences)),
        word_counts=WordCounts.load(generation / "word-counts"),
        skipped=kept.documents.skipped,
    )


def _read_vectors(folder: Path, manifest: Manifest) -> _Vectors:
    generation = folder / manifest.generation
    kept = _Vectors(
        read_documents(generation / _DOCUMENTS),
        load_store(generation / _PASSAGES),
        load_store(generation / _SENTENCES),
        WordStore.load(generation / "words"),
    )
    numbering = kept.documents.numbering
    held = (len(kept.passages), len(kept.words), len(kept.sentences), kept.passages.dimension)
    passages, sentences = len(numbering.sentences) - 1, int(numbering.sentences[-1])
    expected = (passages, passages, sentences, manifest.dimension)
    if held != expected:
        raise IndexDamagedError(
            f"The index in {folder} holds (passages, their words, sentences, dimension) {held},"
            f" not {expected}.",
            REBUILD,
        )
    return kept


def _store(vectors: VectorSearch) -> LocalStore:
    """``vectors`` as they are kept."""
    if isinstance(vectors, LocalStore):
        return vectors
    return store_of(vectors.rows(range(len(vectors))))


def _word_store(search: WordSearch) -> WordStore:
    """``search`` as it is kept."""
    if isinstance(search, WordStore):
        return search
    return WordStore.build(search.axes, [search.of(number) for number in range(len(search))])


def _replaceable(folder: Path) -> list[Path]:
    """The generation in use, and what builds that were killed left behind.

    A young one that is not in use may be another process's, still being written.
    """
    try:
        used = folder / Manifest.read(folder).generation
    except IndexDamagedError:
        used = None
    now = time.time()
    return [
        entry
        for entry in folder.glob("*")
        if entry.name not in (FILE, STATES, ROWS)
        and (entry == used or now - entry.stat().st_mtime > _ABANDONED)
    ]
