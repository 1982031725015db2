"""Which blocks ask and which of those behind them answer. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.documents.blocks import Block, BlockKind
from index.documents.span import Span

_ASKS = re.compile(r"(?:\*\*|__)?[\"“‘¿]?[^\W_a-z][^.!?\n]{3,220}\?[\"”’]?(?:\*\*|__)?")
_BOLD = re.compile(r"(?:\*\*|__)[^*_\n]{4,200}\?(?:\*\*|__)")
_BOLD_LINE = re.compile(rf"({_BOLD.pattern})[ \t]*\n\s*(?=\S)")
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LINE})
_FEWEST = 2  # questions of a text in which paragraphs that ask are answered by those behind


def with_answers(blocks: Sequence[Block], text: str) -> list[Block]:
    """``blocks`` with the kinds of those that ask, and of those that answer them.

    A paragraph that begins with a bold line which asks is two.
    """
    blocks = [part for block in blocks for part in _parts(block, text)]
    asking = _asking(blocks, text)
    asking |= {n for n, block in enumerate(blocks) if block.kind is BlockKind.QUESTION}
    last = max(asking, default=-1)
    result = []
    asked = answered = False
    for n, block in enumerate(blocks):
        kind = block.kind
        if n in asking:
            asked, answered, kind = True, False, BlockKind.QUESTION
        elif block.words:
            asked = False
        elif asked and kind in _PROSE and not (n > last and answered):
            kind = BlockKind.ANSWER
        answered = answered or kind is BlockKind.ANSWER
        result.append(block if kind is block.kind else replace(block, kind=kind))
    return result


def _parts(block: Block, text: str) -> list[Block]:
    start, end = block.span.start, block.span.end
    if block.kind is not BlockKind.PARAGRAPH or not (line := _BOLD_LINE.match(text, start, end)):
        return [block]
    return [
        replace(block, span=Span(start, line.end(1))),
        replace(block, span=Span(line.end(), end)),
    ]


def _asking(blocks: Sequence[Block], text: str) -> set[int]:
    """The numbers of paragraphs that are a question each, where several have their answer."""
    plain: set[int] = set()
    bold: set[int] = set()
    for n, (block, further) in enumerate(pairwise(blocks)):
        words = block.span.of(text) if block.kind in _PROSE and not further.words else ""
        if _BOLD.fullmatch(words):
            bold.add(n)
        elif _ASKS.fullmatch(words):
            plain.add(n)
    plain = {n for n in plain if n + 1 not in plain}
    return bold | (plain if len(plain) >= _FEWEST else set())
