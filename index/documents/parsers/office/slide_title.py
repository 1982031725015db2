"""The title of a slide that has no place for one: by the size of its lines, and their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

COMMON_SIZE = 18.0
"""Points of letters whose size a file does not tell."""

_LARGER = 1.2  # times as large as all others are the letters of a title, or as bold ones count
_MOST_TITLE, _MOST_ALIKE = 120, 80  # characters of a title; of one that is not larger than others
_MOST_ABOVE = 60  # characters above a title, which tell what part or whose slide it is
_LARGE = 24.0  # points of letters that may be all on a slide
_UPPER, _TOP, _MIDDLE = 0.4, 0.25, 0.6  # shares of a slide's height, from above
_NAME = re.compile(r"[^\W\d_]{3}")
_OPEN = (".", ",", ";", ":", "!", "…", "。", "，", "；", "：", "！")


@dataclass(frozen=True, slots=True)
class SlideLine:
    """A paragraph on a slide, in the text box of the number ``box``.

    ``size`` is that of its letters in points, ``top`` where its box begins, in shares of the
    slide's height from above, None where that is not known. ``listed`` tells whether a sign or a
    number stands before it.
    """

    text: str
    box: int
    size: float = COMMON_SIZE
    bold: bool = False
    listed: bool = False
    top: float | None = None

    @property
    def weight(self) -> float:
        """How much it stands out: its size, that of bold letters a little more."""
        return self.size * (_LARGER if self.bold else 1)


def title_among(lines: Sequence[SlideLine]) -> SlideLine | None:
    """Which of ``lines``, all those of a slide in the order of reading, is its title, if any.

    It is the first line of its box, and larger than all others; or else it stands alone at the
    top, above others that are not all like it.
    """
    firsts = [line for n, line in enumerate(lines) if not n or lines[n - 1].box != line.box]
    if not firsts:
        return None
    if _is_larger(firsts[0].weight, firsts[0], lines):
        return firsts[0]
    above = [line.text for line in lines if line.box == firsts[0].box]
    if len(firsts) > 1 and len(above) == 1 and len(above[0]) <= _MOST_ABOVE:
        second = firsts[1]
        if second.top is not None and _is_larger(second.size, second, lines):
            return second
    return firsts[0] if _is_on_top(firsts[0], lines) else None


def _is_larger(weight: float, line: SlideLine, lines: Sequence[SlideLine]) -> bool:
    """Whether ``line``, which has this ``weight``, is a title that is larger than other lines."""
    others = [other.weight for other in lines if other is not line]
    high = line.top is None or line.top <= _UPPER
    return high and _is_name(line, _MOST_TITLE) and bool(others) and weight >= _LARGER * max(others)


def _is_on_top(line: SlideLine, lines: Sequence[SlideLine]) -> bool:
    """Whether ``line``, the first one, is a title by its place."""
    others = [other for other in lines if other is not line]
    if line.top is None or not _is_alike(line, lines):
        return False
    if not others:
        return line.top <= _TOP or (line.size >= _LARGE and line.top <= _MIDDLE)
    return (
        line.top <= _TOP
        and all(other.top is None or other.top > line.top for other in others)
        and line.weight >= max(other.weight for other in others)
        and not all(_is_alike(other, lines) for other in others)
    )


def _is_alike(line: SlideLine, lines: Sequence[SlideLine]) -> bool:
    """Whether ``line`` is all that is in its box, and short as a title is, and no sentence."""
    alone = sum(other.box == line.box for other in lines) == 1
    words = line.text.strip()
    closed = not words.endswith(_OPEN) and not words[:1].islower()
    return alone and closed and _is_name(line, _MOST_ALIKE)


def _is_name(line: SlideLine, most: int) -> bool:
    """Whether ``line`` may name a slide: it has words, and is not long."""
    return not line.listed and len(line.text) <= most and bool(_NAME.search(line.text))
