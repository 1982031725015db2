"""Whether the first row of a table names its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = r"[-+(]?\s?(?:[$€£¥]\s?)?\d[\d.,'\s]*(?:[eE][-+]?\d+)?\s?[%$€£¥]?\)?"
_DATE = (
    r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}\.? [^\W\d_]{3,9}\.?,? \d{4}"
    r"|[^\W\d_]{3,9}\.? \d{1,2}, \d{4})"
)
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?[\d.,]*(?:\s?[AaPp]\.?[Mm]\.?)?(?:Z|\s?[-+]\d\d:?\d\d)?"
_VALUE = re.compile(rf"{_NUMBER}|(?:{_DATE}[T,\s]*)?{_TIME}|{_DATE}|\S+@\S+\.\S+|[a-z]+://\S+")
_LONGEST_VALUE = 200  # characters: a number of a million digits is matched no further
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LONGEST_NAME = 120
_FEWEST_BLANKS = 3  # in a sentence
_MOSTLY = 0.8


def is_head(row: Sequence[str], following: Sequence[Sequence[str]]) -> bool:
    """Whether ``row`` names the columns of the rows ``following`` it.

    It does unless it holds values, sentences or nothing, or says the same twice or as one below.
    """
    names = [name.strip() for name in row]
    if not following or not any(names) or 2 * sum(map(bool, names)) < len(names):
        return False
    if any(len(name) > _LONGEST_NAME or _is_sentence(name) for name in names):
        return False
    values = [n for n, name in enumerate(names) if is_value(name)]
    if values:
        return _are_labels(names, values, following)
    if is_plainly_head(row, following):
        return True
    given = [name for name in names if name]
    if len(set(given)) < len(given):
        return False
    return not any(
        name and any(len(other) > n and other[n].strip() == name for other in following)
        for n, name in enumerate(names)
    )


def is_plainly_head(row: Sequence[str], following: Sequence[Sequence[str]]) -> bool:
    """Whether ``row`` holds words alone, and a column below them values."""
    if not following or any(is_value(name.strip()) for name in row):
        return False
    return any(name.strip() and _has_values(n, following) for n, name in enumerate(row))


def is_value(cell: str) -> bool:
    """Whether ``cell`` is a number, a date, a time or an address, which no column is called."""
    return len(cell) <= _LONGEST_VALUE and bool(_VALUE.fullmatch(cell))


def _is_sentence(name: str) -> bool:
    """Whether ``name`` is more than an abbreviation with a full stop ("Art. No.")."""
    return name.endswith((".", "!")) and name.count(" ") >= _FEWEST_BLANKS


def _has_values(column: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = [row[column].strip() for row in rows if len(row) > column and row[column].strip()]
    return bool(cells) and sum(map(is_value, cells)) >= _MOSTLY * len(cells)


def _are_labels(names: Sequence[str], values: Sequence[int], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the ``values`` among ``names`` are years, or count columns, unlike what is below."""
    labels = [names[n] for n in values]
    below = [row[n].strip() for n in values for row in rows if len(row) > n]
    if len(set(labels)) < len(labels):
        return False
    if all(_YEAR.fullmatch(label) for label in labels):
        return len(values) < len(names) and not all(_YEAR.fullmatch(cell) for cell in below)
    return labels == [str(n) for n in range(1, len(labels) + 1)] and not any(map(is_value, below))
