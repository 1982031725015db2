"""The pages of a PDF as they are in the file, or as they were read from pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.documents.limits import Limits, advice_on_scans
from index.documents.parsers.pdf.accents import accents, without_accents
from index.documents.parsers.pdf.annotations import Remark, remarks
from index.documents.parsers.pdf.letters import raised, reversed_pairs, widths
from index.documents.parsers.pdf.looks import has_picture, picture_of
from index.documents.parsers.pdf.margins import PageLines
from index.documents.parsers.pdf.pdfium import (
    PageText,
    PdfFile,
    attachments,
    opened,
    page_label,
    page_text,
)
from index.documents.parsers.pdf.pictures import Picture
from index.documents.parsers.pdf.scans import RecognizedPage
from index.documents.parsers.progress import READING, report
from index.documents.parsers.writer import Writer

POINTS = 72
"""In an inch."""

NOTHING_RECOGNIZED: Mapping[int, RecognizedPage] = {}


@dataclass(frozen=True)
class ReadPage:
    """A page as it is in the file: its characters, lines, notes, the label that it gives itself.

    ``scanned`` tells whether it has a picture, and no text, ``damaged`` whether it could not be
    read; ``widths`` are those of each "f", ``raised`` where small numbers behind words start and
    end, ``reversed_pairs`` where two letters are in turned order, ``instead`` what stands in place
    of characters where there are accents, and ``recognized`` is what was read from the picture.
    """

    text: str
    lines: PageLines
    remarks: Sequence[Remark] = ()
    label: str = ""
    scanned: bool = False
    damaged: bool = False
    widths: Mapping[int, float] = field(default_factory=dict)
    raised: Mapping[int, int] = field(default_factory=dict)
    reversed_pairs: frozenset[int] = frozenset()
    instead: Mapping[int, str] = field(default_factory=dict)
    recognized: RecognizedPage | None = None

    @classmethod
    def from_picture(cls, page: RecognizedPage) -> ReadPage:
        """A page of which all was read from a picture."""
        said = [page.text[line.start : line.end] for line in page.lines]
        return cls(page.text, PageLines(page.lines, said), recognized=page)


UNREAD = ReadPage("", PageLines((), ()), scanned=True)
"""A picture that was not read."""


def page_count(data: bytes, name: str) -> int:
    """How many pages of a file are read.

    Raises:
        DocumentError: when it is damaged, or encrypted.
    """
    with opened(data, name) as document:
        return _count(document)


def scanned_pages_of(data: bytes, name: str) -> list[int]:
    """The indices of those pages of a file that have a picture and no text.

    Raises:
        DocumentError: when it is damaged, or encrypted.
    """
    with opened(data, name) as document:
        numbers = []
        for number in range(_count(document)):
            if page := page_text(document, number):
                if not page.has_text() and has_picture(page):
                    numbers.append(number)
                page.close()
    return numbers


def page_picture(data: bytes, name: str, number: int, resolution: int) -> Picture:
    """The page of index ``number`` as a picture with this ``resolution`` in dots an inch.

    Raises:
        DocumentError: when it is damaged, or encrypted.
    """
    with opened(data, name) as document:
        page = PageText(document[number])
        picture = picture_of(page, round(page.width * resolution / POINTS))
        page.close()
    return picture


def read_pages(
    document: PdfFile, writer: Writer, recognized: Mapping[int, RecognizedPage]
) -> list[ReadPage]:
    """The pages of ``document``, as far as the limits go; what is not read of it is noted."""
    count = _count(document)
    if count < len(document):
        writer.note(f"Only the first {count:,} of its {len(document):,} pages were read.")
    pages = []
    for number in range(count):
        report(READING, number, count)
        page = page_text(document, number)
        if page is None:
            writer.note(f"Page {number + 1} is damaged: it could not be read.")
            pages.append(ReadPage("", PageLines((), ()), damaged=True))
            continue
        instead = accents(page)
        lines = without_accents(page.lines(), instead)
        said = [page.text[line.start : line.end] for line in lines]
        pages.append(
            ReadPage(
                page.text,
                PageLines(lines, said),
                remarks(document, page),
                page_label(document, number),
                scanned=not lines and has_picture(page),
                widths=widths(page, "f"),
                raised=raised(page, lines),
                reversed_pairs=reversed_pairs(page),
                instead=instead,
            )
        )
        page.close()
    for number, read in recognized.items():
        here = ReadPage.from_picture(read)
        pages[number] = replace(here, remarks=pages[number].remarks, label=pages[number].label)
    if scanned := [number for number, page in enumerate(pages, 1) if page.scanned]:
        writer.note(unread_note(scanned))
        if added := [number for number in scanned if pages[number - 1].remarks]:
            writer.note(f"Only the comments and fields on {_listed(added).lower()} were read.")
    if files := attachments(document):
        writer.note(f"Files attached to it are not read: {files}.")
    return pages


def unread_note(numbers: Sequence[int]) -> str:
    """That the pages of these numbers are pictures which were not read."""
    hold = "holds" if len(numbers) == 1 else "hold"
    return f"{_listed(numbers)} {hold} no text: scanned. {advice_on_scans('it')}".rstrip()


def _count(document: PdfFile) -> int:
    """How many pages are read."""
    return min(len(document), Limits.from_environment().pages)


def _listed(numbers: Sequence[int]) -> str:
    """Pages in words: "Page 3", "Pages 1–4 and 9"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    words = [f"{some[0]}–{some[-1]}" if len(some) > 1 else f"{some[0]}" for some in ranges]
    listed = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"Page {listed}" if len(numbers) == 1 else f"Pages {listed}"
