import pytest

from qa.question.answer_type import wants_sentence
from qa.question.split import split_question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When was it out, and who issued it?", ("When was it out?", "who issued it?")),
        ("Who wrote it and in what year was it?", ("Who wrote it?", "in what year was it?")),
        ("Who issued it? When was it out?", ("Who issued it?", "When was it out?")),
        ("Who issued it; when was it out?", ("Who issued it?", "when was it out?")),
        ("When was it out and is it binding?", ("When was it out?", "is it binding?")),
        ("Who issued it and when?", ("Who issued it?", "when?")),
        (
            "What's it called and what day did it come out?",
            ("What's it called?", "what day did it come out?"),
        ),
    ],
)
def test_questions_joined_together_are_told_apart(question, expected):
    assert split_question(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Who issued it?",
        "Who and when?",
        "Peace and what follows from it",
        "What are peace and order?",
        "On what date and in which city was the strategy released?",
        "How many people and how many horses died?",
        "Do you know when and where it was released?",
        "Tell me how and why it was issued",
        "Which European countries and which organisations signed it?",
        "What is the relation between what we say and how we act?",
        'What is the book "Who we are and what is it" about?',
        " and ".join(["what is this"] * 9) + "?",
    ],
)
def test_a_question_is_not_torn_apart(question):
    assert split_question(question) == (question,)


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Is sovereignty mentioned?", True),
        ("What does it say about the internet?", True),
        ("Why was it released?", True),
        ("And what about trade?", True),
        ("cyber terrorism and crimes", True),
        ("Hey, is it mentioned?", True),
        ("List the countries", True),
        ("What are the goals?", True),
        ("Name the ministry that issued it", False),
        ("Which goals are there?", False),
        ("Who said so?", False),
        ("Can you tell me who issued it?", False),
        ("Do you know when it was released?", False),
        ("Who is on the Forbes list?", False),
        ("In which year did things change?", False),
        ("Who said on Wednesday that it was out?", False),
        ("In which year was it mentioned?", False),
    ],
)
def test_some_questions_want_a_whole_sentence(question, whole):
    assert wants_sentence(question) is whole
