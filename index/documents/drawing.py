"""Pages of a PDF as pictures, and where on them a quote stands: in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.documents.document import Document
from index.documents.file_on_disk import file_on_disk
from index.documents.parser_process import ParserProcess, Response
from index.documents.parsers import suffix_of
from index.documents.places import Run, Share, Unit, UnitKind
from index.documents.span import Span
from index.errors import DocumentError

MAX_WIDTH = 3_000
"""The most pixels that a page is drawn wide."""


@dataclass(frozen=True)
class PageSize:
    """How large a page is, in points as it is shown, and the number that is printed on it."""

    width: float
    height: float
    label: str


@dataclass(frozen=True)
class PageMark:
    """Where on a page a part of a quote stands.

    ``page`` is its number, from 1; ``boxes`` are rectangles (left, top, width, height) in shares of
    the page's width and height from its upper left corner.
    """

    page: int
    boxes: tuple[Share, ...]


@dataclass(frozen=True)
class Picture:
    """An encoded picture and its type, such as "image/png"."""

    data: bytes
    type: str


class PageDrawer:
    """Draws pages of files. Safe to share between threads, which take turns; to be closed."""

    def __init__(self, check: Callable[[], None] = lambda: None) -> None:
        self._process = ParserProcess(check=check)

    def close(self) -> None:
        """End the process that draws."""
        self._process.close()

    def sizes(self, document: Document) -> list[PageSize]:
        """How large the pages of ``document`` are.

        Raises:
            DocumentError: when it has no pages that can be drawn.
        """
        record = self._ask("sizes", document).record
        labels = {unit.number: unit.label for unit in document.places.units}
        return [
            PageSize(width, height, labels.get(number, ""))
            for number, (width, height) in enumerate(record["sizes"], 1)
        ]

    def draw(self, document: Document, page: int, width: int) -> Picture:
        """The page of this number, from 1, ``width`` pixels wide, or `MAX_WIDTH`.

        Raises:
            DocumentError: when it has no such page, or it cannot be drawn.
        """
        response = self._ask("draw", document, page=page, width=min(max(1, width), MAX_WIDTH))
        return Picture(response.payload, response.record["type"])

    def marks(self, document: Document, span: Span) -> list[PageMark]:
        """Where ``span`` of the text of ``document`` stands on its pages.

        Raises:
            DocumentError: when the file does not say there what the document does.
        """
        marks = [PageMark(page, tuple(boxes)) for page, boxes in _recognized(document, span)]
        if parts := _parts(document, span):
            record = self._ask("marks", document, parts=parts).record
            marks += [PageMark(page, tuple(map(tuple, boxes))) for page, boxes in record["marks"]]
        return sorted(marks, key=lambda mark: mark.page)

    def highlighted(self, document: Document, quotes: Sequence[tuple[Span, str]]) -> bytes:
        """A copy of the PDF file of ``document`` with ``quotes`` highlighted, each with a comment.

        Raises:
            DocumentError: when it is no PDF, or does not say there what the document does.
        """
        if not is_pdf(document):
            raise DocumentError(f"{document.id!r} is no PDF.", "Only PDF files are highlighted.")
        asked = [
            {
                "parts": _parts(document, span),
                "recognized": [*_recognized(document, span)],
                "comment": comment,
            }
            for span, comment in quotes
        ]
        return self._ask("highlight", document, quotes=asked).payload

    def _ask(self, do: str, document: Document, **more: object) -> Response:
        file = file_on_disk(document.file)
        if not (file and has_pages(document)):
            raise DocumentError(
                f"{document.id!r} has no pages that can be drawn.", "Read its text instead."
            )
        options = {"do": do, "path": str(file.path), "inside": file.inside, **more}
        return self._process.ask("draw", b"", Path(document.file).name, options)


def _parts(document: Document, span: Span) -> list[tuple[int, int, str]]:
    """What of ``span`` stands on which page, from 1, at which index, and what it says."""
    return [
        (unit.number, run.at + start - run.start, document.text[start:end])
        for run, unit, start, end in _runs(document, span)
        if not run.box
    ]


def _recognized(document: Document, span: Span) -> Iterable[tuple[int, list[Share]]]:
    """The boxes by page, from 1, of the words of ``span`` that OCR has read."""
    pages: dict[int, list[Share]] = {}
    for run, unit, _, _ in _runs(document, span):
        if run.box:
            pages.setdefault(unit.number, []).append(run.box)
    return pages.items()


def _runs(document: Document, span: Span) -> Iterator[tuple[Run, Unit, int, int]]:
    """The runs of ``span`` on pages, with their units, and from where to where they are in it."""
    for run in document.places.runs_in(span, document.run_starts):
        unit = document.places.units[run.unit]
        start, end = max(run.start, span.start), min(run.end, span.end)
        if start < end and unit.kind is UnitKind.PAGE:
            yield run, unit, start, end


def is_on_pages(document: Document, span: Span) -> bool:
    """Whether some of ``span`` stands on pages: not beside their text, as notes do."""
    return any(True for _ in _runs(document, span))


def has_pages(document: Document) -> bool:
    """Whether ``document`` has pages that can be drawn: its file is there, or what holds it."""
    pages = any(unit.kind is UnitKind.PAGE for unit in document.places.units[:1])
    return pages and file_on_disk(document.file) is not None


def is_pdf(document: Document) -> bool:
    """Whether ``document`` was read from a PDF file."""
    return suffix_of(document.file) == ".pdf"
