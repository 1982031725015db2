"""From a file's bytes to its text and the blocks in it: one module a format, and their table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from index.documents.parsers.parser import ParsedFile, Parser
from index.documents.parsers.text import parse_text
from index.errors import DocumentError

__all__ = ["PARSERS", "SUFFIXES", "ParsedFile", "Parser", "parse", "parser_for"]

PARSERS: Mapping[str, Parser] = {
    ".txt": parse_text,
    ".md": parse_text,
    ".markdown": parse_text,
    ".text": parse_text,
}
"""The parser of each kind of file, by the end of its name."""

SUFFIXES = tuple(PARSERS)


def parse(data: bytes, name: str) -> ParsedFile:
    """The content of the file ``name``.

    Raises:
        DocumentError: when it is of a kind that is not read, or is not as a file of its kind is.
    """
    return parser_for(name)(data, name)


def parser_for(name: str) -> Parser:
    """The parser of a file of this name.

    Raises:
        DocumentError: when it is of a kind that is not read.
    """
    suffix = PurePosixPath(name).suffix
    if suffix.lower() not in PARSERS:
        raise DocumentError(
            f"{name!r} is of an unknown kind ({suffix or 'no extension'}).",
            f"Pincite reads {'/'.join(SUFFIXES)} files: save it as one of these.",
        )
    return PARSERS[suffix.lower()]
