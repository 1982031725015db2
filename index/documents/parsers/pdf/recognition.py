"""Pages of PDF files and pictures, read by OCR one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from index.documents.parsers import format_of
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.pdf.pages import page_count, page_picture, scanned_pages_of
from index.documents.parsers.pdf.pdf import parse_pdf
from index.documents.parsers.pdf.picture import parse_picture
from index.documents.parsers.pdf.pictures import Picture, frame, frame_count
from index.documents.parsers.pdf.scans import recognized_of, recognized_record

RESOLUTION = 300
"""Dots an inch with which pages are drawn to be read."""


def scanned_pages(data: bytes, name: str) -> list[int]:
    """The indices of the pages of the file ``name`` that are pictures without a text.

    Raises:
        DocumentError: when it is damaged, or encrypted.
    """
    if format_of(name) == "PDF":
        return scanned_pages_of(data, name)
    return list(range(frame_count(data, name)))


def pages_of(data: bytes, name: str) -> int:
    """How many pages of the file ``name`` are read.

    Raises:
        DocumentError: when it is damaged, or encrypted.
    """
    return page_count(data, name) if format_of(name) == "PDF" else frame_count(data, name)


def recognized_pages(
    data: bytes, name: str, numbers: Sequence[int], known: Collection[str]
) -> Iterator[dict[str, Any]]:
    """What the pages of these indices say, one after another, in values for JSON.

    Each is {"page": its index, "picture": the hash of its picture, "read": what that says}. The
    last is None for a picture that is ``known``: nothing is made of it again.

    Raises:
        DocumentError: when a page is damaged or too large.
        ModuleNotFoundError: without tesserocr.
    """
    from index.documents.parsers.pdf.ocr import recognize

    for number in numbers:
        if format_of(name) == "PDF":
            picture, resolution = page_picture(data, name, number, RESOLUTION), RESOLUTION
        else:
            picture, resolution = frame(data, name, number)
        hash_ = picture_hash(picture, resolution)
        read = None if hash_ in known else recognized_record(recognize(picture, resolution))
        yield {"page": number, "picture": hash_, "read": read}


def picture_hash(picture: Picture, resolution: int) -> str:
    """A hash of all that OCR sees, as hex."""
    head = f"{picture.mode} {picture.width} {picture.height} {resolution}\n"
    return sha256(head.encode() + picture.tobytes()).hexdigest()


def parse_recognized(data: bytes, name: str, pages: Mapping[str, Any]) -> ParsedFile:
    """The content of the file ``name``, with what was read of some pages, by index.

    Raises:
        DocumentError: when it is damaged, or without text.
    """
    recognized = {int(number): recognized_of(record) for number, record in pages.items()}
    if format_of(name) == "PDF":
        return parse_pdf(data, name, recognized)
    return parse_picture(data, name, recognized)
