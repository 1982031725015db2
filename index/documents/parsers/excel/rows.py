"""The rows of a sheet, and ranges of cells by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from index.documents.parsers.office.drawing import whole

NUMBER, DATE, BOLD = 1, 2, 4
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576


class SheetRow(NamedTuple):
    """The cells of a row that display something: texts by column, from the left.

    ``kinds`` has a byte for each of them that adds up NUMBER, DATE and BOLD. ``follows`` tells
    whether no row that is empty and not hidden stands between it and the row before. ``above`` are
    the texts of cells that run over it from rows above, by column.
    """

    number: int
    cells: dict[int, str]
    kinds: bytes
    follows: bool
    above: Mapping[int, str] = MappingProxyType({})

    @property
    def left(self) -> int:
        """The first column."""
        return next(iter(self.cells))

    @property
    def right(self) -> int:
        """The last column."""
        return next(reversed(self.cells))

    @property
    def first(self) -> str:
        """The text of the first cell."""
        return next(iter(self.cells.values()))

    def kind_at(self, column: int) -> int:
        """The kind of the cell in this column, 0 where there is none."""
        return dict(zip(self.cells, self.kinds, strict=True)).get(column, 0)

    def only(self, wanted: Callable[[int], bool]) -> SheetRow:
        """The row with the cells in the columns that are ``wanted``."""
        pairs = zip(self.cells, self.kinds, strict=True)
        kinds = bytes(kind for column, kind in pairs if wanted(column))
        cells = {column: text for column, text in self.cells.items() if wanted(column)}
        above = {column: text for column, text in self.above.items() if wanted(column)}
        return self._replace(cells=cells, kinds=kinds, above=above)


class Area(NamedTuple):
    """A range of cells, from its first row and column to its last."""

    top: int
    left: int
    bottom: int
    right: int


def area_of(text: str) -> Area | None:
    """The range that "B2:C5" or "B2" names, or None when it is none."""
    ends = [cell_of(end) for end in text.partition(" ")[0].replace("$", "").split(":")]
    if not 1 <= len(ends) <= 2 or (0, 0) in ends:
        return None
    (top, left), (bottom, right) = ends[0], ends[-1]
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def cell_of(text: str) -> tuple[int, int]:
    """The row and the column of a cell such as "B2"; zeros for what is none."""
    letters = text.rstrip("0123456789")
    row = whole(text[len(letters) :])
    return (row, column_of(letters)) if row and letters.isalpha() else (0, 0)


def column_of(letters: str) -> int:
    """The number of the column with these letters, from 1."""
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return min(max(number, 1), LAST_COLUMN)
