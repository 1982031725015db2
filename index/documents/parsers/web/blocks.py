"""Writes web pages; chapters of e-books and HTML mails are such pages too."""

from __future__ import annotations

from dataclasses import dataclass

from index.documents.parsers.web.flow import Flow
from index.documents.parsers.web.page import HtmlPage, html_page
from index.documents.parsers.web.readers import READERS
from index.documents.parsers.writer import Writer


@dataclass(frozen=True)
class HtmlFacts:
    """What a page tells of itself: its ``title``, and its first ``heading``; empty without one."""

    title: str
    heading: str


def write_html(text: str, writer: Writer, *, site: bool = True) -> HtmlFacts:
    """Write the HTML ``text``; of a page of a ``site``, without what leads to its other pages.

    The caller begins the unit that it stands in.
    """
    page = html_page(text, site=site)
    write_page(page, writer)
    return HtmlFacts(page.title, page.heading)


def write_page(page: HtmlPage, writer: Writer) -> None:
    """Write ``page``, with each of its notes behind the first block that refers to it."""
    for remark in page.remarks:
        writer.note(remark)
    notes = page.notes.values()
    moved = {node for each in notes for node in (each.note, each.label) if node}
    flow = Flow(page, writer, READERS, page.skipped | moved)
    flow.run(page.root)
    for reference in notes:  # those that only what is left out refers to
        flow.add_behind(reference)
    flow.end_block()
