"""What a collection holds: default documents, and those that were added to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from index.documents.document import Document
from index.documents.file_reader import FileReader
from index.documents.file_system import read_bytes
from index.documents.files import LoadedDocuments, document_of, read_documents
from index.documents.loading import SkippedFile
from index.documents.parsed_files import ParsedFiles
from index.errors import DocumentError
from qa.library.collection import Collection
from qa.library.folders import folder_contents
from qa.library.readings import NONE_KNOWN


@dataclass(frozen=True)
class FileStage:
    """The stage of one ``file``: its pages are "reading", or "recognizing" by OCR."""

    name: str
    file: str


Stage = str | FileStage
"""One of all documents, "reading" them, "embedding" passages or "ready", or of one of them."""
Progress = Callable[[Stage, int, int], None]
"""Told a stage, how many are done, of all: documents, passages, or pages of a file."""


def no_progress(stage: Stage, done: int, of: int) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True)
class Readers:
    """What parses the default documents, and what parses those that were added."""

    default: FileReader
    added: FileReader

    @classmethod
    @contextmanager
    def opened(
        cls,
        default: ParsedFiles,
        added: ParsedFiles,
        check: Callable[[], None],
        progress: Progress,
        *,
        recognizes: bool,
        skips: Callable[[str], bool],
    ) -> Iterator[Readers]:
        """Such with these parsed files each, and the rest as in `FileReader`."""

        def tell(name: str, stage: str, done: int, of: int) -> None:
            progress(FileStage(stage, name), done, of)

        def reader(parsed: ParsedFiles) -> FileReader:
            return FileReader(parsed, check, tell, recognizes=recognizes, skips=skips)

        with reader(default) as of_default, reader(added) as of_added:
            yield cls(of_default, of_added)

    @property
    def waiting(self) -> bool:
        """Whether pages of what was read wait for OCR."""
        return self.default.waiting or self.added.waiting


def default_contents(
    collection: Collection, default: Sequence[Path], reader: FileReader
) -> LoadedDocuments:
    """The documents at the paths ``default`` that ``collection`` holds, and the files left out.

    Raises:
        DocumentError: when none can be read.
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
    known: Mapping[str, Document] = NONE_KNOWN,
) -> LoadedDocuments:
    """The documents of ``collection`` by id, and the files of it that cannot be read any more.

    Those that were added are read from ``folder``, but for those that are ``known``, by their ids;
    those in folders of this machine from there.

    Raises:
        DocumentError: when no default document can be read.
    """
    shipped = default_contents(collection, default, readers.default)
    taken = {*collection.documents, *(document.id for document in shipped.documents)}
    own = folder_contents(collection.folders, taken, readers.default)
    documents, skipped = [*shipped.documents, *own.documents], [*shipped.skipped, *own.skipped]
    first, of = len(documents), len(documents) + len(collection.documents)
    progress("reading", first, of)
    for done, (id_, file) in enumerate(collection.documents.items(), first + 1):
        path = folder / file
        try:
            document = known.get(id_) or _read_added(id_, path, readers.added)
        except DocumentError as error:
            skipped.append(SkippedFile(id_, error.problem))
        else:
            documents.append(document)
        progress("reading", done, of)
    return LoadedDocuments(tuple(sorted(documents, key=lambda d: d.id)), tuple(skipped))


def with_text(loaded: LoadedDocuments) -> LoadedDocuments:
    """What was ``loaded``, those left out that have no text as their OCR was skipped."""
    empty = [document for document in loaded.documents if not document.text]
    return LoadedDocuments(
        tuple(document for document in loaded.documents if document.text),
        (*loaded.skipped, *(SkippedFile(it.id, " ".join(it.notes)) for it in empty)),
    )


def with_unread(loaded: LoadedDocuments, read: Sequence[Document]) -> LoadedDocuments:
    """What was ``loaded`` again with those of all documents ``read`` that `with_text` left out."""
    left_out = {file.path for file in loaded.skipped}
    unread = [document for document in read if not document.text and document.id in left_out]
    ids = {document.id for document in unread}
    return LoadedDocuments(
        tuple(sorted((*loaded.documents, *unread), key=lambda document: document.id)),
        tuple(file for file in loaded.skipped if file.path not in ids),
    )


def _read_added(id_: str, path: Path, reader: FileReader) -> Document:
    """The document of this id, which was added and is kept at ``path``.

    Raises:
        DocumentError: when it cannot be read, or is not what was added.
    """
    parsed = reader.parse(_as_added(path), id_)
    return document_of(id_, parsed, path, PurePosixPath(id_).stem)


def _as_added(path: Path) -> bytes:
    """What the file of an added document holds, whose name is its SHA-256.

    Raises:
        DocumentError: when it cannot be read, or is not what was added.
    """
    data = read_bytes(path)
    if sha256(data).hexdigest() != path.stem:
        raise DocumentError("It was changed since it was added.", "Add the document again.")
    return data
