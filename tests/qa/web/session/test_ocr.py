import pytest

from qa.library.contents import FileStage
from qa.web import messages
from tests.qa.web.html import Shown
from tests.scans import NOTES, needs_ocr, scanned_pdf


@pytest.fixture
def given(tmp_path, monkeypatch):
    """The default documents: one scan."""
    monkeypatch.setenv("PINCITE_OCR", "on")
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "scan.pdf").write_bytes(scanned_pdf(NOTES[:3]))
    return folder


def words_of(views):
    return [Shown(view.library or "").text for view in views]


def remark_of(session):
    """What is said beside the reply to a question that is asked now."""
    key = f"{session.chat.revision + 1}"
    session.chat.follow(int(key), [(key, "When does the ferry leave?")])
    list(session.chat.answer_waiting(session.assistant, lambda *_: ()))
    return session.chat[0].reply.remark


@needs_ocr
def test_the_page_shows_how_far_the_ocr_is_and_lets_it_be_skipped(session):
    opening = session.open_collection()
    first = next(opening)
    assert "What they say is here once OCR has read them." in Shown(first.source).text
    shown = words_of([first])
    while "page 2 of 3 by OCR" not in shown[-1]:
        shown += words_of([next(opening)])
    assert any("Reading scan.pdf: page 1 of 3 by OCR" in words for words in shown)
    assert "Skip the rest of the OCR" in shown[-1]
    assert session.workspace.current().documents[0].text == ""
    session.workspace.change("skip ocr", "Documents", "scan.pdf")
    *_, last = words_of(session.open_collection())
    assert "Pages 2–3 hold no text: scanned.The OCR of 2 pages was skipped." in last
    assert "Read the rest by OCR" in last
    assert "Skip the rest" not in last
    assert session.workspace.current().documents[0].text.strip() == NOTES[0]
    assert remark_of(session) == (
        "2 pages were not read, as their OCR was skipped. “Read the rest by OCR”, in the library,"
        " has them read."
    )
    session.workspace.change("resume ocr", "Documents", "scan.pdf")
    shown = words_of(session.open_collection())
    assert "Read the rest by OCR" not in shown[-1]
    assert not any("page 1 of 3 by OCR" in words for words in shown)
    assert NOTES[2] in session.workspace.current().documents[0].text


def test_how_far_a_file_is_says_its_page():
    page = FileStage("recognizing", "scan.pdf")
    assert messages.loading_progress(page, 11, 40) == "Reading scan.pdf: page 12 of 40 by OCR"
    assert messages.loading_progress(page, 40, 40) == "Reading scan.pdf: page 40 of 40 by OCR"
    book = FileStage("reading", "book.pdf")
    assert messages.loading_progress(book, 999, 2000) == "Reading book.pdf: page 1,000 of 2,000"


@needs_ocr
def test_what_waits_for_ocr_stays_and_says_so_while_the_rest_is_asked(session, given):
    (given / "ferry.txt").write_text("The ferry waits at the northern quay.")
    opening = session.open_collection()
    shown = words_of([next(opening)])
    assert "ferry.txt" in shown[0]
    assert "The OCR of 3 pages is to come." in shown[0]
    while "page 2 of 3 by OCR" not in shown[-1]:
        shown += words_of([next(opening)])
    assistant = session.assistant()
    assert [document.id for document in assistant.index.documents] == ["ferry.txt"]
    waiting, ferry = sorted(
        session.workspace.current().documents, key=lambda it: it.id, reverse=True
    )
    assert (waiting.id, waiting.text, ferry.id) == ("scan.pdf", "", "ferry.txt")
    assert session.changed_panels() is None
    assert remark_of(session) == "3 pages were not read by OCR yet. Ask again when they are."
    *_, last = words_of(opening)
    assert "to come" not in last
    assert remark_of(session) == ""
    assert NOTES[2] in {it.id: it for it in session.workspace.current().documents}["scan.pdf"].text
