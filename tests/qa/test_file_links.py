from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.file_links import page_link


@pytest.mark.parametrize(
    ("name", "page", "link"),
    [
        ("harbour.pdf", 12, "harbour.pdf#page=12"),
        ("contracts/Lease (new).PDF", 1, "contracts/Lease%20%28new%29.PDF#page=1"),
        ("a#b?c:d.pdf", 3, "a%23b%3Fc%3Ad.pdf#page=3"),
        ("\udcff.pdf", 3, "%3F.pdf#page=3"),
        ("harbour.pdf", None, ""),
        ("harbour.pdf", 0, ""),
        ("scan.png", 1, ""),
        ("letters.zip/harbour.pdf", 1, ""),
        ("mail.eml/harbour.pdf", 1, ""),
        ("harbour.pdf (before, 1234abcd)", 1, ""),
        ("/etc/harbour.pdf", 1, ""),
        ("//example.com/harbour.pdf", 1, ""),
        ("../harbour.pdf", 1, ""),
    ],
)
def test_a_page_of_a_pdf_has_a_link(name, page, link):
    assert page_link(name, page) == link


@given(st.text(max_size=20).map(lambda name: f"{name}.pdf"))
def test_a_link_leads_to_the_file_and_nowhere_else(name):
    if link := page_link(name, 2):
        at = urlsplit(urljoin("file:///folder/evidence.html", link))
        assert (at.scheme, at.netloc, at.query, at.fragment) == ("file", "", "", "page=2")
        assert unquote(at.path) == f"/folder/{name}"
