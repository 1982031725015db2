from datetime import UTC, datetime

import pytest

from index import DocumentError
from index.documents.web_address import web_address
from index.documents.web_page import WebPage, read_copy
from index.errors import StorageError
from index.storage.web_pages import WebPageFolder

FEES, PRICES = web_address("https://example.org/fees"), web_address("https://example.org/prices")


def page(data, address=FEES, suffix=".html"):
    return WebPage(address, address, suffix, "", datetime.now(UTC).replace(microsecond=0), data)


def test_one_copy_of_each_address_is_kept_for_its_owner(tmp_path):
    folder = WebPageFolder(tmp_path / "web")
    assert FEES not in folder
    for each in (page(b"Old."), page(b"New."), page(b"New.", PRICES), page(b"New.", suffix=".txt")):
        folder.put(each)
        kept, file = read_copy(folder.file(each.address))
        assert (kept, file.read_bytes()) == (each, each.data)
    assert FEES in folder
    assert PRICES in folder
    files = sorted(folder.folder.iterdir())
    assert len(files) == 4  # the two copies, and what tells of them
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert folder.folder.stat().st_mode & 0o777 == 0o700


def test_a_copy_that_was_altered_is_none(tmp_path):
    folder = WebPageFolder(tmp_path)
    folder.put(page(b"Five crowns."))
    _, file = read_copy(folder.file(FEES))
    file.write_bytes(b"Nine crowns.")
    assert FEES not in folder
    with pytest.raises(DocumentError, match="is not as it was"):
        read_copy(folder.file(FEES))
    folder.put(page(b"Five crowns."))
    folder.file(FEES).rename(folder.file(PRICES))
    assert PRICES not in folder


def test_a_copy_that_cannot_be_written_leaves_the_one_before(tmp_path):
    folder = WebPageFolder(tmp_path)
    folder.put(page(b"Old."))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match="cannot be written"):
        WebPageFolder(tmp_path / "file").put(page(b"New."))
    head = folder.file(FEES)
    before = head.read_bytes()
    head.unlink()
    head.mkdir()  # which nothing can be renamed to
    with pytest.raises(StorageError, match="cannot be written"):
        folder.put(page(b"New."))
    head.rmdir()
    head.write_bytes(before)
    assert read_copy(head)[0].data == b"Old."
