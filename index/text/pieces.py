"""The sentences of blocks: prose by its full stops, rows, fields and lines whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.documents.blocks import Block, BlockKind
from index.documents.document import Document
from index.documents.span import Span, divide, trim
from index.text.sentences import sentence_spans
from index.text.units import Unit, breaks_off

_WHOLE = frozenset(
    {
        BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW, BlockKind.FIELD, BlockKind.LOG_LINE,
        BlockKind.TURN, BlockKind.ANSWER, BlockKind.LINE, BlockKind.FRONT_MATTER,
        BlockKind.QUESTION,
    }
)  # fmt: skip
_MOST_WHOLE = 240  # characters of a block that is one sentence
_MOST_UNDIVIDED, _PART = 400, 250  # characters of speech written down without full stops
_SIGN = re.compile(r"[.,;:!?()|–—。、，]")
_QUOTE_MARK = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_CLAUSE_NUMBER = re.compile(r"\W*(?:[^\W\d]+\.?\s)?\d[\d.]*[.)]?\W*\s")
# What a heading says beside naming a topic: a value, a sum, a date, a version.
_VALUE = re.compile(
    r"[^\s:]:\s+\S|[€£$¥]\s?\d|\d\s?(?:[€£¥%]|euros?\b|dollars?\b|pounds?\b)|\d{4}-\d{2}-\d{2}"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d \w+ (?:19|20)\d{2}\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(?:if|when|where|how|what|why|who|unless)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """A part of a unit that is not divided where it fits, and the words in it that are cited.

    Those that are not ``spoken``, headings and page noise, are no sentences of a passage that has
    others.
    """

    span: Span
    words: Span
    spoken: bool = True


def unit_atoms(document: Document, unit: Unit) -> list[list[Piece]]:
    """The pieces of ``unit`` by what is not divided while it fits: its blocks.

    Headings and noise go with the block behind them. The pieces of a unit that is one paragraph
    are each for itself.
    """
    atoms: list[list[Piece]] = []
    loose: list[Piece] = []
    for run in _runs(document.text, unit.blocks):
        pieces = list(_pieces(document, run))
        if any(piece.spoken for piece in pieces) and not run[0].words:
            atoms.append([*loose, *pieces])
            loose = []
        else:
            loose += pieces
    if loose:
        atoms = [*atoms[:-1], [*atoms[-1], *loose]] if atoms else [loose]
    return [[piece] for piece in atoms[0]] if len(atoms) == 1 else atoms


def block_sentences(document: Document, block: Block) -> list[Span]:
    """The sentences of a ``block`` that is no heading and no noise, in order.

    Code has a sentence a line. A row, field, turn or the like is one, unless it is long.
    """
    span, text = block.span, block.span.of(document.text)
    match block.kind:
        case BlockKind.CODE:
            lines = re.finditer(r"\S(?:[^\n]*\S)?", text)
            return [Span(*line.span()).shifted(span.start) for line in lines]
        case kind if kind in _WHOLE and len(text) <= _MOST_WHOLE:
            return [span]
        case BlockKind.CLAUSE:
            text = _CLAUSE_NUMBER.sub(lambda number: "#" * len(number[0]), text, count=1)
        case BlockKind.QUOTE:
            text = _blanked(_QUOTE_MARK, text)
    prose = block.kind is not BlockKind.LIST_ITEM
    found = sentence_spans(text, document.language, prose=prose)
    return [part.shifted(span.start) for sentence in found for part in _parts(text, sentence)]


def _parts(text: str, sentence: Span) -> list[Span]:
    """``sentence``, or its parts where no sign divides one that is very long."""
    if len(sentence) <= _MOST_UNDIVIDED or _SIGN.search(text, sentence.start, sentence.end - 1):
        return [sentence]
    return divide(text, sentence, -(-len(sentence) // _PART))


def _runs(text: str, blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Single blocks, but paragraphs over which a sentence goes on, with the noise in between."""
    run: list[Block] = []
    for block in blocks:
        if not run:
            run = [block]
            continue
        last = next((b for b in reversed(run) if b.kind is not BlockKind.NOISE), run[0])
        between = block.kind is BlockKind.NOISE and run[0].kind is BlockKind.PARAGRAPH
        if between or breaks_off(last, block, text):
            run.append(block)
        else:
            yield from _without_end(run)
            run = [block]
    if run:
        yield from _without_end(run)


def _without_end(run: list[Block]) -> Iterator[list[Block]]:
    """``run``, and the noise at its end by itself."""
    end = len(run)
    while end > 1 and run[end - 1].kind is BlockKind.NOISE:
        end -= 1
    yield run[:end]
    yield from ([block] for block in run[end:])


def _pieces(document: Document, run: Sequence[Block]) -> Iterator[Piece]:
    first, text = run[0], document.text
    if first.words:
        yield Piece(first.span, first.words, spoken=_says(document, first))
    elif first.kind is BlockKind.NOISE:
        yield Piece(first.span, first.span, spoken=False)
    elif len(run) == 1:
        yield from _whole(first, block_sentences(document, first), text)
    else:
        yield from _flow(document, run, text)


def _whole(block: Block, sentences: Sequence[Span], text: str) -> Iterator[Piece]:
    """The ``sentences`` of a block, with the marks before them that are none of their words."""
    edge = block.span.start
    for sentence in sentences:
        around = trim(text, edge, sentence.end)
        assert around is not None
        yield Piece(around, sentence)
        edge = sentence.end
    if rest := trim(text, edge, block.span.end):
        yield Piece(rest, rest, spoken=False)


def _flow(document: Document, run: Sequence[Block], text: str) -> Iterator[Piece]:
    """The sentences of paragraphs that were one before a page's end came between."""
    start = run[0].span.start
    parts, edge = [], start
    for block in run:
        parts.append(" " * (block.span.start - edge))
        own = block.span.of(text)
        parts.append(" " * len(own) if block.kind is BlockKind.NOISE else own)
        edge = block.span.end
    sentences = [
        sentence.shifted(start)
        for sentence in sentence_spans("".join(parts), document.language, prose=True)
    ]
    pieces = [Piece(sentence, sentence) for sentence in sentences]
    pieces += [
        Piece(block.span, block.span, spoken=False)
        for block in run
        if block.kind is BlockKind.NOISE and not _inside(block.span, sentences)
    ]
    yield from sorted(pieces, key=lambda piece: piece.span)


def _inside(span: Span, sentences: Sequence[Span]) -> bool:
    return any(sentence.overlap(span) for sentence in sentences)


def _says(document: Document, heading: Block) -> bool:
    """Whether a heading is a sentence: one with a value, or a line that was taken for one.

    A document's title is none where a sign makes it one.
    """
    assert heading.words is not None
    words = heading.words.of(document.text)
    guessed = heading.words == heading.span and not words[0].isdigit()
    if heading is document.blocks[0]:
        return guessed
    return bool(_VALUE.search(words)) and not words.endswith("?") and not _CONDITION.match(words)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)
