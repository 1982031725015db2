"""What a document is made of: headings and paragraphs, by their places in its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.documents.span import Span
from index.errors import SpanError


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines: a paragraph (level 0), or a heading with its level and its words' span.

    Raises:
        SpanError: when a heading's words are outside it, or a paragraph has a heading's words.
    """

    span: Span
    level: int = 0
    words: Span | None = None

    def __post_init__(self) -> None:
        inside = self.words is None or (
            self.span.start <= self.words.start and self.words.end <= self.span.end
        )
        if not inside or (self.words is None) != (self.level == 0) or self.level < 0:
            raise SpanError(
                f"A block at {self.span.start}:{self.span.end} can't be of level {self.level} with"
                f" its words at {self.words and (self.words.start, self.words.end)}.",
                "Give headings a level from 1 and words inside the block, paragraphs neither.",
            )

    def shifted(self, by: int) -> Block:
        """The same block, ``by`` characters further on."""
        return Block(self.span.shifted(by), self.level, self.words and self.words.shifted(by))


def check_blocks(blocks: Iterable[Block], text: str) -> None:
    """Hold that ``blocks`` are in order, inside ``text``, and leave out nothing but blanks.

    Raises:
        SpanError: naming the first place that is not so.
    """
    edge = 0
    for block in blocks:
        if not edge <= block.span.start < block.span.end <= len(text):
            raise SpanError(
                f"A block at {block.span.start}:{block.span.end} is out of order, or outside a"
                f" text of {len(text)} characters.",
                "Give the blocks of this very text, in order, or none to have them made.",
            )
        _check_blank(text, edge, block.span.start)
        edge = block.span.end
    _check_blank(text, edge, len(text))


def _check_blank(text: str, start: int, end: int) -> None:
    if start < end and (left := text[start:end].strip()):
        raise SpanError(
            f"No block holds {left[:40]!r}, between {start} and {end} of a text.",
            "Give the blocks of this very text, in order, or none to have them made.",
        )


def first_heading(blocks: Iterable[Block], text: str) -> str | None:
    """The words of the first heading among the ``blocks`` of ``text``, or None."""
    return next((block.words.of(text) for block in blocks if block.words), None)
