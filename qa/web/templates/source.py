"""Documents to read as HTML. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from textwrap import shorten
from typing import NamedTuple

from index import Document, Span
from index.documents.blocks import Block
from qa.templating import Html
from qa.web import messages
from qa.web.anchors import LONGEST_FIND, NO_ADDRESSES, Addresses, document_key, span_anchor
from qa.web.templates import TEMPLATES

PART_CHARACTERS = 200_000
"""Characters of a document shown at once: what a browser lays out without a noticeable wait."""
MOST_HEADINGS = 300
"""Headings that the contents list: of more, those of the upper levels."""

_HEADING = 90  # the most characters of one of them
_make = partial(TEMPLATES.make, "source.html")


class _BlockValues(NamedTuple):
    """A block: what stands before it, and the signs around its words, which make it a heading."""

    before: str
    words: str
    level: int = 0
    opening: str = ""
    closing: str = ""


class _OtherPart(NamedTuple):
    size: str
    anchor: str


class _Heading(NamedTuple):
    level: int
    words: str
    anchor: str


class _Option(NamedTuple):
    document: Document
    key: str
    chosen: bool


def article(
    document: Document, at: Span | None = None, addresses: Addresses = NO_ADDRESSES
) -> Html:
    """A document to read, or the part of it around ``at`` where it is over `PART_CHARACTERS`.

    The article's text is the document's, character by character: the page finds a citation by
    counting. Its contents go with it, and the ``addresses`` where the page asks for more of it.
    """
    text, part = document.text, part_around(document.text, at)
    shown, edge = [], part.start
    for block in blocks_in(document, part):
        shown.append(_block_values(text, text[edge : block.span.start], block))
        edge = block.span.end
    before, after = part.start, len(text) - part.end
    return _make(
        "article",
        anchor=f"source-{document_key(document)}-{part.start}-{part.end}",
        title=document.title,
        addresses=addresses,
        headings=_headings(document),
        blocks=shown,
        rest=text[edge : part.end],
        before=before and _other_part(document, messages.characters_before(before), before - 1),
        after=after and _other_part(document, messages.characters_after(after), part.end),
    )


def blocks_in(document: Document, part: Span) -> Iterator[Block]:
    """The blocks in a ``part`` of a document, or what it leaves of them where it cuts one."""
    for block in document.blocks:
        if span := _overlap(block.span, part):
            words = block.words and _overlap(block.words, part)
            yield Block(span, block.level if words else 0, words)


def part_around(content: str, at: Span | None = None) -> Span:
    """The part of ``content`` to show, of about `PART_CHARACTERS` at most, with ``at`` whole.

    It is cut at blank lines where there are any near.
    """
    if len(content) <= PART_CHARACTERS:
        return Span(0, len(content))
    at = at or Span(0, 1)
    start, end = (
        max(0, at.start - PART_CHARACTERS // 2),
        min(len(content), max(at.end, at.start + PART_CHARACTERS // 2)),
    )
    if start:
        cut = content.find("\n\n", start, at.start)
        start = cut + 2 if cut >= 0 else start
    if end < len(content):
        cut = content.rfind("\n\n", at.end, end)
        end = cut if cut >= 0 else end
    return Span(start, end)


def source_panel(
    document: Document | None, notice: str = "", addresses: Addresses = NO_ADDRESSES
) -> Html:
    """The document that is shown of a collection, if it has one, under a ``notice`` if any."""
    shown = document and article(document, addresses=addresses)
    return _make("source_panel", article=shown, notice=notice)


def with_number(number: int, panel: Html) -> Html:
    """A ``panel`` that differs from the one before, so that the page shows it anew."""
    return _make("numbered", number=number, panel=panel)


def source_head(documents: Sequence[Document], front: Document | None = None) -> Html:
    """The source pane's head: which document is in ``front``, to choose where there are several."""
    options = [_Option(it, document_key(it), chosen=it is front) for it in documents]
    return _make(
        "source_head",
        documents=documents,
        options=options if len(options) > 1 else [],
        longest=LONGEST_FIND,
    )


def markup(signs: str) -> Html:
    """What makes words a heading: there to be counted, and not shown."""
    return _make("markup", signs=signs)


def _headings(document: Document) -> list[_Heading]:
    """The headings to list, by how far they are below the uppermost; none where there is one."""
    found = [block for block in document.blocks if block.words]
    levels = sorted({block.level for block in found})
    while len(found) > MOST_HEADINGS and len(levels) > 1:
        levels.pop()
        found = [block for block in found if block.level in levels]
    return [
        _Heading(
            min(levels.index(block.level) + 1, 6),
            shorten(block.words.of(document.text), _HEADING, placeholder="…"),
            span_anchor("show", document, block.words),
        )
        for block in found[:MOST_HEADINGS]
        if block.words and len(found) > 1
    ]


def _block_values(text: str, before: str, block: Block) -> _BlockValues:
    if not block.words:
        return _BlockValues(before, block.span.of(text))
    return _BlockValues(
        before,
        block.words.of(text),
        min(block.level + 1, 6),  # the page's title is its h1
        text[block.span.start : block.words.start],
        text[block.words.end : block.span.end],
    )


def _overlap(span: Span, part: Span) -> Span | None:
    start, end = max(span.start, part.start), min(span.end, part.end)
    return Span(start, end) if start < end else None


def _other_part(document: Document, size: str, start: int) -> _OtherPart:
    return _OtherPart(size, span_anchor("show", document, Span(start, start + 1)))
