"""What a sentence is read with, and shown beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from index.documents.blocks import Block, BlockKind
from index.documents.document import Document, Passage
from index.documents.parsers.text.marks import turn_width
from index.documents.span import Span
from index.text.sentences import sentence_spans

_LONG = frozenset({BlockKind.PARAGRAPH, BlockKind.ANSWER, BlockKind.TURN, BlockKind.LIST_ITEM})
_REMARK = re.compile(r"(?:#|//|--|;|%|REM\b)\s*\S")
_MOST_TITLE = 120  # characters of what a clause begins with


def context_of(passage: Passage, sentence: Span) -> tuple[Span, ...]:
    """The places in the document that a ``sentence`` of ``passage`` is read with, in order.

    They stand before it, in the passage or before that: a table's head, what a list is of, the
    items it stands under, the question or the heading that asks, the turn before that asks, who
    speaks, a clause's number and title, the remark above a line of code.
    """
    document = passage.document
    block = document.block_at(sentence.start)
    around = {_essence(document, span) for span in document.context_at(sentence.start)}
    inside = _inside(document, block, sentence) if sentence.start > block.span.start else None
    return tuple(sorted(s for s in {*around, inside} if s and s.end <= sentence.start))


def _inside(document: Document, block: Block, sentence: Span) -> Span | None:
    """What a further sentence of ``block`` is read with that the block begins with."""
    text = document.text
    match block.kind:
        case BlockKind.TURN:
            width = turn_width(text[block.span.start : block.span.start + 200])
            return Span(block.span.start, block.span.start + width)
        case BlockKind.CLAUSE:
            title = _sentences(block.span.of(text), document.language)[0].shifted(block.span.start)
            return title if len(title) <= _MOST_TITLE else None
        case BlockKind.TABLE_ROW:
            cells = text.rfind("|", block.span.start, sentence.start)
            return Span(block.span.start, cells) if cells > block.span.start else None
        case BlockKind.CODE:
            return _remark(text, block, sentence)
    return None


def _remark(text: str, block: Block, sentence: Span) -> Span | None:
    """The line right above one of code, where that is a remark and this is none."""
    begin = text.rfind("\n", block.span.start, sentence.start)
    above = text.rfind("\n", block.span.start, max(begin, block.span.start))
    line = text[max(above + 1, block.span.start) : max(begin, block.span.start)]
    if not _REMARK.match(line.strip()) or _REMARK.match(sentence.of(text)):
        return None
    start = max(above + 1, block.span.start) + len(line) - len(line.lstrip())
    return Span(start, start + len(line.strip()))


def _essence(document: Document, span: Span) -> Span:
    """The last sentence of what leads in or asks, where that is a paragraph of several."""
    block = document.block_at(span.start)
    if block.span != span or block.kind not in _LONG:
        return span
    last = _sentences(span.of(document.text), document.language)[-1]
    return last.shifted(span.start)


@lru_cache(maxsize=4096)
def _sentences(text: str, language: str) -> tuple[Span, ...]:
    return tuple(sentence_spans(text, language, prose=True))
