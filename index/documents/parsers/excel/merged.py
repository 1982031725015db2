"""Cells that run over others: what is below them is not displayed, but they are in each row."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush

from index.documents.parsers.excel.rows import Area, SheetRow
from index.documents.parsers.row_spans import said_again


def merged_rows(rows: Sequence[SheetRow], merged: Iterable[Area]) -> list[SheetRow]:
    """``rows``, from the top, with the merged cells ``above``, without those that they run over.

    Rows follow each other where a merged cell stands beside the empty ones between.
    """
    areas = sorted(area for area in merged if area.bottom > area.top or area.right > area.left)
    return list(_joined(_uncovered(rows, areas), areas))


def _uncovered(rows: Iterable[SheetRow], areas: Sequence[Area]) -> Iterator[SheetRow]:
    waiting = list(reversed(areas))
    lefts: list[int] = []
    current: dict[int, Area] = {}
    ends: list[tuple[int, int]] = []
    texts: dict[int, str] = {}
    for row in rows:
        while ends and ends[0][0] < row.number:
            _, left = heappop(ends)
            del current[left]
            texts.pop(left, None)
            lefts.remove(left)
        while waiting and waiting[-1].top <= row.number:
            area = waiting.pop()
            # Merged cells don't lie over each other; of those that do the first counts.
            if area.bottom >= row.number and area.left not in current:
                insort(lefts, area.left)
                current[area.left] = area
                heappush(ends, (area.bottom, area.left))
        shown = {c for c in row.cells if not (lefts and _is_covered(row.number, c, lefts, current))}
        if shown:
            here = row if len(shown) == len(row.cells) else row.only(shown.__contains__)
            yield here._replace(above=dict(texts)) if texts else here
        for column, area in current.items():
            if area.top == row.number and (text := said_again(row.cells.get(column, ""))):
                texts[column] = text


def _is_covered(row: int, column: int, lefts: Sequence[int], current: dict[int, Area]) -> bool:
    place = bisect_right(lefts, column) - 1
    if place < 0:
        return False
    area = current[lefts[place]]
    return column <= area.right and (row, column) != (area.top, area.left)


def _joined(rows: Iterable[SheetRow], areas: Sequence[Area]) -> Iterator[SheetRow]:
    waiting = list(reversed(areas))
    reach = before = 0
    for row in rows:
        while waiting and waiting[-1].top <= before:
            reach = max(reach, waiting.pop().bottom)
        beside = before > 0 and reach >= row.number - 1
        yield row._replace(follows=True) if beside and not row.follows else row
        before = row.number
