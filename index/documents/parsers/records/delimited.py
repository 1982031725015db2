"""Tables as text, with commas, semicolons, tabs or bars between the cells: .csv and .tsv."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from index.documents.blocks import BlockKind
from index.documents.limits import Limits, over
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.records.delimiters import SIGNS, Delimiter, choose_delimiter
from index.documents.parsers.table_heads import is_head, is_plainly_head
from index.documents.parsers.text.decoding import decode
from index.documents.parsers.writer import Writer
from index.documents.places import UnitKind

# What Excel reads in the first line and shows nowhere, nor counts as a row.
_DECLARED = re.compile(r'"?sep=([,;|\t])"?[ ,;\t]*\n', re.IGNORECASE)
# What MySQL writes for a quotation mark in a cell.
_ESCAPED = re.compile(r'\\"(?=[^,;|\t\n])')
_NONE = "\x1f"  # stands in no text between cells: a line is one cell
_ROWS_AHEAD, _FEW_AHEAD = 50, 5
_MOST_RESTARTS = 1_000


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells, its number as a spreadsheet counts, and the lines it stands in."""

    cells: list[str]
    number: int
    begin: int
    end: int


def parse_delimited(data: bytes, name: str) -> ParsedFile:
    """The rows of the file ``name``; what divides its cells is told from its first lines.

    Raises:
        DocumentError: when it is empty, binary, or longer than the limits.
    """
    decoded = decode(data, name)
    text, most = decoded.text, Limits.from_environment().characters
    if len(text) > most:
        raise over(name, "characters", most, "characters")
    writer = Writer()
    for note in decoded.notes:
        writer.note(note)
    writer.unit(UnitKind.SHEET)
    # A cell may be as long as the file; the setting is all parsers' own.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    if '""' not in text and _ESCAPED.search(text):
        text = text.replace('\\"', '""')
    lines = list(StringIO(text))
    delimiter = choose_delimiter(lines, declared[1] if declared else "", tabs=_has_tabs(name))
    strays: list[int] = []
    if delimiter:
        _write_table(writer, lines, delimiter, _rows(lines, delimiter, strays))
    else:
        for row in _rows(lines, Delimiter(_NONE, 1), strays):
            line = " ".join(" ".join(row.cells).split())
            if line.strip(f" {SIGNS}"):
                writer.write(line, BlockKind.LINE, at=row.number)
    if strays:
        writer.note(
            f"A quotation mark in {_rows_in_words(strays[0], len(strays), ',')} is never closed: it"
            " was read as a sign of its cell."
        )
    return writer.parsed(name)


def _has_tabs(name: str) -> bool:
    return name.lower().endswith(".tsv")


def _rows(lines: Sequence[str], delimiter: Delimiter, strays: list[int]) -> Iterator[_Row]:
    """The rows in ``lines``, blank ones too.

    A quotation mark that nothing closes is a sign of its cell; its row is added to ``strays``.
    """
    number = begin = 0
    while begin < len(lines):
        start = begin
        reader = csv.reader(
            (lines[n] for n in range(start, len(lines))),
            delimiter=delimiter.sign,
            skipinitialspace=delimiter.sign != "\t",
        )
        for cells in reader:
            number += 1
            end = start + reader.line_num
            if end - begin > 1 and len(strays) < _MOST_RESTARTS:
                plain = _unclosed(cells, lines[begin:end], delimiter)
                if plain:
                    strays.append(number)
                    yield _Row(plain, number, begin, begin + 1)
                    begin += 1
                    break
            yield _Row(cells, number, begin, end)
            begin = end


def _unclosed(cells: list[str], lines: Sequence[str], delimiter: Delimiter) -> list[str]:
    """The cells of the first line alone where a stray quotation mark took in those after it."""
    if len(cells) == delimiter.width and _is_well_quoted(lines, delimiter.sign):
        return []
    plain = lines[0].rstrip("\n").split(delimiter.sign)
    return plain if len(plain) == delimiter.width else []


def _is_well_quoted(lines: Sequence[str], sign: str) -> bool:
    try:
        list(csv.reader(lines, delimiter=sign, skipinitialspace=sign != "\t", strict=True))
    except csv.Error:
        return False
    return True


def _write_table(
    writer: Writer, lines: Sequence[str], delimiter: Delimiter, rows: Iterator[_Row]
) -> None:
    ahead: deque[_Row] = deque()
    fresh = True  # whether a table may begin: at the start and behind a blank row
    width = columns = wider = first_wider = tables = 0
    while row := ahead.popleft() if ahead else next(rows, None):
        cells = _trimmed(row.cells)
        if not cells:
            writer.end_table()
            fresh = True
            continue
        if fresh and (title := _title(row, cells, lines, delimiter)):
            writer.write(title, at=row.number)
            continue
        head = False
        if fresh:
            some = _FEW_AHEAD if tables else _ROWS_AHEAD
            ahead.extend(islice(rows, max(0, some - len(ahead))))
            following = _following(ahead, skip_blank=not tables)
            alike = tables > 0 and len(cells) == width
            named = [cells[0].removeprefix("# "), *cells[1:]]
            head = (is_plainly_head if alike else is_head)(named, following)
            cells = named if head else cells
            columns = len(cells) if head else 0 if not alike else columns
            width = len(cells)
            tables += 1
            fresh = False
        if columns and len(cells) > columns:
            wider += 1
            first_wider = first_wider or row.number
        cells.extend([""] * (columns - len(cells)))
        writer.row(cells, head=head, at=row.number)
    if wider:
        writer.note(
            f"There are more cells than in the head of the table in"
            f" {_rows_in_words(first_wider, wider)}: some may stand in a wrong column."
        )


def _rows_in_words(first: int, count: int, end: str = "") -> str:
    """One row by its number, or how many and the first, with ``end`` behind it."""
    return f"row {first}" if count == 1 else f"{count:,} rows, the first of them row {first}{end}"


def _trimmed(cells: Sequence[str]) -> list[str]:
    """``cells`` without blank ones at the end."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return [*cells[:end]]


def _title(row: _Row, cells: Sequence[str], lines: Sequence[str], delimiter: Delimiter) -> str:
    """What a row above a table says that is none of it: a title, a remark; "" for others."""
    filled = [cell for cell in cells if cell.strip()]
    remark = cells[0].startswith("#") and len(cells[0]) > 1
    if remark and len(cells) != delimiter.width:
        return "".join(lines[row.begin : row.end]).strip().lstrip("#").strip()
    if len(filled) == 1 and delimiter.width > 1:
        return filled[0].lstrip("#") if remark else filled[0]
    return ""


def _following(rows: Sequence[_Row], *, skip_blank: bool) -> list[list[str]]:
    """The cells of the rows that follow in the same table."""
    following = []
    for row in rows:
        if cells := _trimmed(row.cells):
            following.append(cells)
        elif not skip_blank:
            break
    return following
