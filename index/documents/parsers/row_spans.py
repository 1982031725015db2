"""Cells that run over several rows: they are said in each, or those below would lack a name."""

from __future__ import annotations

from collections.abc import Mapping

_LONGEST = 120  # characters of what names a row


def said_again(text: str) -> str:
    """What a cell with this ``text`` says in the rows below its first: nothing where it is long."""
    return text if len(text) <= _LONGEST else ""


def with_above(
    cells: Mapping[int, str], above: Mapping[int, str], head: Mapping[int, str]
) -> dict[int, str]:
    """The ``cells`` of a row by column, with those ``above`` that run over it.

    What runs over it from the ``head`` of the table is the name of its column, and left out.
    """
    return {n: text for n, text in above.items() if text != head.get(n)} | dict(cells)


class RowSpans:
    """The cells of a table that run over several rows, as far as it was read."""

    def __init__(self) -> None:
        self._cells: dict[int, tuple[int, int, str]] = {}

    def begin(self, row: int, column: int, height: int, text: str) -> None:
        """Take a cell that begins in ``row`` and ``column``, and runs over so many rows."""
        if height > 1:
            self._cells[column] = row, row + height, said_again(text)
        else:
            self._cells.pop(column, None)

    def above(self, row: int) -> dict[int, str]:
        """What runs over ``row`` from rows above it, by column."""
        if not self._cells:  # most tables have none
            return {}
        return {
            column: text
            for column, (begin, end, text) in self._cells.items()
            if begin < row < end and text
        }
