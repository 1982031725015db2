"""Numbers and signs of lists and headings in OpenDocument, as they are displayed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from index.documents.parsers.office.numerals import numeral
from index.documents.parsers.office.ooxml import attribute, children, local

BULLET = "-"
"""The sign of an item without a number."""

_MOST_LEVELS = 10
_PLACE = re.compile(r"%(\d{1,2})%")
_FORMS = {
    "0": "decimalZero", "i": "lowerRoman", "I": "upperRoman", "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth", "一": "chineseCounting",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How a level of a list is numbered.

    ``form`` is that of the number ("1", "a", "I"; empty for none), ``pattern`` is the whole sign
    with the number of level n as "%n%", empty where ``prefix``, ``suffix`` and how many levels are
    ``displayed`` tell it; ``legal`` numbers are all figures.
    """

    bullet: bool = False
    form: str = ""
    pattern: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    displayed: int = 1
    legal: bool = False
    alike: bool = False  # letters behind "z" are "aa", "bb"


Levels = Mapping[int, ListLevel]
"""The levels of a list's style, from 1."""


def levels_of(style: Element) -> dict[int, ListLevel]:
    """The levels that a list style, or that of the headings, tells of."""
    levels = {}
    for element in style:
        level = whole(attribute(element, "level"), 1)
        if level > _MOST_LEVELS:
            continue
        levels[level] = ListLevel(
            local(element) in ("list-level-style-bullet", "list-level-style-image"),
            attribute(element, "num-format"),
            attribute(element, "num-list-format"),
            attribute(element, "num-prefix"),
            attribute(element, "num-suffix"),
            whole(attribute(element, "start-value"), 1),
            min(whole(attribute(element, "display-levels"), 1), _MOST_LEVELS),
            attribute(element, "is-legal") == "true",
            attribute(element, "num-letter-sync") == "true",
        )
    return levels


def whole(text: str, default: int) -> int:
    """The number that ``text`` is, or ``default``."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default


class Numbering:
    """Counts the items of each list, and the headings."""

    def __init__(self) -> None:
        self._counts: dict[int, dict[int, int]] = {}
        self._by_id: dict[str, int] = {}
        self._by_style: dict[str, int] = {}

    def begin(self, element: Element, style: str) -> int:
        """The number of the list that ``element`` begins, or that it goes on with."""
        again = attribute(element, "continue-list") or attribute(element, "list-id")
        number = self._by_id.get(again) if again else None
        if number is None and attribute(element, "continue-numbering") == "true":
            number = self._by_style.get(style)
        if number is None:
            number = self.new()
        self._by_style[style] = number
        if identity := attribute(element, "id") or attribute(element, "list-id"):
            self._by_id[identity] = number
        return number

    def new(self) -> int:
        """The number of a list that no element begins."""
        number = len(self._counts)
        self._counts[number] = {}
        return number

    def sign(self, number: int, levels: Levels, level: int, start: int | None = None) -> str:
        """The sign of the next item at a ``level`` of the list of this number.

        It begins anew from ``start`` unless that is None. The sign is empty where the style has
        none.
        """
        counts = self._counts[number]
        level = min(level, _MOST_LEVELS)
        for above in range(1, level):
            counts.setdefault(above, _level(levels, above).start)
        style = _level(levels, level)
        before = counts.get(level, style.start - 1)
        counts[level] = before + 1 if start is None else start
        for below in [other for other in counts if other > level]:
            del counts[below]
        if style.bullet:
            return BULLET
        return _written(style, levels, level, counts)


def given_number(element: Element) -> str:
    """The number of a heading or an item as the program that saved it displayed it."""
    number = next(children(element, "number"), None)
    return "" if number is None else "".join(number.itertext()).strip()


def _level(levels: Levels, level: int) -> ListLevel:
    if level in levels:
        return levels[level]
    return levels[max(levels)] if levels else ListLevel(bullet=True)


def _written(style: ListLevel, levels: Levels, level: int, counts: Mapping[int, int]) -> str:
    def number(of: int) -> str:
        other = _level(levels, of)
        form = "1" if style.legal and other.form else other.form
        return formatted(counts[of], form, alike=other.alike) if form and of in counts else ""

    if style.pattern:
        return _PLACE.sub(lambda place: number(int(place[1])), style.pattern).strip()
    if not style.form:
        return (style.prefix + style.suffix).strip()
    shown = [number(of) for of in range(max(1, level - style.displayed + 1), level + 1)]
    return (style.prefix + ".".join(filter(None, shown)) + style.suffix).strip()


def formatted(count: int, form: str, *, alike: bool = False) -> str:
    """``count`` as a number of this ``form``: "1", "a", "A", "i", "I" or "01"; figures if other.

    Behind "z" comes "aa", and then "bb" where letters are ``alike``, else "ab".
    """
    first = form[:1]
    if first not in ("a", "A") or count < 1:
        return numeral(count, _FORMS.get(first, ""))
    if alike:
        return numeral(count, "lowerLetter" if first == "a" else "upperLetter")
    text = ""
    while count > 0:
        count, last = divmod(count - 1, 26)
        text = chr(ord(first) + last) + text
    return text
