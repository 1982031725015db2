"""Blocks that are read together: a heading's text, a list, a table, a question and its answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.documents.blocks import Block, BlockKind
from index.documents.document import Document

_LED = frozenset(
    {
        BlockKind.LIST_ITEM, BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW, BlockKind.CODE,
        BlockKind.QUOTE, BlockKind.FIELD,
    }
)  # fmt: skip
_TOGETHER = frozenset({BlockKind.CLAUSE, BlockKind.FIELD})
_SHORT = 300  # characters of clauses, fields and turns that are read with the one before
_LONG_LINE = 40  # characters of a line in which a paragraph may break off
_INNER = 2  # columns that a paragraph of an item stands in


@dataclass(frozen=True)
class Unit:
    """Blocks that are read together, and the headings they stand under, outermost first."""

    blocks: tuple[Block, ...]
    headings: tuple[str, ...]


def units(document: Document) -> Iterator[Unit]:
    """The units of ``document`` in order; each block is in one of them."""
    text = document.text
    path: dict[int, str] = {}
    unit: list[Block] = []
    noise: list[Block] = []
    for block in document.blocks:
        if block.kind is BlockKind.NOISE:
            noise.append(block)
            continue
        last = next((b for b in reversed(unit) if b.kind is not BlockKind.NOISE), None)
        if last and not _continues(text, last, block, noise):
            behind = _count_behind(text, last, noise, block)
            yield Unit((*unit, *noise[:behind]), tuple(path.values()))
            unit, noise = [], noise[behind:]
        unit += noise
        noise = []
        if block.words:
            path = {level: name for level, name in path.items() if level < block.level}
            path[block.level] = block.words.of(text)
        unit.append(block)
    if unit or noise:
        yield Unit((*unit, *noise), tuple(path.values()))


def breaks_off(before: Block, block: Block, text: str) -> bool:
    """Whether a sentence goes on from the paragraph ``before`` to the next, over a page's end."""
    if before.kind is not BlockKind.PARAGRAPH or block.kind is not BlockKind.PARAGRAPH:
        return False
    end, start = text[before.span.end - 1], text[block.span.start]
    line = before.span.end - max(text.rfind("\n", 0, before.span.end), before.span.start)
    open_ = end.isalnum() or end in ",;-–"
    return open_ and start.islower() and line >= _LONG_LINE


def _continues(text: str, before: Block, block: Block, noise: list[Block]) -> bool:
    if block.words:
        return bool(before.words)
    if before.words or breaks_off(before, block, text):
        return True
    if _stands_close(text, before, block, noise):
        return True
    match before.kind, block.kind:
        case BlockKind.QUESTION, BlockKind.ANSWER | BlockKind.LIST_ITEM:
            return True
        case BlockKind.LIST_ITEM, BlockKind.LIST_ITEM:
            return True
        case (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) | (
            BlockKind.PARAGRAPH,
            BlockKind.LIST_ITEM,
        ):
            inner = block if block.kind is BlockKind.PARAGRAPH else before
            return _indent(inner, text) >= _INNER or (inner is before and _leads(before, text))
        case BlockKind.PARAGRAPH, BlockKind.PARAGRAPH:  # "Dear Mr. Holt,"
            return text[before.span.end - 1] == "," and len(before.span) <= _LONG_LINE
        case BlockKind.TURN, BlockKind.TURN:
            return text[before.span.end - 1] == "?" and len(before.span) <= _SHORT
        case kind, other if kind is other and kind in _TOGETHER:
            return max(len(before.span), len(block.span)) <= _SHORT
    return block.kind in _LED and _leads(before, text)


def _stands_close(text: str, before: Block, block: Block, noise: list[Block]) -> bool:
    """Whether no blank line stands between two blocks with noise between them."""
    return all(_close(text, a, b) for a, b in pairwise([before, *noise, block]))


def _count_behind(text: str, before: Block, noise: list[Block], block: Block) -> int:
    """How much of the noise between two units goes with the one before it."""
    first = last = 0
    while first < len(noise) and _close(text, noise[first - 1] if first else before, noise[first]):
        first += 1
    last = len(noise)
    while last > first and _close(
        text, noise[last - 1], noise[last] if last < len(noise) else block
    ):
        last -= 1
    return last


def _close(text: str, before: Block, block: Block) -> bool:
    return text.count("\n", before.span.end, block.span.start) < 2


def _leads(block: Block, text: str) -> bool:
    return text[block.span.start : block.span.end].rstrip("*_ ")[-1:] in {":", "："}


def _indent(block: Block, text: str) -> int:
    return block.span.start - text.rfind("\n", 0, block.span.start) - 1
