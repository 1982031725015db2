"""A table's cells in words, as files and the command line show them. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable

from index import Document
from qa.comparison.table import Cell, Table
from qa.comparison.values import Value
from qa.types import Citation, Grade

DOCUMENT, QUESTION = "Document", "Question"
DOES_NOT_SAY, LIKELY, ANSWERED, NOT_ASKED = (
    "does not say",
    "likely place, not sure",
    "answer",
    "not asked",
)
_REFUSAL = "The document does not say."


def document_name(document: Document) -> str:
    """The title that a document gives itself, and its id on a line of its own."""
    title = document.own_title
    return f"{title}\n{document.id}" if title else document.id


def grade_in_words(cell: Cell) -> str:
    """How sure a cell is."""
    return {Grade.ANSWER: ANSWERED, Grade.LIKELY: LIKELY, Grade.ABSENT: DOES_NOT_SAY}[cell.grade]


def remark(cell: Cell) -> str:
    """What Pincite says itself in a cell beside its grade: "No:", or what the document lacks."""
    return cell.note.removeprefix(_REFUSAL).strip()


def place(quote: Citation) -> str:
    """Where its document has a quote, as a person looks it up."""
    return quote.document.place_of(quote.span).words


def values_in_words(values: Iterable[Value]) -> str:
    """The values that are not what other documents say, as written, each once."""
    return ", ".join(dict.fromkeys(" ".join(value.text.split()) for value in values))


def differs(values: Iterable[Value]) -> str:
    """That these values are not what other documents say; nothing without any."""
    words = values_in_words(values)
    return f"≠ differs: {words}" if words else ""


def cell_lines(table: Table, row: int, column: int) -> list[str]:
    """A cell in lines: how sure it is, its quotes with their places, and what differs."""
    cell = table.rows[row].cells[column]
    if cell is None:
        return [NOT_ASKED]
    unsure = [] if cell.grade is Grade.ANSWER else [grade_in_words(cell)]
    quotes = [f"{quote.quote} [{place(quote)}]" for quote in cell.quotes]
    difference = differs(table.differences.get((row, column), ()))
    return [*filter(None, [*unsure, remark(cell), *quotes, difference])]
