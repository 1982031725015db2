"""Sheets of Excel: .xlsx and .xlsm."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from index.documents.blocks import BlockKind
from index.documents.limits import Limits
from index.documents.parsers.excel.cells import Book, Sheet, read_sheet
from index.documents.parsers.excel.comments import comments_on, people_of
from index.documents.parsers.excel.drawings import Drawings
from index.documents.parsers.excel.rows import area_of
from index.documents.parsers.excel.styles import cell_styles, shared_texts
from index.documents.parsers.excel.tables import table_pieces
from index.documents.parsers.office.drawing import reference
from index.documents.parsers.office.ooxml import (
    Relation,
    attribute,
    child,
    children,
    given_title,
    local,
    main_part,
    relations,
)
from index.documents.parsers.office.pieces import END, Pen, Piece, office_package
from index.documents.parsers.package import Package, damaged
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.writer import Writer
from index.documents.places import UnitKind

_ON = frozenset({"1", "true"})
_MOST_NAMED = 10
_HIDDEN = frozenset({"hidden", "veryHidden"})


@dataclass(frozen=True)
class _Named:
    """A sheet as the workbook lists it."""

    number: int
    name: str
    part: Relation
    hidden: bool


def parse_xlsx(data: bytes, name: str) -> ParsedFile:
    """The sheets of a workbook in order, as they are displayed, with the comments on them.

    Raises:
        DocumentError: when it is none, damaged, encrypted, or of the kind of before 2007.
    """
    limits = Limits.from_environment()
    package = office_package(data, name, ".xlsx", limits)
    reader = _Reader(package)
    writer = Writer()
    pen = Pen(writer, limits.characters)
    shown = [sheet for sheet in reader.sheets if not sheet.hidden]
    if len(shown) > limits.pages:
        writer.note(f"Only the first {limits.pages:,} of {len(shown):,} sheets were read.")
    unstored = 0
    for named in shown[: limits.pages]:
        sheet = reader.sheet(named, pen.left)
        unstored += sheet.unstored
        last = 0
        cut = sheet.cut
        for n, piece in enumerate(reader.pieces(named, sheet)):
            if n == 0:
                writer.unit(UnitKind.SHEET, named.number, named.name)
                pen.put(Piece(named.name, BlockKind.HEADING, level=1, at=1 if sheet.rows else 0))
            if not pen.put(piece):
                cut = True
                break
            last = max(last, piece.at or 0)
        _tell_hidden(writer, named.name, sheet)
        if cut:
            part = f"the first {last:,} rows" if sheet.rows else "the first lines"
            writer.note(
                f"Only {part} of the sheet “{named.name}” were read: the file has"
                f" more than {limits.characters:,} characters."
            )
            break
    _tell(writer, [sheet.name for sheet in reader.sheets if sheet.hidden], unstored)
    # Its first heading is the name of a sheet.
    return writer.parsed(name, given_title(package) or PurePath(name).stem)


class _Reader:
    """Reads the sheets of a workbook one by one."""

    def __init__(self, package: Package) -> None:
        self._package = package
        main = main_part(package)
        root = package.xml(main)
        if local(root) != "workbook":
            raise damaged(package.name, "it holds no workbook")
        related = relations(package, main)
        listed = [each for sheets in children(root, "sheets") for each in sheets]
        self.sheets = [
            _Named(
                number,
                attribute(each, "name"),
                related[reference(each)],
                attribute(each, "state") in _HIDDEN,
            )
            for number, each in enumerate(listed, 1)
            if reference(each) in related
        ]
        properties = child(root, "workbookPr")
        texts: list[str] = []
        styles = []
        for relation in related.values():
            if relation.kind == "sharedStrings" and relation.path in package:
                texts = shared_texts(package, relation.path)
            elif relation.kind == "styles" and relation.path in package:
                styles = cell_styles(package, relation.path)
        since_1904 = properties is not None and attribute(properties, "date1904") in _ON
        self._book = Book(texts, styles, since_1904)
        self._people = people_of(package, related.values())
        self._drawings = Drawings(package, frozenset(s.name for s in self.sheets if not s.hidden))

    def sheet(self, named: _Named, most: int) -> Sheet:
        """What a sheet displays, with about ``most`` characters of its cells at most."""
        if named.part.kind == "worksheet":
            sheet = read_sheet(self._package, named.part.path, self._book, most)
        else:
            sheet = Sheet()
            if named.part.kind == "chartsheet":
                root = self._package.xml(named.part.path)
                sheet.drawings += [reference(each) for each in children(root, "drawing")]
        related = relations(self._package, named.part.path)
        for table in sheet.tables:
            if table in related and related[table].path in self._package:
                root = self._package.xml(related[table].path)
                area = area_of(attribute(root, "ref"))
                if area and attribute(root, "headerRowCount") != "0":
                    sheet.heads.add(area.top)
        return sheet

    def pieces(self, named: _Named, sheet: Sheet) -> Iterator[Piece]:
        """The tables of a sheet with the comments on them, then what lies over its cells.

        What lies over a sheet without any, such as one that is a chart, stands in no row.
        """
        related = relations(self._package, named.part.path)
        comments = comments_on(self._package, related.values(), self._people, sheet)
        if sheet.cut:
            last = sheet.rows[-1].number if sheet.rows else 0
            comments = [comment for comment in comments if (comment.at or 0) <= last]
        yield from _with_comments(table_pieces(sheet.rows, frozenset(sheet.heads)), comments)
        for drawing in sheet.drawings:
            if drawing in related and not sheet.cut:
                over = self._drawings.pieces(related[drawing].path, alone=not sheet.rows)
                yield from over if sheet.rows else map(_without_row, over)


def _without_row(piece: Piece) -> Piece:
    return piece if piece is END else replace(piece, at=0)


def _with_comments(pieces: Iterator[Piece], comments: list[Piece]) -> Iterator[Piece]:
    """``pieces`` with the comments on each row behind it."""
    waiting = deque(comments)
    for piece in pieces:
        while waiting and (piece.at or 0) > (waiting[0].at or 0):
            yield waiting.popleft()
        yield piece
    yield from waiting


def _tell_hidden(writer: Writer, name: str, sheet: Sheet) -> None:
    rows, columns = sheet.left_out_rows, len(sheet.left_out_columns)
    hidden = [
        f"{count:,} hidden {word if count == 1 else word + 's'}"
        for count, word in ((rows, "row"), (columns, "column"))
        if count
    ]
    if hidden:
        were = "was" if rows + columns == 1 else "were"
        writer.note(f"{' and '.join(hidden)} of the sheet “{name}” {were} left out.")


def _tell(writer: Writer, hidden: list[str], unstored: int) -> None:
    if hidden:
        names = ", ".join(f"“{name}”" for name in hidden[:_MOST_NAMED])
        more = f" and {len(hidden) - _MOST_NAMED:,} more" if len(hidden) > _MOST_NAMED else ""
        word = "sheet was" if len(hidden) == 1 else "sheets were"
        writer.note(f"{len(hidden):,} hidden {word} left out: {names}{more}.")
    if unstored:
        cells = "1 cell has" if unstored == 1 else f"{unstored:,} cells have"
        writer.note(
            f"{cells} a formula whose result is not in the file, and were left empty:"
            " open it in a spreadsheet and save it anew to have it calculated."
        )
