"""Where the cells stand in the rows of a table, as they are written in a text. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.documents.parsers.text.lines import Line
from index.documents.parsers.text.tables import GAP, table_at

Cell = tuple[int, int]
"""From where to where in its row a cell's text stands, without blanks around; both the same in an
empty one."""

_BAR = re.compile(r"(?<!\\)(?P<sign>\|)")
# Signs between quotation marks are those of a cell.
_DIVIDERS = {
    "\t": re.compile(r"(?P<sign>\t)"),
    ";": re.compile(r'"[^"]*(?:"|$)|(?P<sign>;)'),
    ",": re.compile(r'"[^"]*(?:"|$)|(?P<sign>,)'),
    "": re.compile(f"(?P<sign>{GAP.pattern})"),
}
_QUOTED = re.compile(r'"([^"]*)"')


def cells_of(rows: Sequence[str]) -> list[list[Cell]]:
    """The cells in each of a table's ``rows``; the rules between them are rows as well.

    A row that cannot be divided surely is one cell.
    """
    if 2 * sum(row.startswith("|") for row in rows) > len(rows):
        return [_between_bars(row) if row.startswith("|") else _whole(row) for row in rows]
    table = table_at([Line(0, row) for row in rows])
    if table is None:
        return [_whole(row) for row in rows]
    if table.sign == "|":
        return [_between_bars(row) for row in rows]
    divided = [_between_signs(row, _DIVIDERS[table.sign]) for row in rows]
    widths = Counter(len(cells) for cells in divided if len(cells) > 1)
    width = widths.most_common(1)[0][0] if widths else 1
    return [
        cells if len(cells) == width else _whole(row)
        for row, cells in zip(rows, divided, strict=True)
    ]


def _whole(row: str) -> list[Cell]:
    return [(0, len(row))]


def _between_bars(row: str) -> list[Cell]:
    """The cells of a row with bars between them, and at its ends or not."""
    bars = [match.span() for match in _BAR.finditer(row)]
    start, end = 0, len(row)
    if bars and bars[0][0] == 0:
        start = bars.pop(0)[1]
    if bars and bars[-1][1] == len(row):
        end = bars.pop()[0]
    return _between(row, start, bars, end)


def _between_signs(row: str, divider: re.Pattern[str]) -> list[Cell]:
    """The cells of a row, without the quotation marks around them."""
    signs = [match.span("sign") for match in divider.finditer(row) if match["sign"]]
    cells = _between(row, 0, signs, len(row))
    quoted = [_QUOTED.fullmatch(row, *cell) for cell in cells]
    return [match.span(1) if match else cell for cell, match in zip(cells, quoted, strict=True)]


def _between(row: str, start: int, signs: Sequence[tuple[int, int]], end: int) -> list[Cell]:
    starts = [start, *(after for _, after in signs)]
    ends = [*(before for before, _ in signs), end]
    return [_trimmed(row, *edges) for edges in zip(starts, ends, strict=True)]


def _trimmed(row: str, start: int, end: int) -> Cell:
    text = row[start:end]
    start += len(text) - len(text.lstrip())
    return (start, start + len(text.strip())) if text.strip() else (end, end)
