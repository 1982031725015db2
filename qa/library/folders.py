"""Folders of this machine that a collection holds: read where they are, and nothing copied."""

from __future__ import annotations

import os
from collections.abc import Collection as Ids
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.documents.document import Document
from index.documents.document_ids import printable, unique_ids
from index.documents.file_reader import FileReader
from index.documents.files import LoadedDocuments, file_states, read_documents
from index.documents.loading import SkippedFile
from index.errors import DocumentError
from qa.library.collection import Collection


@dataclass(frozen=True)
class FolderReport:
    """A folder of a collection: its path, the ids of the documents in it, and what is wrong.

    ``skipped`` are the files in it that were not read, by their paths in there.
    """

    path: str
    ids: frozenset[str]
    problem: str = ""
    skipped: tuple[SkippedFile, ...] = ()


def unreadable(path: str) -> str:
    """Why there is no folder at ``path`` that can be read; nothing where there is."""
    shown = repr(printable(path))
    try:
        with os.scandir(path):
            pass
    except NotADirectoryError:
        return f"{shown} is no folder."
    except (FileNotFoundError, ValueError):  # the latter for what no path can have
        return f"There is no folder {shown}."
    except OSError as error:
        return f"The folder {shown} cannot be read: {error.strerror}."
    return ""


def folder_contents(folders: Sequence[str], taken: Ids[str], reader: FileReader) -> LoadedDocuments:
    """The documents in ``folders``, and what of them cannot be read, which may be a whole folder.

    An id is the folder's name, with as much of its path as tells it from the others, and the path
    inside it. Where that is among those ``taken``, it is all of the path.
    """
    names = unique_ids({Path(folder): Path(folder).name for folder in folders})
    documents: dict[str, Document] = {}
    skipped: list[SkippedFile] = []
    for folder in folders:
        shown = printable(folder)
        try:
            loaded = _read(folder, reader)
        except DocumentError as error:
            skipped.append(SkippedFile(shown, error.problem))
            continue
        skipped += loaded.skipped
        for document in loaded.documents:
            id_ = f"{names[Path(folder)]}/{document.id}"
            if id_ in taken or id_ in documents:
                id_ = f"{shown}/{document.id}"
            documents[id_] = replace(document, id=id_)
    return LoadedDocuments(tuple(documents.values()), tuple(skipped))


def folder_states(folders: Sequence[str]) -> tuple[object, ...]:
    """Equal until a file in one of ``folders`` changes, comes or goes, or a folder does."""
    return tuple(
        (folder, problem, () if problem else file_states(folder))
        for folder, problem in ((folder, _problem(folder)) for folder in folders)
    )


def folder_reports(
    collection: Collection, documents: Sequence[Document], skipped: Sequence[SkippedFile]
) -> tuple[FolderReport, ...]:
    """The folders of ``collection``, of which these ``documents`` were read and these not."""
    problems = {file.path: file.reason for file in skipped}
    own = [document for document in documents if document.id not in collection.documents]
    return tuple(
        FolderReport(
            shown,
            frozenset(document.id for document in own if document.source.startswith(f"{shown}/")),
            problems.get(shown, ""),
            tuple(
                replace(file, path=file.path.removeprefix(f"{shown}/"))
                for file in skipped
                if file.path.startswith(f"{shown}/")
            ),
        )
        for shown in map(printable, collection.folders)
    )


def _problem(folder: str) -> str:
    """Why ``folder``, which was added, cannot be read now; nothing where it can."""
    if problem := unreadable(folder):
        return problem
    if os.path.realpath(folder) != folder:  # it was none when it was added
        return f"{printable(folder)!r} is a link to another folder."
    return ""


def _read(folder: str, reader: FileReader) -> LoadedDocuments:
    """What is in ``folder``.

    Raises:
        DocumentError: when it cannot be read, or holds no document.
    """
    if problem := _problem(folder):
        raise DocumentError(problem, "Put it back, or remove it from the collection.")
    return read_documents(folder, reader)
