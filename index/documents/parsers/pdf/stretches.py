"""Pages in a row that are set alike: a file may be several, bound into one. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from index.documents.parsers.pdf.margins import PageLines

_FEWEST_LINES = 10  # of a page that shows how the pages around it are set
_PAGES, _FEWEST = 8, 6  # pages that are compared on both sides, and the fewest there must be
_MOSTLY = 0.75  # share of these that have their text within the same bounds
_SLACK, _OTHER = 4.0, 18.0  # points between bounds that are the same, and that are others

_Bounds = tuple[float, float, float]


def stretches_of(pages: Sequence[PageLines]) -> list[range]:
    """The indices of the ``pages`` in stretches, in order; one of all where they are set alike.

    Another stretch begins where the left, right or upper bound of the text is another from there on
    than before; pages on which the bounds vary, such as slides, tell nothing.
    """
    bounds = {index: _bounds(page) for index, page in enumerate(pages) if page.lines}
    full = [index for index in bounds if len(pages[index].lines) >= _FEWEST_LINES]
    starts, first = [0], 0
    for at in range(len(full)):
        end = _end(bounds, full[max(first, at - _PAGES) : at], full[at : at + _PAGES])
        if end is not None:
            starts.append(end + 1)
            first = at
    return [range(*ends) for ends in zip(starts, [*starts[1:], len(pages)], strict=True)]


def _bounds(page: PageLines) -> _Bounds:
    return (
        min(line.box.left for line in page.lines),
        max(line.box.right for line in page.lines),
        max(line.box.top for line in page.lines),
    )


def _end(bounds: Mapping[int, _Bounds], before: Sequence[int], behind: Sequence[int]) -> int | None:
    """The last page set as those ``before``, where the first ``behind`` is set otherwise, or None.

    Pages with few lines may stand between these two.
    """
    if min(len(before), len(behind)) < _FEWEST:
        return None
    ends: list[int] = []
    for side in range(3):
        one = _common([bounds[index][side] for index in before])
        other = _common([bounds[index][side] for index in behind])
        if one is None or other is None or abs(one - other) <= _OTHER:
            continue
        if abs(bounds[behind[0]][side] - other) <= _SLACK:
            ends += [
                index
                for index, here in bounds.items()
                if before[0] <= index < behind[0] and abs(here[side] - one) <= _SLACK
            ]
    return max(ends, default=None)


def _common(some: Sequence[float]) -> float | None:
    """The bound that most of ``some`` pages have; None where they vary."""
    middle = median(some)
    near = sum(abs(bound - middle) <= _SLACK for bound in some)
    return middle if near >= _MOSTLY * len(some) else None
