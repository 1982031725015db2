import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.__main__ import run
from evals.cases import CaseError, load_cases
from index import Document, QuestionError, Span
from qa import Assistant
from qa.feedback import MAX_QUOTE, FeedbackError, approval, correction, disapproval, save
from qa.types import Turn
from tests.qa.web.html import answer, hit, likely, refusal

FULL = ("citation_precision", "citation_recall", "answer_f1", "sentence_hit@1", "passage_hit@1")
ISSUED = "Who issued the strategy?"


def saved(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def place(document, quote):
    start = document.text.index(quote)
    return Span(start, start + len(quote))


def test_what_was_liked_is_a_full_hit_and_what_was_corrected_is_measured(assistant, tmp_path):
    file = tmp_path / "feedback.jsonl"
    two = "Who issued the strategy and what is its aim?"
    for question in (ISSUED, "What are the strategic goals?", two):
        answer = assistant.ask(question)
        assert not answer.abstained
        save(approval(answer), file)
    refused = assistant.ask("What is the population of Mars?")
    assert refused.abstained
    save(approval(refused), file)

    report, *_ = run(assistant, load_cases(file), "feedback", "all", 4)
    assert (report.cases, report.answerable) == (4, 3)
    assert {name: report.figures[name].value for name in FULL} == dict.fromkeys(FULL, 1.0)
    assert report.figures["accuracy_answerable"].value == 1.0
    assert report.figures["accuracy_unanswerable"].value == 1.0

    document = assistant.index.documents[0]
    right = place(document, "China on Wednesday released its strategy on cyberspace cooperation.")
    save(correction(ISSUED, [], document, right), file)
    report, *_ = run(assistant, load_cases(file), "feedback", "all", 4)
    assert (report.cases, report.answerable) == (4, 3)
    assert report.figures["citation_recall"].value == pytest.approx(2 / 3)
    assert report.figures["accuracy_answerable"].value == 1.0
    assert report.kinds["corrected"].sentence_hit_1 == 0.0
    assert report.kinds["liked"].sentence_hit_1 == 1.0


def test_a_list_that_is_liked_is_a_full_hit(embedder, tmp_path):
    items = "- a towel\n- goggles\n- a swimming cap\n- the membership card"
    text = f"# Club rules\n\n## What members must bring\n\n{items}\n\nAsk at the desk.\n"
    (tmp_path / "club.md").write_text(text, encoding="utf-8")
    club = Assistant(tmp_path / "club.md", embedder)
    answer = club.ask("What must members bring?")
    assert answer.text == items
    save(approval(answer), tmp_path / "feedback.jsonl")
    report, *_ = run(club, load_cases(tmp_path / "feedback.jsonl"), "feedback", "all", 1)
    assert {name: report.figures[name].value for name in FULL} == dict.fromkeys(FULL, 1.0)


def test_a_follow_up_is_asked_again_with_its_history(assistant, tmp_path):
    history = [Turn("What is the capital of Mars?", answered=False), Turn(ISSUED)]
    answer = assistant.ask("And when was it released?", history)
    line = approval(answer, history)
    assert line["history"] == [ISSUED]
    save(line, tmp_path / "f.jsonl")
    (case,) = load_cases(tmp_path / "f.jsonl")
    again = assistant.ask(case.question, case.history)
    assert (again.searched, again.citations) == (answer.searched, answer.citations)


def test_the_last_word_on_a_question_is_kept(assistant, tmp_path, capsys):
    file, document = tmp_path / "new" / "f.jsonl", assistant.index.documents[0]
    answer, other = assistant.ask(ISSUED), assistant.ask("What is the aim of the strategy?")
    save(approval(answer), file)
    save(approval(other), file)
    save(disapproval(answer), file)
    assert [line["kind"] for line in saved(file)] == ["liked", "disliked"]
    assert saved(file)[1]["said"] == answer.text
    assert [case.question for case in load_cases(file)] == [other.question]
    assert capsys.readouterr().err == "Not asked, for want of a right answer: 1.\n"

    span = place(document, "The strategy was issued by the Foreign Ministry")
    save(correction(ISSUED, [], document, span), file)
    save(correction(ISSUED, [], document, span), file)
    assert [line["kind"] for line in saved(file)] == ["liked", "corrected"]
    assert len(load_cases(file)) == 2
    assert file.stat().st_mode & 0o777 == 0o600
    assert {entry.name for entry in file.parent.iterdir()} == {"f.jsonl", ".f.jsonl.lock"}


def test_the_grade_of_what_was_judged_is_kept():
    document = Document("a.txt", "A", "Yes, it is.", "a.txt")
    sure, unsure = answer(hit(document, 0, 11)), likely(hit(document, 0, 11))
    assert [
        line.get("grade")
        for line in (
            approval(sure),
            approval(refusal()),
            disapproval(unsure),
            correction("Is it?", [], document, Span(0, 3), grade=unsure.grade),
            correction("Is it?", [], document, Span(0, 3)),
        )
    ] == ["answer", "absent", "likely", "likely", None]


def test_likely_places_cannot_be_liked_but_by_saying_which():
    document = Document("a.txt", "A", "Yes, it is.", "a.txt")
    with pytest.raises(FeedbackError, match="No answer was given to 'What\\?', only likely places"):
        approval(likely(hit(document, 0, 11)))


def test_a_file_of_dislikes_alone_has_nothing_to_ask(assistant, tmp_path):
    save(disapproval(assistant.ask(ISSUED)), tmp_path / "f.jsonl")
    with pytest.raises(CaseError, match="no case to ask"):
        load_cases(tmp_path / "f.jsonl")


def test_other_questions_histories_and_documents_are_other_cases():
    document = Document("a.txt", "A", "Yes, it is.", "a.txt")

    def named(question="Is it?", history=(), within=None):
        return correction(question, history, document, Span(0, 3), within)["id"]

    assert named() == named(" Is  it? ") == named(history=[Turn("Refused?", answered=False)])
    assert len({named(), named("Is it so?"), named(history=["Why?"]), named(within="a.txt")}) == 4
    assert correction("Is it?", [], document, Span(0, 3), "a.txt")["document"] == "a.txt"


@pytest.mark.parametrize(
    ("text", "span", "problem"),
    [
        ("short", Span(2, 9), "nothing at 2:9"),
        ("a   b", Span(1, 4), "blank"),
        ("a" * 3000, Span(0, MAX_QUOTE + 1), "2,001 characters"),
        ("a\ud800b", Span(0, 3), "not text"),
    ],
)
def test_a_selection_that_is_no_quote_is_refused(text, span, problem):
    with pytest.raises(FeedbackError, match=problem):
        correction("Is it?", [], Document("a.txt", "A", text, "a.txt"), span)


def test_a_question_that_cannot_be_asked_is_refused():
    document = Document("a.txt", "A", "Yes.", "a.txt")
    for question, history in ((" ", []), ("a\0b", []), ("Is it?", ["\ud800"])):
        with pytest.raises(QuestionError):
            correction(question, history, document, Span(0, 4))


def test_the_longest_quote_is_kept():
    document = Document("a.txt", "A", f" {'a' * MAX_QUOTE}\n", "a.txt")
    line = correction("Is it?", [], document, Span(0, MAX_QUOTE + 2))
    assert line["answers"] == ["a" * MAX_QUOTE]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80), st.data())
def test_no_text_breaks_a_line(tmp_path_factory, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].isspace():
        return
    document = Document("a.txt", "A", text, "a.txt")
    file = tmp_path_factory.mktemp("feedback") / "f.jsonl"
    first = correction("Is it?", [], document, Span(start, end))
    save(first, file)
    save(correction("Is it so?", ["Why?"], document, Span(start, end)), file)
    assert [case.answers for case in load_cases(file)] == [(text[start:end].strip(),)] * 2
    assert load_cases(file)[0].id == first["id"]


def test_lines_that_people_wrote_stay(tmp_path):
    file = tmp_path / "f.jsonl"
    file.write_bytes(b'{"id": "mine"}\nnot json \xff\n[1]\n\n{"id": "no end"}')
    save(correction("Is it?", [], Document("a", "A", "Yes.", "a"), Span(0, 4)), file)
    lines = file.read_bytes().split(b"\n")
    assert lines[:4] == [b'{"id": "mine"}', b"not json \xff", b"[1]", b'{"id": "no end"}']
    assert json.loads(lines[4])["question"] == "Is it?"


def test_threads_and_processes_wait_for_each_other(tmp_path):
    file, document = tmp_path / "f.jsonl", Document("a", "A", "Yes.", "a")
    code = (
        "import sys\n"
        "from index import Document, Span\n"
        "from qa.feedback import correction, save\n"
        "for n in range(20):\n"
        "    line = correction(f'Is it {sys.argv[2]} {n}?', [], Document('a', 'A', 'Yes.', 'a'),"
        " Span(0, 4))\n"
        "    save(line, sys.argv[1])\n"
    )
    root = Path(__file__).parents[2]
    others = [
        subprocess.Popen([sys.executable, "-c", code, str(file), name], cwd=root, env=os.environ)
        for name in ("one", "two")
    ]
    with ThreadPoolExecutor(4) as pool:
        lines = [correction(f"Is it {n % 20}?", [], document, Span(0, 4)) for n in range(40)]
        list(pool.map(lambda line: save(line, file), lines))
    assert [other.wait() for other in others] == [0, 0]
    assert len(load_cases(file)) == 60


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    line = correction("Is it?", [], Document("a", "A", "Yes.", "a"), Span(0, 4))
    with pytest.raises(FeedbackError, match="could not be kept"):
        save(line, tmp_path / "file" / "f.jsonl")
