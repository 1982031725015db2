"""Pages that are pictures of a text, made by the tests."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.ocr_data import is_there

RESOLUTION = 150
"""Dots an inch."""
NOTES = (
    "The harbour opens at nine in the morning.",
    "Boats of more than nine metres pay twice the fee.",
    "The ferry to the island leaves at noon.",
    "Dogs are to be kept on a short lead.",
)
"""Sentences that OCR reads without a slip."""

needs_ocr = pytest.mark.skipif(
    not is_there(), reason="tesserocr or Tesseract's data for eng and osd is not installed"
)


def scan(
    sentences: Sequence[str], size: tuple[int, int] = (1275, 1650), turn: int = 0
) -> Image.Image:
    """A page of this size in pixels with these sentences on it, turned clockwise by degrees."""
    page = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(page)
    for number, sentence in enumerate(sentences):
        place = size[0] // 9, size[1] // 8 + 120 * number
        draw.text(place, sentence, "black", ImageFont.load_default(34))
    return page.rotate(-turn, expand=True)


def saved(pages: Sequence[Image.Image], kind: str) -> bytes:
    """A file of ``pages``, of a ``kind`` that pillow writes: "PNG", "TIFF", "PDF"."""
    buffer = BytesIO()
    first, *others = pages
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(buffer, kind, dpi=(RESOLUTION, RESOLUTION), resolution=RESOLUTION, **more)
    return buffer.getvalue()


def scanned_pdf(sentences: Sequence[str]) -> bytes:
    """A PDF file of a small page for each sentence, which OCR reads in a moment."""
    return saved([scan([sentence], (1000, 250)) for sentence in sentences], "PDF")
