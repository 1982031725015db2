import pytest

from qa import Assistant
from qa.answering.mention import MAX_PLACES
from qa.types import Grade, ReplyKind

from .conftest import quotes

CLUB = """# Club rules

## Parking

Cars may be parked in the yard. The car park closes at ten.

## Food

Cats, dogs and all other animals have to stay outside. The kitchen serves soup, pasta and pizza.

Meals are paid for at the desk. A car costs nothing.
"""


@pytest.fixture
def club(open_texts):
    return open_texts(club=CLUB)


@pytest.mark.parametrize(
    "question", ["Does it mention cars?", "everything about cars", "Where are cars mentioned?"]
)
def test_all_places_are_cited_in_reading_order(club, question):
    answer = club.ask(question)
    assert (answer.kind, answer.grade) == (ReplyKind.MENTION, Grade.ANSWER)
    assert quotes(answer)[:3] == [
        "Cars may be parked in the yard.", "The car park closes at ten.", "A car costs nothing.",
    ]  # fmt: skip
    assert answer.note.startswith("3 places mention “cars”")


def test_a_heading_is_a_place(club):
    assert quotes(club.ask("Does it say anything about parking?"))[0] == "Parking"


def test_what_is_mentioned_nowhere_is_said_to_be(club):
    answer = club.ask("Does it mention quantum physics?")
    assert (answer.grade, answer.confidence) == (Grade.ABSENT, 0.0)
    assert answer.text == "The document never mentions “quantum physics”."
    assert answer.closest


def test_what_may_be_meant_is_only_likely(club):
    answer = club.ask("Does it say anything about pets?")
    assert answer.grade is Grade.LIKELY
    assert [place.quote for place in answer.likely] == [
        "Cats, dogs and all other animals have to stay outside."
    ]
    assert answer.text == "“pets” is not mentioned in these words. The likeliest place:"


@pytest.mark.parametrize(
    ("question", "grade"),
    [
        ("Does it mention quantum physics?", Grade.ABSENT),
        ("Does it say anything about pets?", Grade.LIKELY),
        ("What is A-99?", Grade.ABSENT),
    ],
)
def test_what_is_said_to_be_absent_is_followed_by_what_is_unread(
    embedder, tmp_path, question, grade
):
    (tmp_path / "club.md").write_text(CLUB)
    (tmp_path / "scan.pdf").write_bytes(b"no PDF")
    answer = Assistant([tmp_path], embedder, say=lambda _: None, reader=None).ask(question)
    assert answer.grade is grade
    assert " 1 file could not be read." in answer.text


def test_what_is_said_of_a_thing_is_searched_for_first(club):
    assert club.ask("What does it say about quantum physics?").kind is ReplyKind.QUESTION
    assert "pizza" in club.ask("What does it say about pizza?").text


def test_not_all_of_many_places_are_cited(open_texts):
    rooms = "\n\n".join(f"Room {n} has a lamp." for n in range(30))
    answer = open_texts(rooms=f"# Rooms\n\n{rooms}\n").ask("Find all mentions of lamps")
    assert len(quotes(answer)) == MAX_PLACES
    assert answer.note == "The first 20 of 30 places that mention “lamps”:"
