"""A document's blocks as the page shows them, slides as slides. Pure functions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from index import Document
from index.documents.blocks import Block
from index.documents.places import UnitKind
from qa.web import messages
from qa.web.templates.block_words import Markdown, markdown_of
from qa.web.templates.elements import Group, Node, Placed, element_of
from qa.web.templates.groups import GROUPS


def nodes_of(document: Document, blocks: Sequence[Block], start: int) -> list[Node]:
    """The ``blocks`` of ``document`` behind the character ``start``, as they are shown."""
    markdown = markdown_of(document)
    nodes: list[Node] = []
    for slide, some in groupby(_placed(document, blocks, start), key=lambda it: it.slide):
        placed = list(some)
        if not slide:
            nodes += _flow(placed, markdown)
            continue
        before = placed[0].before
        placed[0] = placed[0]._replace(before="")
        label = messages.slide_name(slide)
        nodes.append(Group(before, "section", [*_flow(placed, markdown)], "slide", label))
    return nodes


def _placed(document: Document, blocks: Sequence[Block], edge: int) -> Iterator[Placed]:
    text, places = document.text, document.places
    for n, block in enumerate(blocks):
        span = block.span
        close = n + 1 < len(blocks) and text.count("\n", span.end, blocks[n + 1].span.start) < 2
        slide = row = 0
        if places:
            run = places.runs[max(0, bisect_right(document.run_starts, span.start) - 1)]
            unit = places.units[run.unit]
            slide = unit.number if unit.kind is UnitKind.SLIDE else 0
            row = run.at if unit.kind is UnitKind.SHEET else 0
        yield Placed(text[edge : span.start], block, span.of(text), close, slide, row)
        edge = span.end


def _flow(placed: Sequence[Placed], markdown: Markdown | None) -> Iterator[Node]:
    """What stands one below the other, with those together that are one thing."""
    at = 0
    indents: list[int] = []  # those of the items around, outermost first
    while at < len(placed):
        for length_of, made in GROUPS:
            if length := length_of(placed, at):
                yield made(placed[at : at + length], markdown, indents)
                break
        else:
            length = 1
            yield element_of(placed[at], markdown, indents)
        at += length
