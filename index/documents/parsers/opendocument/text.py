"""The text of a paragraph in OpenDocument, and what hangs on it: notes, comments, frames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.office.symbols import raised
from index.documents.parsers.opendocument.lists import whole
from index.documents.parsers.opendocument.odf import OpenDocument

SHAPES = frozenset(
    "frame custom-shape rect ellipse circle line connector polygon polyline path regular-polygon"
    " caption measure g control".split()
)
"""The names of what is drawn, and may hold text of its own."""

_ATTACHED = SHAPES | {"note", "annotation"}
_SILENT = frozenset(
    "tracked-changes number ruby-text annotation-end binary-data script event-listeners forms"
    " table-of-content illustration-index table-index object-index user-index alphabetical-index"
    " sequence-decls variable-decls user-field-decls".split()
)
_BREAKS = frozenset({"line-break", "p", "h", "table-row"})
_ABOVE = re.compile(r"[1-9]\d{0,2}(?:\.\d+)?%")
_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_BLANKS = 200  # of those that one element stands for
_MOST_FORMULA = 2_000  # characters
_BOXES = {True: "\u2612 ", False: "\u2610 "}


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """What a paragraph says, and in order the elements of its notes, comments and frames.

    ``hidden`` tells whether some of it is not shown, and left out.
    """

    text: str
    attached: tuple[Element, ...] = ()
    hidden: bool = False


def paragraph_text(paragraph: Element, document: OpenDocument) -> ParagraphText:
    """What a ``paragraph`` says, or any other element, with a line for each paragraph in it."""
    if not len(paragraph) and not is_hidden(paragraph, document):  # most are plain
        return ParagraphText(_BLANKS.sub(" ", paragraph.text or "").strip(" "))
    parts: list[str] = []
    attached: list[Element] = []
    hidden = False
    todo: list[Element | str] = [paragraph]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            text = _BLANKS.sub(" ", item)
            parts.append(text if parts else text.lstrip(" "))
            continue
        name = local(item)
        if name in _SILENT or not name:
            continue
        if is_hidden(item, document):
            if name == "hidden-paragraph":
                return ParagraphText("", hidden=True)
            hidden = hidden or bool("".join(item.itertext()).strip())
            continue
        if name in _ATTACHED:
            parts.append(_mark(item, name, document, attached))
            continue
        if name in _BREAKS and item is not paragraph:
            parts.append("\n")
        parts.append(_sign(item, name))
        for element in reversed(item):
            if element.tail:
                todo.append(element.tail)
            todo.append(element)
        if item.text:
            high = name == "span" and _is_raised(item, document)
            todo.append(raised(item.text) if high else item.text)
    return ParagraphText("".join(parts), tuple(attached), hidden)


def is_hidden(element: Element, document: OpenDocument) -> bool:
    """Whether an element, or all text of its style, is not shown."""
    if attribute(element, "display") == "none" or attribute(element, "is-hidden") == "true":
        return True
    name = local(element)
    if name not in ("span", "p", "h"):
        return False
    family = "text" if name == "span" else "paragraph"
    style = attribute(element, "style-name")
    return bool(style) and document.styles.value(family, style, "display") == "none"


def _is_raised(span: Element, document: OpenDocument) -> bool:
    style = attribute(span, "style-name")
    position = document.styles.value("text", style, "text-position") or ""
    return position.startswith("super") or bool(_ABOVE.match(position))


def said_in(comment: Element, name: str) -> str:
    """What a comment says of itself in the element of this ``name``, such as its "creator"."""
    return "".join("".join(each.itertext()) for each in children(comment, name)).strip()


def formula(content: Element) -> str:
    """A formula as it is typed in LibreOffice, or else its signs in a row."""
    for element in content.iter():
        if local(element) == "annotation" and element.text:
            return " ".join(element.text[:_MOST_FORMULA].split())
    pieces = (piece.strip() for piece in content.itertext())
    return " ".join(filter(None, pieces))[:_MOST_FORMULA]


def _mark(item: Element, name: str, document: OpenDocument, attached: list[Element]) -> str:
    """What stands in the text for what hangs on it, which is added to ``attached``."""
    if name == "frame":
        content = document.embedded(item)
        if content is not None and local(content) == "math":
            return formula(content)
    attached.append(item)
    return f"[{note_label(item)}]" if name == "note" else ""


def note_label(note: Element) -> str:
    """The number or sign of a footnote or an endnote."""
    citation = child(note, "note-citation")
    label = "" if citation is None else "".join(citation.itertext()).strip()
    return label or "*"


def _sign(item: Element, name: str) -> str:
    match name:
        case "s":
            return " " * min(whole(attribute(item, "c"), 1), _MOST_BLANKS)
        case "tab":
            return "\t"
        case "fieldmark" if attribute(item, "type").endswith("FORMCHECKBOX"):
            values = dict(_parameters(item))
            return _BOXES[values.get("Checkbox_Checked") == "true"]
        case "fieldmark" if attribute(item, "type").endswith("FORMDROPDOWN"):
            entries = [value for key, value in _parameters(item) if key == "Dropdown_ListEntry"]
            chosen = whole(dict(_parameters(item)).get("Dropdown_Selected", ""), 0)
            return entries[chosen] if chosen < len(entries) else ""
    return ""


def _parameters(item: Element) -> Iterator[tuple[str, str]]:
    return ((attribute(each, "name"), attribute(each, "value")) for each in children(item, "param"))
