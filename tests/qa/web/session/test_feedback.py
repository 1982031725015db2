import json
import re
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from html import unescape

import pytest

from evals.cases import load_cases, locate
from index import PinciteError, Span
from qa.evidence.pack import text_sha256
from qa.evidence.reading import parse_pack
from qa.library.library import Library
from qa.types import Grade, ReplyKind
from qa.web.anchors import document_key
from qa.web.session.exchange import Answered, Mark
from qa.web.session.export import export_file
from qa.web.session.feedback import (
    export_chat,
    marked,
    notification_of,
    save_absence,
    save_correction,
    save_judgement,
)
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from qa.web.session.shared import SharedState
from qa.web.templates.frame import File
from tests.qa.web.html import Shown, hit, likely

DESK = "# Desk\n\nThe desk opens at nine. It closes at five."
OPENS, CLOSES = "The desk opens at nine.", "It closes at five."
WHEN, WHO, ODD = "When does the desk open?", "Who is the president of France?", "?"


@pytest.fixture
def shared_state(tmp_path, embedder):
    (tmp_path / "desk.md").write_text(DESK)
    library = Library(tmp_path / "library", tmp_path / "desk.md", embedder, "none")
    warm: Future[None] = Future()
    warm.set_result(None)
    return SharedState(
        library, PrivateLibraries(lambda: library), warm, tmp_path / "feedback", lambda _: ()
    )


@pytest.fixture
def session(shared_state):
    """With a chat: an answer, a follow-up to it, a refusal and an error."""
    session = Session(shared_state)
    session.chat.follow(1, [("a", WHEN), ("b", "And when does it close?"), ("c", WHO), ("d", ODD)])
    list(session.chat.answer_waiting(session.assistant, lambda *_: ()))
    assert [session.chat.answer(it).abstained for it in "abc"] == [False, False, True]
    return session


def place(quote):
    return Span(DESK.index(quote), DESK.index(quote) + len(quote))


def cases(session):
    found = load_cases(session.shared_state.feedback_folder / f"{session.workspace.folder}.jsonl")
    assert all(
        locate(found, session.workspace.current().documents)[case.id]
        for case in found
        if case.evidence
    )
    return found


def test_what_is_liked_becomes_a_case(session):
    assert save_judgement(session, "a", good=True) == "Thank you. The answer is kept as a test."
    save_judgement(session, "b", good=True)
    save_judgement(session, "c", good=True)
    first, second, third = cases(session)
    assert (first.question, first.history, first.answers) == (WHEN, (), (OPENS,))
    assert [(it.document, it.quote) for it in first.evidence] == [("desk.md", OPENS)]
    assert (second.history, second.answers) == ((WHEN,), (session.chat.answer("b").text,))
    assert (third.question, third.answers, third.evidence) == (WHO, (), ())


def test_a_part_of_a_sentence_stands_for_the_whole(session):
    start = DESK.index(OPENS)
    save_correction(
        session,
        "a",
        document_key(session.workspace.current().documents[0]),
        Span(start + 4, start + 9),
    )
    (case,) = cases(session)
    assert [it.quote for it in case.evidence] == [OPENS]


def test_what_is_disliked_is_no_case_until_it_is_corrected(session):
    save_judgement(session, "a", good=False)
    with pytest.raises(PinciteError, match="holds no case to ask"):
        cases(session)
    save_correction(
        session, "a", document_key(session.workspace.current().documents[0]), place(CLOSES)
    )
    (case,) = cases(session)
    assert (case.kind, case.question, case.answers) == ("corrected", WHEN, (CLOSES,))


def test_the_sentence_that_is_called_right_becomes_the_answer(session):
    (desk,) = session.workspace.current().documents
    save_correction(session, "c", document_key(desk), place(CLOSES))
    answer = session.chat.answer("c")
    assert (answer.grade, answer.text) == (Grade.ANSWER, f"Marked as right: {CLOSES}")
    assert [it.quote for it in answer.citations] == [CLOSES]
    pack = parse_pack(export_chat(session, "json").text, "pack.json")
    assert pack["conversation"][2].get("answer") == answer.text


def test_what_has_no_answer_becomes_a_refusal_and_a_case(session):
    assert save_absence(session, "a") == (
        f"Thank you. It is kept as a test that nothing here answers “{WHEN}”."
    )
    answer = session.chat.answer("a")
    assert (answer.grade, answer.citations, answer.confidence) == (Grade.ABSENT, (), 0.0)
    assert answer.closest is not None
    (case,) = cases(session)
    assert (case.question, case.answers, case.evidence) == (WHEN, (), ())


def test_what_was_called_right_on_an_earlier_visit_is_so_again(session):
    (desk,) = session.workspace.current().documents
    key, closes = document_key(desk), place(CLOSES)
    right = {
        "a": Mark(key, closes.start + 3, closes.end - 1),
        "b": Mark("", 0, 0),
        "c": Mark("gone", 0, 9),
        "d": Mark(key, 5, 5000),
        "e": Mark(key, -1, 0),
    }
    chat = Session(session.shared_state).chat
    chat.follow(1, [(name, WHEN) for name in right], [], right)
    list(chat.answer_waiting(session.assistant, lambda *_: (), partial(marked, session)))
    told = [chat.answer(name) for name in right]
    assert told[0].text == f"Marked as right: {CLOSES}"
    assert [it.kind is ReplyKind.MARKED for it in told] == [True, True, False, False, False]
    assert told[1].abstained
    assert all(it.text == OPENS for it in told[2:])
    assert not (session.shared_state.feedback_folder).exists()


def test_the_chat_has_what_is_right_where_nothing_is_kept(session, shared_state):
    session.shared_state = replace(shared_state, feedback_folder=None)
    (desk,) = session.workspace.current().documents
    with pytest.raises(PinciteError, match="Nothing is kept of this visit"):
        save_correction(session, "a", document_key(desk), place(CLOSES))
    with pytest.raises(PinciteError, match="Nothing is kept of this visit"):
        save_absence(session, "b")
    assert session.chat.answer("a").citations[0].quote == CLOSES
    assert session.chat.answer("b").abstained


def test_a_follow_up_is_corrected_with_its_history(session):
    save_correction(
        session, "b", document_key(session.workspace.current().documents[0]), place(OPENS)
    )
    (case,) = cases(session)
    assert (case.question, case.history) == ("And when does it close?", (WHEN,))


def test_the_grade_of_what_was_corrected_is_kept(session):
    session.chat.follow(2, [("l", WHEN)])
    (desk,) = session.workspace.current().documents
    session.chat[:] = [session.chat[0].replied(Answered(likely(hit(desk, 8, 31))))]
    with pytest.raises(PinciteError, match="Say which sentence is right"):
        save_judgement(session, "l", good=True)
    save_correction(session, "l", document_key(desk), place(OPENS))
    file = session.shared_state.feedback_folder / f"{session.workspace.folder}.jsonl"
    (line,) = map(json.loads, file.read_text().splitlines())
    assert (line["grade"], line["answers"]) == ("likely", [OPENS])


def test_each_collection_has_its_own_file(session, tmp_path):
    save_judgement(session, "a", good=True)
    first = session.workspace.folder
    session.workspace.change("create", "Notes")
    (tmp_path / "copy.md").write_text(DESK)
    session.workspace.add([("desk.md", tmp_path / "copy.md")])
    save_judgement(session, "a", good=True)
    assert {file.stem for file in session.shared_state.feedback_folder.glob("*.jsonl")} == {
        first,
        session.workspace.folder,
    }


@pytest.mark.parametrize("wanted", ["d", "x", ""])
def test_what_was_not_answered_cannot_be_judged(session, wanted):
    for judge in (
        lambda: save_judgement(session, wanted, good=True),
        lambda: save_judgement(session, wanted, good=False),
        lambda: save_correction(
            session, wanted, document_key(session.workspace.current().documents[0]), place(OPENS)
        ),
    ):
        with pytest.raises(PinciteError, match="The page is out of date"):
            judge()
    assert not session.shared_state.feedback_folder.exists()


def test_nothing_is_kept_of_documents_that_were_removed_meanwhile(session):
    desk = document_key(session.workspace.current().documents[0])
    session.workspace.change("remove", "", ids=["desk.md"])
    for judge in (
        lambda: save_judgement(session, "a", good=True),
        lambda: save_correction(session, "a", desk, place(OPENS)),
    ):
        with pytest.raises(PinciteError, match="This document is no longer in the collection"):
            judge()
    save_judgement(session, "a", good=False)  # an answer may be bad for quoting it
    with pytest.raises(PinciteError, match="holds no case to ask"):
        cases(session)


def test_a_place_outside_its_document_is_not_kept(session):
    with pytest.raises(PinciteError, match=r"There is nothing at 3:9999 of desk\.md"):
        save_correction(
            session, "a", document_key(session.workspace.current().documents[0]), Span(3, 9999)
        )


def test_nothing_is_kept_of_visitors_with_a_library_of_their_own(shared_state):
    session = Session(
        SharedState(
            None, shared_state.private_libraries, shared_state.warm, None, shared_state.openers
        )
    )
    session.chat.follow(1, [("a", WHEN)])
    list(session.chat.answer_waiting(session.assistant, lambda *_: ()))
    with pytest.raises(PinciteError, match="Nothing is kept of this visit"):
        save_judgement(session, "a", good=True)


def test_a_chat_is_handed_over_as_evidence_in_both_forms(session):
    (desk,) = session.workspace.current().documents
    asked = [WHEN, "And when does it close?", WHO, ODD]
    for kind, end, media in (("json", "json", "application/json"), ("html", "html", "text/html")):
        file = export_chat(session, kind)
        assert re.fullmatch(rf"pincite-\d{{8}}-\d{{6}}\.{end}", file.name)
        assert file.type == media
        pack = parse_pack(file.text, file.name)
        assert [turn["question"] for turn in pack["conversation"]] == asked
        first, _, refused, failed = pack["conversation"]
        assert "error" not in first
        assert first["citations"][0]["quote"] == OPENS
        assert "error" not in refused
        assert refused["abstained"]
        assert "error" in failed
        assert failed["error"].startswith("The question '?' is too short")
        assert [source["sha256"] for source in pack["documents"]] == [text_sha256(desk)]


def test_evidence_survives_its_way_through_the_page(session):
    session.chat.follow(2, [("h", "Is </pre><script>alert(1)</script> said of the desk?")])
    list(session.chat.answer_waiting(session.assistant, lambda *_: ()))
    for kind in ("json", "html"):
        sent = notification_of(session, partial(export_chat, session, kind))
        inside = sent.partition("<pre ")[2].partition(">")[2].removesuffix("</pre></div>")
        pack = parse_pack(unescape(inside), "pincite")
        assert pack["conversation"][0]["question"] == session.chat[0].question


def test_evidence_is_made_at_a_time(session):
    now = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    file = export_file(session.chat.conversation(), "json", now)
    assert file.name == "pincite-20260102-030405.json"
    assert json.loads(file.text)["made"] == "2026-01-02T03:04:05+00:00"


def test_there_is_no_evidence_before_anything_was_asked(shared_state):
    with pytest.raises(PinciteError, match="There is nothing to export yet"):
        export_chat(Session(shared_state), "html")


def test_a_notification_says_what_was_done_or_why_not_and_each_time_anew(session):
    done = Shown(notification_of(session, lambda: "Done."))
    assert done.text == "Done."
    wrong = Shown(notification_of(session, lambda: save_judgement(session, "x", good=True)))
    assert wrong.text == "The page is out of date. Load it again."
    handed = Shown(notification_of(session, lambda: export_chat(session, "json")))
    assert handed.text.startswith(f"Exported as {handed.all('data-name')[0]}.")
    assert len({*done.all("id"), *wrong.all("id"), *handed.all("id")}) == 3


def test_a_file_to_be_fetched_is_told_with_what_is_not_in_it(session):
    left_out = ("a.pdf: Its file is gone.", "b.pdf: It is encrypted.")
    file = File("c.pdf", "application/pdf", address="/pincite/files/x", left_out=left_out)
    shown = Shown(notification_of(session, lambda: file))
    assert shown.text == (
        "Exported as c.pdf. Left out: a.pdf: Its file is gone. Left out: b.pdf: It is encrypted."
    )
    assert shown.all("data-address") == ["/pincite/files/x"]


def test_pdf_files_are_highlighted_where_they_are_quoted_and_can_be(session):
    with pytest.raises(PinciteError, match=r"No PDF is quoted in this chat\."):
        export_chat(session, "pdf")
    kinds = [export_chat(session, kind).type for kind in ("annotations", "html")]
    assert kinds == ["application/ld+json", "text/html"]
