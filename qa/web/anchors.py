"""Addresses of spans of documents on the page. Pure functions."""

from __future__ import annotations

from typing import NamedTuple

from index import Document, Span


class Addresses(NamedTuple):
    """Where the server answers what the page asks of a document; nothing where it does not.

    ``pages`` is where its pages are, as `qa.web.server.page_images` has it, and ``find`` where it
    is searched.
    """

    pages: str = ""
    find: str = ""


NO_ADDRESSES = Addresses()
LONGEST_FIND = 200
"""The most characters that a document is searched for."""


def document_key(document: Document) -> str:
    """What tells a document from all others on the page, whatever is added or taken away."""
    return document.sha256[:12]


def span_anchor(kind: str, document: Document, span: Span) -> str:
    """The address of a span: a citation's ("cite"), a passage's ("near"), a part's ("show")."""
    return f"#{kind}-{document_key(document)}-{span.start}-{span.end}"
