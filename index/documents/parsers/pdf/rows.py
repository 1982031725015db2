"""The lines of a page in the order they are read in: columns one by one, tables by rows.

PDFium gives lines in the order in which the file was written. Pure functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from index.documents.parsers.pdf.page_lines import Line, Word

_GAP = 1.1  # times the size of a line's font: a gap this wide parts columns or cells
_FEWEST, _PROSE = 4, 18  # lines in two columns, and characters in each half of one
_SAME_PLACE = 6.0  # points


@dataclass(frozen=True)
class Row:
    """What stands side by side: one line, or the cells of a table's row, each of some lines.

    A cell is None where its column is empty.
    """

    cells: tuple[tuple[Line, ...] | None, ...]
    table: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in it."""
        return tuple(line for cell in self.cells if cell for line in cell)


def rows_of(lines: Sequence[Line], contents: Collection[int] = ()) -> list[Row]:
    """The rows of a page, in reading order.

    ``contents`` are the numbers of lines that are a table of contents, and no other.
    """
    rows: list[Row] = []
    for listed, numbers in groupby(range(len(lines)), key=lambda number: number in contents):
        some = [lines[number] for number in numbers]
        if listed:
            rows += [Row(((line,),)) for line in some]
            continue
        for part in _without_columns(_whole(some)):
            rows.extend(_with_tables(part))
    return rows


def _whole(lines: Sequence[Line]) -> list[Line]:
    """``lines``, those joined that a raised or lowered character parts."""
    whole: list[Line] = []
    for line in lines:
        before = whole[-1] if whole else None
        if before and not before.hyphen and _level(before, line):
            words = (*before.words, *line.words)
            longer = line.end - line.start > before.end - before.start
            whole[-1] = replace(line if longer else before, words=words, hyphen=line.hyphen)
        else:
            whole.append(line)
    return whole


def _level(before: Line, line: Line) -> bool:
    """Whether ``line`` stands right behind another, at about its height."""
    overlap = min(before.box.top, line.box.top) - max(before.box.bottom, line.box.bottom)
    gap = line.box.left - before.box.right
    height = min(before.box.height, line.box.height)
    return overlap > 0.5 * height and -0.3 * line.size < gap < 0.5 * line.size


def parts_of(line: Line) -> list[Line]:
    """``line`` where it has wide gaps cut at them, else as it is."""
    cuts = [0]
    for number, (before, after) in enumerate(pairwise(line.words), 1):
        if after.box.left - before.box.right > _GAP * line.size:
            cuts.append(number)
    if len(cuts) == 1:
        return [line]
    parts = [line.words[a:b] for a, b in pairwise([*cuts, len(line.words)])]
    last = len(parts) - 1
    return [
        replace(line, words=words, hyphen=line.hyphen and number == last)
        for number, words in enumerate(parts)
    ]


def _without_columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """``lines`` in stretches; of two columns that are written line by line the left one first."""
    at, plain = 0, []
    while at < len(lines):
        stop, left, right = _columns_at(lines, at)
        if stop == at:
            plain.append(lines[at])
            at += 1
            continue
        yield plain
        yield left
        yield right
        at, plain = stop, []
    yield plain


def _columns_at(lines: Sequence[Line], at: int) -> tuple[int, list[Line], list[Line]]:
    """Where the two columns that begin at a line end, with their lines; ``at`` without any."""
    none: tuple[int, list[Line], list[Line]] = (at, [], [])
    first = parts_of(lines[at])
    if len(first) != 2:
        return none
    strip = first[0].box.right, first[1].box.left
    left, right, both, stop = [], [], 0, at
    for line in lines[at:]:
        parts = parts_of(line)
        if len(parts) == 2:
            narrowed = max(strip[0], parts[0].box.right), min(strip[1], parts[1].box.left)
            if narrowed[1] - narrowed[0] < _GAP * line.size / 2:
                break
            strip = narrowed
            left.append(parts[0])
            right.append(parts[1])
            both += 1
        elif len(parts) == 1 and line.box.right <= strip[1]:
            left.append(line)
        elif len(parts) == 1 and line.box.left >= strip[0]:
            right.append(line)
        else:
            break
        stop += 1
    long = all(
        sum(part.end - part.start for part in side) >= _PROSE * len(side)
        for side in (left, right)
        if side
    )
    # Rows of a table end where a column's next row begins; prose runs on.
    return (stop, left, right) if both >= _FEWEST and long and _run_on(left, right) else none


def _run_on(*sides: Sequence[Line]) -> bool:
    """Whether most lines of each side are about as long as its longest."""
    for side in sides:
        width = max(line.box.right - line.box.left for line in side)
        full = sum(line.box.right - line.box.left > 0.75 * width for line in side)
        if 2 * full < len(side):
            return False
    return True


def _with_tables(lines: Sequence[Line]) -> Iterator[Row]:
    """``lines`` as rows: those with gaps at the same places, one below the other, are a table's."""
    split = [parts_of(line) for line in lines]
    for many, numbers in groupby(range(len(lines)), key=lambda n: _in_table(split, n)):
        group = [split[number] for number in numbers]
        if many and len(group) > 1:
            yield from _table(group)
        else:
            yield from (Row(((lines_joined(parts),),)) for parts in group)


def _in_table(split: Sequence[Sequence[Line]], number: int) -> bool:
    """Whether a line has a neighbour with gaps, and a part below or above one of its own."""
    here = split[number]
    neighbours = [split[n] for n in (number - 1, number + 1) if 0 <= n < len(split)]
    return len(here) > 1 and any(
        len(there) > 1 and _aligned(here, there) and _near(here[0], there[0])
        for there in neighbours
    )


def _near(line: Line, other: Line) -> bool:
    distance = abs(line.box.bottom - other.box.bottom)
    return distance < 4 * max(line.size, other.size)


def _aligned(parts: Sequence[Line], others: Sequence[Line]) -> bool:
    return any(_below(part, other) for part in parts[1:] for other in others[1:])


def _below(part: Line, other: Line) -> bool:
    left, right = part.box.left - other.box.left, part.box.right - other.box.right
    middle = (left + right) / 2
    return min(abs(left), abs(right), abs(middle)) < _SAME_PLACE


def _table(group: Sequence[Sequence[Line]]) -> Iterator[Row]:
    """The rows of a table: each part in the column whose place is its own."""
    columns = _columns(group)
    for parts in group:
        cells: list[tuple[Line, ...] | None] = [None] * len(columns)
        for order, part in enumerate(parts):
            number = order
            if len(parts) != len(columns):
                number = max(range(len(columns)), key=lambda n: _overlap(part, columns[n]))
            cells[number] = (*(cells[number] or ()), part)
        yield Row(tuple(cells), table=True)


def _columns(group: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """From where to where the columns of a table go, by those of its rows that have most cells.

    Rows with more, of which there are few, have gaps in a cell.
    """
    counts = Counter(map(len, group))
    most = max(count for count, rows in counts.items() if 4 * rows >= len(group))
    full = [parts for parts in group if len(parts) == most]
    return [
        (min(p.box.left for p in column), max(p.box.right for p in column))
        for column in zip(*full, strict=True)
    ]


def _overlap(part: Line, column: tuple[float, float]) -> float:
    """How much of a column a part covers, in points; less than nothing for one beside it."""
    return min(part.box.right, column[1]) - max(part.box.left, column[0])


def lines_joined(parts: Sequence[Line]) -> Line:
    """The line that was cut into ``parts``."""
    words: list[Word] = [word for part in parts for word in part.words]
    return replace(parts[-1], words=tuple(words), size=parts[0].size, weight=parts[0].weight)
