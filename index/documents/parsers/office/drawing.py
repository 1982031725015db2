"""Text in DrawingML, which slides, charts and the shapes of sheets are made with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from index.documents.parsers.office.ooxml import attribute, children, local

_LONGEST_NAME = 80  # characters
_FILE_NAME = re.compile(r".*\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|pdf|ico)", re.IGNORECASE)
_NAME_OF_SHAPE = re.compile(
    r"(?:picture|image|img|graphic|photo|logo|icon|diagram|chart|shape|bild|grafik|[\W\d_])*",
    re.IGNORECASE,
)
# What programs add to their own descriptions, in English and in German.
_BY_MACHINE = re.compile(
    r"AI-generated content may be incorrect\.?|Description automatically generated\.?"
    r"|KI-generierte Inhalte können fehlerhaft sein\.?|Automatisch generierte Beschreibung\.?"
)
_NO_TEXT_FIELDS = frozenset({"slidenum"})


def visible(element: Element) -> Iterator[Element]:
    """The children of ``element``; of alternatives, those of the first, which is the newest."""
    for each in element:
        if local(each) == "AlternateContent":
            yield from next(children(each, "Choice", "Fallback"), ())
        else:
            yield each


def below(element: Element, *names: str) -> Iterator[Element]:
    """What goes by one of ``names`` below ``element``, in order, none inside of another."""
    stack = [visible(element)]
    while stack:
        each = next(stack[-1], None)
        if each is None:
            stack.pop()
        elif local(each) in names:
            yield each
        else:
            stack.append(visible(each))


def paragraph_text(paragraph: Element) -> str:
    """The text of an ``a:p``, its line breaks made LF; the number of the slide is left out."""
    parts = []
    for each in visible(paragraph):
        match local(each):
            case "r":
                parts += [text.text or "" for text in children(each, "t")]
            case "fld":
                if attribute(each, "type") not in _NO_TEXT_FIELDS:
                    parts += [text.text or "" for text in children(each, "t")]
            case "br":
                parts.append("\n")
            case "m" | "oMath" | "oMathPara":
                parts += [text.text or "" for text in below(each, "t")]
    return "".join(parts)


def text_of(body: Element | None) -> str:
    """The paragraphs of a text body, one a line."""
    paragraphs = () if body is None else children(body, "p")
    return "\n".join(filter(None, (paragraph_text(each).strip() for each in paragraphs)))


def description(properties: Element | None) -> str:
    """The alternative text of a shape, by its ``cNvPr``, unless it says nothing of the picture."""
    if properties is None:
        return ""
    given = attribute(properties, "descr") or attribute(properties, "title")
    text = " ".join(_BY_MACHINE.sub(" ", given).split())
    if len(text) > _LONGEST_NAME:
        return text
    return "" if _FILE_NAME.fullmatch(text) or _NAME_OF_SHAPE.fullmatch(text) else text


def is_hidden(properties: Element | None) -> bool:
    """Whether a shape is hidden, by its ``cNvPr``."""
    return properties is not None and attribute(properties, "hidden") in {"1", "true"}


def whole(text: str) -> int:
    """The whole number that ``text`` is, of up to nine figures, or 0."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def reference(element: Element, name: str = "id") -> str:
    """The id of a relation in the attribute of this ``name``, which has a namespace."""
    for key, value in element.attrib.items():
        if key.endswith("}" + name):
            return value
    return ""
