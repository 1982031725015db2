from dataclasses import replace
from typing import Any

import pytest

from index.documents.loading import SkippedFile
from index.documents.parsers import SUFFIXES
from qa.library.folders import FolderReport
from qa.library.ocr_control import OcrState
from qa.library.report import DocumentReport, LibraryReport
from qa.web.loading import Loading
from qa.web.templates import frame, library
from tests.qa.web.html import Shown, document

LOCKED = SkippedFile("sub/a.pdf", "'a.pdf' is encrypted.", "Give its password.")
ONE, TWO = document("One.", title="First"), document("Two.", name="b.txt", title="Second")


def shown(names=("Documents",), chosen="Documents", documents=(ONE,), **more):
    options: dict[str, Any] = {"restore": "", "most": 9} | more
    return Shown(library.library_panel(names, chosen, documents, **options))


def does(page):
    """What the buttons do, and to what."""
    names = page.all("data-name")[1:]  # the first is the collection's own
    return list(zip(page.all("data-does"), names, strict=True))


def test_every_document_may_be_removed():
    page = shown(documents=(ONE, TWO))
    assert does(page) == [("remove", "a.txt"), ("remove", "b.txt")]
    assert page.all("data-sure") == ["Really?", "Really?"]
    assert page.all("aria-label")[:2] == ["Remove a.txt", "Remove b.txt"]
    assert "Firsta.txt" in page.text


def test_the_last_collection_cannot_be_deleted():
    two = ("Documents", "Notes")
    assert does(shown(documents=())) == []
    assert does(shown(two, "Notes", ())) == [("delete", "Notes")]
    assert does(shown(two, "Documents", ())) == [("delete", "Documents")]


def test_the_default_documents_are_restored_where_they_were_removed():
    assert does(shown(documents=(), restore="Restore it")) == [("restore", "")]


def test_the_open_collection_is_chosen_and_named_to_the_page():
    page = shown(("Documents", "Notes"), "Notes", (), most=50)
    assert page.all("value") == ["Documents", "Notes"]
    assert [
        attribute for attribute in page.attributes if attribute[0] in ("value", "selected")
    ] == [("value", "Documents"), ("value", "Notes"), ("selected", "")]
    assert (page.all("data-name")[0], page.all("data-first")) == ("Notes", ["false"])
    assert page.all("data-most") == ["50"]
    assert shown().all("data-first") == ["true"]


def test_how_the_documents_fare_is_told_when_it_is_known():
    report = LibraryReport(
        (DocumentReport("a.txt", "First", 9_999, 1_234, 5, "en", ("A remark.",)),),
        (SkippedFile("c.bin", "It is binary."),),
    )
    page = shown(report=report)
    assert "a.txt · 1,234 words, 5 passagesA remark." in page.text
    assert "1 document, 5 passages, 1,234 words; 1 file not read." in page.text
    assert "Files not read:c.bin: It is binary." in page.text
    assert "words" not in shown().text


def test_what_is_being_done_and_what_came_of_it_are_told():
    page = shown(
        documents=(), progress="Reading…", outcomes=["Replaced: a.txt", "Not added: b.bin"]
    )
    assert "No documents yet." in page.text
    assert "Reading…" in page.text
    assert "Replaced: a.txtNot added: b.bin" in page.text
    assert "pc-outcomes" not in shown().all("class")


def test_a_folder_is_removed_whole_and_says_what_is_wrong():
    folders = [
        FolderReport("/home/me/notes", frozenset(["b.txt"])),
        FolderReport("/away", frozenset(), "There is no folder '/away'."),
        FolderReport("/old", frozenset(["c.txt"]), skipped=(LOCKED,)),
    ]
    page = shown(documents=(ONE, TWO), folders=folders, watched=True)
    assert does(page) == [
        ("remove folder", "/home/me/notes"), ("remove folder", "/away"), ("remove folder", "/old"),
        ("watch", ""), ("remove", "a.txt"),
    ]  # fmt: skip
    assert page.all("aria-label")[:2] == ["Folders of this computer", "Remove /home/me/notes"]
    assert "/home/me/notes1 documentRemove" in page.text
    assert "/awayThere is no folder '/away'.Remove" in page.text
    assert (
        "/old1 document; 1 file not read:sub/a.pdf: 'a.pdf' is encrypted. Give its password."
        in page.text
    )


def test_what_a_folder_tells_of_is_not_told_again_below():
    others = SkippedFile("/older/a.pdf", "It is damaged."), SkippedFile("b.pdf", "It is gone.")
    report = LibraryReport((), (replace(LOCKED, path="/old/sub/a.pdf"), *others))
    page = shown(report=report, folders=[FolderReport("/old", frozenset(), skipped=(LOCKED,))])
    assert page.text.count("is encrypted") == 1
    assert "3 files not read." in page.text
    assert "Files not read:/older/a.pdf: It is damaged.b.pdf: It is gone." in page.text


@pytest.mark.parametrize("watched", [True, False])
def test_a_collection_with_folders_may_be_kept_up_to_date(watched):
    folders = [FolderReport("/notes", frozenset())]
    page = shown(folders=folders, watched=watched)
    assert page.all("aria-checked") == [str(watched).lower()]
    assert page.all("data-watched") == (["true"] if watched else [])
    assert ("every few seconds" in page.text) is watched
    for other in (shown(folders=folders), shown()):  # where it cannot, and without folders
        assert other.all("role") == ["status"]


def test_folders_are_asked_for_only_where_they_are_taken():
    page = Shown(library.library_frame(shared=True, folders=True))
    assert "Add a folder of this computer" in page.text
    assert page.all("data-does") == ["add folder"]
    assert Shown(library.library_frame(shared=True)).all("data-does") == []


def test_the_library_says_who_sees_what_is_added():
    assert "is here on your next visit" in library.library_frame(shared=True)
    assert "is for you alone" in library.library_frame(shared=False)
    assert Shown(library.library_frame(shared=True)).all("accept") == [",".join(SUFFIXES)]


def test_a_notification_hands_over_words_and_files():
    files = [
        frame.File("a.json", "application/json", '{"a": "<b>"}'),
        frame.File("b", "text/html", "b"),
    ]
    page = Shown(frame.notification(3, "Done.", files))
    assert page.text == 'Done.{"a": "<b>"}b'
    assert page.all("id") == ["pc-sent-3"]
    assert page.all("data-name") == ["a.json", "b"]
    assert page.all("data-type") == ["application/json", "text/html"]
    assert Shown(frame.notification(4, "Only words.")).tags == ["div", "p"]


def test_questions_to_begin_with_are_buttons():
    assert Shown(frame.openers(["Who?", "When?"])).text == "ExamplesWho?When?"
    assert frame.openers([]) == ""


def test_a_bar_tells_how_far_the_opening_is():
    page = Shown(
        frame.openers([], Loading("Embedding passages: 30 of 90", 30, 90, 41, askable=True))
    )
    assert page.all("value") + page.all("max") == ["30", "90"]
    assert page.text == (
        "Embedding passages: 30 of 90, about 40 seconds left. You can ask meanwhile."
    )
    assert frame.openers([], Loading("Reading…")) == ""


def test_ocr_that_is_at_work_can_be_skipped_and_what_was_skipped_be_read():
    assert does(shown(documents=(), ocr=OcrState.RUNNING, progress="Reading…")) == [
        ("skip ocr", "Documents")
    ]
    assert does(shown(documents=(), ocr=OcrState.SKIPPED)) == [("resume ocr", "Documents")]
    assert does(shown(documents=(), ocr=OcrState.SKIPPED, progress="Reading…")) == []
    assert does(shown(documents=(), ocr=OcrState.DONE)) == []
