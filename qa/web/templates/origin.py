"""Where quotes and passages are from, in words. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index import Document, Span
from index.documents.drawing import is_pdf
from index.documents.places import UnitKind
from qa.file_links import page_link
from qa.web import messages

# Between a heading and the one below it.
_HEADINGS = " › "
# What has no parts to be named: words for a place in it are longer than they help.
_WHOLE = (UnitKind.BODY, UnitKind.LINES)


class Origin(NamedTuple):
    """Where a quote is from: a document's ``title`` if it has one, its ``file``, the ``place``.

    ``pdf`` says that it is a PDF, and ``page`` is the number of the page at which that is opened,
    from 1, 0 where it lies in another file.
    """

    title: str
    file: str
    place: str
    pdf: bool
    page: int


def origin_of(document: Document, span: Span) -> Origin:
    """Where ``span`` is from."""
    place = document.place_of(span)
    page = place.page_index if page_link(document.id, place.page_index) else None
    words = messages.of_engine(place.words)
    return Origin(document.own_title, document.id, words, is_pdf(document), page or 0)


def place_of(document: Document, span: Span) -> str:
    """Where ``span`` stands in its file, as a person looks it up."""
    return messages.of_engine(document.place_of(span).words)


def origin_in_words(document: Document, span: Span) -> str:
    """Which document ``span`` is of, and where it stands there."""
    return f"{full_name(document)}, {place_of(document, span)}"


def place_in_words(document: Document, span: Span) -> str:
    """Where a reader finds ``span``: its page, sheet and so on, else its headings, else its line.

    A title that all of the document stands under is not told again.
    """
    units = document.places.units
    if units and units[0].kind not in _WHOLE:
        return place_of(document, span)
    path = [words for words in document.heading_path(span.start) if words != document.title]
    return _HEADINGS.join(path[-2:]) or place_of(document, span)


def origins_in_words(spans: Sequence[tuple[Document, Span]]) -> list[str]:
    """Where each of ``spans`` is from; a document is named where the one before is of another."""
    words, before = [], ""
    for document, span in spans:
        place = place_in_words(document, span)
        words.append(
            place if document.id == before else f"{document.own_title or document.id}, {place}"
        )
        before = document.id
    return words


def full_name(document: Document) -> str:
    """Which document it is: two may have the same title."""
    title = document.own_title
    return f"{title} ({document.id})" if title else document.id
