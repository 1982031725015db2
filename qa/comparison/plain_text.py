"""A table as plain text, for a terminal. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from qa.comparison.table import Table
from qa.comparison.words import DOCUMENT, cell_lines, document_name

_NARROWEST = 20  # characters of a column
_FIRST = 24  # the most of that of the documents
_BETWEEN = " | "


def text_table(table: Table, width: int) -> list[str]:
    """``table`` as lines of ``width`` characters, or more where its columns would be too narrow."""
    names = [document_name(row.document).splitlines() for row in table.rows]
    longest = max(len(line) for name in [[DOCUMENT], *names] for line in name)
    first = min(longest, _FIRST)
    count = len(table.questions)
    each = max(_NARROWEST, (width - first) // count - len(_BETWEEN))
    widths = [first, *[each] * count]
    rule = "-+-".join("-" * each for each in widths)
    lines = [*_row([[DOCUMENT], *([question] for question in table.questions)], widths)]
    for number, name in enumerate(names):
        cells = [cell_lines(table, number, column) for column in range(count)]
        lines += [rule, *_row([name, *cells], widths)]
    return lines


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """Cells side by side, each line of one wrapped to its width."""
    wrapped = [
        [part for line in lines for text in line.splitlines() for part in wrap(text, width)]
        for lines, width in zip(cells, widths, strict=True)
    ]
    for parts in zip_longest(*wrapped, fillvalue=""):
        padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
        yield _BETWEEN.join(padded).rstrip()
