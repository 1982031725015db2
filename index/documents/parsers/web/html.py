"""Web pages."""

from __future__ import annotations

from index.documents.parsers.own_title import own_title
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.web.blocks import write_html
from index.documents.parsers.web.encoding import decode_html
from index.documents.parsers.writer import Writer
from index.documents.places import UnitKind


def parse_html(data: bytes, name: str) -> ParsedFile:
    """The content of the web page ``name``: its text without what leads about the site.

    Nothing that it refers to is fetched.

    Raises:
        DocumentError: when it is empty or binary, or shows no text.
    """
    return parse_page(data, name)


def parse_page(data: bytes, name: str, charset: str = "") -> ParsedFile:
    """The web page in ``data``, of the file ``name``, in the ``charset`` that it came with, if any.

    Raises:
        DocumentError: when it is empty or binary, or shows no text.
    """
    text, notes = decode_html(data, name, charset)
    writer = Writer()
    for note in notes:
        writer.note(note)
    writer.unit(UnitKind.BODY)
    facts = write_html(text, writer)
    return writer.parsed(name, own_title(facts.title))
