"""What the cells of a workbook share: texts, and how values are displayed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from index.documents.parsers.office.number_format import BUILT_IN, NumberFormat, number_format
from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.package import Package, damaged

# A character that XML has no place for, by its number.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell displays its value, None for as it is, and whether it is bold."""

    shown: NumberFormat | None = None
    bold: bool = False


PLAIN = CellStyle()
"""The style of a cell that names none."""


def elements(package: Package, path: str, *names: str) -> Iterator[tuple[str, Element]]:
    """The elements of ``names`` in a part that may be long, each when it has ended.

    Each should be emptied once it is done with.

    Raises:
        DocumentError: when the part is not there, or damaged.
    """
    data = package.read(path)
    # As for parts that are read at once: entities could grow without end.
    if b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data:
        raise damaged(package.name, "it defines entities")
    wanted: dict[str, str] = {}
    try:
        for _, element in ET.iterparse(BytesIO(data)):
            tag = element.tag
            if tag not in wanted:
                name = local(element)
                wanted[tag] = name if name in names else ""
            if name := wanted[tag]:
                yield name, element
    except (ET.ParseError, LookupError, ValueError) as error:
        raise damaged(package.name, str(error)) from error


def shared_texts(package: Package, path: str) -> list[str]:
    """The texts that cells name by their place in this part.

    Raises:
        DocumentError: when it is damaged.
    """
    texts = []
    for _, element in elements(package, path, "si"):
        texts.append(rich_text(element))
        element.clear()
    return texts


def rich_text(element: Element) -> str:
    """The text of an element with ``t``, plain or in runs; how it is pronounced is left out."""
    parts = []
    for each in element:
        match local(each):
            case "t":
                parts.append(each.text or "")
            case "r":
                parts += [text.text or "" for text in children(each, "t")]
    text = "".join(parts)
    return unescaped(text) if "_x" in text else text


def unescaped(text: str) -> str:
    """``text`` with the characters that it gives by their numbers: "_x000D_"."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def cell_styles(package: Package, path: str) -> list[CellStyle]:
    """The styles that cells name by their place in this part.

    Raises:
        DocumentError: when it is damaged.
    """
    root = package.xml(path)
    codes = dict(BUILT_IN)
    for formats in children(root, "numFmts"):
        for each in children(formats, "numFmt"):
            if attribute(each, "numFmtId").isdecimal():
                codes[int(attribute(each, "numFmtId"))] = attribute(each, "formatCode")
    bold = [
        _is_on(child(font, "b"))
        for fonts in children(root, "fonts")
        for font in children(fonts, "font")
    ]
    styles = []
    for lists in children(root, "cellXfs"):
        for style in children(lists, "xf"):
            number, font = attribute(style, "numFmtId"), attribute(style, "fontId")
            code = codes.get(int(number), "General") if number.isdecimal() else "General"
            shown = None if code.lower() in {"general", ""} else number_format(code)
            place = int(font) if font.isdecimal() else len(bold)
            styles.append(CellStyle(shown, place < len(bold) and bold[place]))
    return styles


def _is_on(switch: Element | None) -> bool:
    return switch is not None and attribute(switch, "val") not in {"0", "false"}
