"""What files of Word, PowerPoint and Excel have in common: parts, and how they refer to each other.

ECMA-376, Part 2. The strict kind has other namespaces and the same names: names alone are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from index.documents.parsers.own_title import own_title
from index.documents.parsers.package import Package, damaged, joined

_CORE = "docProps/core.xml"


@dataclass(frozen=True)
class Relation:
    """What a part refers to: its ``kind`` ("slide", "hyperlink"), and the ``path`` of the part.

    ``external`` ones name what is outside of the file; that is never fetched.
    """

    kind: str
    path: str
    external: bool = False


def relations(package: Package, part: str) -> dict[str, Relation]:
    """What the ``part`` of a package refers to, by id; nothing where it refers to nothing.

    Raises:
        DocumentError: when the file is damaged.
    """
    folder, _, file = part.rpartition("/")
    path = f"{folder}/_rels/{file}.rels".lstrip("/")
    if path not in package:
        return {}
    return {
        element.get("Id", ""): Relation(
            element.get("Type", "").rpartition("/")[2],
            joined(part, element.get("Target", "")),
            element.get("TargetMode") == "External",
        )
        for element in package.xml(path)
    }


def main_part(package: Package) -> str:
    """The path of the part that everything begins with.

    Raises:
        DocumentError: when there is none.
    """
    for relation in relations(package, "").values():
        if relation.kind == "officeDocument":
            return relation.path
    raise damaged(package.name, "it does not tell which part of it is the document")


def given_title(package: Package) -> str:
    """The title among a package's properties; an empty one where nobody gave any."""
    if _CORE not in package:
        return ""
    titles = children(package.xml(_CORE), "title")
    return own_title("".join(each.text or "" for each in titles))


def local(element: Element) -> str:
    """An element's name without its namespace; an empty one of a comment or an instruction."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The attribute of this name, of whatever namespace; an empty text without one."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of ``element`` that go by one of ``names``."""
    return (child for child in element if local(child) in names)


def child(element: Element, name: str) -> Element | None:
    """The first child of this name, or None."""
    return next(children(element, name), None)
