"""Parts of longer texts, cut at the ends of lines and sentences. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from index.documents.span import Span
from index.text.sentences import sentence_spans

MAX_WORDS = 100
"""Words of a part at the most, but for its last sentence."""

# Words of a part at the least, but for the last part of a text.
_MIN_WORDS = 40


def windows(text: str, chance: Random) -> Iterator[Span]:
    """``text`` cut at line and sentence ends into parts of forty to a hundred words or so."""
    pieces = units(text)
    at = 0
    while at < len(pieces):
        words, first, count = chance.randint(_MIN_WORDS, MAX_WORDS), at, 0
        while at < len(pieces) and (at == first or count < words):
            count += len(pieces[at].of(text).split())
            at += 1
        yield Span(pieces[first].start, pieces[at - 1].end)


def excerpt(text: str, span: Span, chance: Random, words: int) -> tuple[str, Span]:
    """A part of ``text`` of about so many ``words`` around ``span``, and the span's place in it.

    A part of a table comes with the table's header.
    """
    if len(text.split()) <= words or len(span.of(text).split()) > words // 2:
        return text, span
    pieces = units(text)
    inside = [n for n, piece in enumerate(pieces) if piece.overlap(span)]
    first, last = inside[0], inside[-1] + 1
    count = len(text[pieces[first].start : pieces[last - 1].end].split())
    while count < words and (first > 0 or last < len(pieces)):
        before = first > 0 and (last == len(pieces) or chance.random() < 0.5)
        first, last = (first - 1, last) if before else (first, last + 1)
        count += len(pieces[first if before else last - 1].of(text).split())
    start, end = min(pieces[first].start, span.start), max(pieces[last - 1].end, span.end)
    header = _table_header(text, start)
    return header + text[start:end], span.shifted(len(header) - start)


def units(text: str) -> list[Span]:
    """The sentences of ``text``, and each row of a table by itself."""
    spans = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        if line[0].startswith("|"):
            spans.append(Span(*line.span()))
        else:
            spans += [s.shifted(line.start()) for s in sentence_spans(line[0])]
    return spans


def clip(span: Span, window: Span) -> Span:
    """The part of ``span`` that is in ``window``, counted from the window's start."""
    start, end = max(span.start, window.start), min(span.end, window.end)
    return Span(start - window.start, end - window.start)


def _table_header(text: str, start: int) -> str:
    """The header of the table that ``start`` stands in, with its rule, "" where it is no table."""
    if not text[start:].startswith("|"):
        return ""
    above = text[:start]
    top = above.rfind("\n\n") + 2 if "\n\n" in above else 0
    header = re.match(r"\|[^\n]*\n\|[-|: ]+\n", text[top:])
    return header[0] if header and top + header.end() <= start else ""
