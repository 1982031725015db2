import pytest

from qa.types import Grade, ReplyKind


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("thanks!", "Ask on, and Pincite answers with the documents' own sentences."),
        ("ok", "Ask on, and Pincite answers with the documents' own sentences."),
        ("Translate it", "Pincite quotes the documents as they are; it does not translate them."),
        ("write me a poem", "Pincite quotes what the documents say; it writes nothing of its own."),
    ],
)  # fmt: skip
def test_talk_gets_a_line_and_no_passage(assistant, said, reply):
    answer = assistant.ask(said)
    assert (answer.kind, answer.grade, answer.text) == (ReplyKind.TALK, Grade.ABSENT, reply)
    assert (answer.hits, answer.citations, answer.sentences, answer.confidence) == ((), (), (), 0)
    assert answer.closest is None


@pytest.mark.parametrize("said", ["bonjour", "¡Hola!", "guten Tag", "hallo", "Ciao", "olá"])
def test_greetings_of_other_languages_are_talk(assistant, said):
    answer = assistant.ask(said)
    assert (answer.kind, answer.text.split()[0]) == (ReplyKind.TALK, "Hello.")


def test_a_question_behind_a_greeting_is_answered(assistant):
    answer = assistant.ask("Hello, who issued the strategy?")
    assert answer.question == "Hello, who issued the strategy?"
    assert answer.kind is ReplyKind.QUESTION
    assert "Foreign Ministry" in answer.text


def test_a_question_that_the_text_asks_itself_is_searched_for(open_texts):
    text = "# Questions\n\nQ: Who are you?\nA: We are a band of six from Leeds.\n"
    answer = open_texts(band=text).ask("Who are you?")
    assert answer.kind is ReplyKind.QUESTION
    assert "Leeds" in answer.hits[0].passage.text
