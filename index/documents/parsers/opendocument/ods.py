"""Spreadsheets in OpenDocument: .ods, .ots, and .fods, which is plain XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from xml.etree.ElementTree import Element

from index.documents.blocks import BlockKind
from index.documents.parsers.office.ooxml import attribute, children, local
from index.documents.parsers.opendocument.blocks import Blocks
from index.documents.parsers.opendocument.lists import whole
from index.documents.parsers.opendocument.odf import open_document
from index.documents.parsers.opendocument.rows import (
    MOST_TIMES,
    Sheet,
    SheetRow,
    column_name,
    in_columns,
)
from index.documents.parsers.opendocument.text import SHAPES
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.pieces import names_columns, write_pieces
from index.documents.parsers.row_spans import with_above
from index.documents.parsers.table_heads import is_plainly_head
from index.documents.parsers.writer import Writer
from index.documents.places import UnitKind

_BELOW = 50  # rows that tell whether the one before them names the columns
_SHORT_LINE, _FEWEST_LINES = 60, 3
_MOST_BLANK = 50  # times as many cells of a table as have a text
_LONG_REMARK = 40  # characters of a cell alone below a table
# Where a range begins: 'My sheet'.$A$3
_CORNER = re.compile(r"\$?(?:'((?:[^']|'')*)'|([^.']*))\.\$?[A-Z]{1,3}\$?(\d{1,7})")


def parse_ods(data: bytes, name: str) -> ParsedFile:
    """The sheets of the spreadsheet ``name``, cells as displayed; what is hidden is left out.

    Raises:
        DocumentError: when it is damaged, encrypted, too large, or no spreadsheet.
    """
    document = open_document(data, name, "spreadsheet")
    blocks, writer = Blocks(document, data=False), Writer()
    heads = _filtered(document.body)
    for number, table in enumerate(children(document.body, "table"), 1):
        label = attribute(table, "name")
        if document.styles.value("table", attribute(table, "style-name"), "display") == "false":
            writer.note(f"Sheet {label!r} is hidden and was left out.")
            continue
        writer.unit(UnitKind.SHEET, number, label)
        sheet = Sheet(table, document)
        _write_sheet(writer, sheet, blocks, heads.get(label, set()))
        _write_drawn(writer, table, blocks)
        _tell(writer, sheet, label)
    for note in blocks.notes:
        writer.note(note)
    # Its first heading is the name of a sheet.
    return writer.parsed(name, document.title or PurePath(name).stem)


def _filtered(body: Element) -> dict[str, set[int]]:
    """The rows, by their sheets, that name the columns of what is filtered or sorted."""
    heads: dict[str, set[int]] = {}
    for ranges in children(body, "database-ranges"):
        for each in children(ranges, "database-range"):
            corner = _CORNER.match(attribute(each, "target-range-address"))
            if corner and attribute(each, "contains-header") != "false":
                sheet = (corner[1] or corner[2] or "").replace("''", "'")
                heads.setdefault(sheet, set()).add(int(corner[3]))
    return heads


def _tell(writer: Writer, sheet: Sheet, label: str) -> None:
    for count, what in ((sheet.hidden_rows, "row"), (sheet.hidden_columns, "column")):
        if count:
            many = f"{count:,} hidden {what}s were" if count > 1 else f"A hidden {what} was"
            writer.note(f"{many} left out of sheet {label!r}.")
    if sheet.shortened:
        writer.note(
            f"Rows and cells of sheet {label!r} that are repeated were written up to"
            f" {MOST_TIMES} times."
        )


def _write_sheet(writer: Writer, sheet: Sheet, blocks: Blocks, heads: set[int]) -> None:
    """Write the tables of a sheet: blank rows divide them."""
    rows: list[SheetRow] = []
    columns: list[int] = []
    for row in sheet.rows():
        if row.apart and rows:
            columns = _write_rows(writer, rows, columns, blocks, heads)
            rows = []
        rows.append(row)
    if rows:
        _write_rows(writer, rows, columns, blocks, heads)


def _write_rows(
    writer: Writer,
    rows: Sequence[SheetRow],
    before: list[int],
    blocks: Blocks,
    heads: set[int],
) -> list[int]:
    """Write ``rows`` without a blank one between; the columns of the table they are, if any.

    ``before`` are those of the table before it, which they may go on with.
    """
    wide = [n for n, row in enumerate(rows) if len(row.cells) > 1]
    columns = sorted({column for row in rows for column in row.cells})
    if not wide and not _is_column(rows, columns):
        lines = len(rows) >= _FEWEST_LINES and all(
            len(text) <= _SHORT_LINE for row in rows for text in row.cells.values()
        )
        _write_alone(writer, rows, BlockKind.LINE if lines else BlockKind.PARAGRAPH, blocks)
        return []
    first, last = (wide[0], wide[-1] + 1) if wide else (0, len(rows))
    while last < len(rows) and max(map(len, rows[last].cells.values()), default=0) <= _LONG_REMARK:
        last += 1
    _write_alone(writer, rows[:first], BlockKind.PARAGRAPH, blocks)
    table = rows[first:last]
    head = _head(table, columns, heads)
    if first or head or not set(columns) <= set(before):
        writer.end_table()
        before = columns
    names = table[max(head)].cells if head else {}
    scattered = len(table) * len(before) > _MOST_BLANK * sum(len(row.cells) for row in table)
    for n, row in enumerate(table):
        texts = row.cells if n in head else with_above(row.cells, row.above, names)
        cells = in_columns(texts, sorted(texts) if scattered else before)
        writer.row(cells, head=n in head, at=row.number)
        _write_comments(writer, row, blocks)
    _write_shapes(writer, table, blocks)
    _write_alone(writer, rows[last:], BlockKind.PARAGRAPH, blocks)
    return before if last == len(rows) else []


def _is_column(rows: Sequence[SheetRow], columns: Sequence[int]) -> bool:
    """Whether rows of one cell each are values with the name of their column above."""
    texts = [in_columns(row.cells, columns) for row in rows if row.cells]
    return len(columns) == 1 and is_plainly_head(texts[0], texts[1 : _BELOW + 1])


def _head(rows: Sequence[SheetRow], columns: Sequence[int], heads: set[int]) -> set[int]:
    """The numbers of those of ``rows`` that name the columns."""
    given = {n for n, row in enumerate(rows) if row.head or row.number in heads}
    if given:
        return given
    texts = [in_columns(row.cells, columns) for row in rows[: _BELOW + 1]]
    if len(columns) == 1:
        return {0} if is_plainly_head(texts[0], texts[1:]) else set()
    return {0} if names_columns(texts) else set()


def _write_alone(writer: Writer, rows: Sequence[SheetRow], kind: BlockKind, blocks: Blocks) -> None:
    for row in rows:
        for text in row.cells.values():
            writer.write(text, kind, at=row.number)
        _write_comments(writer, row, blocks)
    _write_shapes(writer, rows, blocks)


def _write_comments(writer: Writer, row: SheetRow, blocks: Blocks) -> None:
    for column, comment in row.comments:
        cell = f"{column_name(column)}{row.number}"
        writer.write(blocks.comment(comment, place=cell).text, BlockKind.COMMENT, at=row.number)


def _write_shapes(writer: Writer, rows: Iterable[SheetRow], blocks: Blocks) -> None:
    for row in rows:
        for shape in row.drawn:
            write_pieces(writer, blocks.shape(shape), at=row.number)


def _write_drawn(writer: Writer, table: Element, blocks: Blocks) -> None:
    """Write what is drawn on a sheet and is fixed to no cell."""
    for shapes in children(table, "shapes"):
        for shape in shapes:
            if local(shape) in SHAPES:
                corner = _CORNER.match(attribute(shape, "end-cell-address"))
                row = max(1, whole(corner[3], 1)) if corner else 1
                write_pieces(writer, blocks.shape(shape), at=row)
