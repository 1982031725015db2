"""How web pages are encoded, and what tags are."""

import pytest

from index.documents.parsers.web.encoding import decode_html
from index.documents.parsers.web.tokens import Tag, tokens
from index.errors import DocumentError


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeff<p>é".encode(), "<p>é"),
        ("\ufeff<p>é".encode("utf-16-le"), "<p>é"),
        ("\ufeff<p>é".encode("utf-16-be"), "<p>é"),
        ("<p>é".encode(), "<p>é"),
        (b"<meta charset=iso-8859-1>\x93\xe9\x94", "<meta charset=iso-8859-1>“é”"),
        ("<meta charset=latin1>日本".encode(), "<meta charset=latin1>日本"),
        (b"<meta charset='utf-8'>\xc3\xa9 \xc3\xbc \xff", "<meta charset='utf-8'>é ü �"),
        (b"<meta charset=utf-8>caf\xe9", "<meta charset=utf-8>café"),
        ("<meta charset=Shift_JIS>日本".encode("cp932"), "<meta charset=Shift_JIS>日本"),
        ("<meta charset=gb2312>中文".encode("gb18030"), "<meta charset=gb2312>中文"),
        ("<?xml version='1.0' encoding='koi8-r'?>я".encode("koi8-r"),
         "<?xml version='1.0' encoding='koi8-r'?>я"),
        ("<meta content='text/html; charset=windows-1251'>я".encode("cp1251"),
         "<meta content='text/html; charset=windows-1251'>я"),
        (b"<meta charset=zip>a", "<meta charset=zip>a"),
        (b"<meta charset=utf-16>a", "<meta charset=utf-16>a"),
    ],
)  # fmt: skip
def test_the_encoding_is_the_one_that_is_named_or_marked(data, text):
    assert decode_html(data, "page.html") == (text, ())


def test_an_encoding_that_is_not_named_is_guessed():
    note = "It was not UTF-8 and was read as Windows-1252."
    assert decode_html(b"<p>\x93caf\xe9\x94 \x81", "a.html") == ("<p>“café” �", (note,))


def test_utf_16_is_known_without_a_mark():
    assert decode_html("<p>é".encode("utf-16-le"), "a.html")[0] == "<p>é"


def test_the_encoding_that_it_was_sent_with_goes_first():
    data = "<meta charset=iso-8859-1><p>я".encode("koi8-r")
    assert decode_html(data, "a.html", "KOI8-R")[0].endswith("<p>я")
    assert decode_html(b"<p>\xe9", "a.html", "unknown-8bit")[0] == "<p>é"


def test_what_is_no_text_is_refused():
    assert decode_html(b"<p>a\0b", "a.html")[0] == "<p>a\0b"
    with pytest.raises(DocumentError, match="is a binary file"):
        decode_html(b"%PDF-1.7 \x81\x02\x03", "a.html")


def seen(html):
    return [
        token if isinstance(token, str) else f"/{token.name}" if token.closing else token.name
        for token in tokens(html)
    ]


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("a < b &amp; c", ["a ", "<", " b & c"]),
        ("x<!-- a > b -->y<!-->z<!--->w<!--a--!>v", ["x", "y", "z", "w", "v"]),
        ("x<!-- never closed <p>y", ["x"]),
        ("x<p class='y", ["x"]),
        ("<P/><a href=x/>", ["p", "a"]),
        ("x</>y</ z>w<!doctype html>v<?a b?>u", ["x", "y", "w", "v", "u"]),
        ("<script>if (a < b) '</p>'</script>x", ["script", "if (a < b) '</p>'", "/script", "x"]),
        ("<title>a <b> &eacute;</title>", ["title", "a <b> é", "/title"]),
        ("<textarea>x", ["textarea", "x", "/textarea"]),
        ("<![CDATA[a < b]]>c<![if x]>d", ["a < b", "c", "d"]),
        ("&#99999999999999999999;&#xe9;", ["�é"]),
    ],
)
def test_tags_are_taken_as_browsers_take_them(html, parts):
    assert seen(html) == parts


def test_attributes():
    tag = next(tokens("<a HREF = '#x' href=y hidden class=\"a b\"style=c alt='&lt;' data-x=1>"))
    assert tag == Tag("a", {"href": "#x", "hidden": "", "class": "a b", "style": "c", "alt": "<"})
    assert list(tokens("<br/>")) == [Tag("br", {}, empty=True)]
