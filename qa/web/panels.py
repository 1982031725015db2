"""The parts of the page that show a collection, as HTML. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import Document
from qa.library.adding import MAX_FILE
from qa.library.collection import Collection
from qa.web.templates import frame, source
from qa.web.templates import library as shelf

if TYPE_CHECKING:
    from qa.library.report import LibraryReport


@dataclass(frozen=True)
class Panels:
    """The parts of the page that show a collection, as HTML.

    What is None is as the page has it: a visitor may have turned to another document, or scrolled.
    """

    shelf: str | None
    contents: str | None
    source: str | None
    status: str
    examples: str | None


def collection_panels(
    collections: Sequence[Collection],
    chosen: Collection,
    documents: Sequence[Document],
    *,
    front: Document | None,
    missed: str,
    number: int,
    same: bool,
    status: str,
    state: str = "",
    told: Sequence[str] = (),
    report: LibraryReport | None = None,
    examples: Sequence[str] = (),
) -> Panels:
    """The ``chosen`` one of ``collections``, and its ``documents``, of which ``front`` is shown.

    ``missed`` is what to tell above it. ``number`` tells the view from the one before, so that it
    is shown anew when it is what the server sent last; ``same`` says that the page has these
    documents already. ``status`` is HTML; ``state``, ``told`` and ``report`` are as in
    `shelf.shelf`, and ``examples`` questions to begin with.
    """
    return Panels(
        shelf.library_panel(
            [collection.name for collection in collections],
            chosen.name,
            documents,
            restore=_restore(chosen),
            most=MAX_FILE,
            state=state,
            told=told,
            report=report,
        ),
        None if same else source.source_head(documents, front),
        None if same else f"<!-- {number} -->{source.source_panel(front, missed)}",
        status,
        frame.examples(examples),
    )


def _restore(chosen: Collection) -> str:
    if not chosen.default:
        return "Add the default document"
    return "Restore the default document" if chosen.removed else ""


def broken_panels(problem: str) -> Panels:
    """What the page shows when the collection cannot be read: why."""
    return Panels(
        None,
        None,
        source.source_panel(None, problem),
        _failed(problem),
        None,
    )


def status_of(
    warm: Future[None], documents: Sequence[Document], state: str = "", failed: str = ""
) -> str:
    """Whether questions on ``documents`` are answered: not before the models are ``warm``.

    ``state`` is what is still being done with the documents, ``failed`` why they can't be asked.
    """
    if not warm.done():
        return frame.status("warming", "The model is warming up. You can read, and ask already.")
    if why := failed or warm.exception():
        return _failed(str(why))
    if state:
        return frame.status("warming", state)
    return frame.status("ready", "Ready") if documents else frame.status("empty", "Empty")


def _failed(why: str) -> str:
    return frame.status("failed", f"Questions can't be answered: {why}")


def progress_words(name: str, done: int, of: int) -> str:
    """How far the opening of a collection is, in words; see `qa.library.contents.Progress`."""
    words = {"reading": "Reading", "embedding": "Embedding passages:"}
    return f"{words[name]} {done} of {of}" if name in words else "Ready"
