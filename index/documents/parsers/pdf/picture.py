"""Pictures of pages: photographs, scans, screenshots. Their text has to be read from them first."""

from __future__ import annotations

from collections.abc import Mapping

from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.pdf.pages import NOTHING_RECOGNIZED, ReadPage
from index.documents.parsers.pdf.pdf import written
from index.documents.parsers.pdf.pictures import frame, frame_count
from index.documents.parsers.pdf.scans import RecognizedPage
from index.documents.parsers.writer import Writer
from index.errors import DocumentError


def parse_picture(
    data: bytes, name: str, recognized: Mapping[int, RecognizedPage] = NOTHING_RECOGNIZED
) -> ParsedFile:
    """What was ``recognized`` on the pictures in the file ``name``, by their index.

    Raises:
        DocumentError: when it is damaged, was not read, or says nothing.
    """
    count = frame_count(data, name)
    if not recognized:
        for number in range(count):
            frame(data, name, number)  # a damaged one is told as such
        raise DocumentError(f"{name!r} is a picture.", "With --ocr its text is read.")
    empty = RecognizedPage("", (), 0, 1, 1)
    pages = [ReadPage.from_picture(recognized.get(number, empty)) for number in range(count)]
    return written(pages, (), "", name, Writer())
