"""The rows of a sheet as they are displayed, read one by one: sheets may be long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from xml.etree.ElementTree import Element

from index.documents.parsers.excel.merged import merged_rows
from index.documents.parsers.excel.rows import (
    BOLD,
    DATE,
    LAST_COLUMN,
    LAST_ROW,
    NUMBER,
    Area,
    SheetRow,
    area_of,
    column_of,
)
from index.documents.parsers.excel.styles import PLAIN, CellStyle, elements, rich_text, unescaped
from index.documents.parsers.office.drawing import reference, whole
from index.documents.parsers.office.number_format import general
from index.documents.parsers.office.ooxml import attribute, children, local
from index.documents.parsers.package import Package

_SHORT, _EXACT = 10, 15  # characters of numbers that are displayed as they are stored
_BETWEEN = 3  # characters, " | "
_READ = ("row", "col", "pane", "autoFilter", "mergeCell", "tablePart", "drawing")
_ON = frozenset({"1", "true"})


@dataclass(frozen=True)
class Book:
    """What the cells of all sheets share."""

    texts: Sequence[str] = ()
    styles: Sequence[CellStyle] = ()
    since_1904: bool = False


@dataclass
class Sheet:
    """What a sheet displays, and what of it is hidden or was not read.

    ``unstored`` counts formulas without a value. ``heads`` are rows that the file itself calls
    heads of tables, ``tables`` the references to parts that tell of more, ``drawings`` those to
    its shapes. It is ``cut`` where it has more characters than were asked for.
    """

    rows: list[SheetRow] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(LAST_COLUMN + 1))
    left_out_rows: int = 0
    left_out_columns: set[int] = field(default_factory=set)
    unstored: int = 0
    heads: set[int] = field(default_factory=set)
    tables: list[str] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)
    cut: bool = False

    def hides(self, row: int, column: int) -> bool:
        """Whether a cell is in a hidden row or column."""
        return row in self.hidden_rows or bool(self.hidden_columns[column])


def read_sheet(package: Package, path: str, book: Book, most: int) -> Sheet:
    """The sheet at ``path``, with about ``most`` characters of its cells at most.

    Raises:
        DocumentError: when it is damaged.
    """
    sheet = Sheet()
    reader = _CellReader(book, sheet)
    merged: list[Area] = []
    last = edge = 0
    for name, element in elements(package, path, *_READ):
        match name:
            case "row":
                last = min(whole(element.get("r", "")) or last + 1, LAST_ROW)
                if element.get("hidden") in _ON:
                    sheet.hidden_rows.add(last)
                    sheet.left_out_rows += reader.has_value(element)
                    edge += edge == last - 1
                else:
                    cells, kinds = reader.cells(element)
                    if cells:
                        most -= sum(map(len, cells.values())) + _BETWEEN * (len(cells) + 1)
                        if most < 0:
                            sheet.cut = True
                            break
                        sheet.rows.append(SheetRow(last, cells, kinds, last <= edge + 1))
                        edge = last
                element.clear()
            case "col":
                if attribute(element, "hidden") in _ON:
                    first, end = whole(attribute(element, "min")), whole(attribute(element, "max"))
                    width = max(0, min(end, LAST_COLUMN) - first + 1)
                    sheet.hidden_columns[first : first + width] = b"\1" * width
            case "pane":
                # Rows that stay when the others are scrolled: the last of them is above the data.
                if attribute(element, "state").startswith("frozen"):
                    sheet.heads.add(whole(attribute(element, "ySplit").partition(".")[0]))
            case "autoFilter":
                if area := area_of(attribute(element, "ref")):
                    sheet.heads.add(area.top)
            case "mergeCell":
                if area := area_of(attribute(element, "ref")):
                    merged.append(area)
            case "tablePart":
                sheet.tables.append(reference(element))
            case "drawing":
                sheet.drawings.append(reference(element))
    if merged:
        sheet.rows = merged_rows(sheet.rows, merged)
    return sheet


class _CellReader:
    """Reads the cells of rows; what it leaves out it counts in ``sheet``."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self._book = book
        self._styles = {str(place): style for place, style in enumerate(book.styles)}
        self._sheet = sheet
        self._columns: dict[str, int] = {}
        # Many cells of a column say the same, such as a date or a rate.
        self._number = lru_cache(maxsize=20_000)(self._displayed)

    def cells(self, row: Element) -> tuple[dict[int, str], bytes]:
        """The cells of ``row`` that display something, and their kinds."""
        cells: dict[int, str] = {}
        kinds = bytearray()
        # This runs for each cell of what may be millions.
        inside = row.tag[: -len("row")]  # its namespace
        value_tag, formula_tag = f"{inside}v", f"{inside}f"
        columns, styles, hidden = self._columns, self._styles, self._sheet.hidden_columns
        column = 0
        for element in row:
            get = element.get
            if place := get("r"):
                letters = place.rstrip("0123456789")
                if letters not in columns:
                    columns[letters] = column_of(letters)
                column = columns[letters]
            else:
                column = min(column + 1, LAST_COLUMN)
            sort = get("t", "n")
            value = element.findtext(value_tag)
            if not value:
                if sort != "inlineStr":
                    if (value is None or sort == "n") and element.find(formula_tag) is not None:
                        self._sheet.unstored += not hidden[column]
                    continue
                value = "".join(map(rich_text, children(element, "is")))
            if hidden[column]:
                self._sheet.left_out_columns.add(column)
                continue
            named = get("s", "")
            style = styles.get(named, PLAIN)
            if sort == "n":
                if style.shown is None and value.isdecimal() and len(value) <= _EXACT:
                    text, kind = value, NUMBER
                else:
                    text, kind = self._number(value, named)
            else:
                text, kind = self._worded(sort, value, style)
            if text and not text.isspace() and column not in cells:
                cells[column] = text
                kinds.append(kind | BOLD if style.bold else kind)
        return _in_order(cells, kinds)

    def has_value(self, row: Element) -> bool:
        """Whether a cell of ``row`` holds a value."""
        return any(local(part) in {"v", "is"} for cell in row for part in cell)

    def _worded(self, sort: str, value: str, style: CellStyle) -> tuple[str, int]:
        """What a cell displays that is no number, and of which kind it is."""
        texts = self._book.texts
        match sort:
            case "s":
                place = int(value) if value.isdecimal() and len(value) < 10 else len(texts)
                text = texts[place] if place < len(texts) else ""
            case "b":
                return ("TRUE" if value.strip() in _ON else "FALSE"), 0
            case "e":
                return value, 0
            case "d":
                return _date(value, style), NUMBER | DATE
            case _:
                text = unescaped(value) if "_x" in value else value
        return (style.shown.text(text) if style.shown else text), 0

    def _displayed(self, value: str, named: str) -> tuple[str, int]:
        """What a number displays in the style that is ``named``, and of which kind it is."""
        style = self._styles.get(named, PLAIN)
        try:
            number = float(value)
        except ValueError:
            return value, 0
        if style.shown is None:
            as_stored = len(value) <= _SHORT and repr(number) == value
            return (value if as_stored else general(number)), NUMBER
        text = style.shown.number(number, since_1904=self._book.since_1904)
        return text, NUMBER | DATE if style.shown.is_date else NUMBER


def _in_order(cells: dict[int, str], kinds: bytearray) -> tuple[dict[int, str], bytes]:
    """The cells from the left, which those of a row mostly are in the file already."""
    columns = list(cells)
    if columns == sorted(columns):
        return cells, bytes(kinds)
    sort = dict(zip(columns, kinds, strict=True))
    columns.sort()
    return {column: cells[column] for column in columns}, bytes(sort[c] for c in columns)


def _date(value: str, style: CellStyle) -> str:
    """A date that is stored as such, as the style displays it."""
    try:
        moment = datetime.fromisoformat(value.strip()).replace(tzinfo=None)
    except ValueError:
        return value
    if style.shown is None or not style.shown.is_date:
        return moment.isoformat(" ").removesuffix(" 00:00:00")
    days = (moment - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: DTZ001 - of no place
    return style.shown.number(days)
