"""Documents read from files and folders."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from index.documents.document import Document
from index.documents.parsers import SUFFIXES, ParsedFile, parse, parser_for
from index.errors import DocumentError

Paths = str | Path | Iterable[str | Path]

# Joiners have no width, but Persian words and families of emoji are made with them.
_JOINERS = "\u200c\u200d"


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


def read_documents(paths: Paths) -> LoadedDocuments:
    """The documents at ``paths``: files, and folders with everything below them.

    A file's id is its name, a folder's file's its path inside the folder; where two would be the
    same, as much of the path before it as tells them apart. Hidden files and folders are passed
    over; any other file of a folder that cannot be read is in ``skipped``.

    Raises:
        DocumentError: for a path that is missing, empty, binary, of an unknown kind,
            or a folder without documents.
    """
    names: dict[Path, str] = {}
    skipped: list[SkippedFile] = []
    files: dict[Path, ParsedFile] = {}
    for path in given_paths(paths):
        if not _exists(path):
            raise DocumentError(f"There is no file or folder {str(path)!r}.", "Check the path.")
        if path.is_dir():
            before = len(files)
            inside = list(_below(path, skipped))
            for file in inside:
                try:
                    files.setdefault(_real(file), read_file(file))
                    names.setdefault(_real(file), printable(file.relative_to(path).as_posix()))
                except DocumentError as error:
                    skipped.append(SkippedFile(printable(str(file)), error.problem))
            if len(files) == before and not any(_real(f) in files for f in inside):
                raise DocumentError(
                    f"The folder {str(path)!r} holds no document"
                    + (f" ({len(inside)} other files, such as {inside[0].name}:" if inside else "")
                    + (f" {skipped[-1].reason})." if inside else "."),
                    f"Put {'/'.join(SUFFIXES)} files in it.",
                )
        else:
            files.setdefault(_real(path), read_file(path))
            names.setdefault(_real(path), printable(path.name))
    ids = _unique_ids(names)
    documents = [document_of(ids[file], parsed, file, file.stem) for file, parsed in files.items()]
    return LoadedDocuments(tuple(sorted(documents, key=lambda d: d.id)), tuple(skipped))


def document_of(id_: str, parsed: ParsedFile, file: Path, stem: str) -> Document:
    """The document with the content of ``file``: its title is the one it gives, else ``stem``."""
    title = parsed.title or printable(stem)
    source = printable(str(file))
    return Document(
        id_,
        title,
        parsed.text,
        source,
        blocks=parsed.blocks,
        notes=parsed.notes,
        places=parsed.places,
    )


def read_file(path: Path) -> ParsedFile:
    """The content of the file at ``path``.

    Raises:
        DocumentError: when it cannot be read, or is of a kind that is not read.
    """
    parser_for(path.name)  # before all of a large file is read
    return parse(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """The content of the regular file at ``path``.

    Raises:
        DocumentError: when it is something else, or cannot be read.
    """
    name = repr(printable(str(path)))
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or a device would be waited for for ever
            raise DocumentError(f"{name} is not a regular file.", "Give a text file.")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{name} cannot be read: {error.strerror}.", "Check what it is and its rights."
        ) from error


def printable(name: str) -> str:
    """``name`` with each character that cannot be shown, such as NUL, made "�"."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(c if c.isprintable() or c in _JOINERS else "\ufffd" for c in composed)


def safe_id(name: str) -> str:
    """The id of a document that was given as ``name``, which nobody vouches for.

    It is the name, or the path inside the folder that was given; of a path from elsewhere, which
    begins with a root or a drive or goes up, it is the last part.
    """
    parts = printable(name).replace("\\", "/").split("/")
    if not parts[0] or parts[0].endswith(":") or ".." in parts:
        parts = parts[-1:]
    return "/".join(part for part in parts if part not in {"", ".", ".."})


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
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(parent) / name


def _unique_ids(names: dict[Path, str]) -> dict[Path, str]:
    """The shortest ends of the paths, the given names at least, that tell the files apart.

    Those of files whose paths look the same, for what cannot be shown of them, are numbered.
    """
    shown = _numbered({file: printable(file.as_posix()) for file in names})
    alike = _doubles(printable(file.as_posix()) for file in names)
    ids = {
        file: PurePosixPath(shown[file]).name if printable(file.as_posix()) in alike else name
        for file, name in names.items()
    }
    while doubles := _doubles(ids.values()):
        for file, name in ids.items():
            if name in doubles:
                depth = len(PurePosixPath(name).parts) + 1
                ids[file] = PurePosixPath(*PurePosixPath(shown[file]).parts[-depth:]).as_posix()
    return ids


def _numbered(paths: dict[Path, str]) -> dict[Path, str]:
    """``paths`` with a number behind each name that several of them have."""
    doubles, times = _doubles(paths.values()), Counter[str]()
    numbered = dict(paths)
    for file, path in paths.items():
        times[path] += 1
        if path in doubles:
            named = PurePosixPath(path)
            name = f"{named.stem} ({times[path]}){named.suffix}"
            numbered[file] = str(named.with_name(name))
    return numbered


def _doubles(names: Iterable[str]) -> set[str]:
    return {name for name, times in Counter(names).items() if times > 1}
