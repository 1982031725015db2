from concurrent.futures import Future
from dataclasses import replace
from itertools import islice, pairwise
from types import SimpleNamespace

import pytest

from qa import Assistant
from qa.library.library import Library
from qa.web import comparison
from qa.web.anchors import document_key
from qa.web.events import PageEvent
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from qa.web.session.shared import SharedState
from tests.qa.web.html import Shown

REQUEST = SimpleNamespace(session_hash="page", cookies={}, query_params={}, headers={}, client=None)
QUESTIONS = ["When does the desk open?", "Who designed the pool?"]


@pytest.fixture
def session(tmp_path, embedder):
    given = tmp_path / "given"
    given.mkdir()
    (given / "desk.md").write_text("# Desk\n\nThe desk opens at nine.\n")
    (given / "pool.md").write_text("# Pool\n\nAnna Berg designed the pool.\n")
    library = Library(tmp_path / "library", given, embedder, "none")
    warm: Future[None] = Future()
    warm.set_result(None)
    private = PrivateLibraries(lambda: library)
    return Session(SharedState(library, private, warm, None, lambda _: ()))


def keys(session):
    return [document_key(document) for document in session.workspace.current().documents]


def sent_last(asked):
    """All that was sent, once nothing more comes."""
    *_, (last,) = comparison.compare(asked)
    return str(last)


def event(session, **payload):
    return PageEvent(session, REQUEST, SimpleNamespace(**payload))


def test_all_that_was_sent_is_sent_again_with_more_behind_it(session):
    asked = event(session, questions=QUESTIONS, documents=keys(session))
    sent = [str(html) for (html,) in comparison.compare(asked)]
    assert all(later.startswith(earlier) for earlier, later in pairwise(sent))
    assert sent[-1].count('data-part="cell"') == 4
    assert "The desk opens at nine." in Shown(sent[-1]).text
    assert "All were asked." in sent[-1]


def test_a_table_that_is_stopped_says_so_and_can_be_exported(session):
    asked = event(session, questions=QUESTIONS, documents=keys(session))
    sending = comparison.compare(asked)
    list(islice(sending, 4))  # the beginning, the table, and two cells
    comparison.stop(event(session))
    *_, (last,) = sending
    assert "Stopped." in str(last)
    told = comparison.export(event(session, kind="csv"))
    assert "Exported as pincite-table-" in told
    assert "/pincite/files/" in told


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        ({"questions": [], "documents": ["x"]}, "There is no question."),
        ({"questions": ["Who pays?"], "documents": ["x"]}, "No document is chosen."),
        ({"questions": 5, "documents": []}, "The page is out of date."),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_asked(session, payload, problem):
    ((sent,),) = comparison.compare(event(session, **payload))
    assert f'data-part="problem">{problem}' in str(sent)


def test_without_a_table_there_is_nothing_to_export(session):
    assert "There is no table here." in comparison.export(event(session, kind="csv"))


def test_pages_that_ocr_has_not_read_are_told_of_what_is_compared(session, monkeypatch):
    index = session.assistant().index
    desk, pool = index.documents
    documents = (
        replace(desk, notes=("The OCR of 8 pages is to come.",)),
        replace(pool, notes=("The OCR of 1 page was skipped.",)),
    )
    early = Assistant(replace(index, documents=documents), reader=None)
    monkeypatch.setattr(session, "assistant", lambda: early)
    to_come = "8 pages were not read by OCR yet. Compare again when they are."
    skipped = "1 page was not read, as its OCR was skipped."
    for asked, told in ((keys(session), (True, True)), (keys(session)[:1], (True, False))):
        last = sent_last(event(session, questions=QUESTIONS, documents=asked))
        assert (to_come in last, skipped in last) == told


def test_documents_that_are_not_read_yet_are_left_out_and_told(session, monkeypatch):
    desk, pool = session.workspace.current().documents
    ready = Assistant(desk.file, session.assistant().index.embedder)
    monkeypatch.setattr(session, "assistant", lambda: ready)
    asked = event(session, questions=QUESTIONS, documents=keys(session))
    last = sent_last(asked)
    assert f"Not read yet, and left out: {pool.id}." in last
    assert last.count('data-part="cell"') == 2
    asked = event(session, questions=QUESTIONS, documents=[document_key(pool)])
    assert "Compare them when they are read." in sent_last(asked)
