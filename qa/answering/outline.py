"""The sections of a document: its headings, and what stands under each. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.documents.blocks import Block, BlockKind
from index.documents.document import Document
from index.documents.span import Span

_NUMBERING = re.compile(r"^(?:§ ?)?(?:\d+(?:\.\d+)*|[IVXLC]+[.)]|[A-Z][.)])[.):]*\s+")
_NO_TEXT = frozenset({BlockKind.HEADING, BlockKind.NOISE})


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
    """The sections at the highest level that has several, the title not among them.

    Lines of a cover, which have no text under them, are none where others have.
    """
    every = sections(document)
    title = every[:1] if every and not document.text[: every[0].heading.span.start].strip() else []
    others = [section for section in every if section not in title]
    others = [section for section in others if _has_text(section)] or others
    for level in sorted({section.heading.level for section in others}):
        same = [section for section in others if section.heading.level == level]
        if len(same) > 1:
            return same
    return others


def _has_text(section: Section) -> bool:
    return any(block.kind not in _NO_TEXT for block in section.blocks)


def text_start(document: Document) -> int:
    """Where the text begins behind the front matter that a document may begin with."""
    start = 0
    for block in document.blocks:
        if block.kind not in (BlockKind.FRONT_MATTER, BlockKind.NOISE):
            break
        start = block.span.end
    return start
