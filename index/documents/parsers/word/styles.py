"""The styles of a Word document: what a paragraph or a run is by those that it has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from xml.etree.ElementTree import Element

from index.documents.parsers.office.ooxml import attribute, child, children

_LONGEST_CHAIN = 40  # styles that are each based on the next
_HEADING = re.compile(r"heading ?([1-9])")
_CONTENTS = re.compile(r"toc ?(?:[1-9]|heading)|table of (?:figures|authorities)|index ?[1-9]")
_CODE = re.compile(
    r"(?:source ?|program ?)?code(?: ?(?:block|listing|sample|example|text|paragraph|box))?"
    r"|(?:program )?listing|html (?:preformatted|code)|preformatted(?: text)?|verbatim"
    r"|macro(?: ?text)?"
)
_MONOSPACED = re.compile(
    r"courier|consolas|menlo|monaco|inconsolata|lucida console|source code|fixedsys"
    r"|(?:^|[^a-z])mono(?:space|spaced)?(?:$|[^a-z])",
    re.IGNORECASE,
)
_OFF = frozenset({"0", "false", "off", "none"})


class Role(StrEnum):
    """What the paragraphs of a style are, where its name tells."""

    TEXT = "text"
    CONTENTS = "contents"
    CAPTION = "caption"
    CODE = "code"
    QUOTE = "quote"


@dataclass(frozen=True)
class Look:
    """How text looks: what matters to what it says. ``size`` is in half points."""

    hidden: bool = False
    bold: bool = False
    raised: bool = False
    size: int = 20
    font: str = ""

    @property
    def monospaced(self) -> bool:
        """Whether all of its letters are of one width, as those of code are."""
        return bool(_MONOSPACED.search(self.font))


@dataclass(frozen=True)
class NumberingOf:
    """The list that a style puts its paragraphs in; the ``style`` is the one that says so."""

    number: str
    level: int
    style: str


@dataclass(frozen=True)
class _Style:
    id: str
    name: str
    based_on: str
    paragraph: Element | None
    run: Element | None


@dataclass
class Styles:
    """All styles in a document's ``root`` of styles, None where it has none."""

    root: Element | None
    _chains: dict[str, tuple[_Style, ...]] = field(default_factory=dict)
    _looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    @cached_property
    def _styles(self) -> dict[str, _Style]:
        return {style.id: style for each in self._elements if (style := _style(each))}

    @cached_property
    def _elements(self) -> list[Element]:
        return list(children(self.root, "style")) if self.root is not None else []

    @cached_property
    def default(self) -> str:
        """The id of the style of paragraphs that name none."""
        for element in self._elements:
            is_default = attribute(element, "default") not in _OFF | {""}
            if attribute(element, "type") == "paragraph" and is_default:
                return attribute(element, "styleId")
        return ""

    @cached_property
    def _plain(self) -> Look:
        """The look of text that no style says anything of."""
        defaults = child(self.root, "docDefaults") if self.root is not None else None
        run = child(defaults, "rPrDefault") if defaults is not None else None
        return look_of(child(run, "rPr") if run is not None else None, Look())

    def _chain(self, style: str) -> tuple[_Style, ...]:
        """A style, the one that it is based on, and so on."""
        if style not in self._chains:
            chain: dict[str, _Style] = {}
            at = style
            while at in self._styles and at not in chain and len(chain) < _LONGEST_CHAIN:
                chain[at] = self._styles[at]
                at = chain[at].based_on
            self._chains[style] = tuple(chain.values())
        return self._chains[style]

    def level(self, style: str) -> int:
        """The level of the headings that are of a style, from 1; 0 where they are none."""
        chain = self._chain(style) or (_Style(style, style.lower(), "", None, None),)
        for each in chain:
            if (level := outline_level(each.paragraph)) is not None:
                return level
            if heading := _HEADING.fullmatch(each.name):
                return int(heading[1])
        return int(chain[0].name == "title")

    def role(self, style: str) -> Role:
        """What the paragraphs of a style are by its name, or by that of one it is based on."""
        for each in self._chain(style):
            if _CONTENTS.fullmatch(each.name):
                return Role.CONTENTS
            if each.name == "caption":
                return Role.CAPTION
            if each.name in {"quote", "intense quote", "quotations"}:
                return Role.QUOTE
            if _CODE.fullmatch(each.name):
                return Role.CODE
        return Role.TEXT

    def numbering(self, style: str) -> NumberingOf | None:
        """The list that a style puts its paragraphs in."""
        level: int | None = None
        for each in self._chain(style):
            numbering = child(each.paragraph, "numPr") if each.paragraph is not None else None
            if numbering is None:
                continue
            if level is None:
                level = whole(value(numbering, "ilvl"))
            if number := value(numbering, "numId"):
                return NumberingOf(number, level or 0, each.id)
        return None

    def indent(self, style: str) -> int | None:
        """How far the paragraphs of a style stand in from the left, None where it does not say."""
        indents = (indent_of(each.paragraph) for each in self._chain(style))
        return next((indent for indent in indents if indent is not None), None)

    def look(self, paragraph: str, run: str = "") -> Look:
        """How text of a style of paragraphs looks, and of one of runs where it has one."""
        key = paragraph, run
        if key not in self._looks:
            look = self._plain
            for style in (paragraph, run):
                for each in reversed(self._chain(style)):
                    look = look_of(each.run, look)
            self._looks[key] = look
        return self._looks[key]

    def has_head(self, style: str) -> bool:
        """Whether tables of a style have a first row that looks unlike the others."""
        return any(each.id in self._headed for each in self._chain(style))

    @cached_property
    def _headed(self) -> frozenset[str]:
        return frozenset(
            attribute(element, "styleId")
            for element in self._elements
            for part in children(element, "tblStylePr")
            if attribute(part, "type") == "firstRow"
            and any(len(properties) for properties in children(part, "rPr", "tcPr"))
        )


def _style(element: Element) -> _Style | None:
    identity = attribute(element, "styleId")
    if not identity:
        return None
    return _Style(
        identity,
        value(element, "name").lower(),
        value(element, "basedOn"),
        child(element, "pPr"),
        child(element, "rPr"),
    )


def look_of(properties: Element | None, base: Look) -> Look:
    """How text with these ``properties`` looks, which looks as ``base`` where they say nothing."""
    if properties is None:
        return base
    hidden, bold = flag(properties, "vanish"), flag(properties, "b")
    raised = value(properties, "vertAlign")
    font = base.font
    if (fonts := child(properties, "rFonts")) is not None:
        theme = attribute(fonts, "asciiTheme")
        font = "" if theme else attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or font
    return Look(
        base.hidden if hidden is None else hidden,
        base.bold if bold is None else bold,
        raised == "superscript" if raised else base.raised,
        whole(value(properties, "sz")) or base.size,
        font,
    )


def outline_level(properties: Element | None) -> int | None:
    """The level of heading in a paragraph's ``properties``, 0 for text; None without one."""
    outline = whole(value(properties, "outlineLvl")) if properties is not None else None
    if outline is None:
        return None
    return outline + 1 if 0 <= outline <= 8 else 0


def indent_of(properties: Element | None) -> int | None:
    """How far a paragraph with these ``properties`` stands in, in twentieths of a point."""
    indent = child(properties, "ind") if properties is not None else None
    if indent is None:
        return None
    return whole(attribute(indent, "left") or attribute(indent, "start"))


def flag(properties: Element, name: str) -> bool | None:
    """Whether the property of this name is on; None where it is not there."""
    element = child(properties, name)
    return None if element is None else attribute(element, "val") not in _OFF


def value(element: Element, name: str) -> str:
    """What the property of this name says; an empty text where it is not there."""
    of_name = child(element, name)
    return attribute(of_name, "val") if of_name is not None else ""


def whole(text: str) -> int | None:
    """The whole number that ``text`` is, None where it is none; of twelve figures at most."""
    sign, figures = ("-", text[1:]) if text[:1] == "-" else ("", text)
    return (
        int(sign + figures)
        if figures.isascii() and figures.isdecimal() and len(text) < 12
        else None
    )
