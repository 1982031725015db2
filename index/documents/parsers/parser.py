"""What a parser is, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from index.documents.blocks import Block, check_blocks, first_heading


@dataclass(frozen=True)
class ParsedFile:
    """What a file says: its ``text``, line ends made LF, and the ``blocks`` in it.

    Raises:
        SpanError: when the blocks are not those of the text.
    """

    text: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        check_blocks(self.blocks, self.text)

    @property
    def heading(self) -> str | None:
        """The words of the first heading, or None."""
        return first_heading(self.blocks, self.text)


class Parser(Protocol):
    """Reads files of one format."""

    def __call__(self, data: bytes, name: str) -> ParsedFile:
        """The content of the file ``name``.

        Raises:
            DocumentError: when it is not as a file of its kind is.
        """
