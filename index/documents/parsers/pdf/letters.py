"""Letters and numbers of a page that look otherwise than its text says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from index.documents.parsers.pdf.page_lines import Line
from index.documents.parsers.pdf.pdfium import PageText

_NUMBER_BEHIND = re.compile(r"(?<=[^\W\d_]|[.,;:!?)\]”’\"'])(\d{1,3})$")
_SMALL = 0.8  # times the size of a line's font: a number that is smaller is raised, or lowered
_SHARED = 0.05  # of its height, by which a letter reaches into the next one's box
_TURNED = re.compile("[\u0622\u0623\u0625\u0627](?=\u0644)")


def raised(page: PageText, lines: Iterable[Line]) -> Mapping[int, int]:
    """Where small numbers stand behind words of ``lines``, such as a note's: starts and ends.

    They are indices of characters of the page.
    """
    numbers = {}
    for line in lines:
        for word in line.words:
            match = _NUMBER_BEHIND.search(page.text[word.start : word.end])
            start = word.start + match.start() if match else -1
            if match and page.font_size(start, line.angle) < _SMALL * line.size:
                numbers[start] = word.end
    return numbers


def widths(page: PageText, character: str) -> Mapping[int, float]:
    """How wide each ``character`` on a page is, in shares of its font's height, by place.

    One whose box another character shares, as two letters of a ligature do, is left out.
    """
    shares = {}
    for match in re.finditer(character, page.text):
        place, box = match.start(), page.font_box(match.start())
        after = page.font_box(place + 1) if page.text[place + 1 : place + 2].strip() else None
        shared = after and box.left - 0.1 < after.left < box.right - _SHARED * box.height
        shared = shared or (place > 0 and page.font_box(place - 1) == box)
        if box.height and not shared:
            shares[place] = (box.right - box.left) / box.height
    return shares


def reversed_pairs(page: PageText) -> frozenset[int]:
    """Where an Arabic ligature of a lam and an alef begins that has its letters in turned order.

    Both have one box.
    """
    places = (match.start() for match in _TURNED.finditer(page.text))
    return frozenset(n for n in places if page.font_box(n) == page.font_box(n + 1))
