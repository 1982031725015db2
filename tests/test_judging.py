import json
import re
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from html import unescape

import pytest

from evals.cases import load_cases, locate
from index import PinciteError, Span
from qa.evidence.pack import text_sha256
from qa.evidence.reading import parse_pack
from qa.library.library import Library
from qa.web.place import document_key
from qa.web.session.export import export_file
from qa.web.session.feedback import export_chat, keep_correction, keep_judgement, notification_of
from qa.web.session.private_libraries import PrivateLibraries
from qa.web.session.session import Session
from qa.web.session.shared import SharedState
from tests.shown import Shown

DESK = "# Desk\n\nThe desk opens at nine. It closes at five."
OPENS, CLOSES = "The desk opens at nine.", "It closes at five."
WHEN, WHO, ODD = "When does the desk open?", "Who is the president of France?", "?"


@pytest.fixture
def house(tmp_path, embedder):
    (tmp_path / "desk.md").write_text(DESK)
    library = Library(tmp_path / "library", tmp_path / "desk.md", embedder, "none")
    warm: Future[None] = Future()
    warm.set_result(None)
    return SharedState(
        library, PrivateLibraries(lambda: library), warm, tmp_path / "feedback", lambda _: ()
    )


@pytest.fixture
def room(house):
    """With a chat: an answer, a follow-up to it, a refusal and an error."""
    room = Session(house)
    room.chat.follow(1, [("a", WHEN), ("b", "And when does it close?"), ("c", WHO), ("d", ODD)])
    list(room.chat.answered(room.assistant, lambda *_: ()))
    assert [room.chat.answer(it).abstained for it in "abc"] == [False, False, True]
    return room


def place(quote):
    return Span(DESK.index(quote), DESK.index(quote) + len(quote))


def cases(room):
    found = load_cases(room.house.kept / f"{room.desk.folder}.jsonl")
    assert all(locate(found, room.desk.documents)[case.id] for case in found if case.evidence)
    return found


def test_what_is_liked_becomes_a_case(room):
    assert keep_judgement(room, "a", good=True) == "Thank you. The answer is kept as a test."
    keep_judgement(room, "b", good=True)
    keep_judgement(room, "c", good=True)
    first, second, third = cases(room)
    assert (first.question, first.history, first.answers) == (WHEN, (), (OPENS,))
    assert [(it.document, it.quote) for it in first.evidence] == [("desk.md", OPENS)]
    assert (second.history, second.answers) == ((WHEN,), (room.chat.answer("b").text,))
    assert (third.question, third.answers, third.evidence) == (WHO, (), ())


def test_a_part_of_a_sentence_stands_for_the_whole(room):
    start = DESK.index(OPENS)
    keep_correction(room, "a", document_key(room.desk.documents[0]), Span(start + 4, start + 9))
    (case,) = cases(room)
    assert [it.quote for it in case.evidence] == [OPENS]


def test_what_is_disliked_is_no_case_until_it_is_corrected(room):
    keep_judgement(room, "a", good=False)
    with pytest.raises(PinciteError, match="holds no case to ask"):
        cases(room)
    keep_correction(room, "a", document_key(room.desk.documents[0]), place(CLOSES))
    (case,) = cases(room)
    assert (case.kind, case.question, case.answers) == ("corrected", WHEN, (CLOSES,))


def test_a_follow_up_is_corrected_with_its_history(room):
    keep_correction(room, "b", document_key(room.desk.documents[0]), place(OPENS))
    (case,) = cases(room)
    assert (case.question, case.history) == ("And when does it close?", (WHEN,))


def test_each_collection_has_its_own_file(room, tmp_path):
    keep_judgement(room, "a", good=True)
    first = room.desk.folder
    room.desk.arrange("create", "Notes")
    (tmp_path / "copy.md").write_text(DESK)
    room.desk.bring([("desk.md", tmp_path / "copy.md")])
    keep_judgement(room, "a", good=True)
    assert {file.stem for file in room.house.kept.glob("*.jsonl")} == {first, room.desk.folder}


@pytest.mark.parametrize("wanted", ["d", "x", ""])
def test_what_was_not_answered_cannot_be_judged(room, wanted):
    for judge in (
        lambda: keep_judgement(room, wanted, good=True),
        lambda: keep_judgement(room, wanted, good=False),
        lambda: keep_correction(room, wanted, document_key(room.desk.documents[0]), place(OPENS)),
    ):
        with pytest.raises(PinciteError, match="The page is out of date"):
            judge()
    assert not room.house.kept.exists()


def test_nothing_is_kept_of_documents_that_were_removed_meanwhile(room):
    desk = document_key(room.desk.documents[0])
    room.desk.arrange("remove", "desk.md")
    for judge in (
        lambda: keep_judgement(room, "a", good=True),
        lambda: keep_correction(room, "a", desk, place(OPENS)),
    ):
        with pytest.raises(PinciteError, match="This document is no longer in the collection"):
            judge()
    keep_judgement(room, "a", good=False)  # an answer may be bad for quoting it
    with pytest.raises(PinciteError, match="holds no case to ask"):
        cases(room)


def test_a_place_outside_its_document_is_not_kept(room):
    with pytest.raises(PinciteError, match=r"There is nothing at 3:9999 of desk\.md"):
        keep_correction(room, "a", document_key(room.desk.documents[0]), Span(3, 9999))


def test_nothing_is_kept_of_visitors_with_a_library_of_their_own(house):
    room = Session(SharedState(None, house.visits, house.warm, None, house.openers))
    room.chat.follow(1, [("a", WHEN)])
    list(room.chat.answered(room.assistant, lambda *_: ()))
    with pytest.raises(PinciteError, match="Nothing is kept of this visit"):
        keep_judgement(room, "a", good=True)


def test_a_chat_is_handed_over_as_evidence_in_both_forms(room):
    (desk,) = room.desk.documents
    asked = [WHEN, "And when does it close?", WHO, ODD]
    for kind, end, media in (("json", "json", "application/json"), ("html", "html", "text/html")):
        file = export_chat(room, kind)
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


def test_evidence_survives_its_way_through_the_page(room):
    room.chat.follow(2, [("h", "Is </pre><script>alert(1)</script> said of the desk?")])
    list(room.chat.answered(room.assistant, lambda *_: ()))
    for kind in ("json", "html"):
        sent = notification_of(room, partial(export_chat, room, kind))
        inside = sent.partition("<pre ")[2].partition(">")[2].removesuffix("</pre></div>")
        pack = parse_pack(unescape(inside), "pincite")
        assert pack["conversation"][0]["question"] == room.chat[0].asked


def test_evidence_is_made_at_a_time(room):
    now = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    file = export_file(room.chat.conversation(), "json", now)
    assert file.name == "pincite-20260102-030405.json"
    assert json.loads(file.text)["made"] == "2026-01-02T03:04:05+00:00"


def test_there_is_no_evidence_before_anything_was_asked(house):
    with pytest.raises(PinciteError, match="There is nothing to export yet"):
        export_chat(Session(house), "html")


def test_the_outbox_says_what_was_done_or_why_not_and_each_time_anew(room):
    done = Shown(notification_of(room, lambda: "Done."))
    assert done.text == "Done."
    wrong = Shown(notification_of(room, lambda: keep_judgement(room, "x", good=True)))
    assert wrong.text == "The page is out of date. Load it again."
    handed = Shown(notification_of(room, lambda: export_chat(room, "json")))
    assert handed.text.startswith(f"Exported as {handed.all('data-name')[0]}.")
    assert len({*done.all("id"), *wrong.all("id"), *handed.all("id")}) == 3
