"""What shapes of slides take from their layout and its master: places, and signs of lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from index.documents.parsers.office.drawing import below
from index.documents.parsers.office.ooxml import attribute, child, children, local, relations
from index.documents.parsers.package import Package

TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"dt", "ftr", "sldNum", "hdr"})


@dataclass(frozen=True)
class Placeholder:
    """What a shape is there for, by its ``p:ph``: its ``kind``, and its number in the layout."""

    kind: str
    index: str

    @property
    def is_furniture(self) -> bool:
        """Whether it holds the date, the number or the foot of each slide."""
        return self.kind in _FURNITURE

    @property
    def is_title(self) -> bool:
        """Whether it holds the title."""
        return self.kind in TITLES


def placeholder_of(shape: Element) -> Placeholder | None:
    """What ``shape`` is there for, or None when it is none of the layout's."""
    for properties in shape:
        if local(properties).startswith("nv"):
            own = child(properties, "nvPr")
            sign = None if own is None else child(own, "ph")
            if sign is not None:
                return Placeholder(attribute(sign, "type") or "obj", attribute(sign, "idx") or "0")
    return None


@dataclass(frozen=True)
class Layout:
    """The shapes of a layout and of its master, and how the master writes what is no title."""

    own: Sequence[tuple[Placeholder, Element]] = ()
    masters: Sequence[tuple[Placeholder, Element]] = ()
    body_style: Element | None = None

    def inherited(self, placeholder: Placeholder | None) -> list[Element]:
        """The shapes that one for ``placeholder`` takes from what it does not tell itself."""
        if placeholder is None:
            return []
        above = self._in_layout(placeholder)
        kind = above[0].kind if above else placeholder.kind
        kind = "title" if kind in TITLES else "body"
        masters = [shape for other, shape in self.masters if other.kind == kind]
        return [*([above[1]] if above else []), *masters[:1]]

    def _in_layout(self, placeholder: Placeholder) -> tuple[Placeholder, Element] | None:
        same = [pair for pair in self.own if pair[0].is_title == placeholder.is_title]
        if placeholder.is_title:
            return same[0] if same else None
        numbered = [pair for pair in same if pair[0].index == placeholder.index]
        alike = [pair for pair in same if pair[0].kind == placeholder.kind]
        return next(iter([*numbered, *alike]), None)


class Layouts:
    """The layouts of a presentation, each read once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._layouts: dict[str, Layout] = {}

    def of(self, slide: str) -> Layout:
        """The layout of the slide at this path; an empty one where there is none.

        Raises:
            DocumentError: when it is damaged.
        """
        path = self._related(slide, "slideLayout")
        if not path:
            return Layout()
        if path not in self._layouts:
            self._layouts[path] = self._read(path)
        return self._layouts[path]

    def _read(self, path: str) -> Layout:
        own = _placeholders(self._package.xml(path))
        master = self._related(path, "slideMaster")
        if not master:
            return Layout(own)
        root = self._package.xml(master)
        styles = child(root, "txStyles")
        body = None if styles is None else child(styles, "bodyStyle")
        return Layout(own, _placeholders(root), body)

    def _related(self, part: str, kind: str) -> str:
        paths = [r.path for r in relations(self._package, part).values() if r.kind == kind]
        return next((path for path in paths if path in self._package), "")


def _placeholders(root: Element) -> list[tuple[Placeholder, Element]]:
    shapes = [shape for tree in below(root, "spTree") for shape in below(tree, "sp", "pic")]
    pairs = ((placeholder_of(shape), shape) for shape in shapes)
    return [(placeholder, shape) for placeholder, shape in pairs if placeholder]


def text_styles(shape: Element, layout: Layout, placeholder: Placeholder | None) -> list[Element]:
    """How the levels of text in ``shape`` are written, the nearest first."""
    styles: list[Element] = []
    for each in (shape, *layout.inherited(placeholder)):
        body = child(each, "txBody")
        styles += [] if body is None else children(body, "lstStyle")
    if placeholder and not placeholder.is_title and layout.body_style is not None:
        styles.append(layout.body_style)
    return styles
