"""A document cut into passages along its headings and paragraphs. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.documents.document import Document, Passage
from index.documents.span import Span, trim
from index.text.sentences import sentence_spans

# Part of every saved index: raise it when the same text would be cut differently.
SEGMENTATION = "headings-paragraphs-sentences/6"

Count = Callable[[Sequence[str]], Sequence[int]]
"""How many word pieces each text takes in the embedding model."""

# A "word" of hundreds of letters is one unknown piece to a model: length has to bound it too.
CHARACTERS_PER_PIECE = 8

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"[ \t]*(?:[-*+•·▪◦‣]|\(?\d{1,3}[.)])\s")


@dataclass(frozen=True)
class Block:
    """A run of lines: a paragraph (level 0), or a heading with its level and its words' span."""

    span: Span
    level: int = 0
    words: Span | None = None


def cut_passages(document: Document, count: Count, window: int) -> list[Passage]:
    """The passages of ``document``, in order.

    Each is a paragraph, with the headings that stand right before it, and with its lead-in ("The
    goals are:") or its fellow list items when there are any; one that takes more than ``window``
    word pieces by ``count`` is divided evenly at sentence ends, and a sentence that alone takes
    more at blanks. Every non-blank character of the text is in exactly one passage. Headings are
    no sentences, but for a passage that has nothing else.
    """
    text = document.text
    result = []
    for unit, headings in _units(text):
        words = {block.span: block.words for block in unit if block.words}
        pieces = [
            piece
            for block in unit
            for piece in ([block.span] if block.words else _sentences(document, block.span))
        ]
        for group in _fit(text, pieces, count, window):
            span = Span(group[0].start, group[-1].end)
            spoken = tuple(piece for piece in group if piece not in words) or tuple(
                words[piece] for piece in group
            )
            result.append(Passage(document, span.start, span.end, span.of(text), spoken, headings))
    return result


def first_heading(text: str) -> str | None:
    """The words of the first heading of ``text``, or None."""
    return next((b.words.of(text) for b in blocks(text) if b.words), None)


def _sentences(document: Document, span: Span) -> list[Span]:
    found = sentence_spans(span.of(document.text), document.language)
    return [sentence.shifted(span.start) for sentence in found]


def blocks(text: str) -> Iterator[Block]:
    """Headings and paragraphs, in order; together they hold every non-blank character."""
    start: int | None = None  # of the paragraph being read
    lines = 0
    fence: str | None = None
    position = 0
    for line in text.splitlines(keepends=True):
        begin, position = position, position + len(line)
        bare = line.rstrip()
        mark = _FENCE.match(bare)
        if fence is not None:
            if mark and mark[1].startswith(fence):
                fence = None
            lines += 1
            continue
        if not bare or (not mark and _ATX.match(bare)):
            if start is not None and (span := trim(text, start, begin)):
                yield Block(span)
            start = None
            if heading := _ATX.match(bare):
                whole, words = trim(text, begin, position), Span(*heading.span(2))
                assert whole is not None
                yield Block(whole, len(heading[1]), words.shifted(begin))
        elif lines == 1 and start is not None and (under := _UNDERLINE.match(bare)):
            whole, above = trim(text, start, position), trim(text, start, begin)
            assert whole is not None
            yield Block(whole, 1 if under[1][0] == "=" else 2, above)
            start = None
        else:
            if start is None:
                start, lines = begin, 0
            lines += 1
            fence = mark[1] if mark else None
    if start is not None and (span := trim(text, start, len(text))):
        yield Block(span)


def _units(text: str) -> Iterator[tuple[list[Block], tuple[str, ...]]]:
    """Blocks that belong together, with the heading path they stand under."""
    path: dict[int, str] = {}
    unit: list[Block] = []
    for block in blocks(text):
        if unit and not _continues(text, unit[-1], block):
            yield unit, tuple(path.values())
            unit = []
        if block.words:
            path = {level: name for level, name in path.items() if level < block.level}
            path[block.level] = block.words.of(text)
        unit.append(block)
    if unit:
        yield unit, tuple(path.values())


def _continues(text: str, before: Block, block: Block) -> bool:
    if before.words:
        return True
    if block.words:
        return False
    opening, lead = block.span.of(text), before.span.of(text)
    return bool(_ITEM.match(opening)) and (bool(_ITEM.match(lead)) or lead[-1] in ":：")


def _fit(text: str, pieces: Sequence[Span], count: Count, window: int) -> Iterator[list[Span]]:
    """Group ``pieces`` so that each group takes at most ``window`` word pieces."""
    start, end = pieces[0].start, pieces[-1].end
    size = max(count([text[start:end]])[0], (end - start) // CHARACTERS_PER_PIECE)
    if size <= window:
        yield list(pieces)
        return
    shares = -(-size // window)
    if len(pieces) == 1:
        divided: list[Sequence[Span]] = [[p] for p in _divide(text, pieces[0], shares)]
        if len(divided) == 1:  # one character the model needs more than its window for
            yield list(pieces)
            return
    else:
        divided = _share(pieces, shares)
    for part in divided:
        yield from _fit(text, part, count, window)


def _share(pieces: Sequence[Span], shares: int) -> list[Sequence[Span]]:
    """``pieces`` in at most ``shares`` runs of about equal length, two at the least."""
    start, length = pieces[0].start, pieces[-1].end - pieces[0].start
    edges = [0]
    for n in range(1, shares):
        target = start + n * length / shares
        nearest = min(
            range(edges[-1] + 1, len(pieces)),
            key=lambda i: abs(pieces[i].start - target),
            default=len(pieces),
        )
        if nearest < len(pieces):
            edges.append(nearest)
    return [pieces[a:b] for a, b in pairwise([*edges, len(pieces)])]


def _divide(text: str, span: Span, shares: int) -> list[Span]:
    """``span`` in about ``shares`` parts, cut at a blank when one is near."""
    reach = max(1, len(span) // (2 * shares))
    edges = [span.start]
    for n in range(1, shares):
        target = span.start + n * len(span) // shares
        blank = max(
            (i for i in range(target, target - reach, -1) if text[i].isspace()), default=target
        )
        edges.append(blank)
    return [part for a, b in pairwise([*edges, span.end]) if a < b and (part := trim(text, a, b))]
