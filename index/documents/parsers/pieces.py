"""Blocks in the making: rows wait for their table, and lines of code for those that follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index.documents.blocks import BlockKind
from index.documents.parsers.row_spans import with_above
from index.documents.parsers.table_heads import is_head, is_plainly_head
from index.documents.parsers.writer import Writer, one_line

ASIDES = frozenset({BlockKind.FOOTNOTE, BlockKind.COMMENT})
"""What stands behind a paragraph or a row, not in it."""

_MARK = re.compile(r"\[[^\]\s]{1,5}\]")  # of a footnote
_SAMPLE = 50  # rows that tell whether those before them name the columns
_LONGER = 2.0  # times as long as a name are the texts of a column below it


@dataclass(frozen=True, slots=True)
class Piece:
    """A block to write: see `Writer.write`."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, whether it names the columns, and what stands behind it.

    ``above`` are the texts of cells that run over it from rows above, by column.
    """

    cells: tuple[str, ...]
    head: bool = False
    behind: tuple[Piece, ...] = ()
    above: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, in order."""

    rows: tuple[Row, ...]


def write_pieces(writer: Writer, pieces: Iterable[Piece | Table], at: int | None = None) -> None:
    """Write ``pieces`` in order, all ``at`` one place of the unit where it is given.

    Lines of code that follow each other become one block, and a table's first row its head where
    it plainly is one.
    """
    code: list[str] = []
    for piece in pieces:
        if isinstance(piece, Piece) and piece.kind is BlockKind.CODE:
            code.append(piece.text)
            continue
        writer.write("\n".join(code), BlockKind.CODE, at=at)
        code = []
        if isinstance(piece, Table):
            _write_table(writer, piece, at)
        else:
            writer.write(piece.text, piece.kind, level=piece.level, depth=piece.depth, at=at)
    writer.write("\n".join(code), BlockKind.CODE, at=at)


def flat(pieces: Iterable[Piece | Table]) -> tuple[str, list[Piece]]:
    """The text of ``pieces`` with a line for each, and those of them that stand behind it."""
    lines: list[str] = []
    behind: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Table):
            for row in piece.rows:
                lines.append(" ".join(cell for cell in map(one_line, row.cells) if cell))
                behind.extend(row.behind)
        elif piece.kind in ASIDES:
            behind.append(piece)
        else:
            lines.append(piece.text)
    return "\n".join(line for line in lines if line.strip()), behind


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of ``rows`` plainly names the columns of a table in a text.

    Of two columns of words the left one may as well name what stands at its right: the first row
    is a head only where what is below is longer.
    """
    first, below = rows[0], rows[1 : _SAMPLE + 1]
    if len(first) < 2 or not is_head(first, below):
        return False
    if len(first) > 2 or is_plainly_head(first, below):
        return True
    return len(below) > 1 and any(
        sum(len(row[n]) for row in below if n < len(row)) > _LONGER * len(below) * len(name)
        for n, name in enumerate(first)
    )


def _write_table(writer: Writer, table: Table, at: int | None) -> None:
    rows = [row for row in table.rows if row.behind or any(map(str.strip, row.cells))]
    named = any(row.head for row in rows) or not rows
    head = not named and names_columns(
        [[_MARK.sub("", cell) for cell in row.cells] for row in rows[: _SAMPLE + 1]]
    )
    names: dict[int, str] = {}
    for n, row in enumerate(rows):
        is_name = row.head or (head and n == 0)
        texts = {column: text for column, text in enumerate(row.cells) if text.strip()}
        texts = with_above(texts, row.above, {} if is_name else names)
        names = texts if is_name else names
        writer.row([texts.get(column, "") for column in range(len(row.cells))], head=is_name, at=at)
        for piece in row.behind:
            writer.write(piece.text, piece.kind, depth=piece.depth, at=at)
    writer.end_table()
