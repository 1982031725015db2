"""A table as JSON. Pure functions."""

from __future__ import annotations

from typing import TypedDict

from qa.comparison.table import Cell, Table
from qa.serialization import CitationRecord, citation_record


class DifferenceRecord(TypedDict):
    """A value that other documents tell otherwise: as written, and where its document has it.

    ``start`` and ``end`` are None of a yes or no.
    """

    text: str
    start: int | None
    end: int | None


class CellRecord(TypedDict):
    """What one document says to one question.

    ``grade`` is a value of `qa.types.Grade`; ``quotes`` are the sentences that answer, the
    likeliest place, or none; ``note`` is what Pincite says itself; ``differs`` are the values that
    other documents of the column tell otherwise.
    """

    grade: str
    note: str
    quotes: list[CitationRecord]
    differs: list[DifferenceRecord]


class RowRecord(TypedDict):
    """A document and its cells, in the order of the questions; None for what was not asked."""

    document: str
    title: str
    cells: list[CellRecord | None]


class TableRecord(TypedDict):
    """The questions, a column each, the rows, and the seconds it took."""

    questions: list[str]
    rows: list[RowRecord]
    seconds: float


def table_record(table: Table, seconds: float) -> TableRecord:
    """``table`` as plain values for JSON."""
    return {
        "questions": [*table.questions],
        "rows": [
            {
                "document": row.document.id,
                "title": row.document.title,
                "cells": [
                    _cell_record(table, number, column, cell) if cell else None
                    for column, cell in enumerate(row.cells)
                ],
            }
            for number, row in enumerate(table.rows)
        ],
        "seconds": round(seconds, 4),
    }


def _cell_record(table: Table, row: int, column: int, cell: Cell) -> CellRecord:
    return {
        "grade": cell.grade.value,
        "note": cell.note,
        "quotes": [citation_record(quote) for quote in cell.quotes],
        "differs": [
            {
                "text": value.text,
                "start": value.span.start if value.span else None,
                "end": value.span.end if value.span else None,
            }
            for value in table.differences.get((row, column), ())
        ],
    }
