"""The text of a PDF in two columns, read by where its words stand and by nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.documents.parsers.pdf.page_lines import Line
from index.documents.parsers.pdf.pdfium import PageText, opened

_MARGIN = 0.18  # of a page's height, below which only its number stands
_NEAR = 20  # points from the middle of a page to where a column may end at the most


def columns_text(file: Path) -> str:
    """The text of ``file``, the left column of each part of a page before the right one.

    Whatever stands in the lowest part of a page is left out. Words that are divided at the end of
    a line are joined.

    Raises:
        DocumentError: when it is damaged.
    """
    pages = []
    with opened(file.read_bytes(), file.name) as document:
        for number in range(len(document)):
            page = PageText(document[number])
            pages.append(_joined(page, page_lines(page)))
            page.close()
    return "\n".join(pages)


def page_lines(page: PageText) -> list[Line]:
    """The lines of a page: of each part between lines that cross its middle left, then right."""
    middle = page.width / 2
    down = sorted(page.lines(), key=lambda line: -line.box.bottom)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in down:
        if line.box.bottom < _MARGIN * page.height:
            continue
        if line.box.left < middle - _NEAR and line.box.right > middle + _NEAR:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.box.left < middle - _NEAR else right).append(line)
    return [*ordered, *left, *right]


def _joined(page: PageText, lines: Iterable[Line]) -> str:
    text = ""
    for line in lines:
        text += page.text[line.start : line.end].rstrip("\x02\ufffe")
        text += "" if line.hyphen else "\n"
    return text
