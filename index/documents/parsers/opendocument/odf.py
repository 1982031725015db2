"""OpenDocument files: their parts, what they embed, their styles and forms. ISO/IEC 26300."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree.ElementTree import Element

from index.documents.parsers.office.ooxml import attribute, child, children, local
from index.documents.parsers.opendocument.lists import Levels, levels_of
from index.documents.parsers.own_title import own_title
from index.documents.parsers.package import Package, damaged, joined, parse_xml
from index.errors import DocumentError

_MANIFEST = "META-INF/manifest.xml"
_MOST_PARENTS = 20  # of a style
_ESCAPED = re.compile(r"_([0-9a-f]{2})_")


@dataclass(frozen=True)
class Styles:
    """The styles of a document.

    ``own`` are, by family and name, what each says: its attributes and those of its properties.
    ``levels`` are those of the lists' styles by name, ``outline`` those of the headings.
    """

    own: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    levels: dict[str, Levels] = field(default_factory=dict)
    outline: Levels = field(default_factory=dict)
    _values: dict[tuple[str, str, str], str | None] = field(default_factory=dict)

    def value(self, family: str, name: str, key: str) -> str | None:
        """What the style of this name, or the nearest it derives from, says of ``key``."""
        asked = family, name, key
        if asked not in self._values:
            chain = (self.own.get((family, each), {}) for each in self._chain(family, name))
            self._values[asked] = next((style[key] for style in chain if key in style), None)
        return self._values[asked]

    def names(self, name: str) -> tuple[str, ...]:
        """What a style of paragraphs, and those it derives from, are called: "Heading 1"."""
        return tuple(
            self.own.get(("paragraph", each), {}).get("display-name")
            or _ESCAPED.sub(lambda code: chr(int(code[1], 16)), each)
            for each in self._chain("paragraph", name)
        )

    def _chain(self, family: str, name: str) -> Iterable[str]:
        for _ in range(_MOST_PARENTS):
            if not name:
                return
            yield name
            name = self.own.get((family, name), {}).get("parent-style-name", "")


@dataclass(frozen=True)
class OpenDocument:
    """An opened file: its ``body``, ``styles`` and ``title``, and the ``package`` it is, if any."""

    body: Element
    styles: Styles
    title: str
    package: Package | None
    _contents: dict[str, Element | None] = field(default_factory=dict)

    @cached_property
    def controls(self) -> dict[str, Element]:
        """The fields of forms by their id."""
        forms = (forms for forms in self.body.iter() if local(forms) == "forms")
        every = (control for form in forms for control in form.iter())
        return {id_: control for control in every if (id_ := attribute(control, "id"))}

    def embedded(self, frame: Element) -> Element | None:
        """What a ``frame`` embeds, if anything: a chart, a formula, a document.

        Raises:
            DocumentError: when that is damaged.
        """
        for element in children(frame, "object"):
            if len(element):
                return _content(element[0])
            path = joined("", f"{attribute(element, 'href')}/content.xml")
            if self.package and path in self.package:
                if path not in self._contents:
                    self._contents[path] = _content(self.package.xml(path))
                return self._contents[path]
        return None


def open_document(data: bytes, name: str, kind: str) -> OpenDocument:
    """The file ``name``, a package or plain XML, of a ``kind``: "text", "spreadsheet" and so on.

    Raises:
        DocumentError: when it is damaged, encrypted, too large, or of another kind.
    """
    package = Package(data, name) if data.startswith(b"PK") else None
    if package is None:
        roots = [parse_xml(data, name)]
    else:
        _check_encryption(package)
        paths = ("content.xml", "styles.xml", "meta.xml")
        roots = [package.xml(path) for path in paths if path == paths[0] or path in package]
    body = child(roots[0], "body")
    content = None if body is None else child(body, kind)
    if content is None:
        raise damaged(name, f"there is no {kind} in it")
    return OpenDocument(content, _styles(roots), _title(roots), package)


def _check_encryption(package: Package) -> None:
    if _MANIFEST not in package or b"encryption-data" not in package.read(_MANIFEST):
        return
    raise DocumentError(f"{package.name!r} is encrypted.", "Save it without a password.")


def _title(roots: Iterable[Element]) -> str:
    titles = (
        "".join(title.itertext())
        for root in roots
        for meta in children(root, "meta")
        for title in children(meta, "title")
    )
    return own_title(next(titles, ""))


def _styles(roots: Iterable[Element]) -> Styles:
    own: dict[tuple[str, str], dict[str, str]] = {}
    levels: dict[str, Levels] = {}
    outline: Levels = {}
    for root in reversed(list(roots)):
        # What styles.xml holds of automatic styles is of its page heads alone.
        groups = ("styles", "automatic-styles") if child(root, "body") is not None else ("styles",)
        for group in children(root, *groups):
            for style in group:
                name = attribute(style, "name")
                if local(style) == "style":
                    own[attribute(style, "family"), name] = _said(style)
                elif local(style) == "list-style":
                    levels[name] = levels_of(style)
                elif local(style) == "outline-style":
                    outline = levels_of(style)
    return Styles(own, levels, outline)


def _said(style: Element) -> dict[str, str]:
    said: dict[str, str] = {}
    for element in (*style, style):
        said.update({key.rpartition("}")[2]: value for key, value in element.attrib.items()})
    return said


def _content(root: Element) -> Element | None:
    """The chart, the formula or whatever a document that is embedded holds."""
    body = child(root, "body")
    if body is None:
        return root
    content = next(iter(body), None)
    return content if content is None or local(content) != "chart" else child(content, "chart")
