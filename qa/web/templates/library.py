"""The library panel as HTML. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from index import Document
from index.documents.loading import SkippedFile
from index.documents.parsers import SUFFIXES
from qa.library.ocr_control import OcrState
from qa.templating import Html
from qa.web.templates import TEMPLATES

if TYPE_CHECKING:
    from qa.library.folders import FolderReport
    from qa.library.report import DocumentReport, LibraryReport

_make = partial(TEMPLATES.make, "library.html")


class _Row(NamedTuple):
    document: Document
    report: DocumentReport | None
    removable: bool

    @property
    def remarks(self) -> Sequence[str]:
        """Whole sentences: those of its report, or else what its file is known to lack."""
        return self.report.remarks if self.report else self.document.notes


class _Summary(NamedTuple):
    summary: str
    skipped: Sequence[SkippedFile]


def library_frame(shared: bool, *, folders: bool = False) -> Html:
    """What stands around the list: where files are added, and ``folders`` where they may be."""
    return _make("library_frame", suffixes=",".join(SUFFIXES), shared=shared, folders=folders)


def library_panel(
    names: Sequence[str],
    chosen: str,
    documents: Sequence[Document],
    *,
    restore: str,
    most: int,
    progress: str = "",
    ocr: OcrState = OcrState.DONE,
    outcomes: Sequence[str] = (),
    encrypted: Sequence[str] = (),
    report: LibraryReport | None = None,
    folders: Sequence[FolderReport] = (),
    watched: bool | None = None,
) -> Html:
    """The collections, the documents of the ``chosen`` one, and how they fare.

    ``names`` are the collections'. ``restore`` is the button's label that brings the default
    documents back, nothing where they are there; ``most`` is the largest file taken, in bytes.
    ``progress`` is what is being done, ``outcomes`` what came of each file that was added, and
    ``encrypted`` the names of those that wait for a password. ``ocr`` tells whether it is at work,
    which can be skipped, or was skipped, which can be taken back. ``folders`` are those of this
    machine that it holds, whose documents are removed with them; ``watched`` tells whether it is
    kept up to date, None where it cannot be.
    """
    in_folders = frozenset[str]().union(*(folder.ids for folder in folders))
    reports = {document.id: document for document in report.documents} if report else {}
    return _make(
        "library_panel",
        names=names,
        chosen=chosen,
        rows=[
            _Row(document, reports.get(document.id), document.id not in in_folders)
            for document in documents
        ],
        outcomes=outcomes,
        encrypted=encrypted,
        restore=restore,
        most=most,
        progress=progress,
        ocr=ocr,
        report=report and _summary(report, folders),
        folders=folders,
        watched=watched,
    )


def new_collection_form() -> Html:
    """Where a collection is created."""
    return _make("new_collection_form")


def _summary(report: LibraryReport, folders: Sequence[FolderReport]) -> _Summary:
    """The report in a sentence, and the files not read that none of ``folders`` tells of."""
    from qa.library.report import summary  # brings FAISS along, which the start need not wait for

    def in_folder(path: str) -> bool:
        return any(path == it.path or path.startswith(f"{it.path}/") for it in folders)

    return _Summary(summary(report), [it for it in report.skipped if not in_folder(it.path)])
