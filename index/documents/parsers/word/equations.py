"""Equations of Office documents (OMML) as text on a line: "x^2", "a/b", "∑_(n=1)^∞ n". Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from index.documents.parsers.office.ooxml import child, local
from index.documents.parsers.word.styles import value

_DEEPEST = 40  # what stands deeper is written without signs
_LEFT_OUT = frozenset({"rPr", "ctrlPr", "del", "moveFrom"})
_OFF = frozenset({"0", "off", "false"})
_SIMPLE = re.compile(r"\w[\w.,′'!]*|\W")
_TERM = re.compile(r"-?\w+(?:[_^]\w+)+")
# Behind these a letter that follows would be read as a part of them.
_ENDED = frozenset("sSup sSub sSubSup sPre limLow limUpp f rad nary func acc bar".split())
_BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩"}
_STYLED_LETTERS = re.compile("[\U0001d400-\U0001d7ff]")
_HAT = "\u0302"
_OVERLINE = "\u0305"


@dataclass
class _Open:
    """An element whose parts are being read: the name and the text of each."""

    element: Element
    children: Iterator[Element]
    parts: list[tuple[str, str]] = field(default_factory=list)

    def of(self, name: str) -> str:
        return _joined([each for each in self.parts if each[0] == name]).strip()

    def all_of(self, name: str) -> list[str]:
        return [text.strip() for part, text in self.parts if part == name]

    @property
    def whole(self) -> str:
        return _joined(self.parts)

    def property(self, name: str) -> str | None:
        """What a property of the element is set to; None where it is not there."""
        properties = child(self.element, f"{local(self.element)}Pr")
        if properties is None or child(properties, name) is None:
            return None
        return value(properties, name)


def equation_text(root: Element) -> str:
    """The equation, or the several, that ``root`` holds, several on lines of their own."""
    stack = [_Open(root, iter(root))]
    while True:
        top = stack[-1]
        element = next(top.children, None)
        if element is not None:
            name = local(element)
            if name == "t":
                top.parts.append((name, _plain(element.text or "")))
            elif len(stack) >= _DEEPEST:
                top.parts.append((name, _plain(_letters(element))))
            elif name not in _LEFT_OUT and not name.endswith("Pr"):
                stack.append(_Open(element, iter(element)))
            continue
        stack.pop()
        name = local(top.element)
        text = _WRITERS[name](top) if name in _WRITERS else top.whole
        if not stack:
            return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
        stack[-1].parts.append((name, text))


def _joined(parts: Sequence[tuple[str, str]]) -> str:
    """The texts of ``parts`` one behind the other, with a blank where two would run together."""
    texts: list[str] = []
    before, ended = "", False
    for name, text in parts:
        if before[-1:].isalnum() and text[:1].isalnum() and (ended or name == "func"):
            texts.append(" ")
        texts.append(text)
        if text:
            before, ended = text, name in _ENDED or (name == "r" and not text[-1:].isalnum())
    return "".join(texts)


def _letters(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter() if local(each) == "t")


def _plain(text: str) -> str:
    """``text`` with letters in place of those that are made for formulas."""
    return _STYLED_LETTERS.sub(lambda letter: unicodedata.normalize("NFKC", letter[0]), text)


def _held(text: str) -> str:
    """``text`` in brackets, unless it is one thing."""
    if not text or _SIMPLE.fullmatch(text) or _in_brackets(text):
        return text
    return f"({text})"


def _in_brackets(text: str) -> bool:
    """Whether the bracket that ``text`` begins with is closed at its end."""
    close = _BRACKETS.get(text[0])
    if not close or text[-1] != close:
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == text[0]) - (sign == close)
        if depth <= 0:
            return at == len(text) - 1
    return False


def _fraction(part: _Open) -> str:
    over, under = part.of("num"), part.of("den")
    if part.property("type") == "noBar":
        return f"({over} over {under})"
    over, under = (text if _TERM.fullmatch(text) else _held(text) for text in (over, under))
    return f"{over}/{under}"


def _scripts(part: _Open) -> str:
    return _held(part.of("e")) + _marks(part)


def _scripts_before(part: _Open) -> str:
    return f"{_marks(part)} {part.of('e')}"


def _marks(part: _Open) -> str:
    under, over = part.of("sub"), part.of("sup")
    return (f"_{_held(under)}" if under else "") + (f"^{_held(over)}" if over else "")


def _limits(part: _Open) -> str:
    sign = "_" if local(part.element) == "limLow" else "^"
    return f"{_held(part.of('e'))}{sign}{_held(part.of('lim'))}"


def _root(part: _Open) -> str:
    degree = part.of("deg")
    return f"√{f'[{degree}]' if degree else ''}{_held(part.of('e'))}"


def _n_ary(part: _Open) -> str:
    sign = part.property("chr")
    return f"{'∫' if sign is None else sign}{_marks(part)} {part.of('e')}"


def _delimited(part: _Open) -> str:
    begin, end = part.property("begChr"), part.property("endChr")
    between = part.property("sepChr")
    inside = ("|" if between is None else between).join(part.all_of("e"))
    inner = inside[1:-1]
    # A function's brackets may be doubled by those of what it is of.
    if begin is end is None and inside[:1] == "(" and _in_brackets(inside) and "(" not in inner:
        inside = inner
    return f"{'(' if begin is None else begin}{inside}{')' if end is None else end}"


def _function(part: _Open) -> str:
    name, of = part.of("fName"), part.of("e")
    if not of or "_" in name or _SIMPLE.fullmatch(of):
        return f"{name} {of}".strip()
    return name + (of if _in_brackets(of) else f"({of})")


def _accent(part: _Open) -> str:
    mark = part.property("chr") if local(part.element) == "acc" else _OVERLINE
    if local(part.element) == "bar" and part.property("pos") != "top":
        mark = "\u0332"
    text = part.of("e")
    return text + (mark or _HAT) if len(text) == 1 else _held(text) + (mark or _HAT)


def _grouped(part: _Open) -> str:
    return part.of("e")


def _rows(part: _Open) -> str:
    name = "mr" if local(part.element) == "m" else "e"
    return "; ".join(part.all_of(name)).replace("#", " ")


def _row(part: _Open) -> str:
    return ", ".join(part.all_of("e"))


def _phantom(part: _Open) -> str:
    return "" if part.property("show") in _OFF else part.whole


def _paragraph(part: _Open) -> str:
    return "\n".join(part.all_of("oMath"))


_WRITERS: Mapping[str, Callable[[_Open], str]] = {
    "f": _fraction, "sSup": _scripts, "sSub": _scripts, "sSubSup": _scripts,
    "sPre": _scripts_before, "limLow": _limits, "limUpp": _limits, "rad": _root, "nary": _n_ary,
    "d": _delimited, "func": _function, "acc": _accent, "bar": _accent, "groupChr": _grouped,
    "eqArr": _rows, "m": _rows, "mr": _row, "phant": _phantom, "oMathPara": _paragraph,
}  # fmt: skip
