"""What a block is read with: a table's head, a list's lead-in, a question, who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.documents.blocks import Block, BlockKind
from index.documents.parsers.text.marks import mark_of, turn_width
from index.documents.span import Span

_ROWS = frozenset({BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW})
_ITEMS = frozenset({BlockKind.LIST_ITEM, BlockKind.CLAUSE})
_LED = _ROWS | _ITEMS | {BlockKind.CODE, BlockKind.QUOTE, BlockKind.FIELD, BlockKind.LINE,
                         BlockKind.LOG_LINE, BlockKind.TURN}  # fmt: skip
_SUBJECT = re.compile(r"(?:Subject|Betreff|Objet|Asunto)\s?:")
_BESIDE = frozenset({BlockKind.COMMENT, BlockKind.FOOTNOTE})  # they may stand between two rows
_INNER = 2  # columns that what belongs to an item stands in from it
_BLANK_LINE = re.compile(r"\n\s*\n")
_COLONS = (":", "：")


@dataclass(frozen=True)
class _Item:
    """An item that others may stand under: its column, and how it is marked."""

    span: Span
    column: int
    kind: BlockKind
    order: str
    leads: bool

    def holds(self, other: _Item) -> bool:
        """Whether ``other``, which stands behind it, stands under it."""
        if self.kind is BlockKind.CLAUSE:
            return other.kind is not BlockKind.CLAUSE or other.order.startswith(f"{self.order}.")
        if other.column >= self.column + _INNER:
            return True
        return self.leads and other.column == self.column and _style(self) != _style(other)


def block_contexts(blocks: Sequence[Block], text: str) -> Iterator[tuple[Span, ...]]:
    """What each of the ``blocks`` of ``text`` is read with, in order: places before it.

    They are a table's head, what a list, table, code or quotation is of, the items that an item
    stands under, the question or the heading that asks what it answers, a mail's subject, and of a
    turn the turn before that asks. Of a paragraph in which a speaker goes on it is the speaker's
    name.
    """
    asking: Span | None = None  # the heading above
    question: Span | None = None
    subject: Span | None = None
    head: Span | None = None
    lead: Span | None = None
    items: list[_Item] = []
    turn: tuple[Span, ...] = ()  # what the speaker's next paragraph is read with
    asked: Span | None = None  # the turn before, where it asks
    last: Block | None = None
    for block in blocks:
        kind = block.kind
        if kind is BlockKind.NOISE:
            yield ()
            continue
        if block.words:
            asking = block.words if _ends_with(block.words, text, "?") else None
            question = subject = head = lead = asked = None
            items, turn = [], ()
            yield ()
            continue
        column = _column(block, text)
        inner = bool(items) and column >= items[0].column + _INNER
        if kind not in _BESIDE and (kind not in _ROWS or _apart(last, block, text)):
            head = None
        last = block
        if kind not in _ITEMS and not inner:
            items = []
        if kind not in _LED and not inner:
            lead = None
        if kind is not BlockKind.ANSWER and kind not in _LED:
            question = None
        if kind in _ITEMS:
            item = _item(block, text, column)
            while items and not items[-1].holds(item):
                items.pop()
        else:
            item = None
            while items and items[-1].column >= column:
                items.pop()
        context = [asking, question, lead, *(it.span for it in items), head]
        if kind is BlockKind.TURN:
            context.append(asked)
            width = turn_width(block.span.of(text)[:200])
            turn = (*([asked] if asked else []), Span(block.span.start, block.span.start + width))
        elif kind is BlockKind.PARAGRAPH:
            context.extend([*turn, subject])
        yield tuple(sorted({span for span in context if span}))
        asked = block.span if kind is BlockKind.TURN and _ends_with(block.span, text, "?") else None
        if item:
            items.append(item)
        if kind is BlockKind.QUOTE:
            subject = None
        elif kind is BlockKind.FIELD and _SUBJECT.match(text, block.span.start):
            subject = block.span
        if kind is BlockKind.TABLE_HEAD:
            head = block.span
        elif kind is BlockKind.QUESTION:
            question = block.span
        elif kind not in _ITEMS and _ends_with(block.span, text, *_COLONS):
            lead = block.span


def _apart(before: Block | None, block: Block, text: str) -> bool:
    """Whether two rows in a row are of two tables: there is a blank line between."""
    if before is None or before.kind not in _ROWS:
        return False
    return bool(_BLANK_LINE.search(text, before.span.end, block.span.start))


def _item(block: Block, text: str, column: int) -> _Item:
    mark = mark_of(block.span.of(text)[:200].split("\n")[0], frozenset())
    order = mark.order if mark else ""
    return _Item(block.span, column, block.kind, order, _ends_with(block.span, text, *_COLONS))


def _style(item: _Item) -> tuple[BlockKind, bool, bool]:
    return item.kind, item.order.isdigit(), item.order.isalpha()


def _ends_with(span: Span, text: str, *signs: str) -> bool:
    return text[max(span.start, span.end - 12) : span.end].rstrip("*_)\"'”’ ").endswith(signs)


def _column(block: Block, text: str) -> int:
    begin = text.rfind("\n", 0, block.span.start) + 1
    return len(text[begin : block.span.start].expandtabs(4))
