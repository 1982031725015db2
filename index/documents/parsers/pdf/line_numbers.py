"""Numbers of lines at the left side of pages, as papers for courts have them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.documents.parsers.pdf.margins import PageLines
from index.documents.parsers.pdf.page_lines import Line, Word

_NUMBER = re.compile(r"[1-9]\d?")
_FEWEST = 10  # numbers on a page
_FEWEST_PAGES, _MOSTLY = 2, 0.5  # pages with numbers that begin with 1, and their share
_WIDE = 1.5  # times its height: how much further to the right a number may begin than another
_UNEQUAL = 0.25  # share of their common distance by which two may stand nearer or further


def without_line_numbers(pages: Sequence[PageLines]) -> list[PageLines]:
    """``pages`` without the numbers of their lines, where most begin with 1 to count them.

    The first column of a table goes on counting on the next page.
    """
    numbers = [_numbers(page) for page in pages]
    numbered = sum(bool(some) for some in numbers)
    if numbered < max(_FEWEST_PAGES, _MOSTLY * sum(bool(page.lines) for page in pages)):
        return [*pages]
    return [_without(page, some) for page, some in zip(pages, numbers, strict=True)]


def _numbers(page: PageLines) -> dict[int, Word]:
    """The words that count the lines of a page, by the numbers of the lines they stand in."""
    words: dict[int, Word] = {}
    for number, (line, text) in enumerate(zip(page.lines, page.texts, strict=True)):
        first = line.words[0]
        if not line.angle and _NUMBER.fullmatch(text[: first.end - first.start]):
            words[number] = first
    left = min((word.box.left for word in words.values()), default=0.0)
    words = {n: word for n, word in words.items() if word.box.left - left < _WIDE * word.box.height}
    if len(words) < _FEWEST:
        return {}
    edge = max(word.box.right for word in words.values())
    beside = [
        word.box.left
        for number, line in enumerate(page.lines)
        if not line.angle
        for word in line.words[number in words :]
    ]
    if not beside or min(beside) < edge:
        return {}
    order = sorted(words, key=lambda number: -words[number].box.bottom)
    counted = [_value(page, number, words[number]) for number in order]
    if counted != [*range(1, len(order) + 1)] or not _is_even([words[n] for n in order]):
        return {}
    return words


def _value(page: PageLines, number: int, word: Word) -> int:
    return int(page.texts[number][: word.end - word.start])


def _is_even(words: Sequence[Word]) -> bool:
    """Whether ``words`` below each other stand equally far apart."""
    step = (words[0].box.bottom - words[-1].box.bottom) / (len(words) - 1)
    return all(
        abs(above.box.bottom - below.box.bottom - step) < _UNEQUAL * step
        for above, below in pairwise(words)
    )


def _without(page: PageLines, numbers: dict[int, Word]) -> PageLines:
    lines: list[Line] = []
    texts: list[str] = []
    for number, (line, text) in enumerate(zip(page.lines, page.texts, strict=True)):
        words = line.words[number in numbers :]
        if words:
            lines.append(replace(line, words=words) if number in numbers else line)
            texts.append(text[words[0].start - line.start :])
    return PageLines(lines, texts)
