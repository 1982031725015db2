"""The footnotes of a web page: where they are referred to, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from index.documents.parsers.web.tree import BLOCKS, LISTS, Node, elements, plain_text

_ONE = frozenset(
    "footnote endnote rearnote doc-footnote doc-endnote footnote-item fn msofootnotetext"
    " msoendnotetext".split()
)
_SEVERAL = frozenset("footnotes endnotes rearnotes doc-endnotes footnote-list".split())
_REFERENCES = frozenset(
    "noteref doc-noteref footnote-ref footnote-reference footnoteref fnref".split()
)
_BACK = frozenset({"doc-backlink", "backlink", "footnote-back", "footnote-backref"})
_MARK = re.compile(r"[\[({]?\s*(\d{1,4}|[a-zA-Z]|[*†‡§¶]{1,3}|[ivxlc]{1,6})\s*[\])}]?\.?")
_NO_WORDS = re.compile(r"(?:\[\s*\]|\(\s*\)|[\^↑↩⏎:.\s])+")
_MOST_STEPS = 6  # elements that a note is in, up to that which says so
_MOST_AROUND = 100  # elements that a place is looked for in
_MOST_IN_NOTE = 1000  # elements
_MOST_INSIDE = 12  # elements that a mark is in
_MOST_MARK = 12  # characters


@dataclass(frozen=True)
class Reference:
    """A reference to a note: its ``mark`` as "[1]", and the ``note``, None where it is elsewhere.

    ``label`` is what stands before the note and in no element with it.
    """

    mark: str
    note: Node | None = None
    label: Node | None = None


def references(root: Node, skipped: set[Node]) -> dict[Node, Reference]:
    """The links to the notes of a page, each with its note."""
    places: dict[str, Node] = {}
    links: list[Node] = []
    meanings: dict[Node, Node] = {}
    term: Node | None = None
    for node in elements(root, skipped):
        for name in ("id", "name"):
            if node.has(name):
                places.setdefault(node.get(name), node)
        if node.tag == "a" and "#" in node.get("href"):
            links.append(node)
        elif node.tag == "dt":
            term = node
        elif node.tag == "dd" and term and term.parent is node.parent:
            meanings.setdefault(term, node)
    result = {}
    for link in links:
        if mark := _mark(link):
            href = link.get("href")
            place = places.get(href[1:]) if href.startswith("#") else None
            block = _block(place) if place else None
            if block and not any(each is block for each in _around(link)):
                label = block if block.tag == "dt" else None
                note = meanings.get(block) if label else block
                result[link] = Reference(f"[{mark}]", note, label)
            elif _names(link) & _REFERENCES or _is_raised(link):
                result[link] = Reference(f"[{mark}]")
    return result


def with_mark(text: str, mark: str) -> str:
    """The ``text`` of a note behind its ``mark``, with which it may begin itself."""
    if empty := _NO_WORDS.match(text):
        text = text[empty.end() :]
    match = _MARK.match(text)
    if match and match[1] == mark.strip("[]"):
        rest = text[match.end() :]
        if rest[:1].isspace() or match.end() > len(match[1]):
            text = rest.lstrip(" .:")
    return f"{mark} {text}"


def back_links(note: Node) -> set[Node]:
    """What in a note leads back to where it is referred to: its label, an arrow."""
    result: set[Node] = set()
    for node in islice(elements(note, result), _MOST_IN_NOTE):
        if node.tag == "a" and (node.has("href") or node.has("name")):
            inside = "#" in node.get("href") or not node.has("href")
            wordless = inside and not any(map(str.isalnum, plain_text(node, set())))
            if _names(node) & _BACK or wordless or (inside and _mark(node)):
                result.add(node)
    return result


def is_note(node: Node) -> bool:
    """Whether an element says of itself that it is a note."""
    return bool(_names(node) & _ONE) or "mso-element:footnote" in node.get("style")


def _block(place: Node) -> Node | None:
    """The note at the ``place`` that a link leads to, if one is there."""
    block = next((node for node in (place, *_around(place)) if node.tag in BLOCKS), None)
    if block is None or block.tag in LISTS or block.tag == "tr" or _names(block) & _SEVERAL:
        return None
    above = block.parent
    if block.tag == "p" and above and above.tag in {"li", "aside"}:
        block = above
    around = (block, *islice(_around(block), _MOST_STEPS))
    return block if any(is_note(node) or _names(node) & _SEVERAL for node in around) else None


def _around(node: Node) -> Iterator[Node]:
    """The elements that ``node`` is in, the innermost first."""
    above = node.parent
    for _ in range(_MOST_AROUND):
        if above is None:
            return
        yield above
        above = above.parent


def _mark(link: Node) -> str:
    if len(list(islice(elements(link, set()), _MOST_INSIDE))) == _MOST_INSIDE:
        return ""
    text = plain_text(link, set())
    match = _MARK.fullmatch(text) if len(text) <= _MOST_MARK else None
    return match[1] if match else ""


def _is_raised(link: Node) -> bool:
    inside = [child for child in link.children if isinstance(child, Node)]
    return bool(link.parent and link.parent.tag == "sup") or (
        len(link.children) == 1 and bool(inside) and inside[0].tag == "sup"
    )


def _names(node: Node) -> set[str]:
    if not (node.has("class") or node.has("role") or node.has("epub:type")):
        return set()
    return set(f"{node.get('class')} {node.get('role')} {node.get('epub:type')}".lower().split())
