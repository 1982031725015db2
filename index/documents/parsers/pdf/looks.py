"""How a page of a PDF looks: its picture, whether there are pictures on it, where things are."""

from __future__ import annotations

import ctypes

from index.documents.parsers.pdf.page_lines import Box, around
from index.documents.parsers.pdf.pdfium import PageText, pdfium
from index.documents.parsers.pdf.pictures import Picture

_MOST_PIXELS, _GRID = 10_000, 100_000  # of a picture's height, and of the grid of places on it
_PICTURES = frozenset({pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM})


def has_picture(page: PageText) -> bool:
    """Whether there is a picture on a page."""
    objects = range(pdfium.FPDFPage_CountObjects(page.raw))
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, n)) for n in objects)
    return any(kind in _PICTURES for kind in kinds)


def picture_of(page: PageText, width: int) -> Picture:
    """A page as a picture, ``width`` pixels wide, its notes and the values of forms with it."""
    scale = width / max(page.width, 1)
    if scale * page.height > _MOST_PIXELS:
        scale = _MOST_PIXELS / page.height
    drawn: Picture = page.page.render(scale=scale, may_draw_forms=True).to_pil()
    return drawn.convert("RGB")


def shown_box(page: PageText, box: Box) -> tuple[float, float, float, float]:
    """A ``box`` as it is seen: left, top, width and height in shares of the page's, however turned.

    They are counted from its upper left corner.
    """
    size = _GRID
    corners = [
        _seen(page, x, y, size) for x in (box.left, box.right) for y in (box.bottom, box.top)
    ]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
    return left / size, top / size, (right - left) / size, (bottom - top) / size


def box_on(page: PageText, share: tuple[float, float, float, float]) -> Box:
    """What is seen at a ``share`` of a page, in its points: what `shown_box` makes of a box."""
    left, top, width, height = share
    corners = [
        _point(page, round(across * _GRID), round(down * _GRID))
        for across in (left, left + width)
        for down in (top, top + height)
    ]
    return around(Box(x, y, x, y) for x, y in corners)


def _point(page: PageText, across: int, down: int) -> tuple[float, float]:
    """The point of a page that is seen there when it is drawn `_GRID` by `_GRID` pixels large."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDF_DeviceToPage(page.raw, 0, 0, _GRID, _GRID, 0, across, down, x, y)
    return x.value, y.value


def _seen(page: PageText, x: float, y: float, size: int) -> tuple[int, int]:
    """Where a point is seen on a page that is drawn ``size`` by ``size`` pixels large."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, size, size, 0, x, y, across, down)
    return across.value, down.value
