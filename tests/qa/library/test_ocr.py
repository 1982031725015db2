"""Reading a collection by OCR: seen as it goes, skipped, stopped, and not begun again."""

from threading import Thread

import pytest

from index.documents.loading import SkippedFile
from qa.library.collection import LibraryError
from qa.library.contents import FileStage, Stage
from qa.library.library import Library
from qa.library.ocr_control import OcrControl, OcrState
from tests.pdf_files import commented
from tests.scans import NOTES, needs_ocr, scanned_pdf

Told = tuple[Stage, int, int]
PAGE = FileStage("recognizing", "scan.pdf")


@pytest.fixture(autouse=True)
def _ocr(monkeypatch):
    monkeypatch.setenv("PINCITE_OCR", "on")


@pytest.fixture(scope="module")
def three():
    return scanned_pdf(NOTES[:3])


@pytest.fixture
def given(tmp_path, three):
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "scan.pdf").write_bytes(three)
    return folder


@pytest.fixture
def library(tmp_path, given, embedder):
    return Library(tmp_path / "library", given, embedder, "none")


def first(library):
    return library.collections()[0].folder


def once_at(done, do, told):
    """Progress that does something when so many pages of the scan are read."""

    def progress(stage, now, of):
        told.append((stage, now, of))
        if (stage, now) == (PAGE, done):
            do()

    return progress


def in_another_thread(work):
    thread = Thread(target=work)
    thread.start()
    thread.join()


def text_of(assistant):
    return " ".join(" ".join(d.text for d in assistant.index.documents).split())


@needs_ocr
def test_a_collection_is_there_before_its_scans_are_read(library):
    (document,) = library.read(first(library)).documents
    assert (document.id, document.text, document.unread_pages) == ("scan.pdf", "", 3)
    told: list[Told] = []
    assistant = library.open(first(library), lambda *progress: told.append(progress))
    assert [it for it in told if it[0] == PAGE] == [(PAGE, done, 3) for done in range(4)]
    assert text_of(assistant) == " ".join(NOTES[:3])
    assert library.read(first(library)).documents[0].text == assistant.index.documents[0].text


@needs_ocr
def test_a_collection_that_was_kept_without_ocr_is_read_anew_with_it(
    library, given, three, embedder, monkeypatch
):
    (given / "scan.pdf").write_bytes(commented(three, "Is it so?"))
    monkeypatch.delenv("PINCITE_OCR")
    folder = first(library)
    assert NOTES[0] not in text_of(library.open(folder))
    library.close()
    monkeypatch.setenv("PINCITE_OCR", "auto")
    again = Library(library.home, given, embedder, "none")
    assert NOTES[0] in text_of(again.open(folder))


@needs_ocr
def test_all_who_wait_for_a_collection_follow_its_opening(library):
    of_one: list[Told] = []
    of_other: list[Told] = []
    follow = once_at(-1, lambda: None, of_other)
    other = Thread(target=library.open, args=(first(library), follow))
    library.open(first(library), once_at(0, other.start, of_one))
    other.join()
    assert of_other[-1] == ("ready", 1, 1)
    assert of_one[-1] == ("ready", 1, 1)


@needs_ocr
def test_what_is_read_already_can_be_asked_while_ocr_reads_the_rest(library, given):
    (given / "ferry.txt").write_text("The ferry waits at the northern quay.")
    folder = first(library)
    asked = []

    def ask():
        assistant = library.open(folder, early=True)
        asked.append((text_of(assistant), assistant.index.skipped))

    told: list[Told] = []
    whole = library.open(folder, once_at(1, lambda: in_another_thread(ask), told))
    assert asked == [
        (
            "The ferry waits at the northern quay.",
            (SkippedFile("scan.pdf", "The OCR of 3 pages is to come."),),
        )
    ]
    assert (len(whole.index.documents), whole.index.skipped) == (2, ())
    assert library.open(folder, early=True) is whole


@needs_ocr
def test_the_rest_of_the_ocr_is_skipped_until_it_is_asked_for(library):
    folder, states = first(library), []
    told: list[Told] = []

    def skip():
        states.append(library.ocr.state(folder))
        library.ocr.skip(folder)
        states.append(library.ocr.state(folder))

    assistant = library.open(folder, once_at(1, skip, told))
    assert states == [OcrState.RUNNING, OcrState.SKIPPED]
    assert text_of(assistant) == NOTES[0]
    assert assistant.index.documents[0].notes == (
        "Pages 2–3 hold no text: scanned.", "The OCR of 2 pages was skipped.",
    )  # fmt: skip
    assert library.ocr.state(folder) is OcrState.SKIPPED
    assert library.open(folder) is assistant
    name, path = "more.txt", library.home / "more.txt"
    path.write_text("Another document.")
    library.add(folder, [(name, path)])
    told.clear()
    library.open(folder, once_at(1, lambda: None, told))
    assert PAGE not in [stage for stage, _, _ in told]
    library.ocr.resume(folder)
    assistant = library.open(folder, once_at(1, lambda: None, told))
    assert [it for it in told if it[0] == PAGE] == [(PAGE, done, 3) for done in (1, 2, 3)]
    assert NOTES[2] in text_of(assistant)
    assert library.ocr.state(folder) is OcrState.DONE


@needs_ocr
def test_what_was_skipped_before_its_first_page_is_not_read(library, given):
    folder = first(library)
    told: list[Told] = []
    skip = once_at(0, lambda: library.ocr.skip(folder), told)
    with pytest.raises(LibraryError, match=r"no documents\. The OCR of 3 pages was skipped\."):
        library.open(folder, skip)
    assert [document.id for document in library.read(folder).documents] == ["scan.pdf"]
    (given / "text.txt").write_text("The ferry waits.")
    index = library.open(folder).index
    assert [document.id for document in index.documents] == ["text.txt"]
    assert index.skipped == (SkippedFile("scan.pdf", "The OCR of 3 pages was skipped."),)
    library.ocr.resume(folder)
    assert len(library.open(folder).index.documents) == 2


@needs_ocr
def test_a_scan_is_added_at_once_and_read_when_it_is_opened(library, tmp_path):
    folder = library.create("Notes").folder
    path = tmp_path / "fee.pdf"
    path.write_bytes(scanned_pdf(NOTES[1:2]))
    assert library.add(folder, [("fee.pdf", path)]).documents == ("fee.pdf",)
    (document,) = library.read(folder).documents
    assert (document.id, document.text) == ("fee.pdf", "")
    told: list[Told] = []
    assert text_of(library.open(folder, lambda *it: told.append(it))) == NOTES[1]
    assert (FileStage("recognizing", "fee.pdf"), 0, 1) in told
    (added,) = library.add(folder, [("again.pdf", path)]).refused
    assert "is there already, as 'fee.pdf'" in added.reason


@needs_ocr
def test_others_change_the_library_meanwhile_and_deleting_the_collection_stops_it(library):
    folder, made = first(library), []
    told: list[Told] = []

    def delete():
        made.append(library.create("Another"))
        library.delete(folder)

    with pytest.raises(LibraryError, match="There is no collection"):
        library.open(folder, once_at(1, lambda: in_another_thread(delete), told))
    assert told[-1] == (PAGE, 1, 3)
    assert library.collections() == tuple(made)
    assert not (library.home / folder).exists()


@needs_ocr
def test_what_is_removed_meanwhile_is_read_no_further(library, tmp_path, given):
    folder = first(library)
    (given / "text.txt").write_text("The ferry waits.")
    told: list[Told] = []

    def remove():
        library.documents.remove(folder, ["scan.pdf"])

    assistant = library.open(folder, once_at(1, lambda: in_another_thread(remove), told))
    assert [document.id for document in assistant.index.documents] == ["text.txt"]


@needs_ocr
def test_closing_the_library_stops_it(library):
    told: list[Told] = []
    with pytest.raises(LibraryError, match="The library was closed"):
        library.open(first(library), once_at(1, library.stop, told))
    assert told[-1] == (PAGE, 1, 3)


@needs_ocr
def test_what_was_read_of_a_removed_document_is_removed(library, tmp_path, three):
    folder = library.create("Notes").folder
    for name, data in (("scan.pdf", three), ("fee.pdf", scanned_pdf(NOTES[3:]))):
        (tmp_path / name).write_bytes(data)
        library.add(folder, [(name, tmp_path / name)])
    library.open(folder)
    pages = library.home / folder / "parsed" / "pages"
    assert len([*pages.iterdir()]) == 4
    removal = library.documents.remove(folder, ["scan.pdf"])
    library.open(folder)
    assert len([*pages.iterdir()]) == 4  # it may be brought back
    library.documents.forget(removal)
    assert len([*pages.iterdir()]) == 1
    library.documents.forget(library.documents.remove(folder, ["fee.pdf"]))
    assert [*pages.iterdir()] == []


def test_only_what_is_at_work_is_skipped():
    control = OcrControl()
    control.skip("a")
    assert (control.skips("a", "one"), control.state("a")) == (False, OcrState.DONE)
    with control.running("a"):
        control.skip("a")
        assert control.skips("a", "one")
        assert not control.skips("b", "one")
    assert control.skips("a", "one")
    assert not control.skips("a", "two")


def test_a_skipped_file_that_is_gone_is_forgotten():
    control = OcrControl()
    with control.running("a"):
        control.skip("a")
        assert control.skips("a", "one")
        assert control.skips("a", "two")
    with control.reading("a"):
        assert control.skips("a", "two")
    assert not control.skips("a", "one")
    with control.reading("a"):
        pass
    assert control.state("a") is OcrState.DONE


def test_what_was_skipped_stays_so_when_reading_breaks_off():
    control = OcrControl()
    with control.running("a"):
        control.skip("a")
        assert control.skips("a", "one")
    with pytest.raises(LibraryError), control.reading("a"):
        raise LibraryError("The library was closed.", "Open it again.")
    assert control.skips("a", "one")
    control.resume("a")
    assert (control.skips("a", "one"), control.times_resumed("a")) == (False, 1)
