"""The tables of a web page: which of them hold data, and their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from index.documents.parsers.row_spans import said_again
from index.documents.parsers.web.forms import is_field
from index.documents.parsers.web.lists import whole
from index.documents.parsers.web.tree import CELLS, HEADINGS, LISTS, Node, walk

_PARTS = frozenset({"thead", "tbody", "tfoot"})
_MOST_SPANNED = 200  # columns
_ALL_BELOW = 1_000_000_000  # rows
_MOST_ALIGNED = 200  # columns
_LONG, _VERY_LONG = 400, 2000  # characters of a cell
_MOST_PARAGRAPHS = 2  # of a cell that is one value
_DEEPEST = 6  # tables in tables
_IN_CELLS = HEADINGS | LISTS | {"p", "pre", "table", "hr", "dl"}


@dataclass(frozen=True)
class Cell:
    """A cell of a table: the element, and the column it begins in."""

    node: Node
    column: int


@dataclass(frozen=True)
class CellRow:
    """A row of a table: the cells that begin in it, and whether it names the columns.

    ``above`` are those that begin in rows above it, and run over it.
    """

    cells: tuple[Cell, ...]
    head: bool
    above: tuple[Cell, ...] = ()


@dataclass
class _Look:
    """What of a table tells whether it holds data, or only puts parts of a page side by side."""

    depth: int
    data: bool
    only_look: bool
    nested: bool = False
    filled: int = 0  # cells with text, in this row
    widest: int = 0  # cells with text in a row
    total: int = 0  # characters
    length: int = 0  # those of this cell
    longest: int = 0
    blocks: int = 0  # in this cell
    most_blocks: int = 0

    def add(self, length: int) -> None:
        self.total += length
        self.length += length

    def end_cell(self) -> None:
        self.filled += self.length > 0
        self.longest = max(self.longest, self.length)
        self.most_blocks = max(self.most_blocks, self.blocks)
        self.length = self.blocks = 0

    def end_row(self) -> None:
        self.widest = max(self.widest, self.filled)
        self.filled = 0


def layout_tables(root: Node, skipped: set[Node]) -> set[Node]:
    """The tables of a page that only put its parts side by side, and hold no rows of data."""
    result: set[Node] = set()
    looks: list[_Look] = []
    for item, begins in walk(root, skipped):
        if isinstance(item, str):
            if looks:
                looks[-1].add(len("".join(item.split())))
        elif item.tag == "table":
            if begins:
                if looks:
                    looks[-1].blocks += 1
                looks.append(_look(item, len(looks)))
                continue
            look = looks.pop()
            if _is_layout(look):
                result.add(item)
            if looks:
                looks[-1].add(look.total)
                looks[-1].nested = True
        elif looks:
            look = looks[-1]
            if begins:
                look.data = look.data or item.tag in {"th", "caption", "thead"}
                look.blocks += item.tag in _IN_CELLS
                look.add(is_field(item))
            elif item.tag in CELLS:
                look.end_cell()
            elif item.tag == "tr":
                look.end_row()
    return result


def table_rows(table: Node, skipped: set[Node]) -> list[CellRow]:
    """The rows of ``table``, those of its foot last."""
    rows: list[tuple[Node, str]] = []
    for child in _nodes(table, skipped):
        if child.tag == "tr":
            rows.append((child, "tbody"))
        elif child.tag in _PARTS:
            rows += [(row, child.tag) for row in _nodes(child, skipped) if row.tag == "tr"]
    order = {"thead": 0, "tbody": 1, "tfoot": 2}
    rows.sort(key=lambda row: order[row[1]])
    result: list[CellRow] = []
    for part, some in groupby(rows, key=lambda row: row[1]):
        free: dict[int, int] = {}  # columns, and the rows from which on nothing above is in them
        begun: dict[int, Cell] = {}  # the last cells that begin in a column
        for number, (row, _) in enumerate(some):
            above = [cell for column, cell in begun.items() if free.get(column, 0) > number]
            cells = _place(row, number, skipped, free)
            nodes = [cell.node for cell in cells]
            head = part == "thead" or (not result and _are_heads(nodes))
            result.append(CellRow(tuple(cells), head, tuple(above)))
            begun.update({cell.column: cell for cell in cells})
    return result


def aligned(rows: list[CellRow], texts: dict[Node, str]) -> list[list[str]]:
    """The ``texts`` of cells below each other, what spans several columns in the first.

    What spans several rows is in each of them. Columns in which no cell begins are left out.
    """
    columns = sorted({cell.column for row in rows for cell in row.cells})
    places = {column: n for n, column in enumerate(columns)}
    result = []
    for row in rows:
        if len(columns) > _MOST_ALIGNED:
            result.append([texts[cell.node] for cell in row.cells])
            continue
        line = [""] * len(columns)
        for cell in row.cells:
            line[places[cell.column]] = texts[cell.node]
        if any(line):
            for cell in row.above:
                line[places[cell.column]] = said_again(texts[cell.node])
        result.append(line)
    return result


def captions(table: Node, skipped: set[Node]) -> Iterator[Node]:
    """The captions of ``table``."""
    return (child for child in _nodes(table, skipped) if child.tag == "caption")


def _look(table: Node, depth: int) -> _Look:
    border = whole(table.get("border"), 0) > 0
    return _Look(depth, border, table.get("role") in {"presentation", "none"})


def _is_layout(look: _Look) -> bool:
    many = look.nested or look.most_blocks > _MOST_PARAGRAPHS
    if look.only_look or look.depth >= _DEEPEST or (many and look.longest > _VERY_LONG):
        return True
    return not look.data and (look.widest <= 1 or (many and look.longest > _LONG))


def _are_heads(cells: list[Node]) -> bool:
    """Whether all ``cells`` of a first row are heads, and not a single one over all columns."""
    spans = len(cells) == 1 and whole(cells[0].get("colspan"), 1) > 1
    return bool(cells) and not spans and all(cell.tag == "th" for cell in cells)


def _place(row: Node, number: int, skipped: set[Node], free: dict[int, int]) -> list[Cell]:
    """The cells of the ``row`` of this ``number`` with their columns."""
    cells = []
    column = 0
    for node in _nodes(row, skipped):
        if node.tag not in CELLS:
            continue
        while free.get(column, 0) > number:
            column += 1
        cells.append(Cell(node, column))
        width = min(max(whole(node.get("colspan"), 1), 1), _MOST_SPANNED)
        height = whole(node.get("rowspan"), 1) or _ALL_BELOW
        if height > 1 and column < _MOST_SPANNED:
            free.update(dict.fromkeys(range(column, column + width), number + height))
        column += width
    return cells


def _nodes(parent: Node, skipped: set[Node]) -> Iterator[Node]:
    children = (child for child in parent.children if isinstance(child, Node))
    return (child for child in children if child not in skipped)
