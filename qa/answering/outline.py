"""The sections of a document: its headings, and what stands under each. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.documents.blocks import Block
from index.documents.document import Document
from index.documents.span import Span, trim
from index.text.list_items import ITEM_OR_ROW

_NUMBERING = re.compile(r"^(?:§ ?)?(?:\d+(?:\.\d+)*|[IVXLC]+[.)]|[A-Z][.)])[.):]*\s+")
_FENCE = re.compile(r"---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|$)")


@dataclass(frozen=True)
class Section:
    """A heading of ``document`` and the blocks under it, up to the next heading as high."""

    document: Document
    heading: Block
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The words of the heading, on one line."""
        return " ".join(self.words.of(self.document.text).split())

    @property
    def name(self) -> str:
        """The title without a number before it."""
        return _NUMBERING.sub("", self.title) or self.title

    @property
    def words(self) -> Span:
        """Where the words of the heading stand."""
        return self.heading.words or self.heading.span

    @property
    def span(self) -> Span:
        """From the heading's words to the end of the last block."""
        return Span(self.words.start, (self.blocks[-1] if self.blocks else self.heading).span.end)


def sections(document: Document) -> list[Section]:
    """The sections of ``document``, in the order of their headings; one may hold others."""
    blocks = document.blocks
    found: list[Section] = []
    for number, heading in enumerate(blocks):
        if heading.words is None:
            continue
        end = number + 1
        while end < len(blocks) and not 0 < blocks[end].level <= heading.level:
            end += 1
        found.append(Section(document, heading, blocks[number + 1 : end]))
    return found


def top_sections(document: Document) -> list[Section]:
    """The sections at the highest level that has several, the title not among them."""
    every = sections(document)
    title = every[:1] if every and not document.text[: every[0].heading.span.start].strip() else []
    others = [section for section in every if section not in title]
    for level in sorted({section.heading.level for section in others}):
        same = [section for section in others if section.heading.level == level]
        if len(same) > 1:
            return same
    return others


def lines(text: str, span: Span) -> Iterator[Span]:
    """The lines of ``text`` inside ``span`` that are not blank, without blank ends."""
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        if line := trim(text, start, end):
            yield line
        start = end + 1


def front_matter(document: Document) -> Span | None:
    """The fields between two lines of dashes that a document may begin with."""
    start = len(document.text) - len(document.text.lstrip())
    match = _FENCE.match(document.text, start)
    return Span(start, match.end()) if match else None


def list_under(document: Document, start: int) -> list[Span]:
    """The items of the list that begins at ``start``, without those inside others.

    Each is whole, with what is inside it, from its mark to its last line.
    """
    text = document.text
    items: list[Span] = []
    indent = -1
    blank = False
    position = start
    for line in text[start:].splitlines(keepends=True):
        begin, position = position, position + len(line)
        if not line.strip():
            blank = True
            continue
        depth = len(line) - len(line.lstrip())
        item = ITEM_OR_ROW.match(line)
        if item and "|" not in item[0] and (not items or depth <= indent):
            indent = depth if not items else indent
            if depth < indent:
                break
            items.append(Span(begin + depth, begin + len(line.rstrip())))
        elif items and (depth > indent or not blank):
            items[-1] = Span(items[-1].start, begin + len(line.rstrip()))
        else:
            break
        blank = False
    return items
