"""E-books in the EPUB format."""

from __future__ import annotations

from index.documents.parsers.own_title import own_title
from index.documents.parsers.package import Package
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.web.blocks import write_page
from index.documents.parsers.web.encoding import decode_html
from index.documents.parsers.web.epub_package import read_book
from index.documents.parsers.web.page import HtmlPage, html_page
from index.documents.parsers.writer import Writer
from index.documents.places import UnitKind
from index.errors import DocumentError

_ALL_LINKED = 0.95  # of the text of a page that is nothing but a table of contents


def parse_epub(data: bytes, name: str) -> ParsedFile:
    """The content of the e-book ``name``, each of its pages with text a chapter.

    Tables of contents and covers are left out.

    Raises:
        DocumentError: when it is damaged or protected, or holds no text.
    """
    package = Package(data, name)
    book = read_book(package)
    writer = Writer()
    number, label = 0, ""
    for path in book.pages:
        page = _page(package, path, writer)
        if page is None or (path in book.contents and page.linked >= _ALL_LINKED * page.shown):
            continue
        number += 1
        label = book.titles.get(path) or page.heading or label
        writer.unit(UnitKind.CHAPTER, number, label)
        write_page(page, writer)
    return writer.parsed(name, own_title(book.title))


def _page(package: Package, path: str, writer: Writer) -> HtmlPage | None:
    """The page at ``path``; None of one without text, or one that cannot be read."""
    try:
        data = package.read(path)
        if not data.strip():
            return None
        text, _ = decode_html(data, path)
    except DocumentError:
        writer.note("A part of the book cannot be read and was left out.")
        return None
    page = html_page(text, site=False)
    return page if page.shown else None
