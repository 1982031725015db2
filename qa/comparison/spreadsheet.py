"""A table as an XLSX workbook: the comparison, and all its quotes one by one. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator

from qa.comparison.table import Table
from qa.comparison.words import (
    DOCUMENT,
    NOT_ASKED,
    QUESTION,
    cell_lines,
    differs,
    document_name,
    grade_in_words,
    place,
    remark,
)
from qa.comparison.xlsx import Sheet, SheetCell, Style, cut, workbook
from qa.file_links import page_link
from qa.types import Citation, Grade, short_answer_text

_STYLES = {Grade.ANSWER: Style.PLAIN, Grade.LIKELY: Style.LIKELY, Grade.ABSENT: Style.QUIET}
_QUOTES = (
    (DOCUMENT, 30), ("Title", 30), (QUESTION, 36), ("What it is", 18), ("Short answer", 26),
    ("Quote", 70), ("Place", 22), ("Start", 10), ("End", 10),
    ("Differs", 24), ("Remark", 30),
)  # fmt: skip


def xlsx_file(table: Table) -> bytes:
    """``table`` as a workbook of two sheets; what is too long for a cell ends in "…"."""
    head = tuple(SheetCell(cut(it), Style.HEAD) for it in (DOCUMENT, *table.questions))
    rows = (_row(table, number) for number in range(len(table.rows)))
    widths = (30, *(46 for _ in table.questions))
    quotes_head = tuple(SheetCell(name, Style.HEAD) for name, _ in _QUOTES)
    return workbook(
        [
            Sheet("Comparison", widths, (head, *rows)),
            Sheet("Quotes", tuple(width for _, width in _QUOTES), (quotes_head, *_quotes(table))),
        ]
    )


def _row(table: Table, number: int) -> tuple[SheetCell, ...]:
    row = table.rows[number]
    cells = [SheetCell(cut(document_name(row.document)), Style.HEAD)]
    for column, cell in enumerate(row.cells):
        style = _STYLES[cell.grade] if cell else Style.QUIET
        if (number, column) in table.differences:
            style = Style.DIFFERS
        cells.append(SheetCell(cut("\n".join(cell_lines(table, number, column))), style))
    return tuple(cells)


def _quotes(table: Table) -> Iterator[tuple[SheetCell, ...]]:
    """A row for each quote, and for each cell that has none."""
    for number, row in enumerate(table.rows):
        document = row.document
        for column, (question, cell) in enumerate(zip(table.questions, row.cells, strict=True)):
            about = (document.id, document.title, question)
            difference = differs(table.differences.get((number, column), ()))
            quotes = cell.quotes if cell else ()
            state = (grade_in_words(cell), remark(cell)) if cell else (NOT_ASKED, "")
            for quote in quotes or (None,):
                yield _quote_row(about, quote, *state, difference)


def _quote_row(
    about: tuple[str, str, str], quote: Citation | None, grade: str, note: str, difference: str
) -> tuple[SheetCell, ...]:
    start = [SheetCell(cut(text)) for text in (*about, grade)]
    end = [SheetCell(cut(difference)), SheetCell(cut(note))]
    if quote is None:
        return (*start, *(SheetCell("") for _ in range(5)), *end)
    document = quote.document
    short = short_answer_text(answer.of(document.text) for answer in quote.answers) or ""
    link = page_link(document.id, document.place_of(quote.span).page_index)
    return (
        *start,
        SheetCell(cut(short)),
        SheetCell(cut(quote.quote)),
        SheetCell(cut(place(quote)), link=link),
        SheetCell(quote.start),
        SheetCell(quote.end),
        *end,
    )
