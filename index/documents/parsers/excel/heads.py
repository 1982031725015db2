"""Whether a row of a sheet names the columns of those below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.documents.parsers.excel.rows import BOLD, DATE, NUMBER, SheetRow
from index.documents.parsers.table_heads import is_value

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_SAMPLE = 50  # rows
_MOSTLY = 0.6
_LONGEST_NAME = 80  # characters


class _Cell(NamedTuple):
    column: int
    text: str
    kind: int


def may_be_head(row: SheetRow) -> bool:
    """Whether a row has nothing but words, years and dates."""
    return all(_is_name(cell) for cell in _cells(row))


def is_head(rows: Sequence[SheetRow]) -> bool:
    """Whether the first of ``rows`` names their columns."""
    first, below = rows[0], rows[1 : _SAMPLE + 1]
    columns = {column for row in below for column in row.cells}
    if not below or 2 * len(first.cells) < len(columns):
        return False
    if len(first.cells) < 2 and first.left <= min(columns):
        return False  # a title
    texts = list(first.cells.values())
    if any(text.endswith(":") for text in texts) or max(map(len, texts)) > _LONGEST_NAME:
        return False
    if not may_be_head(first):
        return False
    if _is_bold(first) and not _is_bold(below[0]):
        return True
    by_column: dict[int, list[_Cell]] = {}
    for row in below:
        for cell in _cells(row):
            by_column.setdefault(cell.column, []).append(cell)
    # Of two columns the left one may name what is at its right: all there has to be figures.
    share = _MOSTLY if len(columns) > 2 else 1.0
    if any(_differs(name, by_column.get(name.column, []), share) for name in _cells(first)):
        return True
    return _are_names(first, by_column, len(columns))


def _cells(row: SheetRow) -> list[_Cell]:
    return [_Cell(*pair, kind) for pair, kind in zip(row.cells.items(), row.kinds, strict=True)]


def _is_name(cell: _Cell) -> bool:
    if cell.kind & DATE or _YEAR.fullmatch(cell.text):
        return True
    return not cell.kind & NUMBER and not is_value(cell.text)


def _is_bold(row: SheetRow) -> bool:
    return all(kind & BOLD for kind in row.kinds)


def _differs(name: _Cell, below: Sequence[_Cell], share: float) -> bool:
    """Whether there are figures below a word, or other ones below a year or a date."""
    if not below:
        return False
    if name.kind & DATE:
        figures = [cell for cell in below if cell.kind & NUMBER and not cell.kind & DATE]
    elif _YEAR.fullmatch(name.text):
        figures = [c for c in below if c.kind & NUMBER and not _YEAR.fullmatch(c.text)]
    else:
        figures = [cell for cell in below if cell.kind & NUMBER or is_value(cell.text)]
    return len(figures) >= share * len(below)


def _are_names(names: SheetRow, below: dict[int, list[_Cell]], width: int) -> bool:
    """Whether words above words name columns: each column another, and nothing below says so."""
    texts = names.cells
    if width < 3 or len(texts) < width - 1 or len(set(texts.values())) < len(texts):
        return False
    return not any(
        cell.text == text for column, text in texts.items() for cell in below.get(column, [])
    )
