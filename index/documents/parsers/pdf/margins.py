"""Running heads and feet, page numbers and watermarks: what pages repeat. Pure functions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.documents.parsers.pdf.page_lines import Line

_ZONE = 0.1  # of the height of a page's lines, in which heads and feet stand
_SLACK = 4.0  # points by which a head may stand higher or lower on another page
_NEAR, _FEWEST = 4, 2  # pages to both sides on which a chapter's head stands again, this often
_EVERYWHERE = 0.4  # share of the pages that have the same, such as a watermark
_MOST_MARKS = 3  # lines of a page between head and foot that other pages have too
_NEARLY_ALWAYS = 0.9  # share of the lines at a height that are set off, where heads stand
NUMBER = re.compile(r"(?<![\w.,/-])(\d{1,4}|[ivxlc]{1,7})(?![\w/-]|[.,]\d)")
_ALONE = re.compile(
    r"(?:page|seite|p\.)?[-–—|·•\s]{0,3}(?:\d{1,4}|[ivxlc]{1,7})[-–—|·•\s]{0,3}", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_LONG_NUMBER = 6  # figures that no page's number has
_LARGER, _OUTSTANDING = 1.15, 1.5  # times the size of most lines: titles, watermarks
_MOST_APART = 4  # times the size of a font: lines of a text
_Places = dict[tuple[str, int], list[tuple[int, float, str]]]
_OF = re.compile(r"(?:page|seite)\s+\d{1,4}\s*(?:of|von|/)\s*\d{1,4}", re.IGNORECASE)


@dataclass(frozen=True)
class PageLines:
    """A page's lines, and their texts beside them."""

    lines: Sequence[Line]
    texts: Sequence[str]


@dataclass(frozen=True)
class _Zones:
    """Between which heights a file's pages have lines, and how far these are apart, in points.

    ``size`` is that of the most lines, and ``step`` what is added to a page's index to get its
    number; None where the pages have none.
    """

    bottom: float
    top: float
    pitch: float
    size: float
    step: int | None = None

    def of(self, line: Line) -> int:
        """1 for a line in the head's zone, -1 in the foot's, 0 between."""
        middle, reach = (line.box.bottom + line.box.top) / 2, _ZONE * (self.top - self.bottom)
        return (middle > self.top - reach) - (middle < self.bottom + reach)


def _zones(pages: Sequence[PageLines]) -> _Zones:
    filled = [[line.box for line in page.lines] for page in pages if page.lines]
    if not filled:
        return _Zones(0, 0, 0, 0)
    zones = _Zones(
        median(min(box.bottom for box in boxes) for boxes in filled),
        median(max(box.top for box in boxes) for boxes in filled),
        _pitch(pages),
        median(line.size for page in pages for line in page.lines),
    )
    numbers = [
        [
            match[1]
            for line, text in zip(page.lines, page.texts, strict=True)
            if zones.of(line)
            for match in NUMBER.finditer(text)
        ]
        for page in pages
    ]
    step, times = _step(numbers)
    return replace(zones, step=step if times > _EVERYWHERE * len(pages) else None)


def _step(numbers: Sequence[Sequence[str]]) -> tuple[int, int]:
    """By how much most of the ``numbers`` of pages are more than their indices, and how often."""
    steps = Counter(
        int(each) - index
        for index, some in enumerate(numbers)
        for each in {*some}
        if each.isdigit()
    )
    return max(steps.items(), key=lambda item: item[1], default=(0, 0))


def _pitch(pages: Sequence[PageLines]) -> float:
    """How far lines stand apart most often, in points."""
    distances = Counter(
        round(above.box.bottom - below.box.bottom)
        for page in pages
        for above, below in pairwise(page.lines)
        if 1 < above.box.bottom - below.box.bottom < _MOST_APART * below.size
    )
    return distances.most_common(1)[0][0] if distances else 0


def margins(pages: Sequence[PageLines]) -> list[frozenset[int]]:
    """For each of the ``pages`` the numbers of the lines that say nothing: heads, feet, marks."""
    zones = _zones(pages)
    places: _Places = defaultdict(list)
    for index, page in enumerate(pages):
        for number, text in enumerate(page.texts):
            bottom = page.lines[number].box.bottom
            places[_alike(text), zones.of(page.lines[number])].append((index, bottom, text))
    heights = _heights(pages, zones)
    result = []
    for index, page in enumerate(pages):
        numbers = {
            number
            for number in range(len(page.lines))
            if _is_margin(pages, index, number, zones, places, heights)
        }
        inner = {number for number in numbers if not zones.of(page.lines[number])}
        if len(inner) > _MOST_MARKS:  # a page that is there again, such as a form's
            numbers -= inner
        if len(numbers) == len(page.lines):
            numbers = {number for number in numbers if _is_number(page.texts[number])}
        result.append(frozenset(numbers))
    return result


def _alike(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.casefold().split()))


def _heights(pages: Sequence[PageLines], zones: _Zones) -> list[tuple[int, float]]:
    """Zones and heights at which most pages have a line, nearly always set off from the others.

    The first line of a text stands at one height too, and is not set off.
    """
    there: Counter[tuple[int, int]] = Counter()
    apart: Counter[tuple[int, int]] = Counter()
    for page in pages:
        for number, line in enumerate(page.lines):
            if zone := zones.of(line):
                place = zone, round(line.box.bottom / _SLACK)
                there[place] += 1
                apart[place] += _set_off(page, number, zone, zones.pitch)
    return [
        (zone, height * _SLACK)
        for (zone, height), times in apart.items()
        if times > _EVERYWHERE * len(pages) and times >= _NEARLY_ALWAYS * there[zone, height]
    ]


def _is_margin(
    pages: Sequence[PageLines],
    index: int,
    number: int,
    zones: _Zones,
    places: _Places,
    heights: Iterable[tuple[int, float]],
) -> bool:
    page = pages[index]
    line, text = page.lines[number], page.texts[number]
    zone, bottom = zones.of(line), line.box.bottom
    alike = [
        other
        for other, height, said in places[_alike(text), zone]
        if other != index and abs(height - bottom) <= _SLACK and _counts(text, said, other - index)
    ]
    if not zone:  # a watermark
        stands_out = line.angle or line.size > _OUTSTANDING * zones.size
        often = len(alike) + 1 > max(_FEWEST, _EVERYWHERE * len(pages))
        return bool(stands_out) and often and len(text) > 1
    if _is_number(text) and not (text.isupper() and _is_of_a_part(pages, index, number, zones)):
        return _outermost(page, number, zone)
    if len(alike) > _EVERYWHERE * len(pages):
        return True
    if line.size > _LARGER * zones.size:  # the title of a slide
        return False
    if sum(abs(other - index) <= _NEAR for other in alike) >= _FEWEST:
        return True
    at_height = any(z == zone and abs(h - bottom) <= _SLACK for z, h in heights)
    return (
        at_height
        and len(pages) > 3
        and _set_off(page, number, zone, zones.pitch)
        and (bool(alike) or zones.step is not None)
    )


def _counts(text: str, other: str, apart: int) -> bool:
    """Whether the numbers in two lines on pages so far ``apart`` are the same or those of pages."""
    ones, twos = _DIGITS.findall(text), _DIGITS.findall(other)
    return len(ones) == len(twos) and all(
        one == two or (max(len(one), len(two)) < _LONG_NUMBER and int(two) - int(one) == apart)
        for one, two in zip(ones, twos, strict=True)
    )


def _is_number(text: str) -> bool:
    """Whether it is the number of a page, and nothing else."""
    return bool(_ALONE.fullmatch(text.strip()) or _OF.search(text))


def _is_of_a_part(pages: Sequence[PageLines], index: int, number: int, zones: _Zones) -> bool:
    """Whether a number in capital letters is that of a part: the page has another, or no page such.

    Those of pages stand at one height.
    """
    page, line = pages[index], pages[index].lines[number]
    own = None if zones.step is None else str(index + zones.step)
    return any(
        own in NUMBER.findall(text)
        for other, text in zip(page.lines, page.texts, strict=True)
        if zones.of(other)
    ) or not any(
        text.isupper() and _is_number(text) and abs(each.box.bottom - line.box.bottom) <= _SLACK
        for other in pages
        for each, text in zip(other.lines, other.texts, strict=True)
        if each is not line
    )


def _outermost(page: PageLines, number: int, zone: int) -> bool:
    """Whether no line but others of the margin stands further out."""
    bottom = page.lines[number].box.bottom
    return not any(
        (line.box.bottom - bottom) * zone > _SLACK and len(page.texts[other]) > 60
        for other, line in enumerate(page.lines)
    )


def _set_off(page: PageLines, number: int, zone: int, pitch: float) -> bool:
    """Whether a line stands further from the text than the lines of it do, a ``pitch`` apart."""
    line = page.lines[number]
    inner = [
        abs(other.box.bottom - line.box.bottom)
        for other in page.lines
        if (line.box.bottom - other.box.bottom) * zone > 1
    ]
    return not inner or min(inner) > max(1.6 * line.size, 1.2 * pitch)
