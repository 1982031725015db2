"""JSON as values that know the line they stand in, which `json` does not tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from json import JSONDecodeError, JSONDecoder
from typing import TypeAlias

DEEPEST = 100
"""Levels of objects and arrays in each other; what is deeper is `LEFT_OUT`."""
LEFT_OUT = "…"
"""The text of a scalar, not quoted, that stands for an object or array too deep inside others."""

_BLANKS = re.compile(r"[ \t\n\r]*")
_BARE = re.compile(
    r"(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null|NaN|-?Infinity)"
    r"(?![\w.+-])"
)
_STRINGS = JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, decoded, or what else is no object and no array, as written; ``line`` from 1."""

    text: str
    line: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Array:
    """Values in order."""

    line: int
    items: list[Value] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Object:
    """Values by their names, in order; a name may be there twice."""

    line: int
    members: list[tuple[str, Value]] = field(default_factory=list)


Value: TypeAlias = Scalar | Array | Object


def json_values(text: str, first_line: int = 1) -> Iterator[Value]:
    """The values in ``text``, of which there may be several with blanks between.

    The text begins in the line ``first_line``.

    Raises:
        JSONDecodeError: when it is not JSON; it has the place.
    """
    line_ends = [match.start() for match in re.finditer("\n", text)]
    place = _past_blanks(text, 0)
    while place < len(text):
        value, place = _value(text, place, line_ends, first_line)
        yield value
        place = _past_blanks(text, place)


def _value(text: str, place: int, line_ends: Sequence[int], first_line: int) -> tuple[Value, int]:
    """The value that begins at ``place``, and where it ends."""
    around: list[tuple[Array | Object, str]] = []  # what is open, with the name of what is read
    while True:
        line = bisect_left(line_ends, place) + first_line
        value: Value
        sign = text[place : place + 1]
        if sign == "[" or sign == "{":
            value = Array(line) if sign == "[" else Object(line)
            inside = _past_blanks(text, place + 1)
            if text[inside : inside + 1] != _closing(value):
                name, place = _name(text, inside, value)
                around.append((value, name))
                continue
            place = inside + 1
        elif sign == '"':
            string, place = _STRINGS.raw_decode(text, place)
            value = Scalar(string, line, quoted=True)
        elif match := _BARE.match(text, place):
            value, place = Scalar(match[0], line), match.end()
        else:
            raise JSONDecodeError("a value is missing", text, place)
        while around:
            outer, name = around.pop()
            if len(around) < DEEPEST:
                _add(outer, name, value if len(around) + 1 < DEEPEST else _scalar_of(value))
            place = _past_blanks(text, place)
            sign = text[place : place + 1]
            if sign == ",":
                name, place = _name(text, _past_blanks(text, place + 1), outer)
                around.append((outer, name))
                break
            if sign != _closing(outer):
                raise JSONDecodeError(f"a comma or {_closing(outer)} is missing", text, place)
            value, place = outer, place + 1
        else:
            return value, place


def _past_blanks(text: str, place: int) -> int:
    match = _BLANKS.match(text, place)
    return match.end() if match else place


def _closing(value: Array | Object) -> str:
    return "]" if isinstance(value, Array) else "}"


def _name(text: str, place: int, outer: Array | Object) -> tuple[str, int]:
    """The name at ``place`` of a value in an object, "" in an array, and where the value begins."""
    if isinstance(outer, Array):
        return "", place
    if text[place : place + 1] != '"':
        raise JSONDecodeError("a name in double quotes is missing", text, place)
    name, place = _STRINGS.raw_decode(text, place)
    place = _past_blanks(text, place)
    if text[place : place + 1] != ":":
        raise JSONDecodeError("a colon is missing", text, place)
    return name, _past_blanks(text, place + 1)


def _add(outer: Array | Object, name: str, value: Value) -> None:
    if isinstance(outer, Array):
        outer.items.append(value)
    else:
        outer.members.append((name, value))


def _scalar_of(value: Value) -> Scalar:
    return value if isinstance(value, Scalar) else Scalar(LEFT_OUT, value.line)
