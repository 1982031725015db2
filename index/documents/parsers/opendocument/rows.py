"""The rows of a spreadsheet in OpenDocument: what is shown of them, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from index.documents.parsers.office.ooxml import attribute, children, local
from index.documents.parsers.opendocument.lists import whole
from index.documents.parsers.opendocument.odf import OpenDocument
from index.documents.parsers.opendocument.text import SHAPES, paragraph_text
from index.documents.parsers.row_spans import RowSpans

MOST_TIMES = 200
"""How often a row that is repeated is written at most."""

_MOST_CELLS = 64  # that one element stands for
_MOST_COLUMNS = 20_000
_SPARE = 100_000  # cells of a sheet that are written again
_HIDDEN = ("collapse", "filter")
_VALUES = ("string-value", "value", "date-value", "time-value", "boolean-value")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that is shown: its ``number``, from 1, and the texts of its ``cells`` by column.

    ``head`` tells whether it is repeated on each page, ``apart`` whether a blank row stands
    before it. ``comments`` are by column too, ``drawn`` is what is fixed to its cells. ``above``
    are the texts of cells that run over it from rows above, by column.
    """

    number: int
    cells: dict[int, str]
    head: bool = False
    apart: bool = False
    comments: tuple[tuple[int, Element], ...] = ()
    drawn: tuple[Element, ...] = ()
    above: Mapping[int, str] = field(default_factory=dict)


class Sheet:
    """Reads the rows of a ``table``, and counts what it leaves out.

    ``hidden_rows`` counts those that hold something, and ``shortened`` tells whether something is
    repeated too often to be written each time.
    """

    def __init__(self, table: Element, document: OpenDocument) -> None:
        self.hidden_rows = 0
        self.shortened = False
        self._table = table
        self._document = document
        self._concealed = _concealed(table)
        self._left_out: set[int] = set()
        self._spare = _SPARE
        self._spans = RowSpans()

    @property
    def hidden_columns(self) -> int:
        """How many columns were left out that hold something."""
        return len(self._left_out)

    def rows(self) -> Iterator[SheetRow]:
        """The rows that are shown and hold something, in order."""
        number, apart = 1, False
        for element, head, hidden in _rows(self._table):
            times = max(1, whole(attribute(element, "number-rows-repeated"), 1))
            if hidden or attribute(element, "visibility") in _HIDDEN:
                if any(self._text(cell) for cell in children(element, "table-cell")):
                    self.hidden_rows += times
                number += times
                continue
            row = self._row(element, number, head=head, apart=apart)
            if not row.cells and not row.comments and not row.drawn:
                number, apart = number + times, True
                continue
            yield row
            again = min(times, MOST_TIMES, 1 + self._spare // max(1, len(row.cells)))
            self._spare -= (again - 1) * len(row.cells)
            for further in range(1, again):
                yield SheetRow(number + further, row.cells, head)
            if again < times:
                self.shortened = True
            number, apart = number + times, False

    def _row(self, element: Element, number: int, *, head: bool, apart: bool) -> SheetRow:
        cells: dict[int, str] = {}
        comments: list[tuple[int, Element]] = []
        drawn: list[Element] = []
        column = 0
        for cell in element:
            name = local(cell)
            if name not in ("table-cell", "covered-table-cell"):
                continue
            times = max(1, whole(attribute(cell, "number-columns-repeated"), 1))
            if name == "table-cell":
                if text := self._text(cell):
                    self._fill(cells, column, times, text)
                    height = whole(attribute(cell, "number-rows-spanned"), 1)
                    if column in cells:
                        self._spans.begin(number, column, height, text)
                if len(cell) > (1 if text else 0) and column not in self._concealed:
                    comments.extend((column, each) for each in children(cell, "annotation"))
                    drawn.extend(each for each in cell if local(each) in SHAPES)
            column += times
        above = self._spans.above(number)
        return SheetRow(number, cells, head, apart, tuple(comments), tuple(drawn), above)

    def _fill(self, cells: dict[int, str], column: int, times: int, text: str) -> None:
        again = min(times, _MOST_CELLS, 1 + self._spare)
        self._spare -= again - 1
        self.shortened = self.shortened or again < times
        for place in range(column, column + again):
            if place in self._concealed:
                self._left_out.add(place)
            else:
                cells[place] = text

    def _text(self, cell: Element) -> str:
        """What a cell shows, and its value only where nothing tells that."""
        paragraphs = [each for each in cell if local(each) == "p"]
        if paragraphs:
            texts = (paragraph_text(each, self._document).text for each in paragraphs)
            return "\n".join(filter(None, map(str.strip, texts)))
        return next(filter(None, (attribute(cell, key) for key in _VALUES)), "")


def _rows(table: Element) -> Iterator[tuple[Element, bool, bool]]:
    """The rows of a table, whether they are repeated on each page, and whether folded away."""
    todo = [(element, False, False) for element in reversed(table)]
    while todo:
        element, head, hidden = todo.pop()
        name = local(element)
        if name == "table-row":
            yield element, head, hidden
        elif name in ("table-rows", "table-row-group", "table-header-rows"):
            head = head or name == "table-header-rows"
            hidden = hidden or attribute(element, "display") == "false"
            todo.extend((inner, head, hidden) for inner in reversed(element))


def _concealed(table: Element) -> set[int]:
    """The columns that are hidden or folded away, from 0."""
    concealed: set[int] = set()
    column = 0
    todo = [(element, False) for element in reversed(table)]
    while todo and column < _MOST_COLUMNS:
        element, hidden = todo.pop()
        name = local(element)
        if name == "table-column":
            times = max(1, whole(attribute(element, "number-columns-repeated"), 1))
            if hidden or attribute(element, "visibility") in _HIDDEN:
                concealed.update(range(column, min(column + times, _MOST_COLUMNS)))
            column += times
        elif name in ("table-columns", "table-column-group", "table-header-columns"):
            hidden = hidden or attribute(element, "display") == "false"
            todo.extend((inner, hidden) for inner in reversed(element))
    return concealed


def column_name(column: int) -> str:
    """What a column, counted from 0, is called: "A", "Z", "AA"."""
    name = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        name = chr(65 + last) + name
    return name


def in_columns(cells: dict[int, str], columns: Iterable[int]) -> list[str]:
    """The texts of ``cells``, in these ``columns``, with an empty one where there is none."""
    return [cells.get(column, "") for column in columns]
