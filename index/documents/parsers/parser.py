"""What a parser is, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from index.documents.blocks import Block, check_blocks, first_heading
from index.documents.parsers.front_matter import front_title


@dataclass(frozen=True)
class ParsedFile:
    """What a file says: its ``text``, line ends made LF, and the ``blocks`` in it.

    ``notes`` are whole sentences on how it was read, mostly none.

    Raises:
        SpanError: when the blocks are not those of the text.
    """

    text: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_blocks(self.blocks, self.text)

    @property
    def title(self) -> str | None:
        """The title that its front matter gives, else the words of the first heading, or None."""
        given = (front_title(block, self.text) for block in self.blocks)
        return next(filter(None, given), None) or first_heading(self.blocks, self.text)


class Parser(Protocol):
    """Reads files of one format."""

    def __call__(self, data: bytes, name: str) -> ParsedFile:
        """The content of the file ``name``.

        Raises:
            DocumentError: when it is not as a file of its kind is.
        """
