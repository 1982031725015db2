import pytest

from qa.question.follow_up import is_follow_up, standalone
from qa.types import Turn

ISSUED = Turn("Who issued the strategy?")
REFUSED = Turn("What is the capital of Mars?", answered=False)


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote it?", "And when?", "And on which day?", "How many?", "How many are there?",
        "For what purpose?", "With which countries?", "What about trade?", "Is that true?",
        "Anything else?", "Who lives there?", "Which of them is oldest?",
    ],
)  # fmt: skip
def test_a_question_that_leans_on_another_is_known(question):
    assert is_follow_up(question)


@pytest.mark.parametrize(
    "question",
    [
        "What does it say about games?", "Is there anything about games?", "cyber trade rules",
        "Does China say that privacy matters?", "Which one of the goals concerns trade?",
        "What does this strategy say about games?", "Why was the strategy released?",
    ],
)  # fmt: skip
def test_a_question_that_stands_alone_is_known(question):
    assert not is_follow_up(question)
    assert standalone(question, [ISSUED]) == question


@pytest.mark.parametrize(
    ("question", "history", "searched"),
    [
        ("And where?", [], "And where?"),
        ("And when?", [ISSUED], "And when? (issued strategy)"),
        ("What is its aim?", [ISSUED], "What is its aim? (strategy)"),
        ("Who wrote it?", [ISSUED, Turn("And when?")], "Who wrote it? (strategy)"),
        ("And when?", [ISSUED, REFUSED], "And when? (issued strategy)"),
        ("And when?", [REFUSED], "And when?"),
        ("Who led it?", [ISSUED, Turn("What caused the oil crisis?")], "Who led it? (oil crisis)"),
        (
            "Who met him?",
            [Turn("When did Marie meet Pierre Curie?")],
            "Who met him? (Marie Pierre Curie)",
        ),
    ],
)
def test_what_is_left_unsaid_is_borrowed(question, history, searched):
    assert standalone(question, history) == searched


def test_words_that_the_documents_lack_are_not_borrowed():
    history = [Turn("What penalties will criminals face?")]
    assert standalone("Who issued it?", history, known=lambda word: word == "face") == (
        "Who issued it? (face)"
    )
    assert standalone("Who issued it?", history, known=lambda _: False) == "Who issued it?"
