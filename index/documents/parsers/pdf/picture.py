"""Pictures of pages: photographs, scans, screenshots. Their text has to be read from them first."""

from __future__ import annotations

from collections.abc import Mapping

from index.documents.limits import advice_on_scans
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.pdf.pages import NOTHING_RECOGNIZED, UNREAD, ReadPage, unread_note
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
        next_step = advice_on_scans("its text") or "Have the rest read."
        raise DocumentError(f"{name!r} is a picture.", next_step)
    writer = Writer()
    pages = [
        ReadPage.from_picture(recognized[number]) if number in recognized else UNREAD
        for number in range(count)
    ]
    if unread := [number for number, page in enumerate(pages, 1) if page.scanned]:
        writer.note(unread_note(unread))
    return written(pages, (), "", name, writer)
