"""What a document is made of: headings, paragraphs, rows, items and so on, by their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from index.documents.span import Span
from index.errors import SpanError

_PART_NUMBER = re.compile(
    r"[\W_]?(?:\d{1,3}|[IVXLC]+|[A-Za-z])(?:[.–—-]+(?:\d{1,3}|[IVXLC]+|[A-Z]))*[.:)\]]*"
)


class BlockKind(StrEnum):
    """What a block is.

    ``CLAUSE`` is a numbered part of a contract or rules ("4.2 The tenant …"), ``FIELD`` a name and
    its value, or a term and its meaning, ``LINE`` a line that stands for itself (of a poem, an
    address, opening hours), ``TURN`` what one speaker says, ``QUOTE`` quoted text or mail,
    ``CAPTION`` what describes a picture or a table, ``COMMENT`` what a reader or a speaker wrote
    beside the text, ``NOISE`` what says nothing: page numbers, running heads, rules, marks and
    hidden remarks.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LINE = "line"
    LIST_ITEM = "list item"
    CLAUSE = "clause"
    TABLE_HEAD = "table head"
    TABLE_ROW = "table row"
    FIELD = "field"
    QUESTION = "question"
    ANSWER = "answer"
    TURN = "turn"
    LOG_LINE = "log line"
    QUOTE = "quote"
    CODE = "code"
    FRONT_MATTER = "front matter"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    COMMENT = "comment"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Block:
    """A unit that can be cited by itself; a heading has its level, from 1, and its words' span.

    Raises:
        SpanError: when a heading's words are outside it, or another block has a heading's words.
    """

    span: Span
    level: int = 0
    words: Span | None = None
    kind: BlockKind = BlockKind.PARAGRAPH

    def __post_init__(self) -> None:
        if self.words and self.kind is BlockKind.PARAGRAPH:
            object.__setattr__(self, "kind", BlockKind.HEADING)
        inside = self.words is None or (
            self.span.start <= self.words.start and self.words.end <= self.span.end
        )
        headings = {self.words is not None, self.level > 0, self.kind is BlockKind.HEADING}
        if not inside or len(headings) > 1 or self.level < 0:
            raise SpanError(
                f"A {self.kind} at {self.span.start}:{self.span.end} can't be of level {self.level}"
                f" with its words at {self.words and (self.words.start, self.words.end)}.",
                "Give headings a level from 1 and words inside the block, other blocks neither.",
            )


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
    """The words of the first heading among the ``blocks`` of ``text``, or None.

    One that is only the number of a part, such as "II", is left out.
    """
    words = (block.words.of(text) for block in blocks if block.words)
    return next((each for each in words if not is_part_number(each)), None)


def is_part_number(words: str) -> bool:
    """Whether a heading's ``words`` are the number of a part, and no more: "II", "A.", "3-1"."""
    return bool(_PART_NUMBER.fullmatch(words))
