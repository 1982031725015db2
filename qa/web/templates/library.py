"""The library panel as HTML. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from index.documents.loading import SkippedFile
from index.documents.parsers import CONTAINER_SUFFIXES, FORMATS, SUFFIXES
from qa.library.ocr_control import OcrState
from qa.library.renaming import stem_of
from qa.templating import Html
from qa.web import messages
from qa.web.loading import Loading
from qa.web.templates import TEMPLATES

if TYPE_CHECKING:
    from qa.library.collection import Collection
    from qa.library.folders import FolderReport
    from qa.library.listing import ListedDocument
    from qa.library.report import DocumentReport, LibraryReport
    from qa.library.titles import Matches, NamedDocument
    from qa.web.session.changes import Done
    from qa.web.session.list_view import Listing

MOST_ELSEWHERE = 20
"""Documents of another collection that are named where they are found."""

_make = partial(TEMPLATES.make, "library.html")


class _Row(NamedTuple):
    """A document that is listed.

    ``facts`` on it, and on its ``file``, are a few words each, ``remarks`` whole sentences. Where
    it may be renamed, ``stem`` is what of its name may be another.
    """

    id: str
    title: str
    facts: Sequence[str]
    file: Sequence[str]
    remarks: Sequence[str]
    removable: bool
    stem: str


class _Result(NamedTuple):
    """What another collection has: the first of so many documents, and how many are ``left``."""

    name: str
    of: int
    documents: Sequence[NamedDocument]
    left: int


class _Summary(NamedTuple):
    summary: str
    skipped: Sequence[SkippedFile]


def library_frame(shared: bool, *, folders: bool = False) -> Html:
    """What stands around the list: where files are added, and ``folders`` where they may be."""
    ends: dict[str, list[str]] = {kind: [] for kind in messages.KINDS}
    for suffix, kind in FORMATS.items():
        ends[kind].append(suffix)
    formats = [(messages.KINDS[kind], suffixes) for kind, suffixes in ends.items()]
    return _make(
        "library_frame",
        suffixes=",".join(SUFFIXES),
        formats=[*formats, (messages.ARCHIVES, CONTAINER_SUFFIXES)],
        shared=shared,
        folders=folders,
    )


def library_panel(
    names: Sequence[str],
    chosen: Collection,
    listing: Listing,
    *,
    restore: str,
    most: int,
    loading: Loading | None = None,
    ocr: OcrState = OcrState.DONE,
    outcomes: Sequence[str] = (),
    encrypted: Sequence[str] = (),
    report: LibraryReport | None = None,
    folders: Sequence[FolderReport] = (),
    watched: bool | None = None,
    done: Done | None = None,
) -> Html:
    """The collections, the documents that are listed of the ``chosen`` one, and how they fare.

    ``names`` are the collections'. ``restore`` is the button's label that brings the default
    documents back, nothing where they are there; ``most`` is the largest file taken, in bytes.
    ``loading`` is what is being done, ``outcomes`` what came of each file that was added, and
    ``encrypted`` the names of those that wait for a password. ``ocr`` tells whether it is at work,
    which can be skipped, or was skipped, which can be taken back. ``folders`` are those of this
    machine that it holds, whose documents are removed with them; ``watched`` tells whether it is
    kept up to date, None where it cannot be. ``done`` is the last change, which may be undone.
    """
    reports = {document.id: document for document in report.documents} if report else {}
    return _make(
        "library_panel",
        names=names,
        chosen=chosen,
        listing=listing,
        rows=[_row(it, listing, reports.get(it.document.id)) for it in listing.rows],
        elsewhere=[_result(it) for it in listing.elsewhere],
        outcomes=outcomes,
        encrypted=encrypted,
        restore=restore,
        most=most,
        loading=loading,
        ocr=ocr,
        report=report and _summary(report, folders),
        folders=folders,
        watched=watched,
        done=done,
    )


def _row(listed: ListedDocument, listing: Listing, report: DocumentReport | None) -> _Row:
    document = listed.document
    known = report or listing.reports.get(document.sha256)
    remarks = [*(report.remarks if report else document.notes)]
    if listed.same_as:
        remarks.insert(0, messages.same_text_as(listed.same_as))
    title = listed.title or document.id
    file = [*([document.id] if listed.title else []), *_file_facts(listed)]
    facts, stem = [*_facts(listed, known)], stem_of(document.id) if listed.added else ""
    return _Row(document.id, title, facts, file, remarks, listed.removable, stem)


def _facts(listed: ListedDocument, report: DocumentReport | None) -> Iterator[str]:
    """What a document is, as far as that is known."""
    if listed.kind:
        yield messages.KINDS[listed.kind]
    if listed.parts:
        yield messages.parts_of(*listed.parts)
    if report:
        yield messages.words_of(report.words)
        yield messages.language_of(report.language)


def _file_facts(listed: ListedDocument) -> Iterator[str]:
    """What its file is, where there is one."""
    if listed.size:
        yield messages.file_size(listed.size)
    if listed.time:
        day = datetime.fromtimestamp(listed.time, UTC).astimezone().date()
        yield messages.added_on(day) if listed.added else messages.changed_on(day)


def _result(matches: Matches) -> _Result:
    documents = matches.documents
    left = max(0, len(documents) - MOST_ELSEWHERE)
    shown = documents[:MOST_ELSEWHERE]
    return _Result(matches.collection.name, len(documents), shown, left)


def _summary(report: LibraryReport, folders: Sequence[FolderReport]) -> _Summary:
    """The report in a sentence, and the files not read that none of ``folders`` tells of."""
    from qa.library.report import summary  # brings FAISS along, which the start need not wait for

    def in_folder(path: str) -> bool:
        return any(path == it.path or path.startswith(f"{it.path}/") for it in folders)

    return _Summary(summary(report), [it for it in report.skipped if not in_folder(it.path)])
