"""A document and the passages it is made of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import PurePosixPath

from index.documents.blocks import Block, BlockKind, check_blocks
from index.documents.context import block_contexts
from index.documents.parsers.text.text_blocks import text_blocks
from index.documents.places import NOWHERE, Place, PlaceMap, lines_in_words, place_in
from index.documents.span import Span, check_quote
from index.errors import SpanError

ENGLISH = "en"
"""The language that a document is taken to be in until it is detected."""


@dataclass(frozen=True)
class Document:
    """A text to be asked.

    ``id`` is unique in its index (the file's name within what was given), ``title`` is the one it
    gives, in its front matter or as its first heading, or the file's stem, ``source`` is where it
    was read from, ``language`` is its ISO 639-1 code. For text files ``text`` is the decoded file
    itself with line ends made LF, so offsets count its characters; of other files ``places`` tell
    where the text stands in them. ``blocks`` are what its parser
    took it to be made of, in order; a text that comes without any is taken for Markdown. For
    another text give ``blocks=()`` to `replace`.
    ``notes`` are whole sentences on how it was read, mostly none. ``copy`` is the file that holds
    what was fetched where ``source`` is an address of the web, else empty.

    Raises:
        SpanError: when the blocks or the places are not those of the text.
    """

    id: str
    title: str
    text: str = field(repr=False)
    source: str
    language: str = ENGLISH
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()
    places: PlaceMap = field(default=NOWHERE, repr=False)
    copy: str = ""

    def __post_init__(self) -> None:
        if not self.blocks:
            object.__setattr__(self, "blocks", tuple(text_blocks(self.text)))
        check_blocks(self.blocks, self.text)
        self.places.check(self.text)

    @property
    def file(self) -> str:
        """The file that it was read from."""
        return self.copy or self.source

    @cached_property
    def sha256(self) -> str:
        """The hash of id, title and text, as hex."""
        return sha256("\0".join((self.id, self.title, self.text)).encode()).hexdigest()

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(block.span.start for block in self.blocks)

    @cached_property
    def _headings(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.words)

    @cached_property
    def _heading_starts(self) -> tuple[int, ...]:
        return tuple(heading.span.start for heading in self._headings)

    @cached_property
    def _contexts(self) -> tuple[tuple[Span, ...], ...]:
        return tuple(block_contexts(self.blocks, self.text))

    @cached_property
    def run_starts(self) -> tuple[int, ...]:
        """Where the runs of its places start."""
        return tuple(run.start for run in self.places.runs)

    @cached_property
    def _line_ends(self) -> tuple[int, ...]:
        return tuple(match.start() for match in re.finditer("\n", self.text))

    def _number_at(self, place: int) -> int:
        return max(0, bisect_right(self._starts, place) - 1)

    def block_at(self, place: int) -> Block:
        """The block at the character ``place``, or the one before it between two.

        Raises:
            IndexError: when the document has no block.
        """
        return self.blocks[self._number_at(place)]

    def blocks_in(self, span: Span) -> tuple[Block, ...]:
        """The blocks that share a character with ``span``, in order."""
        first, last = self._number_at(span.start), self._number_at(span.end - 1)
        return tuple(b for b in self.blocks[first : last + 1] if b.span.overlap(span))

    def blocks_after(self, block: Block) -> Iterator[Block]:
        """The blocks behind ``block``, in order, page noise left out."""
        behind = range(self._number_at(block.span.start) + 1, len(self.blocks))
        every = (self.blocks[number] for number in behind)
        return (each for each in every if each.kind is not BlockKind.NOISE)

    def heading_before(self, place: int) -> Block | None:
        """The last heading that begins before the character ``place``; None without one."""
        number = bisect_left(self._heading_starts, place)
        return self._headings[number - 1] if number else None

    def heading_path(self, place: int) -> tuple[str, ...]:
        """The words of the headings that the character ``place`` stands under, outermost first."""
        path: list[Block] = []
        for number in range(bisect_right(self._heading_starts, place) - 1, -1, -1):
            heading = self._headings[number]
            if not path or heading.level < path[-1].level:
                path.append(heading)
            if heading.level == 1:
                break
        words = (heading.words.of(self.text) for heading in reversed(path) if heading.words)
        return tuple(" ".join(each.split()) for each in words)

    @property
    def own_title(self) -> str:
        """The title that it gives itself; "" where it is only its file's name."""
        return "" if self.title == PurePosixPath(self.id).stem else self.title

    def place_of(self, span: Span) -> Place:
        """Where a person finds ``span``: the page, the row, the line."""
        if not self.places:
            first = bisect_left(self._line_ends, span.start) + 1
            return Place(lines_in_words(first, bisect_left(self._line_ends, span.end - 1) + 1))
        runs = self.places.runs_in(span, self.run_starts)
        return place_in(self.places.units, runs, lambda: self.heading_path(span.start))

    @property
    def unread_pages(self) -> int:
        """How many of its pages are pictures that were not read."""
        return sum(unit.unread for unit in self.places.units)

    def kind_of(self, span: Span) -> BlockKind:
        """The kind of the block in which ``span`` begins."""
        return self.block_at(span.start).kind

    def context_at(self, place: int) -> tuple[Span, ...]:
        """What the block at the character ``place`` is read with; see `block_contexts`."""
        return self._contexts[self._number_at(place)]


@dataclass(frozen=True)
class Passage:
    """A stretch of a document that is ranked and shown as one.

    ``text`` is ``document.text[start:end]``; ``sentences`` are spans into the document's text, in
    order and inside the passage; ``headings`` is the path of headings it stands under, outermost
    first; ``lead`` are the places before it, in the document, that it is read with: a table's
    header, what a list is of, a question that it answers.

    Raises:
        SpanError: when the text is not at its span, or a sentence is outside it.
    """

    document: Document = field(repr=False)
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]
    headings: tuple[str, ...] = ()
    lead: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        check_quote(
            f"A passage of {self.document.id}", self.document.text, self.start, self.end, self.text
        )
        edge = self.start
        for sentence in self.sentences:
            if not (edge <= sentence.start and sentence.end <= self.end):
                raise SpanError(
                    f"Sentence {sentence.start}:{sentence.end} is out of order or outside its"
                    f" passage {self.start}:{self.end} of {self.document.id}.",
                    "Give a passage's sentences in order and inside it.",
                )
            edge = sentence.end
        if not self.sentences:
            raise SpanError(
                f"The passage {self.start}:{self.end} of {self.document.id} has no sentence.",
                "Give each passage at least one sentence.",
            )

    @property
    def span(self) -> Span:
        """Where the passage stands in its document."""
        return Span(self.start, self.end)

    @property
    def lead_text(self) -> str:
        """What the passage is read with, a line each."""
        return "\n".join(span.of(self.document.text) for span in self.lead)

    @property
    def local_sentences(self) -> tuple[Span, ...]:
        """The sentences as spans into ``text``."""
        return tuple(sentence.shifted(-self.start) for sentence in self.sentences)
