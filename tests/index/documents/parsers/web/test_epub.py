"""E-books."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from evals.speed.machine import dataset
from index.documents.files import document_of
from index.documents.parsers.web.epub import parse_epub
from index.documents.span import Span
from index.errors import DocumentError

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
OPF = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>The  Tea Book</dc:title></metadata><manifest>{items}</manifest>
<spine toc="ncx">{spine}</spine><guide>{guide}</guide></package>"""
ITEM = '<item id="{0}" href="{0}" media-type="application/xhtml+xml" properties="{1}"/>'
NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>Part of it</text></navLabel><content src="text/two.xhtml#a"/></navPoint>
<navPoint><navLabel><text>Black tea</text></navLabel><content src="text/two.xhtml"/></navPoint>
</navMap></ncx>"""
NAV = """<html xmlns:epub="x"><body><nav epub:type="toc"><ol><li><a href="text/one.xhtml">Green
tea</a></li></ol></nav><nav epub:type="page-list"><a href="text/two.xhtml">12</a></nav></body>
</html>"""
PAGES = {
    "cover.xhtml": "<html><body><img src='c.jpg' alt='Cover of the book'/></body></html>",
    "nav.xhtml": NAV,
    "text/one.xhtml": """<?xml version='1.0'?><html><head><title/><script/></head><body><section>
<header><h1>One</h1></header><p>Green tea<a epub:type="noteref" href="#n1">1</a> is<span
epub:type="pagebreak" id="p2">2</span> old.</p><aside epub:type="footnote" id="n1"><p>1. From
China.</p></aside></section></body></html>""",
    "text/two.xhtml": "<html><body><nav>In it</nav><p>Black tea.</p></body></html>",
    "text/three%20b.xhtml": "<html><body><p>Goes on.</p></body></html>",
    "notes.xhtml": "<html><body><h2>Notes</h2><p>Read later.</p></body></html>",
}
SPINE = ["cover.xhtml", "nav.xhtml", "notes.xhtml", *(p for p in PAGES if p.startswith("text"))]


def book(pages=PAGES, spine=SPINE, guide="", **others):
    items = "".join(ITEM.format(page, "nav" if page == "nav.xhtml" else "") for page in spine)
    items += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    order = "".join(
        f'<itemref idref="{page}" linear="{"no" if page == "notes.xhtml" else "yes"}"/>'
        for page in spine
    )
    files = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": OPF.format(items=items, spine=order, guide=guide),
        "OEBPS/toc.ncx": NCX,
        **{f"OEBPS/{page.replace('%20', ' ')}": text for page, text in pages.items()},
        **{name.replace("_", "/"): text for name, text in others.items()},
    }
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, text in files.items():
            if text is not None:
                archive.writestr(name, text)
    return data.getvalue()


def test_chapters_in_reading_order():
    parsed = parse_epub(book(), "tea.epub")
    assert parsed.text == (
        "One\n\nGreen tea[1] is old.\n\n[1] From China.\n\nIn it\n\nBlack tea.\n\nGoes on.\n\n"
        "Notes\n\nRead later.\n"
    )
    assert parsed.title == "The Tea Book"
    assert [(unit.kind, unit.number, unit.label) for unit in parsed.places.units] == [
        ("chapter", 1, "Green tea"), ("chapter", 2, "Black tea"), ("chapter", 3, "Black tea"),
        ("chapter", 4, "Notes"),
    ]  # fmt: skip
    document = document_of("tea.epub", parsed, Path("tea.epub"), "tea")
    at = document.text.index("Black tea.")
    assert document.place_of(Span(at, at + 9)).words == "chapter “Black tea”"
    assert parsed.notes == ()


def test_a_page_that_is_only_a_table_of_contents_is_left_out():
    links = "".join(f"<li><a href='c{n}.xhtml'>Chapter number {n}</a></li>" for n in range(30))
    pages = {"toc.xhtml": f"<h1>Contents</h1><ol>{links}</ol>", "a.xhtml": "<p>Text.</p>"}
    guide = '<reference type="toc" href="toc.xhtml"/>'
    assert parse_epub(book(pages, list(pages), guide), "a.epub").text == "Text.\n"
    assert "Chapter number 3" in parse_epub(book(pages, list(pages)), "a.epub").text


def test_what_is_missing_in_it_is_told():
    pages = {"a.xhtml": "<p>Text.</p>", "b.xhtml": None, "c.xhtml": " "}
    parsed = parse_epub(book(pages, list(pages)), "a.epub")
    assert parsed.text == "Text.\n"
    assert parsed.notes == ("A part of the book cannot be read and was left out.",)
    broken = book(pages, list(pages), **{"OEBPS_toc.ncx": "<ncx"})
    assert parse_epub(broken, "a.epub").places.units[0].label == ""


def encryption(path, algorithm):
    return f"""<encryption><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">
    <EncryptionMethod Algorithm="{algorithm}"/>
    <CipherData><CipherReference URI="{path}"/></CipherData></EncryptedData></encryption>"""


def test_a_protected_book_is_refused():
    protected = encryption("OEBPS/text/one.xhtml", "http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(DocumentError, match=r"'a.epub' is protected against copying \(DRM\)\."):
        parse_epub(book(**{"META-INF_encryption.xml": protected}), "a.epub")
    fonts = encryption("OEBPS/font.otf", "http://www.idpf.org/2008/embedding")
    assert parse_epub(book(**{"META-INF_encryption.xml": fonts}), "a.epub").text


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is damaged"),
        (b"PK\3\4 and no more", "is damaged"),
        (book()[:-200], "is damaged"),
        (book(spine=[]), "names no pages"),
        (book({"a.xhtml": "<p></p>"}, ["a.xhtml"]), "holds no text"),
        (book(**{"META-INF_container.xml": None, "OEBPS_book.opf": None}), "does not tell"),
        (book(**{"OEBPS_book.opf": "<package>"}), "is damaged"),
    ],
)
def test_what_is_no_book_is_refused(data, problem):
    with pytest.raises(DocumentError, match=problem):
        parse_epub(data, "a.epub")


def test_a_book_without_a_container_has_its_package_looked_for():
    assert parse_epub(book(**{"META-INF_container.xml": None}), "a.epub").title == "The Tea Book"


def test_a_real_book_is_read_whole():
    folder = dataset("docs-debian")
    if folder is None:
        pytest.skip("The data set docs-debian is not there.")
    path = folder / "debian" / "developers-reference" / "developers-reference.epub"
    parsed = parse_epub(path.read_bytes(), path.name)
    labels = [unit.label for unit in parsed.places.units]
    assert labels[:3] == [
        "Debian Developer's Reference", "Scope of This Document", "Applying to Become a Member",
    ]  # fmt: skip
    assert "[1] This is so that the message can be easily filtered" in parsed.text
    assert not parsed.notes
