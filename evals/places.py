"""A stretch of a named document."""

from __future__ import annotations

from typing import NamedTuple

from index import Document, Span


class Place(NamedTuple):
    """Characters of a document: its id, and where in it."""

    document: str
    span: Span

    def overlap(self, other: Place) -> int:
        """How many characters this place and ``other`` share."""
        return self.span.overlap(other.span) if self.document == other.document else 0

    def characters(self) -> set[tuple[str, int]]:
        """Each character of the place, as its document and its offset."""
        return {(self.document, offset) for offset in range(self.span.start, self.span.end)}


def places(quote: str, document: Document) -> tuple[Place, ...]:
    """Everywhere that ``document`` says ``quote``, in order."""
    every = []
    start = document.text.find(quote)
    while start >= 0:
        every.append(Place(document.id, Span(start, start + len(quote))))
        start = document.text.find(quote, start + 1)
    return tuple(every)
