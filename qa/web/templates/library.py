"""The library as HTML. Pure functions.

Every string that comes from a user or a document is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from index import Document
from index.documents.files import SUFFIXES
from index.text.language import counted

if TYPE_CHECKING:
    from qa.library.report import DocumentReport, LibraryReport


def library_frame(shared: bool) -> str:
    """What stands around the list: where files are brought in."""
    kept = (
        "What you bring stays on this computer, and is here on your next visit."
        if shared
        else "What you bring is for you alone, and is removed within an hour after you leave."
    )
    return (
        '<div class="pc-shelf-head"><h2>Library</h2>'
        '<button type="button" class="pc-close" aria-label="Close the library">×</button></div>'
        '<button type="button" class="pc-pick-files">Add documents…</button>'
        f'<input type="file" multiple hidden accept="{",".join(SUFFIXES)}" aria-label="Documents">'
        f'<p class="pc-note">Or drop files anywhere on the page. {kept}</p>'
        '<p class="pc-bringing" role="status"></p>'
    )


def library_panel(
    names: Sequence[str],
    chosen: str,
    documents: Sequence[Document],
    *,
    restore: str,
    most: int,
    state: str = "",
    told: Iterable[str] = (),
    report: LibraryReport | None = None,
) -> str:
    """The collections, the documents of the ``chosen`` one, and how they fare.

    ``names`` are the collections'. ``restore`` is the button's label that brings the default
    documents back, nothing where they are there; ``most`` is the largest file taken, in bytes.
    ``state`` is what is being done, ``told`` what came of what was brought.
    """
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name == chosen else ""}>{escape(name)}'
        "</option>"
        for name in names
    )
    first = str(chosen == names[0]).lower()
    delete = (
        ""
        if len(names) == 1
        else _button("delete", chosen, "Delete this collection", "Really delete it?")
    )
    return (
        f'<div data-most="{most}" data-name="{escape(chosen)}" data-first="{first}">'
        f'<label class="pc-choose">Collection <select id="pc-collection">{options}</select></label>'
        f'<p class="pc-state" role="status">{escape(state)}</p>'
        + _told(told)
        + _rows(documents, report)
        + (_button("restore", "", restore) if restore else "")
        + _report(report)
        + f"{delete}</div>"
    )


def new_collection_form() -> str:
    """Where a collection is created."""
    return (
        '<form class="pc-new"><input name="name" aria-label="Name of a new collection"'
        ' placeholder="New collection" maxlength="80"><button>Create</button></form>'
    )


def _rows(documents: Sequence[Document], report: LibraryReport | None) -> str:
    if not documents:
        return '<p class="pc-note">No documents yet.</p>'
    notes = {document.id: _notes(document) for document in report.documents} if report else {}
    rows = "".join(
        f"<li><span><b>{escape(document.title)}</b><br><small>{escape(document.id)}"
        f"{notes.get(document.id, '')}</small></span>"
        f"{_button('remove', document.id, 'Remove', 'Really?')}</li>"
        for document in documents
    )
    return f'<ul class="pc-rows">{rows}</ul>'


def _notes(document: DocumentReport) -> str:
    numbers = f"{counted(document.words, 'word')}, {counted(document.passages, 'passage')}"
    return f" · {numbers}" + "".join(f"<br>{escape(remark)}" for remark in document.remarks)


def _report(report: LibraryReport | None) -> str:
    if report is None:
        return ""
    from qa.library.report import summary  # brings FAISS along, which the start need not wait for

    left = "".join(f"<li>{escape(s.path)}: {escape(s.reason)}</li>" for s in report.skipped)
    return f'<p class="pc-health">{escape(summary(report))}</p>' + (
        f'<p class="pc-note">Files not read:</p><ul class="pc-skipped">{left}</ul>' if left else ""
    )


def _told(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul class="pc-told">{items}</ul>' if items else ""


def _button(does: str, name: str, label: str, sure: str = "") -> str:
    asks = f' data-sure="{escape(sure)}"' if sure else ""
    of = f' aria-label="{escape(label)} {escape(name)}"' if does == "remove" else ""
    return (
        f'<button type="button" data-does="{does}" data-name="{escape(name)}"{asks}{of}>'
        f"{escape(label)}</button>"
    )
