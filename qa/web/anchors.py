"""Addresses of spans of documents on the page. Pure functions."""

from __future__ import annotations

from index import Document, Span


def document_key(document: Document) -> str:
    """What tells a document from all others on the page, whatever is added or taken away."""
    return document.sha256[:12]


def span_anchor(kind: str, document: Document, span: Span) -> str:
    """The address of a span: a citation's ("cite"), a passage's ("near"), a part's ("show")."""
    return f"#{kind}-{document_key(document)}-{span.start}-{span.end}"
