import pytest

from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.text.text_blocks import text_blocks
from index.storage.parsed_files import ParsedFolder

ONE, TWO = "1" * 64, "2" * 64
FIRST, SECOND = (ParsedFile(text, tuple(text_blocks(text))) for text in ("One.", "Two."))


@pytest.fixture
def parsed(tmp_path):
    """What two files were parsed as, the first of them a scan of two pages."""
    folder = ParsedFolder(tmp_path / "parsed")
    folder.put(f"{ONE}.pdf.2", FIRST)
    folder.put(f"{TWO}.csv.2", SECOND)
    folder.scans.put(f"{ONE}.pdf.2.scan", {"of": 2, "pages": [[0, "aa"], [1, "bb"]]})
    for picture in ("aa", "bb", "cc"):
        folder.pages.put(f"{picture}.1", {"text": picture})
    return folder


def test_what_was_made_of_a_file_is_copied_with_its_pages(parsed, tmp_path):
    other = ParsedFolder(tmp_path / "other")
    parsed.copy_to(other, {ONE})
    assert other.get(f"{ONE}.pdf.2") == FIRST
    assert other.get(f"{TWO}.csv.2") is None
    assert other.scans.get(f"{ONE}.pdf.2.scan") == parsed.scans.get(f"{ONE}.pdf.2.scan")
    assert sorted(other.pages.all_keys()) == ["aa.1", "bb.1"]
    parsed.copy_to(other, {ONE, TWO})  # what is there stays
    assert other.get(f"{TWO}.csv.2") == SECOND
    parsed.remove_all_but(set())
    assert other.pages.get("aa.1") == {"text": "aa"}


def test_pages_of_no_file_that_is_there_are_removed(parsed):
    parsed.remove_unused_pages()
    assert sorted(parsed.pages.all_keys()) == ["aa.1", "bb.1"]
    parsed.remove_all_but({TWO})
    parsed.remove_unused_pages()
    assert list(parsed.pages.all_keys()) == []
    assert parsed.get(f"{TWO}.csv.2") == SECOND
