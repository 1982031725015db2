import pytest

from index.build import build
from index.documents.document import Document
from qa.assistant import Assistant
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
        "What is a cartridge?", "What does escrow mean?", "Define lien",
    ],
)  # fmt: skip
def test_a_question_that_stands_alone_is_known(question):
    assert not is_follow_up(question)
    assert standalone(question, [ISSUED]) == ((question, False),)


@pytest.mark.parametrize(
    ("question", "history", "searched"),
    [
        ("And where?", [], "And where?"),
        ("And when?", [ISSUED], "When was the strategy issued?"),
        ("What is its aim?", [ISSUED], "What is the strategy’s aim?"),
        ("Who wrote it?", [ISSUED, Turn("And when?")], "Who wrote the strategy?"),
        ("And when?", [ISSUED, REFUSED], "When was the strategy issued?"),
        ("And when?", [REFUSED], "And when?"),
        ("Who led it?", [ISSUED, Turn("What caused the oil crisis?")], "Who led the oil crisis?"),
        (
            "Who met him?",
            [Turn("When did Marie meet Pierre Curie?")],
            "Who met him? (Marie Pierre Curie)",
        ),
        ("With which countries?", [Turn("What does it say of games?")],
         "With which countries? (games)"),
        ("and bees?", [Turn("Do wasps sting?", answered=False)], "Do bees sting?"),
        ("and bees?", [Turn("Where do wasps nest?"), Turn("And in winter?")],
         "Where do bees nest in winter?"),
    ],
)  # fmt: skip
def test_what_is_left_unsaid_is_borrowed(question, history, searched):
    assert standalone(question, history)[0].text == searched


@pytest.mark.parametrize(
    ("question", "earlier", "ways"),
    [
        (
            "And the Castle Pool?",
            "When does the Town Pool open?",
            [("When does the Castle Pool open?", True), ("And the Castle Pool? (open)", False)],
        ),
        (
            "How long is it?",
            "Who is the captain of the Tern?",
            [("How long is the Tern?", False), ("How long is it?", False)],
        ),
        ("Is privacy protected?", "Who issued it?", [("Is privacy protected?", False)]),
    ],
)
def test_a_follow_up_may_be_meant_in_two_ways(question, earlier, ways):
    assert [*standalone(question, [Turn(earlier)])] == ways


def test_words_that_the_documents_lack_are_not_borrowed():
    history = [Turn("What penalties will criminals face?")]
    (first, alone) = standalone("Who issued it?", history, known=lambda word: word == "face")
    assert (first.text, alone.text) == ("Who issued it? (face)", "Who issued it?")
    assert standalone("Who issued it?", history, known=lambda _: False) == (alone,)


def test_the_surer_way_is_kept(embedder):
    text = (
        "The town pool opens at seven. The castle pool opens at nine in the morning.\n\n"
        "Members of the swimming club train on Tuesdays in the town pool."
    )
    assistant = Assistant(build([Document("d", "", text, "d")], embedder))
    answer = assistant.ask("And the castle pool?", history=["When does the town pool open?"])
    assert answer.searched == "When does the castle pool open?"
    assert answer.citations[0].quote == "The castle pool opens at nine in the morning."
