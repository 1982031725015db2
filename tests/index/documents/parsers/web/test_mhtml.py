"""Web pages saved in one file."""

from pathlib import Path

import pytest

from index.documents.files import document_of
from index.documents.parsers.web.mhtml import parse_mhtml
from index.documents.span import Span
from index.errors import DocumentError

HEAD = b"""From: <Saved by Blink>
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--B"

"""
FRAME = b"""----B
Content-Type: text/html
Content-ID: <frame>

<p>An advertisement
"""
PAGE = b"""----B
Content-Type: text/html; charset=%b
Content-ID: <page>
Content-Transfer-Encoding: quoted-printable

<title>Tea - Shop</title><h1>Tea</h1><p>Green tea cost=
s %b3.</p><img src=3D"cid:x">
"""
PICTURE = b"""----B
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
----B--
"""


@pytest.mark.parametrize(
    ("charset", "euro"), [(b"utf-8", b"=E2=82=AC"), (b"windows-1252", b"=80"), (b"x-none", b"=80")]
)
def test_the_page_is_read_in_its_encoding(charset, euro):
    parsed = parse_mhtml(HEAD + PAGE % (charset, euro) + FRAME + PICTURE, "tea.mhtml")
    assert (parsed.text, parsed.title) == ("Tea\n\nGreen tea costs €3.\n", "Tea")
    document = document_of("tea.mhtml", parsed, Path("tea.mhtml"), "tea")
    assert document.place_of(Span(5, 10)).words == "under “Tea”"


def test_the_page_may_be_another_than_the_first():
    head = HEAD.replace(b"related;", b'related; start="<page>";')
    message = head + FRAME + PAGE % (b"utf-8", b"$") + PICTURE
    assert parse_mhtml(message.replace(b"\n", b"\r\n"), "a.mht").text.endswith("costs $3.\n")


def test_a_page_alone():
    message = (
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+SGk="
    )
    assert parse_mhtml(message, "a.mht").text == "Hi\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "does not begin"),
        (b"<p>Hi</p>", "does not begin"),
        (b"A: b\n\nHi", "holds no web page"),
        (HEAD + PICTURE, "holds no web page"),
        (HEAD + b"boundary=" * 200, "does not begin"),
        (b"Content-Type: text/html\n\n<p></p>", "holds no text"),
    ],
)
def test_what_is_no_saved_page_is_refused(data, problem):
    with pytest.raises(DocumentError, match=problem):
        parse_mhtml(data, "a.mht")
