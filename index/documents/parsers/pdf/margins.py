"""Running heads and feet, page numbers and watermarks: what pages repeat. Pure functions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from index.documents.parsers.pdf.page_lines import Line

_ZONE = 0.1  # of the height of a page's lines, in which heads and feet stand
_SLACK = 4.0  # points by which a head may stand higher or lower on another page
_NEAR, _FEWEST = 4, 2  # pages to both sides on which a chapter's head stands again, this often
_EVERYWHERE = 0.4  # share of the pages that have the same, such as a watermark
_MOST_MARKS = 3  # lines of a page between head and foot that other pages have too
_NEARLY_ALWAYS = 0.9  # share of the lines at a height that are set off, where heads stand
_NUMBER = re.compile(r"(?<![\w.,/-])(\d{1,4}|[ivxlc]{1,7})(?![\w/-]|[.,]\d)")
_ALONE = re.compile(
    r"(?:page|seite|p\.)?[-–—|·•\s]{0,3}(?:\d{1,4}|[ivxlc]{1,7})[-–—|·•\s]{0,3}", re.IGNORECASE
)
_Places = dict[tuple[str, int], list[tuple[int, float]]]
_OF = re.compile(r"(?:page|seite)\s+\d{1,4}\s*(?:of|von|/)\s*\d{1,4}", re.IGNORECASE)


@dataclass(frozen=True)
class PageLines:
    """A page's lines, and their texts beside them."""

    lines: Sequence[Line]
    texts: Sequence[str]


@dataclass(frozen=True)
class _Zones:
    """Between which heights a file's pages have lines, in points."""

    bottom: float
    top: float

    def of(self, line: Line) -> int:
        """1 for a line in the head's zone, -1 in the foot's, 0 between."""
        middle, reach = (line.box.bottom + line.box.top) / 2, _ZONE * (self.top - self.bottom)
        return (middle > self.top - reach) - (middle < self.bottom + reach)


def _zones(pages: Sequence[PageLines]) -> _Zones:
    filled = [[line.box for line in page.lines] for page in pages if page.lines]
    if not filled:
        return _Zones(0, 0)
    return _Zones(
        median(min(box.bottom for box in boxes) for boxes in filled),
        median(max(box.top for box in boxes) for boxes in filled),
    )


def margins(pages: Sequence[PageLines]) -> list[frozenset[int]]:
    """For each of the ``pages`` the numbers of the lines that say nothing: heads, feet, marks."""
    zones = _zones(pages)
    places: _Places = defaultdict(list)
    for index, page in enumerate(pages):
        for number, text in enumerate(page.texts):
            bottom = page.lines[number].box.bottom
            places[_alike(text), zones.of(page.lines[number])].append((index, bottom))
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


def printed_labels(pages: Sequence[PageLines], margin: Sequence[frozenset[int]]) -> list[str]:
    """The page numbers that stand in the margins of ``pages``, empty for a page without one.

    Arabic ones are those that go up with the pages; a year or a volume's number does not.
    """
    zones = _zones(pages)
    numbers: list[list[str]] = []
    for page, lines in zip(pages, margin, strict=True):
        texts = [page.texts[number] for number in sorted(lines) if zones.of(page.lines[number])]
        numbers.append([match[1] for text in texts for match in _NUMBER.finditer(text)])
    steps = Counter(
        int(each) - index
        for index, some in enumerate(numbers)
        for each in {*some}
        if each.isdigit()
    )
    step, times = max(steps.items(), key=lambda item: item[1], default=(0, 0))
    labels = []
    for index, some in enumerate(numbers):
        if times > 1 and str(index + step) in some:
            labels.append(str(index + step))
        else:
            labels.append(next((each for each in some if each.isalpha()), ""))
    return labels


def _alike(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


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
                apart[place] += _set_off(page, number, zone)
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
        for other, height in places[_alike(text), zone]
        if other != index and abs(height - bottom) <= _SLACK
    ]
    if not zone:
        return len(alike) + 1 > max(_FEWEST, _EVERYWHERE * len(pages)) and len(text) > 1
    if _is_number(text):
        return _outermost(page, number, zone)
    near = sum(abs(other - index) <= _NEAR for other in alike)
    if near >= _FEWEST or len(alike) > _EVERYWHERE * len(pages):
        return True
    at_height = any(z == zone and abs(h - bottom) <= _SLACK for z, h in heights)
    return at_height and len(pages) > 3 and _set_off(page, number, zone)


def _is_number(text: str) -> bool:
    """Whether it is the number of a page, and nothing else."""
    return bool(_ALONE.fullmatch(text.strip()) or _OF.search(text))


def _outermost(page: PageLines, number: int, zone: int) -> bool:
    """Whether no line but others of the margin stands further out."""
    bottom = page.lines[number].box.bottom
    return not any(
        (line.box.bottom - bottom) * zone > _SLACK and len(page.texts[other]) > 60
        for other, line in enumerate(page.lines)
    )


def _set_off(page: PageLines, number: int, zone: int) -> bool:
    """Whether a line stands further from the text than lines of it do from each other."""
    line = page.lines[number]
    inner = [
        abs(other.box.bottom - line.box.bottom)
        for other in page.lines
        if (line.box.bottom - other.box.bottom) * zone > 1
    ]
    return not inner or min(inner) > 1.6 * line.size
