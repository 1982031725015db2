"""Text documents in OpenDocument: .odt, .ott, and .fodt, which is plain XML."""

from __future__ import annotations

from index.documents.parsers.opendocument.blocks import Blocks
from index.documents.parsers.opendocument.odf import open_document
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.pieces import write_pieces
from index.documents.parsers.writer import Writer
from index.documents.places import UnitKind


def parse_odt(data: bytes, name: str) -> ParsedFile:
    """The text of the document ``name``; page heads and feet and its indexes are left out.

    Raises:
        DocumentError: when it is damaged, encrypted, too large, or no text document.
    """
    document = open_document(data, name, "text")
    blocks, writer = Blocks(document), Writer()
    writer.unit(UnitKind.BODY)
    write_pieces(writer, blocks.pieces(document.body))
    for note in blocks.notes:
        writer.note(note)
    return writer.parsed(name, document.title)
