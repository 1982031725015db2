"""What a parser is, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from index.documents.blocks import Block, check_blocks, first_heading
from index.documents.parsers.text.front_matter import front_title
from index.documents.places import NOWHERE, PlaceMap


@dataclass(frozen=True)
class ParsedFile:
    """What a file says: its ``text``, line ends made LF, and the ``blocks`` in it.

    ``notes`` are whole sentences on how it was read, mostly none, ``places`` where its text stands
    in the file, empty where that is the text itself, and ``name`` is the title that the file gives
    beside its text, empty where it gives none.

    Raises:
        SpanError: when the blocks or the places are not those of the text.
    """

    text: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    places: PlaceMap = NOWHERE
    name: str = ""

    def __post_init__(self) -> None:
        check_blocks(self.blocks, self.text)
        self.places.check(self.text)

    @property
    def title(self) -> str | None:
        """The title that the file or its front matter gives, else its first heading, or None."""
        if self.name:
            return self.name
        given = (front_title(block, self.text) for block in self.blocks)
        return next(filter(None, given), None) or first_heading(self.blocks, self.text)


class Parser(Protocol):
    """Reads files of one format."""

    def __call__(self, data: bytes, name: str) -> ParsedFile:
        """The content of the file ``name``.

        Raises:
            DocumentError: when it is not as a file of its kind is.
        """
