"""Tables of Word documents as rows of text, the head where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.documents.parsers.pieces import names_columns
from index.documents.parsers.row_spans import said_again
from index.documents.parsers.word.flow import Cell, Item, Paragraph, Row, Table
from index.documents.parsers.word.pictures import described
from index.documents.parsers.writer import one_line

_LONG = 1_500  # characters of a cell that is no cell but a part of the page
_MANY = 3  # paragraphs of such a cell, and rows of a table of one column
_MOST_CELL = 200  # characters of a table of one column


@dataclass(frozen=True)
class Rows:
    """A table's ``rows``, cells under each other, the first one its head or not.

    The ``title`` is what stands over all of its columns.
    """

    title: str
    head: list[str] | None
    rows: list[list[str]]


def rows_of(table: Table) -> Rows:
    """The rows of ``table``; columns that are blank in all of them are left out."""
    rows = [row for row in table.rows if any(_text(cell) for cell in row.cells)]
    title = ""
    if len(rows) > 2 and _spans_all(rows) and _count_head(table, rows[1:]):
        title, rows = _text(rows[0].cells[0]), rows[1:]
    heads = _count_head(table, rows)
    texts = [_texts(row, repeat=heads > 1 and n < heads) for n, row in enumerate(rows)]
    _fill_down(rows[heads:], texts[heads:])
    width = max(map(len, texts), default=0)
    texts = [[*row, *[""] * (width - len(row))] for row in texts]
    used = [n for n in range(width) if any(row[n] for row in texts)]
    texts = [[row[n] for n in used] for row in texts]
    head = [_joined(column) for column in zip(*texts[:heads], strict=True)] if heads else None
    return Rows(title, head, texts[heads:])


def is_layout(table: Table) -> bool:
    """Whether a table is only there to place what stands in it, and names nothing by its columns.

    So is one of a single cell, and one with headings or with long texts in its cells.
    """
    filled = [
        [cell for cell in row.cells if any(_has_text(item) for item in cell.items)]
        for row in table.rows
    ]
    cells = [cell for row in filled for cell in row]
    if len(cells) < 2:
        return True
    for cell in cells:
        paragraphs = [item for item in cell.items if isinstance(item, Paragraph)]
        filled_ones = [each for each in paragraphs if each.text.strip()]
        if len(filled_ones) > 1 and any(each.level for each in filled_ones):
            return True
        if len(paragraphs) >= _MANY and sum(len(each.text) for each in paragraphs) > _LONG:
            return True
    if any(len(row) > 1 for row in filled):
        return False
    one_column = all(len(row.cells) == 1 for row in table.rows)
    single = all(len([each for each in cell.items if _has_text(each)]) == 1 for cell in cells)
    short = all(len(_text(cell)) <= _MOST_CELL for cell in cells)
    return one_column and not (single and short and len(cells) >= _MANY)


def fields_in(rows: Rows) -> list[str]:
    """The fields of a form, "Name: Ann", that ``rows`` are; none where they are no form."""
    if rows.head is not None or any(len(row) % 2 for row in rows.rows):
        return []
    pairs = [
        (one_line(name), one_line(filled))
        for row in rows.rows
        for name, filled in zip(row[::2], row[1::2], strict=True)
    ]
    if not all(name.endswith((":", "：")) if name else not filled for name, filled in pairs):
        return []
    return [f"{name} {filled}" for name, filled in pairs if name]


def flat_text(items: Sequence[Item], between: str = "\n") -> str:
    """The text of ``items`` with ``between`` paragraphs, and tables on a line of their own each."""
    lines = []
    for item in items:
        if isinstance(item, Paragraph):
            sign = item.sign.before if item.sign else ""
            pictures = "".join(f" ({words})" for words in described(item.inline.described))
            lines.append(f"{sign}{item.text.strip()}{pictures}".strip())
        else:
            rows = (", ".join(filter(None, map(_text, row.cells))) for row in item.rows)
            lines.append("; ".join(filter(None, rows)))
    return between.join(filter(None, lines))


def _text(cell: Cell) -> str:
    return "" if cell.goes_on else flat_text(cell.items)


def _has_text(item: Item) -> bool:
    if isinstance(item, Paragraph):
        return bool(item.text.strip() or (item.sign and item.sign.numbers))
    return any(_has_text(each) for row in item.rows for cell in row.cells for each in cell.items)


def _texts(row: Row, *, repeat: bool) -> list[str]:
    """The cells of a row by columns, those that take several once, or in each to ``repeat``."""
    texts = [""] * row.before
    for cell in row.cells:
        text = _text(cell)
        texts += [text] + [text if repeat else ""] * (cell.span - 1)
    return texts


def _fill_down(rows: Sequence[Row], texts: Sequence[list[str]]) -> None:
    """Put what runs over several of ``rows`` into the ``texts`` of those below the first."""
    current: dict[int, str] = {}
    for row, line in zip(rows, texts, strict=True):
        column = row.before
        for cell in row.cells:
            if cell.above:
                line[column] = current.get(column, "")
            else:
                current[column] = said_again(line[column])
            column += cell.span


def _spans_all(rows: Sequence[Row]) -> bool:
    """Whether the first of ``rows`` is one cell over all columns."""
    first, *further = rows
    width = max(sum(cell.span for cell in row.cells) + row.before for row in further)
    return len(first.cells) == 1 and width > 1 and first.cells[0].span >= width


def _count_head(table: Table, rows: Sequence[Row]) -> int:
    """How many of the first ``rows`` name the columns."""
    marked = next((n for n, row in enumerate(rows) if not row.head), len(rows))
    if marked:
        return marked if marked < len(rows) else 0
    if len(rows) < 2 or sum(not cell.goes_on for cell in rows[0].cells) < 2:
        return 0
    styled = table.headed and rows[0] is next(iter(table.rows), None)
    looks = styled or _is_bold(rows[0]) > _is_bold(rows[1]) or _is_shaded(rows[0], rows[1])
    return int(looks or names_columns([_texts(row, repeat=False) for row in rows]))


def _is_bold(row: Row) -> bool:
    paragraphs = [
        item
        for cell in row.cells
        for item in cell.items
        if isinstance(item, Paragraph) and item.text.strip()
    ]
    return len(paragraphs) > 1 and all(each.inline.bold for each in paragraphs)


def _is_shaded(row: Row, following: Row) -> bool:
    """Whether all cells of a row have a colour that those of the ``following`` one have not."""
    shades = {cell.shade for cell in row.cells}
    return "" not in shades and not shades & {cell.shade for cell in following.cells}


def _joined(texts: Sequence[str]) -> str:
    """What stands over a column in several rows, once each."""
    return " ".join(filter(None, dict.fromkeys(texts)))
