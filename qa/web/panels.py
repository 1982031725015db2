"""The parts of the page that show a collection, as HTML. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import Document
from qa.library.collection import Collection
from qa.library.folders import FolderReport
from qa.library.ocr_control import OcrState
from qa.library.upload_check import MAX_FILE
from qa.templating import Html
from qa.web import messages
from qa.web.anchors import NO_ADDRESSES, Addresses
from qa.web.loading import Loading
from qa.web.templates import frame, library, source

if TYPE_CHECKING:
    from qa.library.report import LibraryReport
    from qa.web.session.changes import Done
    from qa.web.session.list_view import Listing


@dataclass(frozen=True)
class Panels:
    """The parts of the page that show a collection, as HTML.

    What is None is as the page has it: a visitor may have turned to another document, or scrolled.
    """

    library: Html | None
    contents: Html | None
    source: Html | None
    status: Html
    examples: Html | None

    def numbered(self, session: str, number: int) -> Panels:
        """These as they are sent; see `frame.numbered`."""
        parts = (self.library, self.contents, self.source, self.examples)
        library, contents, source, examples = (
            None if part is None else frame.numbered(session, number, part) for part in parts
        )
        status = frame.numbered(session, number, self.status)
        return Panels(library, contents, source, status, examples)


def collection_panels(
    collections: Sequence[Collection],
    chosen: Collection,
    documents: Sequence[Document],
    listing: Listing,
    *,
    front: Document | None,
    addresses: Addresses = NO_ADDRESSES,
    missed: str,
    same: bool,
    status: Html,
    loading: Loading | None = None,
    ocr: OcrState = OcrState.DONE,
    outcomes: Sequence[str] = (),
    encrypted: Sequence[str] = (),
    report: LibraryReport | None = None,
    examples: Sequence[str] = (),
    folders: Sequence[FolderReport] = (),
    may_watch: bool = False,
    done: Done | None = None,
) -> Panels:
    """The ``chosen`` one of ``collections``, and its ``documents``, of which ``front`` is shown.

    ``listing`` is what the library lists of it. ``addresses`` are where the page asks for more of
    the document in front; ``missed`` is what was asked for and is not there, in words. ``same``
    says that the page has these documents already; ``loading`` is how far their opening is.
    ``ocr``, ``outcomes``, ``encrypted``, ``report``, ``folders`` and ``done`` are as in
    `library.library_panel`, and ``examples`` questions to begin with; ``may_watch`` says that the
    collection can be kept up to date.
    """
    return Panels(
        library.library_panel(
            [collection.name for collection in collections],
            chosen,
            listing,
            restore=_restore(chosen),
            most=MAX_FILE,
            loading=loading,
            ocr=ocr,
            outcomes=outcomes,
            encrypted=encrypted,
            report=report,
            folders=folders,
            watched=chosen.watched if folders and may_watch else None,
            done=done,
        ),
        None if same else source.source_head(documents, front),
        None if same else source.source_panel(front, messages.of_engine(missed), addresses),
        status,
        frame.openers(examples, loading, _about(documents)),
    )


def broken_panels(problem: str) -> Panels:
    """What the page shows when the collection cannot be read: why."""
    told = source.source_panel(None, messages.of_engine(problem))
    return Panels(None, None, told, _failed(problem), None)


def status_of(
    warm: Future[None],
    documents: Sequence[Document],
    progress: str = "",
    failure: str = "",
    collection: str = "",
) -> Html:
    """Whether questions on ``documents`` are answered: not before the models are ``warm``.

    ``progress`` is what is being done with the documents, ``failure`` why they can't be asked, and
    ``collection`` the name of the one that is asked, where there are several.
    """
    if not warm.done():
        return frame.status("warming", messages.WARMING)
    if reason := failure or warm.exception():
        return _failed(str(reason))
    if progress:
        return frame.status("warming", progress)
    if documents:
        return frame.status(
            "ready", messages.ready_for(collection) if collection else messages.READY
        )
    return frame.status("empty", messages.EMPTY)


def _about(documents: Sequence[Document]) -> str:
    """What there is to be asked: a document by its title, more by their number."""
    if len(documents) == 1:
        return documents[0].title
    return messages.listed(len(documents), len(documents)) if documents else ""


def _restore(chosen: Collection) -> str:
    if not chosen.default:
        return messages.ADD_DEFAULT
    return messages.RESTORE_DEFAULT if chosen.removed else ""


def _failed(reason: str) -> Html:
    return frame.status("failed", messages.not_answering(messages.of_engine(reason)))
