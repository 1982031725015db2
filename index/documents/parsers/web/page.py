"""A web page before it is written: its tree, what is left out of it, its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.documents.parsers.web.forms import Labels, labels
from index.documents.parsers.web.noise import left_out
from index.documents.parsers.web.notes import Reference, references
from index.documents.parsers.web.tables import layout_tables
from index.documents.parsers.web.tree import HEADINGS, Node, elements, html_tree, plain_text

_BETWEEN = r"\s*(?:\s[-–—|·•:~/]\s|[|»«·—]|:\s)\s*"
_TITLES = frozenset({"h1", "h2"})
_MOST_TITLES = 20
_LONGEST_TITLE = 1000  # characters
_MUCH = 0.1  # of a page that a reader may miss


@dataclass(frozen=True)
class HtmlPage:
    """A page: the elements that are ``skipped``, and what is to be known of others before.

    ``layout`` are the tables without data, ``notes`` the links to notes, ``labels`` those of fields
    that have one elsewhere. ``title`` is its own, without the site's; ``heading`` is the first one
    in it; ``shown`` counts the characters of its text, ``linked`` those in links, and ``remarks``
    are whole sentences on what is left out.
    """

    root: Node
    skipped: set[Node]
    layout: set[Node]
    notes: dict[Node, Reference]
    labels: Labels
    title: str
    heading: str
    shown: int
    linked: int
    remarks: tuple[str, ...]


def html_page(text: str, *, site: bool = True) -> HtmlPage:
    """The page that ``text`` is; of a ``site``, what leads to its other pages is left out."""
    root = html_tree(text)
    left = left_out(root, site=site)
    skipped = left.skipped
    headings = [node for node in elements(root, skipped) if node.tag in HEADINGS]
    words = ((node.tag, plain_text(node, skipped)) for node in headings)
    texts = [(tag, text) for tag, text in words if text]
    remarks = []
    if left.hidden > _MUCH * left.shown > 0:
        remarks.append("What the page hides, such as tabs that are not open, was left out.")
    if not left.shown:
        if left.hidden:
            remarks.append("All its text is hidden.")
        if any(node.tag == "script" for node in elements(root, set())):
            remarks.append("It may show its text with a script, and those are not run.")
    return HtmlPage(
        root,
        skipped,
        layout_tables(root, skipped),
        references(root, skipped),
        labels(root, skipped),
        _title(root, texts[:_MOST_TITLES]),
        texts[0][1] if texts else "",
        left.shown,
        left.linked,
        tuple(remarks),
    )


def _title(root: Node, headings: list[tuple[str, str]]) -> str:
    """The title that a page gives: one of its ``headings`` where it is that and the site's name."""
    title = other = ""
    for node in elements(root, set()):
        if node.tag == "title" and not title and (not node.parent or node.parent.tag != "svg"):
            title = plain_text(node, set())
        elif node.tag == "meta" and node.get("property").lower() == "og:title":
            other = other or " ".join(node.get("content").split())
    title = (title or other)[:_LONGEST_TITLE]
    inside = [(tag, text) for tag, text in headings if text in title]
    for tag, text in inside:
        if tag in _TITLES and re.match(f"{re.escape(text)}{_BETWEEN}", title):
            return text
    for tag, text in inside:
        if tag == "h1" and re.search(f"{_BETWEEN}{re.escape(text)}$", title):
            return text
    return title
