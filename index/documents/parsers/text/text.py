"""Plain text and Markdown: people mix them, so both are read alike."""

from __future__ import annotations

from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.text.decoding import decode
from index.documents.parsers.text.text_blocks import text_blocks


def parse_text(data: bytes, name: str) -> ParsedFile:
    """The content of the text or Markdown file ``name``.

    Raises:
        DocumentError: when it is empty or binary.
    """
    decoded = decode(data, name)
    return ParsedFile(decoded.text, tuple(text_blocks(decoded.text)), decoded.notes)
