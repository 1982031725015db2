"""Whether lines are prose that was broken at a column, or stand each for itself. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.documents.parsers.text.lines import Line

_NARROWEST = 48  # columns at which prose is broken, at the least
_WIDEST = 130
_NARROWEST_UNCASED = 15  # of scripts without blanks, whose characters are wide
_SHORT = 44  # characters of lines that are no prose where none of them has a comma or a stop
_LIKE = 16  # columns by which the ends of broken lines differ
_LONG_WORD = 30  # characters of an address, which reaches over the edge
_PART = 3  # one line in so many that begins small makes the lines prose


def wrap_width(lines: Sequence[Line]) -> int:
    """The column at which the prose in ``lines`` is broken; 0 where it is not."""
    lengths = sorted(len(line.text) for line in lines if line.bare and not _overhangs(line))
    if not lengths:
        return 0
    width = lengths[round(0.98 * (len(lengths) - 1))]
    return width if _NARROWEST <= width <= _WIDEST else 0


def runs_of_prose(lines: Sequence[Line], width: int) -> list[list[Line]]:
    """``lines`` without a blank one among them, in runs that each read on.

    ``width`` is the text's `wrap_width`. A line that stands for itself is a run of its own.
    """
    if len(lines) < 2:
        return [list(lines)]
    apart = _all_short(lines)
    width = _own_width(lines, width)
    flowing = not apart and _flows(lines)
    runs = [[lines[0]]]
    for line, following in pairwise(lines):
        if apart or not (flowing or goes_on(line, following, width)):
            runs.append([])
        runs[-1].append(following)
    return runs


def goes_on(line: Line, following: Line, width: int) -> bool:
    """Whether a sentence may go on, or a further one follow, from ``line`` to the next.

    ``width`` is the column at which lines are broken.
    """
    if line.ends_sentence or line.ends_open or following.begins_small:
        return True
    return is_full(line, following, width)


def is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of ``following`` had no place in ``line``, before column ``width``."""
    word = following.bare.split(maxsplit=1)[0]
    if _uncased(word[0]):
        return len(line.text) >= _NARROWEST_UNCASED and len(line.text) + 4 > width
    return len(line.text) >= _NARROWEST and len(line.text) + 1 + len(word) > width > 0


def _own_width(lines: Sequence[Line], width: int) -> int:
    lengths = [len(line.text) for line in lines if not _overhangs(line)]
    widest = max(lengths, default=0)
    full = sum(widest - length <= _LIKE for length in lengths[:-1])
    return widest if widest <= _WIDEST and full > 1 else width  # a single line tells no width


def _all_short(lines: Sequence[Line]) -> bool:
    return (
        all(
            len(line.bare) <= _SHORT and not line.ends_sentence and not line.ends_open
            for line in lines[:-1]
        )
        and len(lines[-1].bare) <= _SHORT
        and not lines[-1].ends_sentence
    )


def _flows(lines: Sequence[Line]) -> bool:
    """Whether so many lines begin small or end a sentence that all of it is prose."""
    small = sum(line.begins_small for line in lines[1:])
    return _PART * small >= len(lines) - 1 and any(line.ends_sentence for line in lines)


def _overhangs(line: Line) -> bool:
    return any(len(word) > _LONG_WORD for word in line.bare.split())


def _uncased(letter: str) -> bool:
    return letter.isalpha() and letter.upper() == letter.lower()
