"""Puts the text of a file together, block by block, with the place of each."""

from __future__ import annotations

import re

from index.documents.blocks import Block, BlockKind
from index.documents.parsers.parser import ParsedFile
from index.documents.places import PlaceMap, Run, Unit, UnitKind
from index.documents.span import Span
from index.errors import DocumentError

_ROWS = frozenset({BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW})
_CLOSE = _ROWS | {BlockKind.LIST_ITEM, BlockKind.FIELD, BlockKind.LINE, BlockKind.LOG_LINE}
_INDENT = "  "
# What has no width and no meaning, and what XML and JSON may bring of control characters.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u2060\ufeff\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_MOST_EMPTY_LINES = re.compile(r"\n{3,}")


class Writer:
    """What a parser of a format tells the parts of a file to, in the order they are read in.

    The text it makes has each block on lines of its own: items, rows and fields close together,
    all others with a blank line between.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._units: list[Unit] = []
        self._runs: list[Run] = []
        self._notes: list[str] = []
        self._at = 0

    @property
    def empty(self) -> bool:
        """Whether no block was written yet."""
        return not self._blocks

    def unit(self, kind: UnitKind, number: int = 1, label: str = "", *, ocr: bool = False) -> None:
        """Begin a unit: what is written from now on stands in it."""
        self._units.append(Unit(kind, number, one_line(label), ocr))
        self._at = 0

    def note(self, sentence: str) -> None:
        """Say a whole ``sentence`` on how the file was read; each once."""
        if sentence not in self._notes:
            self._notes.append(sentence)

    def write(
        self,
        text: str,
        kind: BlockKind = BlockKind.PARAGRAPH,
        *,
        level: int = 0,
        depth: int = 0,
        at: int | None = None,
    ) -> None:
        """Add a block, unless its ``text`` is blank.

        Headings have a ``level`` from 1; items that stand in others a ``depth`` from 1; ``at`` is
        the row or the line in the unit, the number of the block in it when None. Blanks in a row
        are made one, but in code.
        """
        if text := clean(text, literal=kind is BlockKind.CODE):
            self._at += 1
            self._separate(kind)
            self._add(_INDENT * depth)
            span = Span(self._length, self._length + len(text))
            self._add(text)
            words = span if kind is BlockKind.HEADING else None
            self._blocks.append(Block(span, level if words else 0, words, kind))
            if self._units:
                unit = len(self._units) - 1
                self._runs.append(Run(span.start, span.end, unit, self._at if at is None else at))

    def row(self, cells: list[str], *, head: bool = False, at: int | None = None) -> None:
        """Add a row of a table, with its ``cells`` between bars, unless all are blank.

        A bar in a cell becomes a broken one.
        """
        lines = [one_line(cell).replace("|", "¦") for cell in cells]
        if any(lines):
            kind = BlockKind.TABLE_HEAD if head else BlockKind.TABLE_ROW
            self.write("| " + " | ".join(lines) + " |", kind, at=at)

    def end_table(self) -> None:
        """Keep the next row from being taken for one of the same table."""
        if self._blocks and self._blocks[-1].kind in (BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW):
            self._add("\n")

    def parsed(self, file: str, name: str = "") -> ParsedFile:
        """All that was written of ``file``, which gives itself the title ``name``.

        Raises:
            DocumentError: when that is nothing.
        """
        if not self._blocks:
            why = " ".join(self._notes)
            raise DocumentError(f"{file!r} holds no text. {why}".strip(), "Give a file with text.")
        return ParsedFile(
            "".join(self._parts) + "\n",
            tuple(self._blocks),
            tuple(self._notes),
            PlaceMap(tuple(self._units), tuple(self._runs)),
            one_line(name),
        )

    def _separate(self, kind: BlockKind) -> None:
        if self._blocks:
            before = self._blocks[-1].kind
            alike = before is kind or {before, kind} <= _ROWS
            self._add("\n" if alike and kind in _CLOSE else "\n\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def clean(text: str, *, literal: bool = False) -> str:
    """``text`` without what cannot be seen, and with its halves of characters mended.

    Unless it is ``literal``, blanks in a row become one.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _UNSEEN.sub("", text)
    if literal:
        return text.strip("\n").rstrip()
    return _MOST_EMPTY_LINES.sub("\n\n", _AROUND_LINE_END.sub("\n", _BLANKS.sub(" ", text))).strip()


def one_line(text: str) -> str:
    """``text`` on one line."""
    return " ".join(clean(text).split())
