"""A table as one HTML page. Every string from a user or a document is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from qa.comparison import words
from qa.comparison.table import Cell, Table
from qa.file_links import page_link
from qa.templating import Html, Templates
from qa.types import Citation, Grade

_LOOKS = {Grade.ANSWER: "answer", Grade.LIKELY: "likely", Grade.ABSENT: "absent"}
_FOLDER = Path(__file__).parent


class _Quote(NamedTuple):
    """A quote, where in it its short answers are, and where it stands."""

    text: str
    answers: list[tuple[int, int]]
    place: str
    characters: str
    link: str


class _Cell(NamedTuple):
    """A cell as it is shown: ``label`` says how sure it is, nothing of an answer."""

    look: str
    label: str
    note: str
    quotes: list[_Quote]
    differs: str


def html_page(table: Table, made: str) -> bytes:
    """``table`` as a page that needs nothing else and runs nothing; ``made`` is when.

    It can be printed. Pages of PDF files are linked to where they lie beside it.
    """
    page = _TEMPLATES.make(
        "page.html",
        "page",
        questions=table.questions,
        rows=[
            (
                words.document_name(row.document).splitlines(),
                [_cell(table, number, at, cell) for at, cell in enumerate(row.cells)],
            )
            for number, row in enumerate(table.rows)
        ],
        differing=[
            sum((number, at) in table.differences for number in range(len(table.rows)))
            for at in range(len(table.questions))
        ],
        made=made,
        style=Html((_FOLDER / "page.css").read_text(encoding="utf-8")),
    )
    return f"{page}\n".encode(errors="backslashreplace")


def _cell(table: Table, row: int, column: int, cell: Cell | None) -> _Cell:
    if cell is None:
        return _Cell("absent", words.NOT_ASKED, "", [], "")
    return _Cell(
        _LOOKS[cell.grade],
        "" if cell.grade is Grade.ANSWER else words.grade_in_words(cell),
        words.remark(cell),
        [_quote(quote) for quote in cell.quotes],
        words.differs(table.differences.get((row, column), ())),
    )


def _quote(quote: Citation) -> _Quote:
    document = quote.document
    place = document.place_of(quote.span)
    return _Quote(
        quote.quote,
        [(answer.start - quote.start, answer.end - quote.start) for answer in quote.answers],
        place.words,
        f"characters {quote.start}–{quote.end}",
        page_link(document.id, place.page_index),
    )


_TEMPLATES = Templates(_FOLDER)
