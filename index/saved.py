"""An index kept in a folder.

    manifest.json            what it was made from and with, and the checksum of every file
    <generation>/            documents.json, passages.faiss, sentences.faiss, and BM25's arrays

A new generation is written beside the old one; renaming the new manifest into place is what makes
it the index. So a build killed at any moment leaves the old index or the new one, whole.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import file_digest
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from index.document import Document, Passage
from index.embedder import Embedder
from index.errors import IndexDamagedError, IndexMismatchError
from index.files import Reading, Skipped
from index.index import Index, Rows, passage_key
from index.lexical import TERMS, Bm25
from index.segment import SEGMENTATION
from index.span import Span
from index.vectors import FaissStore

FORMAT = 1

_MANIFEST = "manifest.json"
# Seconds after which an unfinished generation has no writer any more.
_ABANDONED = 3600
_REBUILD = "Delete the folder, or open its documents again to rebuild it."


def settings(embedder: Embedder) -> dict[str, str | int]:
    """What a saved index must agree in with the program that opens it."""
    return {
        "format": FORMAT,
        "model": embedder.name,
        "weights": embedder.fingerprint,
        "segmentation": SEGMENTATION,
        "terms": TERMS,
    }


def save(index: Index, folder: Path) -> None:
    """Make ``folder`` hold ``index``, in place of the index it held.

    Raises:
        OSError: when the folder cannot be written; the index it held is still there.
    """
    old = _replaceable(folder)
    generation = folder / uuid4().hex
    try:
        generation.mkdir(parents=True)
        content = {
            "documents": [asdict(d) for d in index.documents],
            "skipped": [asdict(s) for s in index.skipped],
            "passages": _passage_table(index),
        }
        (generation / "documents.json").write_text(json.dumps(content), encoding="utf-8")
        index.passage_vectors.save(generation / "passages.faiss")
        index.sentence_vectors.save(generation / "sentences.faiss")
        index.passage_terms.save(generation / "passage-terms")
        index.sentence_terms.save(generation / "sentence-terms")
        files = sorted(p for p in generation.rglob("*") if p.is_file())
        for file in files:
            _to_disk(file)
        manifest = {
            **settings(index.embedder),
            "dimension": index.passage_vectors.dimension,
            "documents": {d.id: d.sha256 for d in index.documents},
            "generation": generation.name,
            "files": {f.relative_to(generation).as_posix(): _checksum(f) for f in files},
        }
        beside = folder / f"{generation.name}.json"
        beside.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        _to_disk(beside)
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        (folder / f"{generation.name}.json").unlink(missing_ok=True)
        raise
    beside.replace(folder / _MANIFEST)
    for generation in old:
        shutil.rmtree(generation, ignore_errors=True)


def load(folder: Path, embedder: Embedder) -> Index:
    """The index saved in ``folder``.

    Raises:
        IndexDamagedError: when it is missing, cut short or altered.
        IndexMismatchError: when another model, format or way of cutting text made it.
    """
    manifest = _manifest(folder)
    check_settings(folder, manifest, embedder)
    generation = folder / manifest["generation"]
    for name, checksum in manifest["files"].items():
        file = generation / name
        if not file.is_file():
            if _manifest(folder)["generation"] != manifest["generation"]:
                return load(folder, embedder)  # replaced while it was being read
            raise IndexDamagedError(f"The index in {folder} lacks its file {name}.", _REBUILD)
        if (found := _checksum(file)) != checksum:
            raise IndexDamagedError(
                f"The index in {folder} is damaged: {name} has SHA-256 {found[:12]}…,"
                f" not {checksum[:12]}….",
                _REBUILD,
            )
    content = json.loads((generation / "documents.json").read_text(encoding="utf-8"))
    documents = tuple(Document(**fields) for fields in content["documents"])
    passages = tuple(
        Passage(
            documents[number],
            start,
            end,
            documents[number].text[start:end],
            tuple(Span(*span) for span in sentences),
            tuple(headings),
        )
        for number, start, end, sentences, headings in content["passages"]
    )
    return Index(
        documents=documents,
        passages=passages,
        embedder=embedder,
        passage_vectors=FaissStore.load(generation / "passages.faiss"),
        sentence_vectors=FaissStore.load(generation / "sentences.faiss"),
        passage_terms=Bm25.load(generation / "passage-terms", len(passages)),
        sentence_terms=Bm25.load(
            generation / "sentence-terms", sum(len(p.sentences) for p in passages)
        ),
        skipped=tuple(Skipped(**fields) for fields in content["skipped"]),
    )


def check_settings(folder: Path, manifest: Mapping[str, Any], embedder: Embedder) -> None:
    """Hold that this program, with this model, made the index.

    Raises:
        IndexMismatchError: naming each setting that differs.
    """
    differing = [
        f"{name} {manifest.get(name)!r} (now {value!r})"
        for name, value in settings(embedder).items()
        if manifest.get(name) != value
    ]
    if differing:
        raise IndexMismatchError(
            f"The index in {folder} was made with {', '.join(differing)}.", _REBUILD
        )


def check_documents(folder: Path, reading: Reading) -> None:
    """Hold that the index in ``folder`` was made from these documents.

    Raises:
        IndexDamagedError: when there is no whole manifest.
        IndexMismatchError: saying how many documents were added, changed and removed.
    """
    before = _manifest(folder)["documents"]
    now = {d.id: d.sha256 for d in reading.documents}
    counts = {
        "added": len(now.keys() - before.keys()),
        "removed": len(before.keys() - now.keys()),
        "changed": sum(before[i] != now[i] for i in now.keys() & before.keys()),
    }
    if any(counts.values()):
        said = ", ".join(f"{n} {what}" for what, n in counts.items() if n)
        raise IndexMismatchError(f"The documents changed since ({said}).", _REBUILD)


def known_rows(index: Index) -> dict[str, Rows]:
    """The vectors of an index's passages by `passage_key`, for a build to keep."""
    whole = index.passage_vectors.rows(range(len(index.passages)))
    parts = index.sentence_vectors.rows(range(len(index.owners)))
    divided = np.split(parts, index.firsts[1:-1])
    return {
        passage_key(p): Rows(row, some)
        for p, row, some in zip(index.passages, whole, divided, strict=True)
    }


def _passage_table(index: Index) -> list[tuple[int, int, int, list[tuple[int, int]], list[str]]]:
    numbers = {d.id: n for n, d in enumerate(index.documents)}
    return [
        (
            numbers[p.document.id],
            p.start,
            p.end,
            [(s.start, s.end) for s in p.sentences],
            list(p.headings),
        )
        for p in index.passages
    ]


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"{folder} holds no index: {error}.", _REBUILD) from error
    if not isinstance(manifest, dict) or not manifest.keys() >= {"files", "generation"}:
        raise IndexDamagedError(f"{folder / _MANIFEST} is not an index's manifest.", _REBUILD)
    return manifest


def _replaceable(folder: Path) -> list[Path]:
    """The generation in use, and what builds that were killed left behind.

    A young one that is not in use may be another process's, still being written.
    """
    try:
        used = folder / _manifest(folder)["generation"]
    except IndexDamagedError:
        used = None
    now = time.time()
    return [
        entry
        for entry in folder.glob("*")
        if entry.is_dir() and (entry == used or now - entry.stat().st_mtime > _ABANDONED)
    ]


def _checksum(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def _to_disk(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
