"""The document that is read."""

from __future__ import annotations

# The source.
CLOSE_SOURCE, DOCUMENT, NO_DOCUMENT = "Close the source", "Document", "No document"
NO_DOCUMENT_HERE = "There is no document here. Drop files on the page, or add the default document."
CONTENTS, VIEW, PAGES, TEXT = "Contents", "Show as", "Pages", "Text"
SMALLER, SMALLER_SIGN = "Smaller", "−"
LARGER, LARGER_SIGN = "Larger", "+"
ZOOM, PAGE = "Zoom", "page"
FIND, FIND_PLACEHOLDER = "Find in the source", "Find"
FIND_BEFORE, FIND_BEFORE_SIGN = "Find the one before", "‹"
FIND_NEXT, FIND_NEXT_SIGN = "Find the next", "›"
SHOW_BEFORE, SHOW_AFTER = "Show the part before", "Show the part after"
TABLE = "Table"

# Pages of documents.
NOT_OPEN, OPEN_AGAIN = (
    "This document was closed, or its file was changed.",
    "Load the page again.",
)
NO_PLACE, GIVE_NUMBERS = "That is no place in the document.", "Give whole numbers inside it."
TOO_MANY_PAGES, TRY_IN_A_MOMENT = "Too many pages are asked for at once.", "Try again in a moment."
PAGE_TOO_SLOW, READ_TEXT = "This page takes too long to be drawn.", "Read its text instead."


def slide_name(number: int) -> str:
    """What a slide is called above what is on it."""
    return f"Slide {number}"


def characters_before(count: int) -> str:
    """How much of a document comes before what is shown."""
    return f"{count:,} characters before this part."


def characters_after(count: int) -> str:
    """How much of a document comes after what is shown."""
    return f"{count:,} characters after this part."


def no_such_document(name: str) -> str:
    """That the document which an address names is not there."""
    return f"There is no document {name[:60]!r} here."
