"""Blocks of one kind in a row: a table's rows, a list's items, fields, clauses. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.documents.blocks import Block, BlockKind
from index.documents.document import Document
from index.documents.span import Span

_PARENTS = frozenset({BlockKind.LIST_ITEM, BlockKind.CLAUSE})
_MEMBERS = _PARENTS | {BlockKind.TABLE_ROW, BlockKind.FIELD, BlockKind.QUESTION}
_LEADS = frozenset({BlockKind.PARAGRAPH, BlockKind.LINE, BlockKind.LIST_ITEM, BlockKind.CLAUSE})
_ENDS_OPEN = re.compile(r"[:：][\s*_]*$")
_ENDS_WHOLE = re.compile(r"[.!?;,…。][\s*_)\"'”’]*$")
_SENTENCE_END = re.compile(r"[.!?]\s+")
_ORDER = re.compile(r"\(?\d{1,3}[.)]\s")
_LETTER = re.compile(r"\(?[a-zA-Z][.)]\s")
_LONGEST_LABEL = 60  # characters of a line that names the list below it without a colon


@dataclass(frozen=True)
class Series:
    """The ``items`` of one list, table or the like, each whole, with what stands inside it.

    ``label`` is the heading, lead-in or short line right before it, None without one, ``head`` a
    table's head, and ``headings`` are the path that it stands under, outermost first. ``ordered``
    tells whether the items are numbered.
    """

    document: Document = field(repr=False)
    kind: BlockKind
    items: tuple[Span, ...]
    label: Span | None = None
    head: Span | None = None
    headings: tuple[str, ...] = ()
    ordered: bool = False

    @property
    def span(self) -> Span:
        """From its label, or else its head or first item, to the end of the last item."""
        first = self.label or self.head or self.items[0]
        return Span(first.start, self.items[-1].end)

    @property
    def name(self) -> str:
        """The words of its label, "" without one."""
        return self.label.of(self.document.text) if self.label else ""


@dataclass
class _Open:
    """A series that may go on: its key, and its items so far."""

    key: tuple[object, ...]
    parents: tuple[Span, ...]
    block: Block
    before: Block | None
    headings: tuple[str, ...]
    head: Span | None
    items: list[Span]


def series_in(document: Document) -> list[Series]:
    """Every series of ``document`` of at least one item, in the order of their first items."""
    every = sorted(_opened(document), key=lambda opened: opened.items[0].start)
    return [_made(document, opened) for opened in every]


def _opened(document: Document) -> Iterator[_Open]:
    text = document.text
    path: dict[int, str] = {}
    stack: list[_Open] = []
    before: Block | None = None
    for block in document.blocks:
        if block.kind is BlockKind.NOISE:
            continue
        if block.words:
            yield from stack
            stack = []
            path = {n: name for n, name in path.items() if n < block.level}
            path[block.level] = block.words.of(text)
            before = block
            continue
        context = document.context_at(block.span.start)
        parents = tuple(s for s in context if document.kind_of(s) in _PARENTS)
        while stack and not _holds(stack[-1], block, parents):
            yield stack.pop()
        for series in stack:
            if series.parents != parents:
                series.items[-1] = Span(series.items[-1].start, block.span.end)
        if block.kind in _MEMBERS:
            head = next((s for s in context if document.kind_of(s) is BlockKind.TABLE_HEAD), None)
            key = (block.kind, _style(block, text), parents, head)
            while stack and stack[-1].parents == parents and stack[-1].key != key:
                yield stack.pop()
            if stack and stack[-1].key == key:
                stack[-1].items.append(block.span)
            else:
                names = (*path.values(),)
                stack.append(_Open(key, parents, block, before, names, head, [block.span]))
        if block.kind is not BlockKind.TABLE_HEAD:
            before = block
    yield from stack


def _holds(series: _Open, block: Block, parents: Sequence[Span]) -> bool:
    """Whether ``block`` may be a further item of ``series``, or stands inside its last one."""
    if series.block.kind is BlockKind.QUESTION:
        return block.kind in (BlockKind.QUESTION, BlockKind.ANSWER)
    inside = any(parent.start == series.items[-1].start for parent in parents)
    return inside or (block.kind in _MEMBERS and series.parents == parents)


def _style(block: Block, text: str) -> str:
    words = block.span.of(text)
    if block.kind is BlockKind.LIST_ITEM:
        return "number" if _ORDER.match(words) else "letter" if _LETTER.match(words) else "bullet"
    return ""


def _made(document: Document, opened: _Open) -> Series:
    return Series(
        document,
        opened.block.kind,
        tuple(opened.items),
        _label(document, opened.before),
        opened.head,
        opened.headings,
        ordered=all(_ORDER.match(item.of(document.text)) for item in opened.items),
    )


def _label(document: Document, before: Block | None) -> Span | None:
    """What the block ``before`` a series says that it is of, if it does."""
    if before is None or before.words:
        return before.words if before else None
    words = before.span.of(document.text)
    short = "\n" not in words and len(words) <= _LONGEST_LABEL and not _ENDS_WHOLE.search(words)
    if before.kind not in _LEADS or not (
        _ENDS_OPEN.search(words) or (short and before.kind not in _PARENTS)
    ):
        return None
    start = max((m.end() for m in _SENTENCE_END.finditer(words)), default=0)
    return Span(before.span.start + start, before.span.end)
