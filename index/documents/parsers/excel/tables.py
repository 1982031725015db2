"""The tables of a sheet, told apart, with their titles and the heads of their columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.documents.blocks import BlockKind
from index.documents.parsers.excel.heads import is_head, may_be_head
from index.documents.parsers.excel.rows import NUMBER, SheetRow
from index.documents.parsers.office.pieces import END, Piece
from index.documents.parsers.row_spans import with_above
from index.documents.parsers.writer import one_line

_LONG = 100  # characters of a cell that is a text of its own
_REMARK = 60  # characters of one behind a table
_MOST_EMPTY = 20  # times as many cells as hold something, in a table that is filled up
_FILLED_UP = 2_000  # cells of a table that is filled up anyway
_MOST_EDGES = 10  # gaps between columns that tables are looked for beside
_DENSE = 0.8
_FEWEST = 3  # rows of a table with a single column


@dataclass(frozen=True)
class _Table:
    """The ``titles`` above a table, its ``rows``, and what is remarked below it."""

    titles: Sequence[SheetRow]
    rows: Sequence[SheetRow]
    remarks: Sequence[SheetRow]
    headed: bool


@dataclass(frozen=True)
class _Columns:
    """The columns of a table, and those of them that mostly have ``figures``."""

    all: tuple[int, ...] = ()
    figures: frozenset[int] = frozenset()


_NOTHING = _Columns()


def table_pieces(rows: Iterable[SheetRow], heads: frozenset[int]) -> Iterator[Piece]:
    """What a sheet's ``rows`` say, in tables; ``heads`` are the rows that the file calls heads."""
    before = _NOTHING
    for region in _regions(rows):
        parts = list(_side_by_side(region))
        for part in parts:
            for table in _tables(part, heads):
                before = yield from _pieces(table, before if len(parts) == 1 else _NOTHING)


def _regions(rows: Iterable[SheetRow]) -> Iterator[list[SheetRow]]:
    """Rows without empty ones between."""
    region: list[SheetRow] = []
    for row in rows:
        if region and not row.follows:
            yield region
            region = []
        region.append(row)
    if region:
        yield region


def _side_by_side(region: list[SheetRow]) -> Iterator[list[SheetRow]]:
    """The tables that stand beside each other in ``region``, mostly one.

    A column that is empty may as well be a gap within a table: there are two where both have a
    head of their own and are of different heights, or have the same head.
    """
    columns = sorted({column for row in region for column in row.cells})
    edges = [right for left, right in pairwise(columns) if right > left + 1]
    if not edges or len(edges) > _MOST_EDGES:
        yield region
        return
    starts = [columns[0]]
    for edge, end in zip(edges, [*edges[1:], columns[-1] + 1], strict=True):
        if _apart(region, starts[-1], edge, end):
            starts.append(edge)
    if len(starts) == 1:
        yield region
        return
    for start, end in pairwise([*starts, columns[-1] + 1]):
        yield from _regions(_within(region, start, end))


def _within(region: Sequence[SheetRow], start: int, end: int) -> list[SheetRow]:
    """The part of ``region`` from one column to before another."""
    rows = []
    before = -1
    for n, row in enumerate(region):
        part = row.only(range(start, end).__contains__)
        if part.cells:
            rows.append(part._replace(follows=n == before + 1))
            before = n
    return rows


def _apart(region: Sequence[SheetRow], start: int, edge: int, end: int) -> bool:
    """Whether what stands from one column to an edge, and from there to an end, are two tables."""
    if not (_headed(region, start, edge) and _headed(region, edge, end)):
        return False
    tables = [_untitled(_within(region, start, edge)), _untitled(_within(region, edge, end))]
    for rows in tables:
        width = len({column for row in rows for column in row.cells})
        cells = sum(len(row.cells) for row in rows)
        if len(rows) < 2 or len(rows[0].cells) < width or cells < _DENSE * width * len(rows):
            return False
    first, second = (set(rows[0].cells.values()) for rows in tables)
    heights = {(rows[0].number, rows[-1].number) for rows in tables}
    return bool(first & second) or len(heights) > 1


def _headed(region: Sequence[SheetRow], start: int, end: int) -> bool:
    """Whether the first row of several cells between these columns may be a head."""
    for row in region:
        part = row.only(range(start, end).__contains__)
        if len(part.cells) > 1:
            return may_be_head(part)
    return False


def _untitled(rows: Sequence[SheetRow]) -> Sequence[SheetRow]:
    start = next((n for n, row in enumerate(rows) if len(row.cells) > 1), len(rows))
    return rows[start:]


def _tables(rows: Sequence[SheetRow], heads: frozenset[int]) -> Iterator[_Table]:
    """The tables that stand below each other without an empty row between."""
    starts = [0]
    first, last = rows[0].left, rows[0].right
    for n in range(1, len(rows)):
        left, right = rows[n].left, rows[n].right
        # A table may begin below another one, and beside it.
        beside = (left > last or right < first) and left < right and may_be_head(rows[n])
        if beside or _begins(rows, n, starts[-1], heads):
            starts.append(n)
            first, last = left, right
        first, last = min(first, left), max(last, right)
    for start, end in pairwise([*starts, len(rows)]):
        yield _table(rows[start:end], heads)


def _begins(rows: Sequence[SheetRow], n: int, start: int, heads: frozenset[int]) -> bool:
    """Whether a table begins with the ``n``-th row, its title or its head."""
    row = rows[n]
    if row.number in heads and may_be_head(row):
        return len(rows[n - 1].cells) > 1
    if len(row.cells) > 1 or n + 2 >= len(rows) or not may_be_head(row):
        return False
    head = rows[n + 1]
    if head.number in heads and may_be_head(head):
        return True
    # Below a table, a title and words above figures, like those that the table ends with.
    if len(rows[n - 1].cells) < 2 or n - start < 2 or len(head.cells) < 2 or not may_be_head(head):
        return False
    return _has_figures(rows[n - 1]) and _has_figures(rows[n + 2])


def _has_figures(row: SheetRow) -> bool:
    return any(kind & NUMBER for kind in row.kinds) and not may_be_head(row)


def _table(rows: Sequence[SheetRow], heads: frozenset[int]) -> _Table:
    if _is_column(rows):
        return _Table((), rows, (), headed=True)
    first = 0
    while first < len(rows) and _is_title(rows, first, heads):
        first += 1
    last = len(rows)
    while last > first + 1 and _is_remark(rows[last - 1]):
        last -= 1
    table = rows[first:last]
    headed = len(table) > 1 and (
        (table[0].number in heads and may_be_head(table[0])) or is_head(table)
    )
    return _Table(rows[:first], table, rows[last:], headed)


def _is_column(rows: Sequence[SheetRow]) -> bool:
    """Whether rows of one cell each are figures with the name of their column above."""
    if len(rows) < _FEWEST or not may_be_head(rows[0]):
        return False
    one = all(len(row.cells) == 1 and row.left == rows[0].left for row in rows)
    return one and all(row.kinds[0] & NUMBER for row in rows[1:])


def _is_title(rows: Sequence[SheetRow], n: int, heads: frozenset[int]) -> bool:
    """Whether the ``n``-th row is one of those with a single cell that stand above a table."""
    row = rows[n]
    if len(row.cells) > 1 or row.number in heads:
        return False
    if n + 1 == len(rows) or len(rows[n + 1].cells) < 2:
        return True
    # The only column with a name is no title: it has figures right below.
    below = rows[n + 1]
    return row.left <= below.left or not below.kind_at(row.left) & NUMBER


def _is_remark(row: SheetRow) -> bool:
    text = row.first
    return len(row.cells) == 1 and (len(text) > _REMARK or text.endswith((".", "!", "?")))


def _pieces(table: _Table, before: _Columns) -> Generator[Piece, None, _Columns]:
    """The pieces of a table, and what the next one may go on with: see `_goes_on`."""
    yield from _single(table.titles)
    own = _columns(table)
    goes_on = not (table.titles or table.headed) and _goes_on(table.rows, own, before)
    columns = before if goes_on else own
    if not goes_on:
        yield END
    cells = sum(len(row.cells) for row in table.rows)
    filled = len(columns.all) * len(table.rows) <= _MOST_EMPTY * cells + _FILLED_UP
    for n, row in enumerate(table.rows):
        fields = [] if table.headed or goes_on else _fields(row)
        yield from fields
        if not fields:
            texts = row.cells
            if row.above and not (table.headed and n == 0):
                texts = with_above(texts, row.above, table.rows[0].cells if table.headed else {})
            get = texts.get
            given = columns.all if filled else sorted(texts)
            line = tuple([get(column, "") for column in given])
            yield Piece(cells=line, head=table.headed and n == 0, at=row.number)
    yield from _single(table.remarks)
    return columns if (table.headed or goes_on) and not table.remarks else _NOTHING


def _columns(table: _Table) -> _Columns:
    counts: Counter[int] = Counter()
    figures: Counter[int] = Counter()
    for row in table.rows[table.headed :]:
        counts.update(row.cells.keys())
        pairs = zip(row.cells, row.kinds, strict=True)
        figures.update([column for column, kind in pairs if kind & NUMBER])
    most = frozenset(column for column in counts if 2 * figures[column] > counts[column])
    names = table.rows[0].cells if table.headed else ()
    return _Columns(tuple(sorted({*counts, *names})), most)


def _goes_on(rows: Sequence[SheetRow], own: _Columns, before: _Columns) -> bool:
    """Whether ``rows`` below an empty one belong to the table above: figures stand below figures.

    The sums of a table often stand apart from it.
    """
    alike = bool(own.figures) and own.figures <= before.figures
    return alike and bool(rows) and set(own.all) <= set(before.all)


def _single(rows: Sequence[SheetRow]) -> Iterator[Piece]:
    """Rows with one cell: several short ones below each other are lines."""
    for row in rows:
        if len(rows) > 1 and len(row.first) <= _LONG:
            yield Piece(one_line(row.first), BlockKind.LINE, at=row.number)
        else:
            yield Piece(row.first, at=row.number)


def _fields(row: SheetRow) -> list[Piece]:
    """The fields of a form: names that end with a colon, each with its value at the right."""
    if not row.first.endswith(":"):
        return []
    texts = list(row.cells.values())
    names, values = texts[::2], texts[1::2]
    if len(names) != len(values) or not all(name.endswith(":") for name in names):
        return []
    return [
        Piece(one_line(f"{name} {value}"), BlockKind.FIELD, at=row.number)
        for name, value in zip(names, values, strict=True)
    ]
