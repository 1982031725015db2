"""Reads the elements of a web page in order, and gathers their text into blocks."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping
from typing import Protocol

from index.documents.blocks import BlockKind
from index.documents.parsers.text.lines import split_lines
from index.documents.parsers.text.paragraphs import paragraph_blocks, text_facts
from index.documents.parsers.web.forms import CHOSEN, NOT_CHOSEN
from index.documents.parsers.web.lists import BULLET
from index.documents.parsers.web.notes import Reference, back_links, with_mark
from index.documents.parsers.web.page import HtmlPage
from index.documents.parsers.web.scopes import Scope, scope_of
from index.documents.parsers.web.tree import BLOCKS, LISTS, Node, walk
from index.documents.parsers.writer import clean, one_line

_LINE_ENDS = dict.fromkeys(map(ord, "\n\r\v\f"), " ")  # which say nothing in HTML
_RULE = re.compile(r"[-=*_~#·•—–|\sـ]{3,}|(\W)\1{4,}")
_LONGEST_HEADING = 300  # characters
_LISTS = LISTS | {"dl"}
_MAY_ANSWER = frozenset({BlockKind.PARAGRAPH, BlockKind.ANSWER})
_APART = frozenset({"a", "button", "label"})  # they look apart even where no blank is between


class Sink(Protocol):
    """What takes the blocks: see `Writer`."""

    def write(
        self, text: str, kind: BlockKind = ..., *, level: int = ..., depth: int = ...
    ) -> None:
        """Take a block."""

    def row(self, cells: list[str], *, head: bool = ...) -> None:
        """Take a row of a table."""

    def end_table(self) -> None:
        """End a table."""


class OneLine:
    """A sink that makes one line of all blocks: what a cell or a note says."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    @property
    def text(self) -> str:
        """The line."""
        return " ".join(self._parts)

    def write(
        self, text: str, kind: BlockKind = BlockKind.PARAGRAPH, *, level: int = 0, depth: int = 0
    ) -> None:
        """Add a block; its kind says nothing here."""
        self._parts.append(one_line(text))

    def row(self, cells: list[str], *, head: bool = False) -> None:
        """Add a row of a table in a cell."""
        self._parts.append(" | ".join(filter(None, map(one_line, cells))))

    def end_table(self) -> None:
        """Add nothing."""


class Flow:
    """Tells the blocks of ``page`` to ``sink``.

    ``readers`` read elements as one, by tag: they tell it, or say False and leave its parts to be
    read. ``skip`` are the elements that are passed over. A flow that is a part of ``another``, such
    as a cell, leaves what stands behind it to that.
    """

    def __init__(
        self,
        page: HtmlPage,
        sink: Sink,
        readers: Mapping[str, Callable[[Flow, Node], bool]],
        skip: set[Node],
        another: Flow | None = None,
    ) -> None:
        self.page = page
        self.sink = sink
        self.skip = skip
        self.is_part = another is not None
        self._readers = readers
        self._behind: deque[str | Reference] = another._behind if another else deque()
        self._noted: set[Node] = another._noted if another else set()
        self._scopes: list[Scope] = []
        self._text: list[str] = []
        self._is_field = False
        self._last = ""  # the element that ended last, with nothing behind it

    @property
    def scope(self) -> Scope:
        """The innermost open element that tells what its text is."""
        return self._scopes[-1]

    @property
    def is_empty(self) -> bool:
        """Whether the block that is being gathered has no text yet."""
        return not any(map(str.strip, self._text))

    def ends_with(self, sign: str) -> bool:
        """Whether the block that is being gathered ends with ``sign`` by now."""
        return bool(self._text) and self._text[-1].endswith(sign)

    def run(self, root: Node) -> None:
        """Tell all that is in ``root``."""
        self._scopes = [Scope(root)]
        for item, begins in walk(root, self.skip):
            if isinstance(item, str):
                self.add(item.translate(_LINE_ENDS))
            elif begins:
                self._begin(item)
            else:
                self._end(item)
        self.end_block()
        self._write_terms(self.scope)

    def add(self, text: str) -> None:
        """Add ``text`` to the block that is being gathered."""
        self._text.append(text)
        self._last = ""

    def add_field(self, value: str, label: str = "") -> None:
        """Add the ``value`` of a field behind what stands before it, else behind its ``label``."""
        if self._is_field and label and not any(map(str.strip, self._text[1:])):
            self.end_block()
        before = "".join(self._text).rstrip() or label
        sign = "" if not before or before.endswith((":", "：", "?")) else ":"
        self._text = [f"{before}{sign} {value} "]
        self._is_field = bool(before)
        self._last = ""

    def add_behind(self, piece: str | Reference) -> None:
        """Have a note or the words of a picture told behind the block; a note only once."""
        if isinstance(piece, str):
            self._behind.append(piece)
        elif piece.note and piece.note not in self._noted:
            self._noted.add(piece.note)
            self._behind.append(piece)

    def end_block(self) -> None:
        """End the block that is being gathered, and tell it and what stands behind it."""
        text = clean("".join(self._text))
        is_field = self._is_field
        self._text, self._is_field = [], False
        if text.strip(f"{CHOSEN}{NOT_CHOSEN}\n ") and not _RULE.fullmatch(text):
            self._write(text, is_field=is_field)
        while self._behind and not self.is_part:
            piece = self._behind.popleft()
            if isinstance(piece, Reference):
                self._write_note(piece)
            else:
                self.sink.write(piece, BlockKind.CAPTION, depth=self.scope.depth)

    def say_lead(self) -> None:
        """Tell the number or the term that comes before what is no text."""
        lead = self.scope.lead
        if lead and lead.is_needed:
            lead.used = True
            self.sink.write(lead.words.rstrip(), lead.kind, depth=lead.depth)

    def line(self, node: Node) -> str:
        """What is in ``node``, on one line."""
        sink = OneLine()
        Flow(self.page, sink, self._readers, self.skip, self).run(node)
        return sink.text

    def _begin(self, node: Node) -> None:
        tag = node.tag
        if tag in _APART and tag == self._last:
            self.add(" ")
        self._last = ""
        reader = self._readers.get(tag)
        if reader and reader(self, node):
            self.skip.add(node)
        elif tag in BLOCKS:
            self.end_block()
            if tag in _LISTS:
                self.say_lead()
            if scope := scope_of(node, self.scope):
                self._scopes.append(scope)

    def _end(self, node: Node) -> None:
        if node.tag in BLOCKS:
            self.end_block()
            if self.scope.node is node:
                self._close(self._scopes.pop())
        elif node.tag == "q":
            self.add("”")
        elif not self.is_part and self._ends_line(node):
            self.end_block()
        self._last = node.tag

    def _ends_line(self, node: Node) -> bool:
        if node.tag == "button":
            return self.scope.kind is not BlockKind.HEADING
        return node.tag == "label" and self._is_field

    def _close(self, scope: Scope) -> None:
        """End ``scope``; what asks makes that which is above it an answer."""
        above = self.scope
        tag = scope.node.tag
        if tag == "dt" and scope.terms:
            term = " ".join(scope.terms)
            may_answer = above.kind in _MAY_ANSWER
            if may_answer and term.endswith("?"):
                self.sink.write(term, BlockKind.QUESTION, depth=above.depth)
                above.kind = BlockKind.ANSWER
            else:
                above.terms.append(term)
                above.kind = BlockKind.PARAGRAPH if may_answer else above.kind
        elif tag != "dt":
            self._write_terms(scope)

    def _write_terms(self, scope: Scope) -> None:
        """Tell the terms that nothing is said of."""
        for term in scope.terms:
            self.sink.write(term, BlockKind.FIELD, depth=scope.next_depth)

    def _write(self, text: str, *, is_field: bool) -> None:
        scope = self.scope
        kind, lead = scope.kind, scope.lead
        if scope.node.tag == "dt":
            scope.terms.append(one_line(text))
        elif kind is BlockKind.HEADING and len(text) <= _LONGEST_HEADING:
            if lead and lead.kind is BlockKind.FIELD:
                self.say_lead()
            if lead and not lead.used:
                text = text if lead.words == BULLET else f"{lead.words}{text}"
                lead.used, lead.depth = True, lead.depth - 1
            self.sink.write(one_line(text), kind, level=scope.level)
            scope.kind = BlockKind.PARAGRAPH  # what else is in a heading that was never closed
        elif lead and not lead.used:
            lead.used = True
            self.sink.write(f"{lead.words}{text}", lead.kind, depth=lead.depth)
        elif scope.node.tag == "summary" and text.endswith("?"):
            self.sink.write(text, BlockKind.QUESTION, depth=scope.depth)
            above = self._scopes[-2]
            if above.node.tag == "details" and above.kind in _MAY_ANSWER:
                above.kind = BlockKind.ANSWER
        elif is_field and kind in _MAY_ANSWER:
            self.sink.write(text, BlockKind.FIELD, depth=scope.depth)
        elif kind is BlockKind.PARAGRAPH and "\n" in text and not self.is_part:
            self._write_lines(text, scope.depth)
        else:
            kind = BlockKind.PARAGRAPH if kind is BlockKind.HEADING else kind
            self.sink.write(text, kind, depth=scope.depth)

    def _write_lines(self, text: str, depth: int) -> None:
        """Tell a text with line ends of its own, such as an address, a poem, items with dashes."""
        for part in text.split("\n\n"):
            lines = split_lines(part)
            for block in paragraph_blocks(lines, text_facts(lines)):
                words = block.span.of(part)
                if block.kind is not BlockKind.NOISE:
                    self.sink.write(words, block.kind, depth=depth)
                elif any(map(str.isalnum, words)):
                    self.sink.write(words, depth=depth)

    def _write_note(self, reference: Reference) -> None:
        if reference.note:
            self.skip |= back_links(reference.note)
            if text := self.line(reference.note):
                text = with_mark(text, reference.mark)
                self.sink.write(text, BlockKind.FOOTNOTE, depth=self.scope.depth)
