"""Blocks one by one, as the elements that the page shows them in. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.documents.blocks import Block, BlockKind
from qa.web.templates.block_words import Markdown, words_of
from qa.web.templates.inline import Run
from qa.web.templates.table import Table

DEEPEST = 6
"""How far in a block is shown at the most."""

# Kinds that are told by their tags.
_TAGS = {BlockKind.PARAGRAPH: "p", BlockKind.QUOTE: "p", BlockKind.LIST_ITEM: "li",
         BlockKind.CODE: "pre"}  # fmt: skip
_LINE = re.compile(r"([-*_=~–—])(?:[ \t]?\1){2,}")
_INDENTED = re.compile(r"\n[ \t]")
_COLUMNS = 2  # that a level stands in, where no list tells


class Element(NamedTuple):
    """A block in its HTML ``tag``, behind the text ``before`` it.

    ``kind`` says what the tag does not, ``depth`` how far in it stands, from 0, and ``close`` that
    no blank line follows. A ``label`` is shown before the words, in place of a hidden bullet.
    """

    before: str
    tag: str
    words: Sequence[Run]
    kind: str = ""
    depth: int = 0
    label: str = ""
    close: bool = False
    shape: str = "element"


class Group(NamedTuple):
    """Blocks that belong together in an HTML ``tag``, with a ``label`` above them if any."""

    before: str
    tag: str
    inside: Sequence[Node]
    kind: str = ""
    label: str = ""
    shape: str = "group"


Node = Element | Group | Table


class Placed(NamedTuple):
    """A block with its text and what stands before it, and whether a blank line follows.

    ``slide`` and ``row`` are the numbers of what it stands in; 0 where there are none.
    """

    before: str
    block: Block
    text: str
    close: bool
    slide: int
    row: int

    @property
    def kind(self) -> BlockKind:
        """The block's."""
        return self.block.kind

    @property
    def joined(self) -> bool:
        """Whether no blank line stands before it."""
        return self.before.count("\n") < 2

    @property
    def columns(self) -> int:
        """How far its first line stands in."""
        return len(self.before[self.before.rfind("\n") + 1 :].expandtabs(4))


def element_of(it: Placed, markdown: Markdown | None, indents: list[int]) -> Element:
    """A block by itself; ``indents`` are those of the items around it, the outermost first."""
    if it.block.words:
        indents.clear()
        return _heading(it, it.block.words.start - it.block.span.start, markdown)
    words = words_of(it.text, it.kind, markdown)
    if not it.columns:
        indents.clear()
    depth = sum(indent < it.columns for indent in indents) if indents else it.columns // _COLUMNS
    if _INDENTED.search(it.text):  # all its lines but the first show how far they stand in
        depth = 0
    kind = "" if it.kind in _TAGS else it.kind.value
    if it.kind is BlockKind.NOISE and _LINE.fullmatch(it.text):
        kind, words = "rule", [Run(it.text, hidden=True)]
    tag = _TAGS.get(it.kind, "p")
    return Element(it.before, tag, words, kind, min(depth, DEEPEST), close=it.close)


def _heading(it: Placed, start: int, markdown: Markdown | None) -> Element:
    assert it.block.words
    end = start + len(it.block.words)
    signs = it.text[:start], it.text[end:]
    words = [
        *(Run(sign, hidden=True) for sign in signs[:1] if sign),
        *words_of(it.text[start:end], it.kind, markdown),
        *(Run(sign, hidden=True) for sign in signs[1:] if sign),
    ]
    level = min(it.block.level + 1, DEEPEST)  # the page's title is its h1
    return Element(it.before, f"h{level}", words)


def sign_of(it: Placed) -> Element:
    """A block that only says what others are."""
    return Element(it.before, "p", [Run(it.text, hidden=True)], "sign")
