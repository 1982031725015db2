"""Lines that interrupt the text of a page: stamps, turned ones, words on where it goes on.

Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.documents.blocks import BlockKind
from index.documents.parsers.pdf.page_lines import Line

_LARGE = 2.2  # times the size of the text: what is smaller is no stamp that lies over it
_FEWEST = 2  # lines that a stamp lies over
_RIGHT = 90  # degrees
# As LaTeX, Sphinx and Word write it where a table or code goes on over pages.
_GOES_ON = re.compile(
    r"\W*(?:(?:table|figure|listing)\s[\w.]{1,8}\W{1,3})?(?:"
    r"(?:continue[sd]|cont(?:inued|['’.]d|\.)?)\s(?:on|from)\s(?:the\s)?"
    r"(?:next|previous|following|preceding)\spage"
    r"|fortsetzung (?:auf der nächsten|der vorherigen) seite"
    r"|suite (?:sur la page suivante|de la page précédente)"
    r"|continué en la próxima página|proviene de la página anterior"
    r")\W*",
    re.IGNORECASE,
)


def asides(lines: Sequence[Line], texts: Sequence[str], size: float) -> Mapping[int, BlockKind]:
    """What those of the upright ``lines`` of a page are that no text goes on in, by their numbers.

    They say ``texts``; most of a file is as large as ``size``.
    """
    kinds = {}
    for number, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if line.angle and not line.angle % _RIGHT:
            kinds[number] = BlockKind.PARAGRAPH
        elif line.angle or goes_on(text) or _is_stamp(line, text, lines, size):
            kinds[number] = BlockKind.NOISE
    return kinds


def _is_stamp(line: Line, text: str, lines: Sequence[Line], size: float) -> bool:
    """Whether a line lies over smaller ones; one letter beside them is the first of a text."""
    return line.size > _LARGE * size and len(text) > 1 and _covers(line, lines)


def goes_on(text: str) -> bool:
    """Whether a line says no more than that something goes on on another page."""
    return bool(_GOES_ON.fullmatch(text))


def _covers(stamp: Line, lines: Sequence[Line]) -> bool:
    """Whether a line lies over smaller ones."""
    box, quarter = stamp.box, stamp.box.height / 4
    under = [
        line
        for line in lines
        if _LARGE * line.size < stamp.size
        and line.box.left < box.right
        and line.box.right > box.left
        and box.bottom + quarter < (line.box.bottom + line.box.top) / 2 < box.top - quarter
    ]
    return len(under) >= _FEWEST
