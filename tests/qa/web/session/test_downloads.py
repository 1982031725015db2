import gc

import pytest

from index import PinciteError
from qa.web.session import downloads as held
from qa.web.session.downloads import PREFIX, Download, Downloads

ANNA, BEN = "anna", "ben"


class Page:
    """Whatever a file is made for."""


def download(data: bytes = b"%PDF", visitor: str = ANNA) -> Download:
    return Download(data, "application/pdf", visitor)


def token(address: str) -> str:
    assert address.startswith(PREFIX)
    return address.removeprefix(PREFIX)


@pytest.fixture
def downloads() -> Downloads:
    return Downloads()


def test_a_file_is_fetched_by_its_visitor_as_often_as_wanted(downloads):
    page, other = Page(), Page()
    mine = token(downloads.address(page, download(b"a")))
    theirs = token(downloads.address(other, download(b"b", BEN)))
    assert [downloads.file(mine, ANNA).data for _ in range(2)] == [b"a", b"a"]
    assert downloads.file(theirs, BEN).data == b"b"
    assert mine != theirs


@pytest.mark.parametrize("visitor", [BEN, ""])
def test_nobody_else_gets_it(downloads, visitor):
    page = Page()
    mine = token(downloads.address(page, download()))
    with pytest.raises(PinciteError, match="That file is not held any more"):
        downloads.file(mine, visitor)
    with pytest.raises(PinciteError, match="not held any more"):
        downloads.file(mine[:-1], ANNA)


def test_the_next_file_of_a_page_takes_its_place(downloads):
    page = Page()
    first, second = (token(downloads.address(page, download(data))) for data in (b"a", b"b"))
    assert downloads.file(second, ANNA).data == b"b"
    with pytest.raises(PinciteError):
        downloads.file(first, ANNA)


def test_a_file_goes_with_its_page(downloads):
    page = Page()
    mine = token(downloads.address(page, download()))
    del page
    gc.collect()
    with pytest.raises(PinciteError):
        downloads.file(mine, ANNA)


def test_the_oldest_make_room(downloads, monkeypatch):
    monkeypatch.setattr(held, "MOST_BYTES", 10)
    pages = [Page(), Page(), Page()]
    first, second, third = (token(downloads.address(it, download(b"1234"))) for it in pages)
    with pytest.raises(PinciteError):
        downloads.file(first, ANNA)
    assert downloads.file(second, ANNA).data == downloads.file(third, ANNA).data
    with pytest.raises(PinciteError, match="too large together"):
        downloads.address(pages[0], download(b"1" * 11))
    assert downloads.file(third, ANNA)


def test_nothing_is_held_once_it_is_cleared(downloads):
    page = Page()
    mine = token(downloads.address(page, download()))
    downloads.clear()
    with pytest.raises(PinciteError):
        downloads.file(mine, ANNA)
