"""Where the documents of one column say different things. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from qa.comparison.values import Value


def disagreements(column: Sequence[Sequence[Value]]) -> list[tuple[Value, ...]]:
    """Of the values that each answer of a ``column`` tells, those that others tell otherwise.

    Two answers differ where each has a value of some kind that the other lacks, and has others of
    that kind itself: so one may say more than the other. What more answers say is not marked where
    fewer say otherwise.
    """
    count = len(column)
    against: dict[tuple[int, int], tuple[Value, ...]] = {}
    support = [1] * count
    for one, other in combinations(range(count), 2):
        ours, theirs = column[one], column[other]
        left, right = _lacking(ours, theirs), _lacking(theirs, ours)
        mine = tuple(value for value in left if any(map(value.comparable, right)))
        its = tuple(value for value in right if any(map(value.comparable, left)))
        if mine:
            against[one, other], against[other, one] = mine, its
        elif any(value.agrees(it) for value in ours for it in theirs):
            support[one] += 1
            support[other] += 1
    marks_of: list[dict[Value, None]] = [{} for _ in column]
    for (one, other), values in against.items():
        if support[other] >= support[one]:
            marks_of[one].update(dict.fromkeys(values))
    return [
        tuple(v for v in values if v in marks)
        for values, marks in zip(column, marks_of, strict=True)
    ]


def _lacking(ours: Sequence[Value], theirs: Sequence[Value]) -> list[Value]:
    """Our values that they have of the same kind, but none that agrees."""
    return [
        value
        for value in ours
        if any(map(value.comparable, theirs)) and not any(map(value.agrees, theirs))
    ]
