"""Tables in text: with pipes, of values with commas or tabs between, in columns. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.documents.parsers.text.lines import Line

_DELIMITER = re.compile(r"\|?\s*:?[-=]+:?\s*(?:\|\s*:?[-=]+:?\s*)*\|?")
_DAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b", re.IGNORECASE
)
_RULE = re.compile(r"[-=+|:\s]{3,}")
GAP = re.compile(r"(?<=\S)(?: {2,}| ?\t\s*)(?=\S)")
"""What stands between cells that are in columns."""

_MOST_CELL = 60
_FEWEST_ROWS = 3


@dataclass(frozen=True)
class Table:
    """A table's first ``lines``: how many they are, and which of them are its head and rules.

    ``sign`` stands between its cells: "|", a tab, ";" or ",", or "" where there are gaps.
    """

    lines: int
    head: int | None
    rules: frozenset[int]
    sign: str = ""


def table_at(lines: Sequence[Line]) -> Table | None:
    """The table that ``lines``, without a blank one among them, begin with."""
    return _with_pipes(lines) or _grid(lines) or _separated(lines) or _in_columns(lines)


def _with_pipes(lines: Sequence[Line]) -> Table | None:
    count = next((n for n, line in enumerate(lines) if "|" not in line.bare), len(lines))
    if count < 2:
        return None
    rules = frozenset(n for n in range(count) if _DELIMITER.fullmatch(lines[n].bare))
    if 1 in rules and 0 not in rules:
        return Table(count, 0, rules, "|")
    outer = next((n for n, ln in enumerate(lines[:count]) if not ln.bare.startswith("|")), count)
    return Table(outer, None, rules, "|") if outer > 1 else None


def _grid(lines: Sequence[Line]) -> Table | None:
    """A table with its rules drawn: "+-----+-----+" or "===== =====" above and below."""
    if len(lines) < _FEWEST_ROWS or not _is_rule(lines[0]):
        return None
    rules = [n for n, line in enumerate(lines) if _is_rule(line)]
    if len(rules) < 2 or rules[1] == 1:
        return None
    headed = rules[1] == 2 and len(rules) > 2
    sign = "|" if "|" in lines[1].bare else ""
    return Table(rules[-1] + 1, 1 if headed else None, frozenset(rules), sign)


def _is_rule(line: Line) -> bool:
    bare = line.bare
    return bool(_RULE.fullmatch(bare)) and (bare[:2] in {"+-", "+=", "|="} or " " in bare)


def _separated(lines: Sequence[Line]) -> Table | None:
    """Values with tabs, semicolons or commas between them, as many in each line."""
    for sign, fewest in (("\t", 1), (";", 1), (",", 1)):
        if lines[0].bare.count(sign) < fewest:
            continue
        rows = []
        width = 0
        for line in lines:
            cells = _cells(line.bare, sign)
            width = width or len(cells)
            if len(cells) != width or max(map(len, cells)) > _MOST_CELL:
                break
            rows.append(cells)
        spaced = sum(f"{sign} " in line.bare for line in lines[: len(rows)])
        if width < 2 or (len(rows) < len(lines) and len(rows) < _FEWEST_ROWS):
            continue
        # "Jon, Ada and Bo": a comma with a blank behind is one of prose.
        if len(rows) < 2 or (sign != "\t" and 2 * spaced > len(rows)):
            continue
        if sign != "\t" and width == 2 and len(rows) < _FEWEST_ROWS:
            continue
        return Table(len(rows), _head(rows), frozenset(), sign)
    return None


def _cells(row: str, sign: str) -> list[str]:
    """The values of a row, those in double quotes whole."""
    if '"' not in row:
        return [cell.strip() for cell in row.split(sign)]
    cells, start, inside = [], 0, False
    for place, character in enumerate(row):
        if character == '"':
            inside = not inside
        elif character == sign and not inside:
            cells.append(row[start:place].strip())
            start = place + 1
    return [*cells, row[start:].strip()]


def _in_columns(lines: Sequence[Line]) -> Table | None:
    """Rows whose cells stand under each other, with gaps of two blanks or more."""
    gapped = [n for n, line in enumerate(lines) if GAP.search(line.bare) or _is_rule(line)]
    count = 0
    while count < len(gapped) and gapped[count] == count:
        count += 1
    rows = [GAP.split(line.bare) for line in lines[:count]]
    if count < 2 or any(line.ends_open for line in lines[:count]):
        return None
    rules = frozenset(n for n in range(count) if _is_rule(lines[n]))
    if not rules and count < _FEWEST_ROWS and len({len(row) for row in rows}) > 1:
        return None
    if any(
        len(cell) > _MOST_CELL for n, row in enumerate(rows) if n not in rules for cell in row[:-1]
    ):
        return None
    if 1 in rules and 0 not in rules:
        return Table(count, 0, rules)
    return Table(count, _head([row for n, row in enumerate(rows) if n not in rules]), rules)


def _head(rows: Sequence[Sequence[str]]) -> int | None:
    """0 where the first row has words alone and a column below has figures, else None."""
    first, *further = rows
    if len(further) < 1 or any(_has_digit(cell) or not cell for cell in first):
        return None
    if _DAY.match(first[0]):  # the first of a week's rows
        return None
    if any(len(row) != len(first) for row in further[:3]):
        return None
    under = [any(_has_digit(row[n]) for row in further if n < len(row)) for n in range(len(first))]
    plain = all(cell.replace("_", "").replace(" ", "").isalnum() for cell in first)
    return 0 if any(under) or (plain and len(further) > 1) else None


def _has_digit(cell: str) -> bool:
    return any(c.isdigit() for c in cell)
