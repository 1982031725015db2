"""Office Open XML workbooks, written by hand: sheets of texts and numbers. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MAX_CHARACTERS = 32_767
"""The longest text of a cell that spreadsheets read."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What XML has no sign for.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MADE = (1980, 1, 1, 0, 0, 0)  # the same workbook is the same file


class Style(IntEnum):
    """How a cell looks."""

    PLAIN = 0
    HEAD = 1
    QUIET = 2
    LIKELY = 3
    DIFFERS = 4
    NUMBER = 5


@dataclass(frozen=True)
class SheetCell:
    """A text in a ``style``, or a number; ``link`` is an address that it leads to, if any.

    Raises:
        ValueError: when a text is longer than spreadsheets read.
    """

    value: str | int
    style: Style = Style.PLAIN
    link: str = ""

    def __post_init__(self) -> None:
        if isinstance(self.value, str) and len(self.value) > MAX_CHARACTERS:
            raise ValueError(f"A cell of {len(self.value):,} characters.")


@dataclass(frozen=True)
class Sheet:
    """A named sheet: ``rows``, the first of which is its head, and ``widths`` in characters.

    Raises:
        ValueError: when a row has not a cell for each width.
    """

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[SheetCell, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.widths):
                raise ValueError(f"A row of {len(row)} cells, not {len(self.widths)}.")


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """``sheets`` as a file. No cell is a formula, and none becomes one when it is edited."""
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml", False)]),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{n}.xml", False) for n in _numbers(sheets)),
                ("styles", "styles.xml", False),
            ]
        ),
        "xl/styles.xml": _styles(),
    }
    for number, sheet in zip(_numbers(sheets), sheets, strict=True):
        links = [cell.link for row in sheet.rows for cell in row if cell.link]
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheet)
        parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _relations(
            [("hyperlink", link, True) for link in links]
        )
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, root in parts.items():
            info = ZipInfo(name, _MADE)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, tostring(root, encoding="UTF-8", xml_declaration=True))
    return file.getvalue()


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls a cell, both counted from 1: "A1", "AB12"."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def _sheet(sheet: Sheet) -> Element:
    root = Element("worksheet", {"xmlns": _MAIN, "xmlns:r": _OFFICE})
    properties = SubElement(root, "sheetPr")
    SubElement(properties, "pageSetUpPr", fitToPage="1")
    view = SubElement(SubElement(root, "sheetViews"), "sheetView", workbookViewId="0")
    SubElement(
        view, "pane", xSplit="1", ySplit="1", topLeftCell="B2", activePane="bottomRight",
        state="frozen",
    )  # fmt: skip
    columns = SubElement(root, "cols")
    for number, width in enumerate(sheet.widths, 1):
        SubElement(
            columns, "col", min=str(number), max=str(number), width=str(width), customWidth="1"
        )
    data, links = SubElement(root, "sheetData"), Element("hyperlinks")
    for number, row in enumerate(sheet.rows, 1):
        line = SubElement(data, "row", r=str(number))
        for column, cell in enumerate(row, 1):
            name = cell_name(number, column)
            _add_cell(line, name, cell)
            if cell.link:
                SubElement(links, "hyperlink", {"ref": name, "r:id": f"rId{len(links) + 1}"})
    if len(links):
        root.append(links)
    SubElement(root, "pageSetup", orientation="landscape", fitToHeight="0")
    return root


def _add_cell(line: Element, name: str, cell: SheetCell) -> None:
    if isinstance(cell.value, int):
        number = SubElement(line, "c", r=name, s=str(Style.NUMBER.value))
        SubElement(number, "v").text = str(cell.value)
    elif cell.value:
        added = SubElement(line, "c", r=name, s=str(cell.style.value), t="inlineStr")
        text = SubElement(SubElement(added, "is"), "t", {"xml:space": "preserve"})
        text.text = _UNPRINTABLE.sub("\ufffd", cell.value)


def _workbook(sheets: Sequence[Sheet]) -> Element:
    root = Element("workbook", {"xmlns": _MAIN, "xmlns:r": _OFFICE})
    every, names = SubElement(root, "sheets"), SubElement(root, "definedNames")
    for number, sheet in zip(_numbers(sheets), sheets, strict=True):
        SubElement(
            every, "sheet", {"name": sheet.name, "sheetId": str(number), "r:id": f"rId{number}"}
        )
        titles = SubElement(
            names, "definedName", name="_xlnm.Print_Titles", localSheetId=str(number - 1)
        )
        titles.text = f"'{sheet.name}'!$A:$A,'{sheet.name}'!$1:$1"
    return root


def _styles() -> Element:
    root = Element("styleSheet", xmlns=_MAIN)
    fonts = SubElement(root, "fonts", count="4")
    for marks in ((), ("b",), ("quiet",), ("i",)):
        font = SubElement(fonts, "font")
        for mark in (mark for mark in marks if mark != "quiet"):
            SubElement(font, mark)
        SubElement(font, "sz", val="11")
        if "quiet" in marks:
            SubElement(font, "color", rgb="FF646B75")
        SubElement(font, "name", val="Calibri")
    fills = SubElement(root, "fills", count="5")
    # Spreadsheets take the first two for their own.
    for pattern, colour in (
        ("none", ""), ("gray125", ""), ("solid", "FFF4F2EC"), ("solid", "FFE8EEF9"),
        ("solid", "FFFFE7A8"),
    ):  # fmt: skip
        fill = SubElement(SubElement(fills, "fill"), "patternFill", patternType=pattern)
        if colour:
            SubElement(fill, "fgColor", rgb=colour)
    borders = SubElement(root, "borders", count="1")
    border = SubElement(borders, "border")
    for side in ("left", "right", "top", "bottom", "diagonal"):
        SubElement(border, side)
    SubElement(
        SubElement(root, "cellStyleXfs", count="1"), "xf", numFmtId="0", fontId="0", fillId="0",
        borderId="0",
    )  # fmt: skip
    formats = SubElement(root, "cellXfs", count=str(len(Style)))
    looks = {Style.PLAIN: (0, 0), Style.HEAD: (1, 2), Style.QUIET: (2, 0), Style.LIKELY: (3, 3),
             Style.DIFFERS: (0, 4), Style.NUMBER: (0, 0)}  # fmt: skip
    for style in Style:
        font_number, fill_number = looks[style]
        # What has the prefix of a quote stays a text when it is edited.
        prefix = "0" if style is Style.NUMBER else "1"
        one = SubElement(
            formats, "xf", numFmtId="0", fontId=str(font_number), fillId=str(fill_number),
            borderId="0", xfId="0", quotePrefix=prefix, applyFont="1", applyFill="1",
            applyAlignment="1",
        )  # fmt: skip
        SubElement(one, "alignment", vertical="top", wrapText="1")
    names = SubElement(root, "cellStyles", count="1")
    SubElement(names, "cellStyle", name="Normal", xfId="0", builtinId="0")
    return root


def _content_types(sheets: int) -> Element:
    root = Element("Types", xmlns=f"{_PACKAGE}/content-types")
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        SubElement(root, "Default", Extension=extension, ContentType=kind)
    parts = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        *((f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, sheets + 1)),
    ]
    for name, kind in parts:
        SubElement(root, "Override", PartName=name, ContentType=f"{_TYPE}.{kind}+xml")
    return root


def _relations(targets: Sequence[tuple[str, str, bool]]) -> Element:
    """What a part refers to: of which kind, where, and whether outside of the file."""
    root = Element("Relationships", xmlns=f"{_PACKAGE}/relationships")
    for number, (kind, target, outside) in enumerate(targets, 1):
        mode = {"TargetMode": "External"} if outside else {}
        SubElement(
            root, "Relationship", {"Id": f"rId{number}", "Type": f"{_OFFICE}/{kind}"}
            | {"Target": target} | mode,
        )  # fmt: skip
    return root


def _numbers(sheets: Sequence[Sheet]) -> Iterator[int]:
    return iter(range(1, len(sheets) + 1))
