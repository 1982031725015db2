"""What is added to the pages of a PDF: notes, what forms are filled in with, highlights."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.documents.parsers.pdf.page_lines import Box, around
from index.documents.parsers.pdf.pdfium import PageText, PdfFile, bytes_of, pdfium

_NOTES = frozenset(
    {pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_HIGHLIGHT}
)
_COLOUR = (255, 214, 90, 110)  # of a highlight: red, green, blue, and how opaque


@dataclass(frozen=True)
class Remark:
    """What stands beside a page's text: a form field's name and value, or a note without a name."""

    name: str
    value: str


def remarks(document: PdfFile, page: PageText) -> list[Remark]:
    """The notes on a page, and the fields of a form in it that are filled in."""
    result = []
    form = document.formenv
    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind in _NOTES:
            value = _text(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
            result.append(Remark("", value))
        elif kind == pdfium.FPDF_ANNOT_WIDGET and form:
            name = _text(pdfium.FPDFAnnot_GetFormFieldAlternateName, form, annotation)
            name = name or _text(pdfium.FPDFAnnot_GetFormFieldName, form, annotation)
            value = _text(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
            result.append(Remark(name or "Field", value))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return [remark for remark in dict.fromkeys(result) if remark.value.strip(" \0")]


def _text(function: Callable[..., int], *arguments: object) -> str:
    """What one of PDFium's functions writes into a buffer, as text."""
    length = function(*arguments, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    function(*arguments, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]


@dataclass(frozen=True)
class Highlight:
    """Lines of a page, numbered from 1, by their boxes in points, and a ``comment`` on them."""

    page: int
    boxes: Sequence[Box]
    comment: str


def highlighted(document: PdfFile, highlights: Iterable[Highlight]) -> bytes:
    """A copy of ``document`` with ``highlights``, as every reader of PDF files shows them."""
    for highlight in highlights:
        page = PageText(document[highlight.page - 1])
        annotation = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_HIGHLIGHT)
        for box in highlight.boxes:
            upper = box.left, box.top, box.right, box.top
            lower = box.left, box.bottom, box.right, box.bottom
            corners = pdfium.FS_QUADPOINTSF(*upper, *lower)
            pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, corners)
        box = around(highlight.boxes)
        edges = pdfium.FS_RECTF(box.left, box.top, box.right, box.bottom)
        pdfium.FPDFAnnot_SetRect(annotation, edges)
        colour = pdfium.FPDFANNOT_COLORTYPE_Color
        pdfium.FPDFAnnot_SetColor(annotation, colour, *_COLOUR)
        for key, value in ((b"Contents", highlight.comment), (b"T", "Pincite")):
            units = (value + "\0").encode("utf-16-le", "replace")
            buffer = (ctypes.c_ushort * (len(units) // 2)).from_buffer_copy(units)
            pdfium.FPDFAnnot_SetStringValue(annotation, key, buffer)
        pdfium.FPDFPage_CloseAnnot(annotation)
        page.close()
    return bytes_of(document)
