"""Pages whose text does not run from left to right, held upright. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.documents.parsers.pdf.page_lines import Box, Line, Word

_RIGHT, _FULL = 90, 360  # degrees


def common_angle(lines: Iterable[Line]) -> int:
    """By how many right angles, in degrees, most characters of ``lines`` are turned to the left."""
    angles: Counter[int] = Counter()
    for line in lines:
        if not line.angle % _RIGHT:
            angles[line.angle] += line.end - line.start
    return angles.most_common(1)[0][0] if angles else 0


def upright(lines: Sequence[Line], angle: int) -> Sequence[Line]:
    """``lines`` with the boxes that they have when the page is turned to the right by ``angle``.

    PDFium has them in turned order where they run down the page.
    """
    if not angle:
        return lines
    turned = [
        replace(
            line,
            words=tuple(Word(w.start, w.end, _turned(w.box, angle)) for w in line.words),
            angle=(line.angle - angle) % _FULL,
            base=None,
        )
        for line in lines
    ]
    rising = sum(below.box.bottom > above.box.bottom for above, below in pairwise(turned))
    return turned[::-1] if 2 * rising > len(turned) else turned


def _turned(box: Box, angle: int) -> Box:
    match angle:
        case 90:
            return Box(box.bottom, -box.right, box.top, -box.left)
        case 180:
            return Box(-box.right, -box.top, -box.left, -box.bottom)
        case _:
            return Box(-box.top, box.left, -box.bottom, box.right)
