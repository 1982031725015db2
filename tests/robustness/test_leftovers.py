"""What a killed writer left is gone at the next start; what a living one writes stays."""

import json
import os
from datetime import UTC, datetime
from time import time

import pytest

from index.documents.web_address import web_address
from index.documents.web_page import WebPage
from index.storage.atomic_write import UNUSED_PART
from index.storage.lock import file_lock
from index.storage.record_folder import RecordFolder
from index.storage.web_pages import WebPageFolder
from qa.feedback import disapproval, remove_leftovers, save
from qa.library.collection import LibraryError
from qa.library.library import Library
from tests.qa.web.html import refusal


def part(folder, name="tmp1.part", age=0.0):
    """A file that is being written, or was ``age`` seconds ago."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text("half of")
    os.utime(file, (time() - age,) * 2)
    return file


def test_parts_of_feedback_go_and_the_feedback_stays(tmp_path):
    folder = tmp_path / "feedback"
    save(disapproval(refusal(question="Who?")), folder / "notes.jsonl")
    left = part(folder)
    remove_leftovers(folder)
    assert not left.exists()
    assert json.loads((folder / "notes.jsonl").read_text())["question"] == "Who?"
    remove_leftovers(tmp_path / "nowhere")


def test_feedback_that_is_being_written_stays(tmp_path):
    left = part(tmp_path)
    with file_lock(tmp_path / ".notes.jsonl.lock"):
        remove_leftovers(tmp_path)
        assert left.exists()
    remove_leftovers(tmp_path)
    assert not left.exists()


def test_a_library_is_swept_when_it_is_opened(tmp_path, embedder):
    home = tmp_path / "library"
    library = Library(home, embedder=embedder)
    folder = library.create("Notes").folder
    (tmp_path / "ferry.txt").write_text("The ferry sails at nine.", encoding="utf-8")
    library.add(folder, [("ferry.txt", tmp_path / "ferry.txt")])
    unlisted = "0" * 64 + ".txt"
    places = (home, home / folder, home / folder / "documents")
    left = [part(place) for place in places] + [part(home / folder / "documents", unlisted)]
    part(home / ".deleted-1", "document.txt")
    again = Library(home, embedder=embedder)
    assert [file for file in left if file.exists()] == []
    assert not (home / ".deleted-1").exists()
    assert [document.id for document in again.read(folder).documents] == ["ferry.txt"]


def test_a_damaged_collection_does_not_keep_the_library_shut(tmp_path, embedder):
    library = Library(tmp_path / "library", embedder=embedder)
    (first,) = library.collections()
    library.create("Notes")
    (library.home / first.folder / "collection.json").write_text("{")
    left = part(library.home / first.folder)
    again = Library(library.home, embedder=embedder)
    assert left.exists()  # nobody knows what it lists
    with pytest.raises(LibraryError, match="is damaged"):
        again.collections()


def put_record(folder):
    RecordFolder(folder).put("a", {})


def put_page(folder):
    address = web_address("https://example.org/fees")
    made = datetime(2026, 11, 26, tzinfo=UTC)
    WebPageFolder(folder).put(WebPage(address, address, ".html", "", made, b"Fees."))


@pytest.mark.parametrize("put", [put_record, put_page])
@pytest.mark.parametrize(("age", "stays"), [(0.0, True), (UNUSED_PART + 60, False)])
def test_where_no_lock_keeps_writers_out_only_what_is_old_goes(tmp_path, put, age, stays):
    left = part(tmp_path, age=age)
    put(tmp_path)
    assert left.exists() is stays
