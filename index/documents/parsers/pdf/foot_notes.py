"""Notes at the feet of pages, by their marks and their smaller letters. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median

from index.documents.parsers.pdf.lines import PageLine

_SMALL = 0.92  # times the text's size: a note at the foot of a page is smaller
_LETTER = r"[^\W\d_a-zß-ÿ]"
_NOTE = re.compile(
    rf"(?:\d{{1,2}}|[*†‡§¶]+)(?:(?:[.)]?\s+)(?:{_LETTER}|[\"“‘(/]|https?:)|(?={_LETTER}|[\"“‘]))"
)


def foot_notes(
    lines: Sequence[PageLine], levels: Mapping[int, int], sizes: Sequence[float]
) -> Mapping[int, Sequence[int]]:
    """The numbers of the lines of each note, by the first.

    ``sizes`` are those of the font of most text, by page. A note that does not end on its page goes
    on at the foot of the next one. Headings are told by their ``levels``.
    """
    notes: dict[int, list[int]] = {}
    last: list[int] = []
    page = -1
    for numbers in _by_page(lines):
        open_note = last if last and page + 1 == lines[numbers[0]].page else []
        page, last = lines[numbers[0]].page, []
        size = sizes[page]
        tail = _tail(lines, numbers, levels, size)
        marked = [n for n in tail if _NOTE.match(lines[n].text)]
        if tail[:1] != marked[:1]:
            if open_note and not lines[open_note[-1]].ends_sentence:
                last = open_note
            elif _mostly_small(lines, numbers, size):
                continue
        for number in tail:
            if number in marked:
                last = notes[number] = [number]
            elif last:
                last.append(number)
    return notes


def _by_page(lines: Sequence[PageLine]) -> Sequence[Sequence[int]]:
    pages: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        if not line.aside:
            pages.setdefault(line.page, []).append(number)
    return [*pages.values()]


def _tail(
    lines: Sequence[PageLine], numbers: Sequence[int], levels: Mapping[int, int], size: float
) -> list[int]:
    """The lines that a page ends with that are smaller than the text; none where all of it is."""
    most = _SMALL * max(size, median(lines[number].line.size for number in numbers))
    start = len(numbers)
    while (
        start and lines[numbers[start - 1]].line.size <= most and numbers[start - 1] not in levels
    ):
        start -= 1
    return [*numbers[start:]] if start else []


def _mostly_small(lines: Sequence[PageLine], numbers: Sequence[int], size: float) -> bool:
    return median(lines[number].line.size for number in numbers) <= _SMALL * size
