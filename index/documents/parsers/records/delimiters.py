"""What stands between the cells of a table as text: a comma, a semicolon, a tab or a bar."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

SIGNS = ",;\t|"
"""What may divide cells."""

_SAMPLE_LINES, _SAMPLE_LENGTH = 200, 200_000
_NUMBER = re.compile(r"[-+]?\d[\d.,' ]*%?")
_FEWEST = 0.5  # of the rows: with two cells or more
_MOST_SPACED, _REGULAR = 0.8, 0.9


@dataclass(frozen=True)
class Delimiter:
    """The ``sign`` between cells, and how many cells most rows have: their ``width``."""

    sign: str
    width: int


def choose_delimiter(
    lines: Sequence[str], declared: str = "", *, tabs: bool = False
) -> Delimiter | None:
    """What divides the cells in the first of ``lines``; None where each is one cell.

    A ``declared`` one is taken as it is, and with ``tabs`` a tab where there are any.
    """
    sample = list(_sample(lines))
    if declared:
        return Delimiter(declared, _width(_read(sample, declared)))
    if tabs and any("\t" in line for line in sample):
        return Delimiter("\t", _width(_read(sample, "\t")))
    best, most = None, 0.0
    for sign in SIGNS:
        rows = _read(sample, sign)
        if (score := _score(rows, sample, sign)) > most:
            best, most = Delimiter(sign, _width(rows)), score
    return best


def _sample(lines: Sequence[str]) -> Iterator[str]:
    length = 0
    for line in islice(lines, _SAMPLE_LINES):
        length += len(line)
        if length > _SAMPLE_LENGTH:
            yield line[:_SAMPLE_LENGTH]
            return
        yield line


def _read(sample: Sequence[str], sign: str) -> list[list[str]]:
    rows = csv.reader(sample, delimiter=sign, skipinitialspace=sign != "\t")
    return [row for row in rows if any(cell.strip() for cell in row)]


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many cells most rows have; of those with several, where there are enough of them."""
    several = Counter(len(row) for row in rows if len(row) > 1)
    return several.most_common(1)[0][0] if several else 1


def _score(rows: Sequence[Sequence[str]], sample: Sequence[str], sign: str) -> float:
    """How well ``sign`` divides the sample's ``rows``: 0 where it does not, 1 at best."""
    width = _width(rows)
    if width == 1:
        return 0.0
    regular = sum(len(row) == width for row in rows) / len(rows)
    divided = sum(len(row) > 1 for row in rows) / len(rows)
    if divided < _FEWEST or _is_prose(rows, sample, sign, regular):
        return 0.0
    cells = [cell for row in rows for cell in row]
    pure = sum(not _divides(cell, sign) for cell in cells) / len(cells)
    return (regular + divided) / 2 * (1 + pure) / 2


def _is_prose(
    rows: Sequence[Sequence[str]], sample: Sequence[str], sign: str, regular: float
) -> bool:
    """Whether ``sign`` stands as in sentences: with a blank behind it, here more, there fewer."""
    if sign == "\t":
        return False
    spaced = sum(line.count(f"{sign} ") for line in sample)
    if spaced < _MOST_SPACED * sum(line.rstrip().count(sign) for line in sample):
        return False
    return regular < _REGULAR or len(rows[0]) == 1 or len(rows) == 1


def _divides(cell: str, sign: str) -> bool:
    """Whether another sign than ``sign`` divides ``cell``, as none does in text and numbers."""
    signs = [other for other in SIGNS if other != sign and other in cell]
    if not signs or _NUMBER.fullmatch(cell.strip()):
        return False
    return any(cell.count(other) > cell.count(f"{other} ") for other in signs)
