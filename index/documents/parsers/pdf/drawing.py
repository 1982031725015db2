"""What is asked of the pages of a PDF when they are shown: their sizes, pictures, and places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.documents.containers import contained
from index.documents.parsers import format_of
from index.documents.parsers.package import damaged
from index.documents.parsers.pdf.annotations import Highlight, highlighted
from index.documents.parsers.pdf.looks import box_on, has_picture, picture_of, shown_box
from index.documents.parsers.pdf.page_lines import Box, around
from index.documents.parsers.pdf.pages import POINTS
from index.documents.parsers.pdf.pdfium import PageText, PdfFile, bytes_of, open_document
from index.documents.parsers.pdf.pictures import encoded, frame, frame_count, scaled
from index.documents.places import Share
from index.errors import DocumentError

_MOST_OPEN = 4
_APART = 0.35  # of a line's height: boxes that are nearer are one


@dataclass(frozen=True)
class Drawn:
    """What is answered: values for JSON, and the bytes of a picture."""

    record: dict[str, Any]
    payload: bytes = b""


@dataclass(frozen=True)
class _File:
    """The file at ``path``, or the one ``inside`` it, of a ``size`` when it was ``changed`` last.

    The latter two are those of the file at ``path``, which others may be in.
    """

    path: Path
    inside: str
    size: int
    changed: int

    @property
    def name(self) -> str:
        return Path(self.inside or self.path).name

    def read(self) -> bytes:
        """What it holds.

        Raises:
            DocumentError: when it is not in there any more, or that cannot be unpacked.
            OSError: when the file at ``path`` cannot be read.
        """
        data = self.path.read_bytes()
        if not self.inside:
            return data
        for file, content in contained(data, self.path.name).files:
            if file == self.inside:
                return content
        raise DocumentError(
            f"{self.inside!r} is not in {self.path.name!r} any more.", "Add the file anew."
        )


def answer(asked: Mapping[str, Any]) -> Drawn:
    """What is ``asked``: what to "do", with the file at which "path", or which is "inside" that.

    Raises:
        DocumentError: when the file cannot be opened, has no such page, or says something else.
    """
    path = Path(asked["path"])
    try:
        status = path.stat()
        file = _File(path, asked["inside"], status.st_size, status.st_mtime_ns)
        if format_of(file.name) == "PDF":
            return _TASKS[asked["do"]](_opened(file), asked)
        return _PICTURE_TASKS[asked["do"]](_picture(file), file.name, asked)
    except OSError as error:
        raise damaged(path.name, error.strerror or "it is gone") from error


@lru_cache(_MOST_OPEN)
def _opened(file: _File) -> PdfFile:
    return open_document(file.read(), file.name)


@lru_cache(1)
def _picture(file: _File) -> bytes:
    return file.read()


def _sizes(document: PdfFile, asked: Mapping[str, Any]) -> Drawn:
    return Drawn({"sizes": [document.get_page_size(n) for n in range(len(document))]})


def _draw(document: PdfFile, asked: Mapping[str, Any]) -> Drawn:
    page = _page(document, asked["page"])
    try:
        photographs = has_picture(page)
        image = picture_of(page, asked["width"])
    finally:
        page.close()
    kind, data = encoded(image, photograph=photographs)
    return Drawn({"type": kind}, data)


def _marks(document: PdfFile, asked: Mapping[str, Any]) -> Drawn:
    marks = []
    for number, boxes in _boxes(document, asked["parts"]).items():
        page = _page(document, number)
        marks.append((number, [shown_box(page, box) for box in boxes]))
        page.close()
    return Drawn({"marks": marks})


def _highlight(document: PdfFile, asked: Mapping[str, Any]) -> Drawn:
    highlights = [
        Highlight(number, boxes, quote["comment"])
        for quote in asked["quotes"]
        for number, boxes in (
            *_boxes(document, quote["parts"]).items(),
            *_recognized(document, quote["recognized"]),
        )
    ]
    copy = open_document(bytes_of(document), "copy.pdf")
    data = highlighted(copy, highlights)
    copy.close()
    return Drawn({"type": "application/pdf"}, data)


def _recognized(
    document: PdfFile, shares: Iterable[tuple[int, Iterable[Share]]]
) -> Iterable[tuple[int, list[Box]]]:
    """The boxes, by page, from 1, of words that OCR has read at these ``shares`` of it."""
    for number, some in shares:
        page = _page(document, number)
        try:
            yield number, _joined(box_on(page, share) for share in some)
        finally:
            page.close()


def _boxes(document: PdfFile, parts: Iterable[tuple[int, int, str]]) -> dict[int, list[Box]]:
    """By page, from 1, the boxes of ``parts``: their pages, indices and texts.

    Raises:
        DocumentError: when a page does not say a text at its index.
    """
    pages: dict[int, list[tuple[int, str]]] = {}
    for number, at, text in parts:
        pages.setdefault(number, []).append((at, text))
    boxes = {}
    for number, some in pages.items():
        page = _page(document, number)
        try:
            boxes[number] = _joined(box for at, text in some for box in _said_at(page, at, text))
        finally:
            page.close()
    return boxes


def _said_at(page: PageText, at: int, text: str) -> list[Box]:
    if page.text[at : at + len(text)] != text:
        raise DocumentError(f"Its pages do not say {text[:40]!r} any more.", "Add the file anew.")
    return page.rectangles(at, at + len(text))


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """``boxes``, those made one that stand side by side in a line."""
    joined: list[Box] = []
    for box in boxes:
        last = joined[-1] if joined else None
        if last and _beside(last, box):
            joined[-1] = around((last, box))
        else:
            joined.append(box)
    return joined


def _beside(before: Box, box: Box) -> bool:
    height = max(before.height, box.height)
    level = abs(before.bottom - box.bottom) < _APART * height
    return level and -height < box.left - before.right < height


def _page(document: PdfFile, number: int) -> PageText:
    return PageText(document[_checked(number, len(document)) - 1])


def _checked(number: int, pages: int) -> int:
    if not 1 <= number <= pages:
        raise DocumentError(f"There is no page {number}.", f"Give one from 1 to {pages}.")
    return number


def _picture_sizes(data: bytes, name: str, asked: Mapping[str, Any]) -> Drawn:
    pictures = (frame(data, name, number) for number in range(frame_count(data, name)))
    sizes = [
        (picture.width * POINTS / dots, picture.height * POINTS / dots)
        for picture, dots in pictures
    ]
    return Drawn({"sizes": sizes})


def _draw_picture(data: bytes, name: str, asked: Mapping[str, Any]) -> Drawn:
    picture, _ = frame(data, name, _checked(asked["page"], frame_count(data, name)) - 1)
    kind, drawn = encoded(scaled(picture, asked["width"]), photograph=True)
    return Drawn({"type": kind}, drawn)


_PICTURE_TASKS: Mapping[str, Callable[[bytes, str, Mapping[str, Any]], Drawn]] = {
    "sizes": _picture_sizes,
    "draw": _draw_picture,
}
_TASKS: Mapping[str, Callable[[PdfFile, Mapping[str, Any]], Drawn]] = {
    "sizes": _sizes,
    "draw": _draw,
    "marks": _marks,
    "highlight": _highlight,
}
