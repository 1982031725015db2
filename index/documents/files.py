"""Documents read from files and folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from index.documents.document import Document
from index.documents.document_ids import printable, unique_ids
from index.documents.file_reader import FileReader
from index.documents.limits import MEGABYTE, Limits, over
from index.documents.parsers import check_name, is_document
from index.documents.parsers.parser import ParsedFile
from index.errors import DocumentError

Paths = str | Path | Iterable[str | Path]


@dataclass(frozen=True)
class SkippedFile:
    """A file in a given folder that was not read, and why."""

    path: str
    reason: str


@dataclass(frozen=True)
class LoadedDocuments:
    """What reading the given paths came to: the documents, and the files left out."""

    documents: tuple[Document, ...]
    skipped: tuple[SkippedFile, ...] = ()


def default_documents() -> Path:
    """The folder of the documents that Pincite ships with."""
    return Path(__file__).resolve().parents[2] / "data" / "documents"


def given_paths(documents: object) -> list[Path]:
    """The paths in ``documents``: one, or several in an iterable.

    Raises:
        DocumentError: when there is none, one is blank, or something else was given.
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

    A file's id is its name, a folder's file's its path inside the folder, that of a file in an
    archive or a mail its path in there behind the other's; where two would be the same, as much of
    the path before it as tells them apart. Hidden files and folders are passed over; any other file
    of a folder that cannot be read is in ``skipped``. ``reader`` parses them, one of its own when
    None.

    Raises:
        DocumentError: for a path that is missing, empty, binary, of an unknown kind,
            or a folder or an archive without documents.
    """
    if reader is None:
        with FileReader() as own:
            return read_documents(paths, own)
    loading = _Loading(reader)
    for path in given_paths(paths):
        if not _exists(path):
            raise DocumentError(f"There is no file or folder {str(path)!r}.", "Check the path.")
        if path.is_dir():
            _read_folder(path, loading)
        else:
            loading.read(path, printable(path.name))
    ids = unique_ids(loading.names)
    documents = [
        document_of(ids[file], parsed, file, file.stem) for file, parsed in loading.files.items()
    ]
    return LoadedDocuments(tuple(sorted(documents, key=lambda d: d.id)), tuple(loading.skipped))


@dataclass
class _Loading:
    """What was read up to now: files by where they are, with their names, and those left out."""

    reader: FileReader
    files: dict[Path, ParsedFile] = field(default_factory=dict)
    names: dict[Path, str] = field(default_factory=dict)
    skipped: list[SkippedFile] = field(default_factory=list)

    def read(self, path: Path, name: str) -> None:
        """Read the file at ``path``, which goes by ``name``, and the files in it.

        Raises:
            DocumentError: when it cannot be read, or holds no document.
        """
        place = _real(path)
        if place in self.files:
            return
        check_name(path.name)  # before all of a large file is read
        data, before = read_bytes(path), len(self.files)
        if is_document(path.name):
            self.files[place] = self.reader.parse(data, path.name)
            self.names[place] = name
        inside = self.reader.contained(data, path.name)
        self.skipped += [SkippedFile(f"{name}/{file}", reason) for file, reason in inside.skipped]
        for file, content in inside.files:
            try:
                parsed = self.reader.parse(content, file)
            except DocumentError as error:
                self.skipped.append(SkippedFile(f"{name}/{file}", error.problem))
            else:
                self.files[place / file] = parsed
                self.names[place / file] = f"{name}/{file}"
        if len(self.files) == before:
            raise DocumentError(f"{name!r} holds no document that is read.", "Give another file.")


def _read_folder(folder: Path, loading: _Loading) -> None:
    """Read the files below ``folder``; those that cannot be read are left out.

    Raises:
        DocumentError: when none can.
    """
    inside, readable = list(_below(folder, loading.skipped)), 0
    for file in inside:
        try:
            loading.read(file, printable(file.relative_to(folder).as_posix()))
            readable += 1
        except DocumentError as error:
            loading.skipped.append(SkippedFile(printable(str(file)), error.problem))
    if not readable:
        raise DocumentError(
            f"The folder {str(folder)!r} holds no document"
            + (
                f" ({len(inside)} other files, such as {inside[0].name}:"
                f" {loading.skipped[-1].reason})."
                if inside
                else "."
            ),
            "Put documents in it, such as PDF, Word, Markdown or text files.",
        )


def document_of(id_: str, parsed: ParsedFile, file: Path, stem: str) -> Document:
    """The document with the content of ``file``: its title is the one it gives, else ``stem``."""
    title = parsed.title or printable(stem)
    return Document(
        id_,
        title,
        parsed.text,
        printable(str(file)),
        blocks=parsed.blocks,
        notes=parsed.notes,
        places=parsed.places,
    )


def read_bytes(path: Path) -> bytes:
    """The content of the regular file at ``path``.

    Raises:
        DocumentError: when it is something else, or cannot be read.
    """
    name = repr(printable(str(path)))
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device would be waited for for ever
            raise DocumentError(f"{name} is not a regular file.", "Give a text file.")
        most = Limits.from_environment().file
        if status.st_size > most * MEGABYTE:
            raise over(printable(path.name), "file", most, "megabytes")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{name} cannot be read: {error.strerror}.", "Check what it is and its rights."
        ) from error


def file_states(paths: Paths) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of change of every file at ``paths``: equal until one changes."""
    states = []
    for path in given_paths(paths):
        for file in _below(path) if path.is_dir() else [path]:
            with suppress(OSError):  # it may be gone by now, or lead nowhere
                status = file.stat()
                states.append((str(file), status.st_size, status.st_mtime_ns))
    return tuple(states)


def _exists(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises for a name too long


def _real(path: Path) -> Path:
    """Where ``path`` leads; of a circle of links, which `Path.resolve` fails at, a part of it."""
    return Path(os.path.realpath(path))


def _below(folder: Path, skipped: list[SkippedFile] | None = None) -> Iterable[Path]:
    """The files below ``folder``; what folders cannot be read is added to ``skipped``."""

    def skip(error: OSError) -> None:
        if skipped is not None:
            path = printable(os.fspath(error.filename or folder))
            reason = f"The folder cannot be read: {error.strerror}."
            skipped.append(SkippedFile(path, reason))

    for parent, folders, files in os.walk(folder, onerror=skip):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        above = [os.path.join(parent, name) for name in folders]  # noqa: PTH118
        links = [path for path in above if os.path.islink(path)]  # noqa: PTH114 - is_symlink raises
        if skipped is not None:
            why = "It is a link to a folder: name that folder to have it read."
            skipped += [SkippedFile(printable(link), why) for link in links]
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(parent) / name
