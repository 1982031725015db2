"""The page numbers that stand in running heads and feet. Pure functions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.documents.parsers.pdf.margins import NUMBER, PageLines
from index.documents.parsers.pdf.page_lines import Line

_NAMED = re.compile(r"\b(?:page|seite|p\.)\s*$", re.IGNORECASE)
_GAP = 1.5  # times the size of a font, between what stands in one line and is not one text
_REACH = 4  # pages from one that has a number to the next one, others of the same row between them
_FEWEST, _FEWEST_ALONE = 3, 2  # numbers of a row; of one with a number that is all its line says
_STEPS = 12  # pages in a row that have the same number
_SHORT = 4  # pages of a file for which the fewer are enough
_ROMAN = {"c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1}


@dataclass(frozen=True)
class _Number:
    """What may be the number of the page of that index; ``alone`` where its line says no more."""

    page: int
    text: str
    alone: bool

    @property
    def row(self) -> tuple[bool, int] | None:
        """What numbers of pages that go up with these have in common; None for no number."""
        value = int(self.text) if self.text.isdigit() else _roman(self.text)
        return None if value is None else (self.text.isdigit(), value - self.page)


def printed_labels(pages: Sequence[PageLines], margin: Sequence[Collection[int]]) -> list[str]:
    """The page numbers that stand in the ``margin`` of ``pages``, empty for a page without one.

    They begin or end a line, and go up with the pages: a year, a volume's number or a letter within
    a name does not. A file may have several rows of them, one after the other.
    """
    rows: dict[tuple[bool, int], list[_Number]] = defaultdict(list)
    for index, (page, numbers) in enumerate(zip(pages, margin, strict=True)):
        for number in sorted(numbers):
            for each in _numbers(index, page.lines[number], page.texts[number]):
                if each.row is not None:
                    rows[each.row].append(each)
    stretches = [stretch for row in rows.values() for stretch in _stretches(row, len(pages))]
    stretches.sort(key=lambda some: len({each.page for each in some}), reverse=True)
    labels: dict[int, str] = {}
    taken: list[range] = []
    for stretch in stretches:
        span = range(stretch[0].page, stretch[-1].page + 1)
        if not any(span.start < other.stop and other.start < span.stop for other in taken):
            taken.append(span)
            labels.update({each.page: each.text for each in stretch})
    return [labels.get(index, "") for index in range(len(pages))]


def without_shared(labels: Sequence[str]) -> list[str]:
    """``labels`` of pages, empty for those that pages far from each other have: they name none.

    The few pages in a row that show one slide step by step have its number.
    """
    runs = [(label, len([*run])) for label, run in groupby(labels)]
    times = Counter(label for label, _ in runs)
    kept = [label if times[label] == 1 and of <= _STEPS else "" for label, of in runs]
    return [label for label, (_, of) in zip(kept, runs, strict=True) for _ in range(of)]


def _numbers(index: int, line: Line, text: str) -> Iterator[_Number]:
    """The numbers at an edge of a line, of a part of it that is set off, or behind "page"."""
    for part in _parts(line, text):
        for match in NUMBER.finditer(part):
            before, behind = part[: match.start()], part[match.end() :]
            named = bool(_NAMED.search(before))
            first = named or not _says(before)
            if first or not _says(behind):
                yield _Number(index, match[1], first and not _says(behind))


def _parts(line: Line, text: str) -> Iterator[str]:
    """What stands in a line with much room between."""
    start = line.start
    for word, after in pairwise(line.words):
        if after.box.left - word.box.right > _GAP * line.size:
            yield text[start - line.start : word.end - line.start]
            start = after.start
    yield text[start - line.start :]


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _stretches(row: Sequence[_Number], pages: int) -> Iterator[list[_Number]]:
    """The numbers of a ``row`` in stretches of near pages; not those too few to tell a row."""
    some: list[_Number] = []
    for each in row:
        if some and each.page - some[-1].page > _REACH:
            if _is_row(some, pages):
                yield some
            some = []
        some.append(each)
    if _is_row(some, pages):
        yield some


def _is_row(some: Sequence[_Number], pages: int) -> bool:
    few = pages <= _SHORT or any(each.alone for each in some)
    return len({each.page for each in some}) >= (_FEWEST_ALONE if few else _FEWEST)


def _roman(text: str) -> int | None:
    """What a number in small Roman letters counts; None for letters that are none."""
    value, rest = 0, text
    for sign, worth in _ROMAN.items():
        while rest.startswith(sign):
            value, rest = value + worth, rest[len(sign) :]
    return value if _as_roman(value) == text else None


def _as_roman(value: int) -> str:
    text = ""
    for sign, worth in _ROMAN.items():
        text += sign * (value // worth)
        value %= worth
    return text
