"""Plain text, in which people mark headings as Markdown does."""

from __future__ import annotations

from index.documents.parsers.decoding import decode
from index.documents.parsers.markdown import markdown_blocks
from index.documents.parsers.parser import ParsedFile


def parse_text(data: bytes, name: str) -> ParsedFile:
    """The content of the text file ``name``.

    Raises:
        DocumentError: when it is empty, binary or not UTF-8.
    """
    text = decode(data, name)
    return ParsedFile(text, tuple(markdown_blocks(text)))
