"""A document cut into passages along its headings and paragraphs. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from index.documents.blocks import Block
from index.documents.document import Document, Passage
from index.documents.span import Span, trim
from index.text.list_items import BULLET_OR_NUMBER
from index.text.sentences import sentence_spans

# Part of every saved index: raise it when the same text would be cut differently.
SEGMENTATION = "headings-paragraphs-sentences/6"

Count = Callable[[Sequence[str]], Sequence[int]]
"""How many word pieces each text takes in the embedding model."""

# A "word" of hundreds of letters is one unknown piece to a model: length has to bound it too.
CHARACTERS_PER_PIECE = 8


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
    for unit, headings in _units(document):
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


def _sentences(document: Document, span: Span) -> list[Span]:
    spans = sentence_spans(span.of(document.text), document.language)
    return [sentence.shifted(span.start) for sentence in spans]


def _units(document: Document) -> Iterator[tuple[list[Block], tuple[str, ...]]]:
    """Blocks that belong together, with the heading path they stand under."""
    text = document.text
    path: dict[int, str] = {}
    unit: list[Block] = []
    for block in document.blocks:
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
    return bool(BULLET_OR_NUMBER.match(opening)) and (
        bool(BULLET_OR_NUMBER.match(lead)) or lead[-1] in ":："
    )


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
