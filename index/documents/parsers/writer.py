"""Puts the text of a file together, block by block, with the place of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from index.documents.blocks import Block, BlockKind
from index.documents.parsers.parser import ParsedFile
from index.documents.places import PlaceMap, Run, Unit, UnitKind
from index.documents.span import Span, trim
from index.errors import DocumentError

_ROWS = frozenset({BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW})
_CLOSE = _ROWS | {BlockKind.LIST_ITEM, BlockKind.FIELD, BlockKind.LINE, BlockKind.LOG_LINE}
_INDENT = "  "
# What has no width and no meaning, and what XML and JSON may bring of control characters.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u2060\ufeff\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_MOST_EMPTY_LINES = re.compile(r"\n{3,}")


class Part(NamedTuple):
    """Characters that stand in the unit of index ``unit``, the first ``at`` the place there.

    ``at`` is None for what the file does not have: a blank between two lines.
    """

    text: str
    unit: int = 0
    at: int | None = None


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

    def unit(
        self,
        kind: UnitKind,
        number: int = 1,
        label: str = "",
        *,
        ocr: bool = False,
        unread: bool = False,
    ) -> None:
        """Begin a unit: what is written from now on stands in it."""
        self._units.append(Unit(kind, number, one_line(label), ocr, unread))
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
            self._add_block(span, kind, level)
            if self._units:
                unit = len(self._units) - 1
                self._runs.append(Run(span.start, span.end, unit, self._at if at is None else at))

    def write_parts(
        self,
        parts: Iterable[Part],
        kind: BlockKind = BlockKind.PARAGRAPH,
        *,
        level: int = 0,
        depth: int = 0,
    ) -> None:
        """Add a block of ``parts``, whose texts are taken as they are, unless all are blank."""
        some = list(parts)
        text = "".join(part.text for part in some)
        if not text.strip():
            return
        self._separate(kind)
        self._add(_INDENT * depth)
        start, edge = self._length, self._length
        for part in some:
            end = edge + len(part.text)
            last = self._runs[-1] if self._runs else None
            if part.at is None or not part.text:
                pass
            elif last and (last.end, last.unit, last.at + last.end - last.start) == (
                edge,
                part.unit,
                part.at,
            ):
                self._runs[-1] = Run(last.start, end, last.unit, last.at)
            else:
                self._runs.append(Run(edge, end, part.unit, part.at))
            edge = end
        self._add(text)
        span = trim(text, 0, len(text))
        assert span
        self._add_block(span.shifted(start), kind, level)

    def row(self, cells: list[str], *, head: bool = False, at: int | None = None) -> None:
        """Add a row of a table, with its ``cells`` between bars, unless all are blank.

        A bar in a cell becomes a broken one.
        """
        line = " | ".join(cells)
        if not line.isprintable() or line.count("|") >= len(cells):  # most rows are plain
            line = " | ".join(one_line(cell).replace("|", "¦") for cell in cells)
        if line.strip(" |"):
            kind = BlockKind.TABLE_HEAD if head else BlockKind.TABLE_ROW
            self.write(f"| {line} |", kind, at=at)

    def end_table(self) -> None:
        """Keep the next row from being taken for one of the same table."""
        if self._blocks and self._blocks[-1].kind in _ROWS:
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

    def _add_block(self, span: Span, kind: BlockKind, level: int) -> None:
        words = span if kind is BlockKind.HEADING else None
        self._blocks.append(Block(span, level if words else 0, words, kind))

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
    if text.isprintable() and "  " not in text:  # a million rows are
        return text.rstrip() if literal else text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _UNSEEN.sub("", text)
    if literal:
        return text.strip("\n").rstrip()
    return _MOST_EMPTY_LINES.sub("\n\n", _AROUND_LINE_END.sub("\n", _BLANKS.sub(" ", text))).strip()


def one_line(text: str) -> str:
    """``text`` on one line."""
    return " ".join(clean(text).split())
