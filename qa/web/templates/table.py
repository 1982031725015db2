"""Lines that are the rows of a table, as one. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple

from index.documents.blocks import BlockKind
from index.documents.parsers.text.cells import cells_of
from qa.web.templates.inline import Place, Run

ASIDES = frozenset({BlockKind.COMMENT, BlockKind.FOOTNOTE})
"""What may stand between the rows of a table, and is said of the row above it."""

_MOST_COLUMNS = 1000  # that browsers let a cell stand over
_LONG = 24  # characters


class Line(NamedTuple):
    """A head, a row, a rule (noise) or an aside, its number in its sheet, and what is before it."""

    before: str
    text: str
    kind: BlockKind
    number: int = 0


class Cell(NamedTuple):
    """A cell over so many ``columns``: words, and the signs ``before`` and ``behind`` them.

    ``side`` is where its words stand: "center" or "right", "" for the left. What is ``long`` needs
    room to be read.
    """

    before: str
    words: Sequence[Run]
    behind: str
    columns: int
    side: str
    long: bool


class Row(NamedTuple):
    """A row of cells, its number in its sheet or 0, and whether it is an aside."""

    cells: Sequence[Cell]
    number: int
    aside: bool


class Table(NamedTuple):
    """A table behind the text ``before`` it; its first rows are ``heads``, if any."""

    before: str
    heads: Sequence[Row]
    rows: Sequence[Row]
    shape: str = "table"


def table_of(lines: Sequence[Line], words: Callable[[str], Sequence[Run]]) -> Table:
    """The table of ``lines``, one of which is a row at least; ``words`` gives those of a cell."""
    places = iter(cells_of([line.text for line in lines if line.kind not in ASIDES]))
    cells = [[(0, len(line.text))] if line.kind in ASIDES else next(places) for line in lines]
    shown = [n for n, line in enumerate(lines) if line.kind is not BlockKind.NOISE]
    width = max(len(cells[n]) for n in shown)
    sides = _sides(lines, cells)
    rows = []
    rules = ""  # with the blanks around them, and those before the row that follows
    for n, line in enumerate(lines):
        rules += line.before if n else ""
        if line.kind is BlockKind.NOISE:
            rules += line.text
            continue
        further = lines[n + 1 :] if n == shown[-1] else ()
        behind = "".join(rule.before + rule.text for rule in further)
        made = _cells(line.text, cells[n], (rules, behind), width, sides, words)
        rows.append(Row(made, line.number, line.kind in ASIDES))
        rules = ""
    heads = [*takewhile(lambda n: lines[n].kind is BlockKind.TABLE_HEAD, shown)]
    return Table(lines[0].before, rows[: len(heads)], rows[len(heads) :])


def _sides(lines: Sequence[Line], cells: Sequence[Sequence[Place]]) -> list[str]:
    """Where the words of each column stand, by the colons of a rule: ":---:", "---:"."""
    for line, places in zip(lines, cells, strict=True):
        if line.kind is BlockKind.NOISE and ":" in line.text:
            rules = [line.text[start:end] for start, end in places]
            return [
                "" if not rule.endswith(":") else "center" if rule.startswith(":") else "right"
                for rule in rules
            ]
    return []


def _cells(
    text: str,
    places: Sequence[Place],
    around: tuple[str, str],
    width: int,
    sides: Sequence[str],
    words: Callable[[str], Sequence[Run]],
) -> list[Cell]:
    """The cells of a row; the only one stands over all columns."""
    columns = min(width, _MOST_COLUMNS) if len(places) == 1 else 1
    edges = [0, *(end for _, end in places)]
    last = len(places) - 1
    return [
        Cell(
            (around[0] if n == 0 else "") + text[edges[n] : start],
            words(text[start:end]),
            text[end:] + around[1] if n == last else "",
            columns,
            sides[n] if n < len(sides) else "",
            end - start > _LONG,
        )
        for n, (start, end) in enumerate(places)
    ]
