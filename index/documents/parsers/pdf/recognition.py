"""Pages of PDF files and pictures, read by OCR one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.documents.parsers import format_of
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.pdf.pages import page_picture, scanned_pages_of
from index.documents.parsers.pdf.pdf import parse_pdf
from index.documents.parsers.pdf.picture import parse_picture
from index.documents.parsers.pdf.pictures import frame, frame_count
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


def recognized_page(data: bytes, name: str, number: int) -> dict[str, Any]:
    """What the page of index ``number`` says, in values for JSON.

    Raises:
        DocumentError: when it is damaged, or the data of a language is not installed.
        ModuleNotFoundError: without tesserocr.
    """
    from index.documents.parsers.pdf.ocr import recognize

    if format_of(name) == "PDF":
        picture, resolution = page_picture(data, name, number, RESOLUTION), RESOLUTION
    else:
        picture, resolution = frame(data, name, number)
    return recognized_record(recognize(picture, resolution))


def parse_recognized(data: bytes, name: str, pages: Mapping[str, Any]) -> ParsedFile:
    """The content of the file ``name``, with what `recognized_page` gave of some pages, by index.

    Raises:
        DocumentError: when it is damaged, or without text.
    """
    recognized = {int(number): recognized_of(record) for number, record in pages.items()}
    if format_of(name) == "PDF":
        return parse_pdf(data, name, recognized)
    return parse_picture(data, name, recognized)
