"""Documents to read as HTML. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from textwrap import shorten
from typing import NamedTuple

from index import Document, Span
from index.documents.blocks import Block, BlockKind
from qa.templating import Html
from qa.web import messages
from qa.web.anchors import LONGEST_FIND, NO_ADDRESSES, Addresses, document_key, span_anchor
from qa.web.templates import TEMPLATES
from qa.web.templates.block_words import is_markdown_file
from qa.web.templates.blocks import nodes_of

PART_CHARACTERS = 200_000
"""Characters of a document shown at once: what a browser lays out without a noticeable wait."""
MOST_HEADINGS = 300
"""Headings that the contents list: of more, those of the upper levels."""

_HEADING = 90  # the most characters of one of them
_make = partial(TEMPLATES.make, "source.html")


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
    if not document.text:
        return _unread_article(document, addresses)
    text, part = document.text, part_around(document.text, at)
    blocks = list(blocks_in(document, part))
    edge = blocks[-1].span.end if blocks else part.start
    before, after = part.start, len(text) - part.end
    return _make(
        "article",
        anchor=f"source-{document_key(document)}-{part.start}-{part.end}",
        title=document.title,
        addresses=addresses,
        headings=_headings(document),
        flows=is_markdown_file(document),
        nodes=nodes_of(document, blocks, part.start),
        rest=text[edge : part.end],
        before=before and _other_part(document, messages.characters_before(before), before - 1),
        after=after and _other_part(document, messages.characters_after(after), part.end),
    )


def _unread_article(document: Document, addresses: Addresses) -> Html:
    """A document whose pages OCR is still to read, to be seen as its pages."""
    return _make(
        "article",
        anchor=f"source-{document_key(document)}-0-0",
        title=document.title,
        addresses=addresses,
        headings=(),
        flows=False,
        nodes=(),
        rest=messages.TO_BE_READ,
        before=0,
        after=0,
    )


def blocks_in(document: Document, part: Span) -> Iterator[Block]:
    """The blocks in a ``part`` of a document, or what it leaves of them where it cuts one."""
    for block in document.blocks:
        if span := _overlap(block.span, part):
            words = block.words and _overlap(block.words, part)
            kind = block.kind if words or not block.words else BlockKind.PARAGRAPH
            yield Block(span, block.level if words else 0, words, kind)


def part_around(content: str, at: Span | None = None) -> Span:
    """The part of ``content`` to show, of about `PART_CHARACTERS` at most, with ``at`` whole.

    It is cut at blank lines where there are any near, else at the ends of lines.
    """
    if len(content) <= PART_CHARACTERS:
        return Span(0, len(content))
    at = at or Span(0, 1)
    start, end = (
        max(0, at.start - PART_CHARACTERS // 2),
        min(len(content), max(at.end, at.start + PART_CHARACTERS // 2)),
    )
    for line_end in ("\n\n", "\n"):
        if start and (cut := content.find(line_end, start, at.start)) >= 0:
            start = cut + len(line_end)
            break
    for line_end in ("\n\n", "\n"):
        if end < len(content) and (cut := content.rfind(line_end, at.end, end)) >= 0:
            end = cut
            break
    return Span(start, end)


def source_panel(
    document: Document | None, notice: str = "", addresses: Addresses = NO_ADDRESSES
) -> Html:
    """The document that is shown of a collection, if it has one, under a ``notice`` if any."""
    shown = document and article(document, addresses=addresses)
    return _make("source_panel", article=shown, notice=notice)


def source_head(documents: Sequence[Document], front: Document | None = None) -> Html:
    """The source pane's head: which document is in ``front``, to choose where there are several."""
    options = [_Option(it, document_key(it), chosen=it is front) for it in documents]
    return _make(
        "source_head",
        documents=documents,
        options=options if len(options) > 1 else [],
        longest=LONGEST_FIND,
    )


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


def _overlap(span: Span, part: Span) -> Span | None:
    start, end = max(span.start, part.start), min(span.end, part.end)
    return Span(start, end) if start < end else None


def _other_part(document: Document, size: str, start: int) -> _OtherPart:
    return _OtherPart(size, span_anchor("show", document, Span(start, start + 1)))
