import numpy as np
import pytest

import qa
from index import QuestionError
from qa.answering.citations import MAX_SENTENCES
from qa.answering.confidence import EVEN
from qa.question.validation import (
    MAX_CHARACTERS,
    MAX_TURNS,
    check_count,
    check_history,
    check_question,
)
from qa.types import Grade, Turn

ISSUED = "The strategy was issued by the Foreign Ministry and State Internet Information Office."
RELEASED = "China on Wednesday released its strategy on cyberspace cooperation."


def test_the_answer_is_quoted_from_its_place(assistant):
    answer = assistant.ask("Who issued the strategy?")
    assert answer.text == answer.citations[0].quote == ISSUED
    assert not answer.abstained
    assert 0.5 <= answer.confidence <= 1
    (document,) = assistant.index.documents
    for citation in answer.citations:
        assert document.text[citation.start : citation.end] == citation.quote
    assert 1 <= len(answer.citations) <= MAX_SENTENCES


def test_follow_ups_are_understood_from_the_history(assistant):
    history = ["Who released the strategy?"]
    day = assistant.ask("And on which day?", history)
    assert day.text == RELEASED
    history.append("And on which day?")
    games = assistant.ask("What does it say about games?", history)
    assert "animation, comic and games industry" in games.text


def test_a_refused_question_lends_nothing(assistant):
    first = assistant.ask("What penalties will cyber criminals face?")
    assert first.turn == Turn("What penalties will cyber criminals face?", answered=False)
    second = assistant.ask("Who issued it?", [first.turn])
    assert (second.searched, second.text) == ("Who issued it?", ISSUED)


def test_what_is_borrowed_brings_no_further_citation(assistant):
    answer = assistant.ask("Who issued it?", ["What is the aim of the strategy?"])
    assert answer.searched == "Who issued the strategy?"
    assert answer.text == ISSUED


def test_a_list_answers_whole_and_its_item_alone(tmp_path):
    items = "- a towel\n- goggles\n- a swimming cap\n- the membership card"
    file = tmp_path / "club.md"
    file.write_text(f"# Club rules\n\n## What members must bring\n\n{items}\n\nAsk at the desk.\n")
    club = qa.Assistant([file])
    assert club.ask("What must members bring?").text == items
    assert club.ask("Is a towel something members must bring?").text == "- a towel"


def test_a_question_without_a_subject_is_not_answered(assistant):
    assert assistant.ask("And when?", [Turn("What is the capital of Mars?")]).abstained
    assert assistant.ask("And when?").confidence <= EVEN


def test_a_refusal_says_so_and_shows_the_closest_passage(assistant):
    answer = assistant.ask("What is the population of Brazil?")
    assert answer.abstained
    assert answer.citations == ()
    assert answer.text == "The document does not say. It never mentions “population” or “Brazil”."
    assert answer.closest == answer.hits[0]
    assert 0 <= answer.confidence < 0.5


def test_a_mended_word_is_not_said_to_be_missing(assistant):
    answer = assistant.ask("how many pages has the stratgy of Kenya")
    assert answer.searched == "how many pages has the strategy of Kenya"
    assert answer.grade is Grade.ABSENT
    assert "“Kenya”" in answer.text
    assert "stratgy" not in answer.text


def test_a_word_without_end_is_cut_short(assistant):
    text = assistant.ask("Who is Y" + "y" * 999 + "?").text
    assert text == f"The document does not say. It never mentions “Y{'y' * 38}…”."


def test_retrieve_gives_k_passages_best_first(assistant):
    hits = assistant.retrieve("cyber terrorism and crimes", k=3)
    assert len(hits) == 3
    assert "cyber terrorism" in hits[0].citation.quote
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert len(assistant.retrieve("cyber terrorism", k=500)) == len(assistant.index.passages)


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("", "too short"), (" \n ", "too short"), ("a", "too short"), ("?!", "too short"),
        ("word " * 2000, "too long: 9,999"), ("a\0b", "not text"), ("a\ud800b", "not text"),
        (None, "not NoneType"), (7, "not int"), (["a"], "not list"),
    ],
)  # fmt: skip
def test_a_bad_question_is_named(question, problem):
    for ask in (qa.ask, qa.retrieve):
        with pytest.raises(QuestionError, match=problem) as caught:
            ask(question)
        assert caught.value.next_step


@pytest.mark.parametrize("k", [0, -1, 1.5, "3", True, None])
def test_a_bad_k_is_named(k):
    with pytest.raises(QuestionError, match="k, the number of passages"):
        qa.retrieve("What is it?", k=k)


@pytest.mark.parametrize("question", ["왜", "谁", "ok"])
def test_a_word_is_a_question(question):
    assert check_question(f" {question} ") == question


def test_a_whole_number_of_any_kind_is_a_k():
    assert check_count(np.int64(3)) == 3


@pytest.mark.parametrize(
    ("history", "problem"),
    [
        ("Who?", "The history is 'Who.', not a list"), (None, "'None', not a list"),
        (5, "'5', not a list"), ([5], "not int"), ([Turn(5)], "not int"), (["a\0b"], "not text"),  # type: ignore[arg-type]
        (["x" * (MAX_CHARACTERS + 1)], "too long"),
    ],
)  # fmt: skip
def test_a_bad_history_is_named(history, problem):
    with pytest.raises(QuestionError, match=problem):
        qa.ask("And when?", history=history)


def test_only_the_last_turns_are_remembered():
    turns = check_history([f"Question {n}?" for n in range(3000)])
    assert [turn.question for turn in turns] == [
        f"Question {n}?" for n in range(3000 - MAX_TURNS, 3000)
    ]


def test_the_functions_open_paths_and_see_changes(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("The meeting is on Monday.", encoding="utf-8")
    question = "When is the meeting?"
    assert qa.retrieve(question, documents=file)[0].citation.quote == "The meeting is on Monday."
    file.write_text("The meeting is on Friday morning.", encoding="utf-8")
    answer = qa.ask(question, documents=[file])
    assert answer.hits[0].citation.quote == "The meeting is on Friday morning."
    assert answer.hits[0].citation.document_id == "notes.txt"


def test_a_name_with_an_initial_is_no_item_of_a_list(tmp_path, embedder):
    file = tmp_path / "officers.md"
    file.write_text(
        "A. Smith chairs the meetings. B. Jones keeps the minutes. C. Lee has the keys."
    )
    answer = qa.Assistant(file, embedder).ask("Which officers keep the minutes?")
    assert [citation.quote for citation in answer.citations] == ["B. Jones keeps the minutes."]
