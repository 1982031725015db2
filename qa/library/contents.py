"""What a collection holds: default documents, and those that were added to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from index.documents.file_reader import FileReader
from index.documents.files import (
    LoadedDocuments,
    SkippedFile,
    document_of,
    read_bytes,
    read_documents,
)
from index.errors import DocumentError
from qa.library.collection import Collection

Progress = Callable[[str, int, int], None]
"""Told a stage ("reading" documents, "embedding" passages, "ready"), how many are done, of all."""


def no_progress(stage: str, done: int, of: int) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True)
class Readers:
    """What parses the default documents, and what parses those that were added."""

    default: FileReader
    added: FileReader


def default_contents(
    collection: Collection, default: Sequence[Path], reader: FileReader
) -> LoadedDocuments:
    """The documents at the paths ``default`` that ``collection`` holds, and the files left out.

    Raises:
        DocumentError: when one cannot be read.
    """
    if not collection.default:
        return LoadedDocuments(())
    loaded = read_documents(default, reader)
    hidden = {*collection.removed, *collection.documents}
    return replace(loaded, documents=tuple(d for d in loaded.documents if d.id not in hidden))


def contents(
    collection: Collection,
    folder: Path,
    default: Sequence[Path],
    readers: Readers,
    progress: Progress = no_progress,
) -> LoadedDocuments:
    """The documents of ``collection`` by id, and the files of it that cannot be read any more.

    Those that were added are read from ``folder``.

    Raises:
        DocumentError: when a default document cannot be read.
    """
    shipped = default_contents(collection, default, readers.default)
    documents, skipped = list(shipped.documents), list(shipped.skipped)
    first, of = len(documents), len(documents) + len(collection.documents)
    progress("reading", first, of)
    for done, (id_, file) in enumerate(collection.documents.items(), first + 1):
        path = folder / file
        try:
            parsed = readers.added.parse(_as_added(path), file)
        except DocumentError as error:
            skipped.append(SkippedFile(id_, error.problem))
        else:
            documents.append(document_of(id_, parsed, path, PurePosixPath(id_).stem))
        progress("reading", done, of)
    return LoadedDocuments(tuple(sorted(documents, key=lambda d: d.id)), tuple(skipped))


def _as_added(path: Path) -> bytes:
    """What the file of an added document holds, whose name is its SHA-256.

    Raises:
        DocumentError: when it cannot be read, or is not what was added.
    """
    data = read_bytes(path)
    if sha256(data).hexdigest() != path.stem:
        raise DocumentError("It was changed since it was added.", "Add the document again.")
    return data
