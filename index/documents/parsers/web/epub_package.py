"""What an EPUB tells of itself: its title, its documents in reading order, their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from index.documents.parsers.office.ooxml import children, local
from index.documents.parsers.package import Package, damaged, joined
from index.documents.parsers.web.encoding import decode_html
from index.documents.parsers.web.tree import Node, html_tree, plain_text, walk
from index.errors import DocumentError

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_NCX = "application/x-dtbncx+xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/xml"})
# Fonts are made unreadable by these so that they are not taken out; nothing else is protected.
_FONTS_ONLY = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})


@dataclass(frozen=True)
class Book:
    """A book: its ``title``, the paths of its ``pages`` in reading order, and their ``titles``.

    ``contents`` are the pages that are named as its table of contents.
    """

    title: str
    pages: tuple[str, ...]
    titles: Mapping[str, str]
    contents: frozenset[str]


def read_book(package: Package) -> Book:
    """What an EPUB tells of itself.

    Raises:
        DocumentError: when it is damaged, or protected.
    """
    path = _root_path(package)
    root = package.xml(path)
    items = {
        each.get("id", ""): (joined(path, each.get("href", "")), each)
        for each in _all(root, "item")
    }
    navigation = [
        place for place, each in items.values() if "nav" in each.get("properties", "").split()
    ]
    spine = []
    for reference in _all(root, "itemref"):
        place, item = items.get(reference.get("idref", ""), ("", None))
        if item is not None and item.get("media-type", "") in _PAGES and place not in navigation:
            spine.append((reference.get("linear") == "no", place))
    spine.sort(key=lambda each: each[0])
    pages = tuple(dict.fromkeys(place for _, place in spine))
    if not pages:
        raise damaged(package.name, "it names no pages to read")
    _check_readable(package, pages)
    tables = [place for place, each in items.values() if each.get("media-type") == _NCX]
    entries = [entry for place in navigation for entry in _page_entries(package, place)]
    entries += [entry for place in tables for entry in _ncx_entries(package, place)]
    contents = (each for each in _all(root, "reference") if each.get("type", "").lower() == "toc")
    return Book(
        next((_text(each) for each in _all(root, "title")), ""),
        pages,
        _titles(entries),
        frozenset(joined(path, each.get("href", "")) for each in contents),
    )


def _root_path(package: Package) -> str:
    """The path of the file that tells of all others."""
    if _CONTAINER in package:
        for each in _all(package.xml(_CONTAINER), "rootfile"):
            if each.get("full-path", "") in package:
                return each.get("full-path", "")
    for path in package.entries:
        if path.endswith(".opf"):
            return path
    raise damaged(package.name, "it does not tell what is in it")


def _check_readable(package: Package, pages: Sequence[str]) -> None:
    if _ENCRYPTION not in package:
        return
    for each in _all(package.xml(_ENCRYPTION), "EncryptedData"):
        methods = {method.get("Algorithm", "") for method in _all(each, "EncryptionMethod")}
        places = {joined("", place.get("URI", "")) for place in _all(each, "CipherReference")}
        if not places.isdisjoint(pages) and not methods <= _FONTS_ONLY:
            raise DocumentError(
                f"{package.name!r} is protected against copying (DRM).",
                "Give a copy without that protection.",
            )


def _page_entries(package: Package, path: str) -> Iterator[tuple[str, str]]:
    """The places and titles in the table of contents that is a page."""
    if path not in package:
        return
    with suppress(DocumentError):  # it can be read without
        text, _ = decode_html(package.read(path), path)
        inside = False
        for node, begins in walk(html_tree(text), set()):
            if isinstance(node, Node) and node.tag == "nav":
                inside = begins and "toc" in node.get("epub:type").split()
            elif inside and begins and isinstance(node, Node) and node.tag == "a":
                yield (
                    joined(path, node.get("href")) + _fragment(node.get("href")),
                    plain_text(node, set()),
                )


def _ncx_entries(package: Package, path: str) -> Iterator[tuple[str, str]]:
    """The places and titles in the table of contents that is XML, as of EPUB 2."""
    if path not in package:
        return
    with suppress(DocumentError):
        for point in _all(package.xml(path), "navPoint"):
            label = next((_text(each) for each in children(point, "navLabel")), "")
            for content in children(point, "content"):
                place = content.get("src", "")
                yield joined(path, place) + _fragment(place), label


def _titles(entries: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The titles of whole pages; of a page without one, that of the first place in it."""
    titles: dict[str, str] = {}
    for place, title in (*(each for each in entries if "#" not in each[0]), *entries):
        if title:
            titles.setdefault(place.partition("#")[0], title)
    return titles


def _fragment(reference: str) -> str:
    return "#" if "#" in reference else ""


def _all(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if local(element) == name)


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
