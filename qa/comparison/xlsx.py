"""XLSX workbooks: sheets of texts and numbers. Pure functions. The home of XlsxWriter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_CHARACTERS = 32_767
"""The longest text of a cell that spreadsheets read, counted as UTF-16 does."""
_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
# How many links of a sheet Excel reads, and how long ones.
_MAX_LINKS, _MAX_LINK = 65_530, 2_070
# What XML has no sign for.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")
# What XlsxWriter takes for XML of its own, and does not escape.
_LIKE_XML = re.compile("<r>.*</r>", re.DOTALL)
_MADE = datetime(1980, 1, 1, tzinfo=UTC)  # the same workbook is the same file


class Style(Enum):
    """How a cell looks."""

    PLAIN = auto()
    HEAD = auto()
    QUIET = auto()
    LIKELY = auto()
    DIFFERS = auto()
    NUMBER = auto()


_LOOKS: dict[Style, dict[str, object]] = {
    Style.PLAIN: {},
    Style.HEAD: {"bold": True, "bg_color": "#F4F2EC"},
    Style.QUIET: {"font_color": "#646B75"},
    Style.LIKELY: {"italic": True, "bg_color": "#E8EEF9"},
    Style.DIFFERS: {"bg_color": "#FFE7A8"},
    Style.NUMBER: {},
}


@dataclass(frozen=True)
class SheetCell:
    """A text in a ``style``, or a number.

    ``link`` is the address of a file that a text leads to, if any, from where the workbook lies.

    Raises:
        ValueError: when a text is longer than spreadsheets read, or there is no text to a link.
    """

    value: str | int
    style: Style = Style.PLAIN
    link: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.value, str) and cut(self.value) != self.value:
            raise ValueError(f"A cell of {len(self.value):,} characters.")
        if self.link and not (isinstance(self.value, str) and self.value):
            raise ValueError(f"A link without a text: {self.link!r}.")


@dataclass(frozen=True)
class Sheet:
    """A named sheet: ``rows``, the first of which is its head, and ``widths`` in characters.

    Raises:
        ValueError: when a row has not a cell for each width, or the sheet is larger than
            spreadsheets read.
    """

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[SheetCell, ...], ...]

    def __post_init__(self) -> None:
        if len(self.rows) > _MAX_ROWS or len(self.widths) > _MAX_COLUMNS:
            raise ValueError(f"A sheet of {len(self.rows):,} by {len(self.widths):,} cells.")
        for row in self.rows:
            if len(row) != len(self.widths):
                raise ValueError(f"A row of {len(row)} cells, not {len(self.widths)}.")


def cut(text: str) -> str:
    """``text``, which ends in "…" if it is too long for a cell."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * MAX_CHARACTERS:
        return text
    # The last character may be cut in two.
    return f"{units[: 2 * (MAX_CHARACTERS - 1)].decode('utf-16-le', 'ignore')}…"


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """``sheets`` as a file. No cell is a formula, and none becomes one when it is edited.

    A link that a spreadsheet would not read is written out below its text.
    """
    from xlsxwriter import Workbook

    file = BytesIO()
    no_guesses = {f"strings_to_{kind}": False for kind in ("formulas", "numbers", "urls")}
    with Workbook(file, {"in_memory": True, **no_guesses}) as book:
        book.set_properties({"created": _MADE})
        formats = {
            # What has the prefix of a quote stays a text when it is edited.
            style: book.add_format(
                {"valign": "top", "text_wrap": True, "quote_prefix": style is not Style.NUMBER}
                | look
            )
            for style, look in _LOOKS.items()
        }
        for sheet in sheets:
            _add_sheet(book.add_worksheet(sheet.name), sheet, formats)
    return file.getvalue()


def _add_sheet(page: Worksheet, sheet: Sheet, formats: dict[Style, Format]) -> None:
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.repeat_columns(0)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    links = 0
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if isinstance(cell.value, int):
                page.write_number(row, column, cell.value, formats[Style.NUMBER])
                continue
            text, form = _printable(cell.value), formats[cell.style]
            readable = links < _MAX_LINKS and len(cell.link) <= _MAX_LINK
            if cell.link and readable and not _LIKE_XML.fullmatch(text):
                page.write_url(row, column, f"external:{cell.link}", form, text)
                links += 1
            else:
                below = f"\n{cell.link}" if cell.link else ""
                _write_text(page, row, column, cut(f"{text}{below}"), form)


def _write_text(page: Worksheet, row: int, column: int, text: str, form: Format) -> None:
    if _LIKE_XML.fullmatch(text):
        page.write_rich_string(row, column, form, text[:1], form, text[1:], form)
    elif text:
        page.write_string(row, column, text, form)


def _printable(text: str) -> str:
    return _LINE_END.sub("\n", _UNPRINTABLE.sub("\ufffd", text))
