import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import DocumentError
from index.documents.web_address import WebAddress, is_web_address, web_address


@pytest.mark.parametrize(
    ("given", "text", "shown"),
    [
        ("HTTPS://Example.ORG", "https://example.org/", "https://example.org/"),
        ("http://example.org:80/a#part", "http://example.org/a", "http://example.org/a"),
        ("https://example.org:8443/a?b=c&d", "https://example.org:8443/a?b=c&d", None),
        (
            "https://de.example.org/wiki/Zürich?q=ß",
            "https://de.example.org/wiki/Z%C3%BCrich?q=%C3%9F",
            "https://de.example.org/wiki/Zürich?q=ß",
        ),
        ("https://example.org/z%c3%bcrich", "https://example.org/z%C3%BCrich", None),
        # What could be taken for something else stays as it is sent.
        ("https://example.org/a%2fb%20c%3f", "https://example.org/a%2Fb%20c%3F", None),
        ("https://example.org/%E2%80%AEfdp.exe", "https://example.org/%E2%80%AEfdp.exe", None),
        ("https://example.org/%ff", "https://example.org/%FF", "https://example.org/%FF"),
        ("https://example.org/a b.pdf", "https://example.org/a%20b.pdf", None),
        ("https://bücher.example/", "https://xn--bcher-kva.example/", None),
        ("http://[::1]:8000/x", "http://[::1]:8000/x", "http://[::1]:8000/x"),
    ],
)
def test_an_address_is_sent_in_ascii_and_shown_to_people(given, text, shown):
    address = web_address(given)
    assert address.text == text
    assert str(address) == address.shown == (shown or address.shown)
    assert web_address(address.shown) == address


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("ftp://example.org/a", "is no http or https address"),
        ("https://", "names no host"),
        ("https:///a", "names no host"),
        ("https://exa mple.org/", "names no host"),
        ("https://a..b/", "is no http or https address"),
        ("https://example.org:99999/", "is no http or https address"),
        ("https://[::1/", "is no http or https address"),
        ("https://example.org/\x00", "is no http or https address"),
        ("https://example.org/a\nb", "is no http or https address"),
        ("https://example.org/" + "a" * 2_000, "more than 2,000 characters"),
    ],
)
def test_what_is_no_address_is_named(given, problem):
    with pytest.raises(DocumentError, match=problem):
        web_address(given)


def test_a_password_in_an_address_is_refused_and_not_shown():
    with pytest.raises(DocumentError, match="holds a name or a password") as caught:
        web_address("https://me:secret@example.org/a")
    assert "secret" not in str(caught.value)
    with pytest.raises(DocumentError, match="holds a name"):
        web_address("https://me@example.org/a")


def test_an_address_that_is_not_in_its_form_is_no_value():
    with pytest.raises(DocumentError, match="is not written as one that is sent for"):
        WebAddress("https://example.org/a#part")


def test_the_name_of_what_is_there():
    page = web_address("https://example.org/a/fees%20of%202026.PDF?x=1.html")
    assert (page.stem, page.suffix, page.host) == ("fees of 2026", ".pdf", "example.org")
    front = web_address("https://example.org")
    assert (front.stem, front.suffix) == ("example.org", "")
    assert len({page.key, front.key, web_address("http://example.org").key}) == 3


SIGNS = st.text(st.characters(categories=["L", "M", "N", "P", "S"]), max_size=30)


@given(SIGNS, SIGNS)
def test_any_path_and_query_keep_their_form(path, query):
    address = web_address(f"https://example.org/{path}?{query}")
    assert address.text.isascii()
    assert address.shown.isprintable()
    assert is_web_address(address.shown)
    assert web_address(address.text) == web_address(address.shown) == address
