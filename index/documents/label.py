"""What a document is called, and what else is to be known of it without reading it."""

from __future__ import annotations

from dataclasses import dataclass

from index.documents.document import Document
from index.documents.scan_reader import pages_left

BEGINNING = 400
"""Characters of a text in which a heading is what it begins with, and a date that of all."""


@dataclass(frozen=True, slots=True)
class Label:
    """A document's ``id``, ``title`` and ``language``, and the ``heading`` that it begins with.

    ``heading`` is "" where it begins with none. ``unread`` are its pages that were not read, and
    ``notes`` are its own.
    """

    id: str
    title: str
    language: str
    heading: str = ""
    unread: int = 0
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, document: Document) -> Label:
        """The label of ``document``."""
        words = next((block.words for block in document.blocks if block.words), None)
        return cls(
            document.id,
            document.title,
            document.language,
            words.of(document.text) if words and words.start < BEGINNING else "",
            document.unread_pages,
            document.notes,
        )

    @property
    def unreadable(self) -> int:
        """How many of its pages cannot be read, by OCR either."""
        return max(self.unread - sum(pages_left(self.notes)), 0)
