"""Files listed before any is read, and read one by one: here, or on another machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.documents.document import Document
from index.documents.document_ids import printable, unique_ids
from index.documents.file_reader import FileReader
from index.documents.file_system import exists, files_below, is_folder, real_path
from index.documents.files import LoadedDocuments, Paths, documents_of, given_paths
from index.documents.loading import Loading, SkippedFile, skipped_file
from index.documents.parsers import is_known
from index.documents.patterns import is_pattern, matches
from index.errors import DocumentError


@dataclass(frozen=True)
class ListedFile:
    """A file at ``path``, whose document has this ``id``.

    Where it is an archive, this is what the ids of the documents in it begin with.
    """

    path: Path
    id: str


@dataclass(frozen=True)
class FileList:
    """The ``files`` at some paths, and what was passed over."""

    files: tuple[ListedFile, ...]
    skipped: tuple[SkippedFile, ...]


def list_files(paths: Paths) -> FileList:
    """The files at ``paths``, by the ids that `read_documents` gives to what is in them.

    Raises:
        DocumentError: when there is none: for the first path that is missing, or holds no file.
    """
    names: dict[Path, str] = {}
    places: dict[Path, Path] = {}
    skipped: list[SkippedFile] = []
    errors: list[DocumentError] = []

    def skip(path: Path, reason: str) -> None:
        skipped.append(SkippedFile(printable(str(path)), reason))

    def add(path: Path, name: str) -> None:
        place = real_path(path)
        names.setdefault(place, name)
        places.setdefault(place, path)

    for given in dict.fromkeys(given_paths(paths)):
        before = len(names)
        every = matches(given, skip) if not exists(given) and is_pattern(given) else [given]
        for path in every:
            if is_folder(path):
                for file in files_below(path, skip):
                    add(file, printable(file.relative_to(path).as_posix()))
            elif exists(path):
                add(path, printable(path.name))
        if len(names) == before and not any(is_folder(path) for path in every):
            error = DocumentError(f"There is no file or folder {str(given)!r}.", "Check the path.")
            skipped.append(skipped_file(printable(str(given)), error, skipped))
            errors.append(error)
    if not names:
        folder = str(given_paths(paths)[0])
        raise (
            errors[0]
            if errors
            else DocumentError(
                f"The folder {folder!r} holds no document.",
                "Put documents in it, such as PDF, Word, Markdown or text files.",
            )
        )
    ids = unique_ids(names)
    return FileList(tuple(ListedFile(places[it], ids[it]) for it in names), tuple(skipped))


def read_listed(files: Iterable[ListedFile], reader: FileReader) -> LoadedDocuments:
    """The documents of these ``files``; those that cannot be read are in ``skipped``."""
    documents: list[Document] = []
    skipped: list[SkippedFile] = []
    for file in files:
        loading = Loading(reader)
        try:
            loading.read_file(file.path, file.id)
        except DocumentError as error:
            # Whoever keeps other things in a folder need not be told what is read.
            step = error.next_step if is_known(file.path.name) else ""
            skipped.append(SkippedFile(printable(str(file.path)), error.problem, step))
        skipped += loading.skipped
        documents += documents_of(loading)
    return LoadedDocuments(tuple(documents), tuple(skipped))
