"""Documents read from files and folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from index.documents.document import Document
from index.documents.document_ids import printable, unique_ids
from index.documents.file_reader import FileReader
from index.documents.file_system import exists, files_below, is_folder
from index.documents.loading import Loading, SkippedFile
from index.documents.parsers.parser import ParsedFile
from index.documents.patterns import is_pattern, matches
from index.documents.web_address import WebAddress, is_web_address, web_address
from index.errors import DocumentError

Paths = str | Path | Iterable[str | Path]


@dataclass(frozen=True)
class LoadedDocuments:
    """What reading the given paths came to: the documents, and the files left out."""

    documents: Sequence[Document]
    skipped: tuple[SkippedFile, ...] = ()

    @property
    def not_read(self) -> list[str]:
        """A line on each file left out: why, and what can be done."""
        return [f"Not read: {file.path}: {file.advice}" for file in self.skipped]


def default_documents() -> Path:
    """The folder of the documents that Pincite ships with."""
    return Path(__file__).resolve().parents[2] / "data" / "documents"


def _no_copy(address: WebAddress) -> Path:
    raise DocumentError(
        f"{address} is an address of the web: what is there was not fetched.",
        "Open it with --allow-web, or in Python with index.local_paths.local_paths.",
    )


def given_paths(documents: object, copy_of: Callable[[WebAddress], Path] = _no_copy) -> list[Path]:
    """The paths in ``documents``: one, or several in an iterable.

    In place of an address comes the file that ``copy_of`` gives for it.

    Raises:
        DocumentError: when there is none, one is blank, something else was given, or there is no
            copy of what is at an address.
    """
    one = isinstance(documents, str | bytes)
    paths = []
    for item in documents if isinstance(documents, Iterable) and not one else [documents]:
        if not isinstance(item, str | os.PathLike):
            raise DocumentError(
                f"Documents are given by their paths, not as {type(item).__name__}"
                f" ({str(item)[:40]!r}).",
                "Give a file or folder, several in a list, or an opened index.",
            )
        if not os.fspath(item).strip():
            raise DocumentError(f"A path is blank: {os.fspath(item)!r}.", "Name a file or folder.")
        if isinstance(item, str) and is_web_address(item.strip()):
            paths.append(copy_of(web_address(item.strip())))
        else:
            paths.append(Path(item).expanduser())
    if not paths:
        raise DocumentError("No documents were given.", "Name at least one file or folder.")
    return paths


def resolve_paths(documents: object) -> list[str]:
    """The `given_paths` in full, sorted: the same for the same files, however they were named.

    Raises:
        DocumentError: see `given_paths`.
    """
    return sorted(str(path.resolve()) for path in given_paths(documents))


def read_documents(paths: Paths, reader: FileReader | None = None) -> LoadedDocuments:
    """The documents at ``paths``: files, and folders with everything below them.

    A path that is not there may be a pattern, such as ``notes/*.md``, which stands for the files
    and folders that match it. A file's id is its name, a folder's file's its path inside the
    folder, that of a file in an archive or a mail its path in there behind the other's; where two
    would be the same, as much of the path before it as tells them apart. That of the copy of a web
    page is its address. Hidden files and folders are passed over; any other file that cannot be
    read, and a path that is missing, is in ``skipped``. ``reader`` parses them, one of its own when
    None.

    Raises:
        DocumentError: when nothing can be read: for the first path that is missing, empty, binary,
            of an unknown kind, or a folder, a pattern or an archive without documents.
    """
    if reader is None:
        with FileReader() as own:
            return read_documents(paths, own)
    loading = Loading(reader)
    loading.read_all(given_paths(paths))
    by_id = sorted(documents_of(loading), key=lambda document: document.id)
    return LoadedDocuments(tuple(by_id), tuple(loading.skipped))


def documents_of(loading: Loading) -> list[Document]:
    """What was read, by ids that tell it apart."""
    ids = unique_ids({place: origin.name for place, (origin, _) in loading.files.items()})
    return [
        document_of(ids[place], parsed, origin.source, place.stem, origin.copy)
        for place, (origin, parsed) in loading.files.items()
    ]


def document_of(
    id_: str, parsed: ParsedFile, file: str | Path, stem: str, copy: str = ""
) -> Document:
    """The document with the content of ``file``: its title is the one it gives, else ``stem``.

    ``copy`` is that of a `Document`.
    """
    title = parsed.title or printable(stem)
    return Document(
        id_,
        title,
        parsed.text,
        printable(str(file)),
        blocks=parsed.blocks,
        notes=parsed.notes,
        places=parsed.places,
        copy=copy,
    )


def file_states(paths: Paths) -> tuple[tuple[str, int, int, int], ...]:
    """Name, size and times of change of every file at ``paths``: equal until one changes.

    The second time is that of its rights too: it may be readable by now.

    The files are also those that match a pattern now, and the copies of web pages.
    """
    states = []
    for path in given_paths(paths):
        for file in _files_at(path):
            with suppress(OSError):  # it may be gone by now, or lead nowhere
                status = file.stat()
                times = status.st_mtime_ns, status.st_ctime_ns
                states.append((str(file), status.st_size, *times))
    return tuple(states)


def _files_at(path: Path) -> Iterable[Path]:
    if is_folder(path):
        return files_below(path)
    if exists(path) or not is_pattern(path):
        return [path]
    return chain.from_iterable(
        files_below(each) if is_folder(each) else [each] for each in matches(path)
    )
