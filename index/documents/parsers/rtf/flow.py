"""What a text in Rich Text Format is made of: its paragraphs, list items and tables, as pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.documents.blocks import BlockKind
from index.documents.parsers.pieces import Piece, Row, Table, flat
from index.documents.parsers.row_spans import said_again
from index.documents.parsers.rtf.looks import Style
from index.documents.parsers.writer import one_line

_BODY_LEVEL = 9  # what counts from 0 as the level of a paragraph that is no heading
_HEADING = re.compile(r"heading ([1-9])\b")
_INDEX = re.compile(r"toc \d|contents (?:\d|heading)|index (?:\d|heading)|table of figures")
_KINDS = {
    "caption": BlockKind.CAPTION,
    "html preformatted": BlockKind.CODE,
    "preformatted text": BlockKind.CODE,
    "source code": BlockKind.CODE,
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "quotations": BlockKind.QUOTE,
}
_MOST_LEVELS = 9
_ROUND = ("o", "O")  # bullets in Courier


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is said of a paragraph: the number of its style, its levels from 0, where it stands."""

    style: int = 0
    outline: int | None = None
    depth: int = 0
    in_table: bool = False


PLAIN = Paragraph()
"""A paragraph of which nothing is said."""


class Flow:
    """A text that is being read: of the document, a note, a comment or a text box.

    ``pieces`` are its blocks; ``sign`` is that of the paragraph, as displayed; ``head`` tells that
    the row is repeated on each page, and ``alternative`` that a note is an endnote. ``covered``
    tells of each cell of the row whether one above it runs over it.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece | Table] = []
        self.sign: list[str] = []
        self.head = False
        self.alternative = False
        self.covered: list[bool] = []
        self._parts: list[str] = []
        self._behind: list[Piece | Table] = []
        self._lines: list[str] = []
        self._cells: list[str] = []
        self._beside: list[Piece] = []
        self._rows: list[Row] = []
        self._above: dict[int, str] = {}
        self._is_covered = False

    def add(self, text: str) -> None:
        """Go on with the paragraph."""
        self._parts.append(text)

    def hang(self, *pieces: Piece | Table) -> None:
        """Let ``pieces`` stand behind the paragraph."""
        self._behind.extend(pieces)

    def end_paragraph(self, paragraph: Paragraph, style: Style) -> None:
        """End a paragraph of this ``style``."""
        if paragraph.in_table:
            self._end_line()
            return
        self._end_table()
        text, sign = "".join(self._parts), _sign("".join(self.sign))
        self._parts, self.sign = [], []
        self.pieces.append(_piece(text, sign, paragraph, style))
        self.pieces.extend(self._behind)
        self._behind = []

    def end_cell(self) -> None:
        """End a cell of a table."""
        self._end_line()
        text, behind = flat(self._behind)
        self._cells.append("\n".join(filter(None, [*self._lines, text])))
        self._beside.extend(behind)
        self._lines, self._behind = [], []

    def define_cell(self, word: str) -> None:
        """Take what is said of a cell of the row: that one above runs over it, or its end."""
        if word == "cellx":
            self.covered.append(self._is_covered)
        self._is_covered = word == "clvmrg"

    def end_inner_cell(self) -> None:
        """End a cell of a table that stands in a cell."""
        self._end_line()

    def end_row(self) -> None:
        """End a row of a table."""
        if self._lines or "".join(self._parts).strip():
            self.end_cell()
        if self._cells:
            covered = {n for n, below in enumerate(self.covered) if below}
            above = {n: text for n, text in self._above.items() if n in covered}
            self._rows.append(Row(tuple(self._cells), self.head, tuple(self._beside), above))
            texts = {n: text for n, text in enumerate(self._cells) if n not in covered}
            self._above = above | {n: said_again(text) for n, text in texts.items()}
        self._cells, self._beside = [], []

    def end(self, paragraph: Paragraph, style: Style) -> None:
        """End the text; the last paragraph may lack its end."""
        if self._parts or self._behind:
            self.end_paragraph(paragraph, style)
        self._end_table()

    def _end_line(self) -> None:
        text, sign = "".join(self._parts).strip(), _sign("".join(self.sign))
        self._parts, self.sign = [], []
        if text:
            self._lines.append(f"{sign} {text}" if sign else text)

    def _end_table(self) -> None:
        if self._lines or self._cells:
            self.end_row()
        rows, self._rows = self._rows, []
        self._above = {}
        if len(rows) == 1 and len(rows[0].cells) == 1:  # a frame around a text
            self.pieces.extend(Piece(line) for line in rows[0].cells[0].split("\n"))
            self.pieces.extend(rows[0].behind)
        elif rows:
            self.pieces.append(Table(tuple(rows)))


def _piece(text: str, sign: str, paragraph: Paragraph, style: Style) -> Piece:
    name = style.name.split(";")[0].strip().lower()
    level = _level(paragraph, style, name)
    if level:
        number = sign if any(map(str.isalnum, sign)) else ""
        words = one_line(text)
        return Piece(f"{number} {words}" if words else "", BlockKind.HEADING, level)
    if _INDEX.match(name):
        return Piece("")
    if sign:
        text = text.strip()
        depth = max(0, min(paragraph.depth, _MOST_LEVELS))
        return Piece(f"{sign} {text}" if text else "", BlockKind.LIST_ITEM, depth=depth)
    return Piece(text, _KINDS.get(name, BlockKind.PARAGRAPH))


def _level(paragraph: Paragraph, style: Style, name: str) -> int:
    """The level of a heading, from 1; 0 for none."""
    outline = style.outline if paragraph.outline is None else paragraph.outline
    if outline is not None:
        return outline + 1 if 0 <= outline < _BODY_LEVEL else 0
    if name == "title":
        return 1
    heading = _HEADING.match(name)
    return int(heading[1]) if heading else 0


def _sign(displayed: str) -> str:
    """The sign of an item, as it is written: a number, or "-" for any other sign."""
    sign = one_line(displayed)
    if sign and (sign in _ROUND or not any(map(str.isalnum, sign))):
        return "-"
    return sign
