"""The numbers and bullets of lists and headings in Word, as they are displayed. ECMA-376, 17.9."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from index.documents.parsers.office.numerals import numeral
from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.word.styles import Styles, flag, indent_of, value, whole

BULLET = "-"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_MOST_LINKS = 5  # lists whose levels are those of another


@dataclass(frozen=True)
class Sign:
    """What stands before a paragraph of a list: "1.2." or `BULLET`, and the ``gap`` behind it.

    ``list`` tells lists apart, ``level`` counts from 0, ``indent`` is where the paragraph's text
    begins, in twentieths of a point, None where the list does not say; ``numbers`` are those in it.
    """

    text: str
    gap: str = " "
    list: str = ""
    level: int = 0
    indent: int | None = None
    numbers: int = 0

    @property
    def before(self) -> str:
        """What the paragraph begins with."""
        return self.text + self.gap if self.text else ""


@dataclass(frozen=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    gap: str = " "
    style: str = ""
    indent: int | None = None
    figures: int = 0  # that numbers are filled up to with zeros


@dataclass(frozen=True)
class _List:
    """What a w:num says: whose counts it goes on with, its levels, and where it starts anew."""

    counts: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]

    def level(self, number: int) -> _Level:
        return self.levels.get(number, _Level())

    def start(self, number: int) -> int:
        return self.starts.get(number, self.level(number).start)


@dataclass
class Numbering:
    """Counts the paragraphs of all lists that the ``root`` of a document's numbering defines."""

    root: Element | None
    styles: Styles
    _lists: dict[str, _List | None] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)
    _numbers: dict[str, Element] = field(init=False)
    _definitions: dict[str, Element] = field(init=False)

    def __post_init__(self) -> None:
        elements = list(self.root) if self.root is not None else []
        self._numbers = {attribute(e, "numId"): e for e in elements if local(e) == "num"}
        self._definitions = {
            attribute(e, "abstractNumId"): e for e in elements if local(e) == "abstractNum"
        }

    def next_sign(self, properties: Element | None, style: str) -> Sign | None:
        """The sign of the next paragraph, which has these ``properties`` and this ``style``."""
        own = child(properties, "numPr") if properties is not None else None
        by_style = self.styles.numbering(style)
        number = value(own, "numId") if own is not None else ""
        level = whole(value(own, "ilvl")) if own is not None else None
        if not number and by_style:
            number = by_style.number
            if level is None:
                level = self._level_of_style(by_style.number, by_style.style, by_style.level)
        elif level is None and by_style and by_style.number == number:
            level = by_style.level
        numbered = self._list(number)
        return self._sign(number, numbered, min(max(level or 0, 0), 8)) if numbered else None

    def _sign(self, number: str, numbered: _List, level: int) -> Sign:
        counts = self._counted(number, numbered, level)
        this = numbered.level(level)
        numbers = 0

        def count(place: re.Match[str]) -> str:
            nonlocal numbers
            at = int(place[1]) - 1
            its = numbered.level(at)
            if its.format in {"bullet", "none"} or at > level:
                return ""
            numbers += 1
            shown = counts[at] if counts[at] is not None else its.start
            text = numeral(shown or 0, "decimal" if this.legal else its.format)
            return text.zfill(its.figures)

        if this.format == "bullet":
            text = BULLET if this.pattern else ""
        else:
            text = " ".join(_PLACE.sub(count, this.pattern).split())
        gap = this.gap
        if text and not any(letter.isalnum() for letter in text):
            text, gap, numbers = BULLET, " ", 0
        return Sign(text, gap, numbered.counts, level, this.indent, numbers)

    def _counted(self, number: str, numbered: _List, level: int) -> list[int | None]:
        """The numbers of all levels behind one more paragraph at ``level``."""
        counts = self._counts.setdefault(numbered.counts, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for each in numbered.starts:
                counts[each] = None
        for above in range(level):  # a level that is left out counts as one that is there
            if counts[above] is None:
                counts[above] = numbered.start(above)
        before = counts[level]
        counts[level] = numbered.start(level) if before is None else before + 1
        for below in range(level + 1, _LEVELS):
            restart = numbered.level(below).restart
            if restart is None or level < restart:
                counts[below] = None
        return counts

    def _level_of_style(self, number: str, style: str, level: int) -> int:
        """The level that a list is linked with a style at, else the ``level`` that that names."""
        numbered = self._list(number)
        linked = (
            (n for n, each in numbered.levels.items() if each.style == style) if numbered else ()
        )
        return next(iter(linked), level)

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> _List | None:
        if number not in self._numbers or whole(number) == 0:
            return None
        element = self._numbers[number]
        counts = self._definition_of(number)
        definition = self._definitions.get(counts)
        levels = dict(_levels(definition)) if definition is not None else {}
        starts = {}
        for override in children(element, "lvlOverride"):
            at = whole(attribute(override, "ilvl"))
            if at is None or not 0 <= at < _LEVELS:
                continue
            levels.update((at, level) for _, level in _levels(override))
            start = whole(value(override, "startOverride"))
            if start is not None:
                starts[at] = start
        return _List(counts, levels, starts) if levels else None

    def _definition_of(self, number: str) -> str:
        """The definition that a list's levels stand in, which a style may lead to."""
        definition = ""
        for _ in range(_MOST_LINKS):
            element = self._numbers.get(number)
            definition = value(element, "abstractNumId") if element is not None else definition
            levels = self._definitions.get(definition)
            link = value(levels, "numStyleLink") if levels is not None else ""
            linked = self.styles.numbering(link) if link else None
            if linked is None:
                break
            number = linked.number
        return definition


def _levels(parent: Element) -> Iterator[tuple[int, _Level]]:
    """The levels that a list's definition, or what overrides it, tells of."""
    for element in children(parent, "lvl"):
        number = whole(attribute(element, "ilvl")) or 0
        if 0 <= number < _LEVELS:
            yield number, _level(element)


def _level(element: Element) -> _Level:
    start = whole(value(element, "start"))
    form, figures = value(element, "numFmt"), 0
    if not form:  # a format of newer kinds stands beside one for older programs
        for each in element.iter():
            if local(each) == "numFmt":
                form, example = attribute(each, "val"), attribute(each, "format")
                figures = len(example.partition(",")[0].strip()) if form == "custom" else 0
                break
    look, pattern = child(element, "rPr"), value(element, "lvlText")
    hidden = look is not None and flag(look, "vanish")
    close = value(element, "suff") == "nothing" and not pattern[-1:].isspace()
    return _Level(
        start=1 if start is None else start,
        format=form or "decimal",
        pattern="" if hidden else pattern,
        restart=whole(value(element, "lvlRestart")),
        legal=bool(flag(element, "isLgl")),
        gap="" if close else " ",
        style=value(element, "pStyle"),
        indent=indent_of(child(element, "pPr")),
        figures=figures if figures <= _LEVELS else 0,
    )
