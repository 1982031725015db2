"""Which lines of a file are headings: those its outline names, else the larger and bolder ones.

Without an outline the title that running heads repeat, and the numbers of parts, are some too.
Pure functions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from index.documents.parsers.pdf.lines import Body, PageLine
from index.documents.parsers.pdf.part_numbers import part_numbers
from index.documents.parsers.pdf.pdfium import Outline

_LARGER, _BOLDER = 1.15, 150  # times the body's size; how much bolder than it
_MOST_CHARACTERS, _MOST_LINES = 160, 4
_NUMBER = re.compile(
    r"(?:chapter|section|part|appendix|annex|article)?\W*[\dA-Z]?[\d.]*\W*", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:\.\s?){4,}|…{2,}|\s\d{1,4}$")
_DEEPEST = 6


def heading_levels(
    lines: Sequence[PageLine],
    outline: Sequence[Outline],
    bodies: Sequence[Body],
    title: range = range(0),
    sections: bool = False,
) -> dict[int, int]:
    """The levels of those of ``lines`` that are headings, by their numbers; 1 is the highest.

    ``bodies`` tell how each page is set. ``title`` are the numbers of those that are known to be
    the title; the level below it is that of ``sections`` where there are any.
    """
    named = _named(lines, outline)
    styled = [n for n in range(len(lines)) if n not in named and _is_styled(lines[n], bodies)]
    styled = _whole(lines, styled, bodies)
    if not named:
        return _without_outline(lines, styled, title, 1 + bool(title) + sections)
    deepest = max(named.values())
    sizes = [lines[number].line.size for number in named]
    # What stands out more than anything that the outline names is a title, else a lower heading.
    levels = {n: 1 if lines[n].line.size > 1.05 * max(sizes) else deepest + 1 for n in styled}
    return {**levels, **named}


def _named(lines: Sequence[PageLine], outline: Sequence[Outline]) -> dict[int, int]:
    """The lines that an outline names, with its levels."""
    by_page: Mapping[int, list[int]] = _numbers_by_page(lines)
    levels: dict[int, int] = {}
    for entry in outline:
        title = _squeezed(entry.title)
        if entry.page is None or not title:
            continue
        for page in (entry.page, entry.page + 1):
            match = _match(lines, by_page.get(page, []), title, levels)
            if match:
                levels.update(dict.fromkeys(match, min(entry.level, _DEEPEST)))
                break
    return levels


def _numbers_by_page(lines: Sequence[PageLine]) -> dict[int, list[int]]:
    pages = defaultdict(list)
    for number, line in enumerate(lines):
        pages[line.page].append(number)
    return pages


def _match(
    lines: Sequence[PageLine], numbers: Sequence[int], title: str, taken: Mapping[int, int]
) -> list[int]:
    """The numbers of lines in a row that say ``title``, with a number before it or not."""
    for at in range(len(numbers)):
        text = ""
        for count in range(1, _MOST_LINES + 1):
            some = list(numbers[at : at + count])
            if len(some) < count or some[-1] in taken:
                break
            text += _squeezed(lines[some[-1]].text)
            if text.endswith(title) and _NUMBER.fullmatch(text[: len(text) - len(title)]):
                return some
            if not (title.startswith(text) or _NUMBER.match(text)):
                break
    return []


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _is_styled(here: PageLine, bodies: Sequence[Body]) -> bool:
    """Whether a line is set as a heading, larger or bolder than the body, and reads as one."""
    line, text = here.line, here.text.strip()
    larger = line.size >= _LARGER * bodies[here.page].size
    if not (larger or _is_bold(here, bodies)) or line.fixed or here.contents or here.aside:
        return False
    if len(text) > _MOST_CHARACTERS or not re.search(r"[^\W\d_]{2}", text):
        return False
    if _CONTENTS.search(text) or (here.label and larger and not _is_bold(here, bodies)):
        return False
    if here.label and not any(map(str.isalnum, here.label)):  # an item that is bold
        return False
    return larger or (text[-1] not in ".,;:" and not text[0].islower())


def _is_bold(here: PageLine, bodies: Sequence[Body]) -> bool:
    return here.line.weight >= bodies[here.page].weight + _BOLDER


def _whole(lines: Sequence[PageLine], numbers: Sequence[int], bodies: Sequence[Body]) -> list[int]:
    """The headings ``numbers`` with the lines that they go on in; not what text goes on from."""
    whole: list[int] = []
    for number in numbers:
        some = [number]
        while _goes_on(lines, some[-1]) and len(some) <= _MOST_LINES:
            some.append(some[-1] + 1)
        alike = all(_is_bold(lines[n], bodies) == _is_bold(lines[number], bodies) for n in some)
        if alike and len(some) <= _MOST_LINES:
            whole += some
    return sorted(set(whole))


def _goes_on(lines: Sequence[PageLine], number: int) -> bool:
    """Whether a line is followed closely by one in its size that begins in small letters."""
    if number + 1 == len(lines):
        return False
    here, after = lines[number], lines[number + 1]
    alike = abs(after.line.size - here.line.size) < 0.1 * here.line.size
    near = 0 < here.box.bottom - after.box.bottom < 1.6 * here.line.size
    return alike and near and (here.line.hyphen or after.text[:1].islower())


def _without_outline(
    lines: Sequence[PageLine], styled: Sequence[int], title: range, highest: int
) -> dict[int, int]:
    """The levels of the ``title``, and of the headings below it, from the ``highest`` on.

    What stands before the title is on a cover, and heads nothing.
    """
    parts = {n: highest + depth for n, depth in part_numbers(lines).items()}
    lowest = max(parts.values(), default=highest - 1)
    inner = [n for n in styled if n not in parts and (not title or n >= title.stop)]
    levels = {n: min(lowest + level, _DEEPEST) for n, level in _by_style(lines, inner).items()}
    return {**levels, **parts, **dict.fromkeys(title, 1)}


def _by_style(lines: Sequence[PageLine], numbers: Sequence[int]) -> dict[int, int]:
    """Levels by how large the headings are, those of one size by how bold."""
    styles = {n: _style(lines[n]) for n in numbers}
    order = sorted(set(styles.values()), reverse=True)
    return {n: min(order.index(style) + 1, _DEEPEST) for n, style in styles.items()}


def _style(line: PageLine) -> tuple[float, bool]:
    return round(line.line.size), line.text.isupper()
