"""Numbers that head the parts of a text by themselves, in the middle of a line. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.documents.parsers.pdf.lines import PageLine

_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
_LETTERS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
_FIGURES = [*map(str, range(1, 30))]
_KINDS = (_ROMAN, _LETTERS, _FIGURES)  # from the highest parts to the lowest
_NUMBER = re.compile(r"(?:\w{1,5}[-–—.])*(\w{1,5})\.?")
_OFF, _ROOM = 0.03, 0.25  # of a column's width: off its middle, and free on both sides
_FEWEST = 2  # numbers that follow on each other


def part_numbers(lines: Sequence[PageLine]) -> Mapping[int, int]:
    """How deep the parts are, from 0, whose numbers some lines are; by the numbers of these lines.

    Such are "I", "II", and below them "A" or "II–A"; the first of a kind is the first of its row.
    """
    following = [0] * len(_KINDS)  # the place in its row of the number that comes next
    taken: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        match = _NUMBER.fullmatch(line.text.strip())
        if not match or not _is_centred(line):
            continue
        for kind, row in enumerate(_KINDS):
            place = row.index(match[1]) if match[1] in row else None
            if place is not None and place in (following[kind], 0):
                taken.append((number, kind))
                following[kind] = place + 1
                following[kind + 1 :] = [0] * (len(_KINDS) - kind - 1)
                break
    kinds = [kind for _, kind in taken]
    used = [kind for kind in range(len(_KINDS)) if kinds.count(kind) >= _FEWEST]
    return {number: used.index(kind) for number, kind in taken if kind in used}


def _is_centred(line: PageLine) -> bool:
    """Whether a line stands in the middle of its column, with much room on both sides."""
    width = line.edge - line.margin
    left, right = line.box.left - line.margin, line.edge - line.box.right
    return min(left, right) > _ROOM * width and abs(left - right) < 2 * _OFF * width
