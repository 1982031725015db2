import pytest

from qa.answering.answer import NOT_SURE
from qa.types import Grade

from .conftest import quotes

STRATEGY = """# Coastal strategy

The coastal strategy was issued by the Harbour Board.

## History

The strategy was issued on 4 May 2019. The end of the patrols is not known.

## Staff

Volunteers guard the beaches. Visitors come by bus.
"""


@pytest.fixture
def strategy(open_texts):
    return open_texts(strategy=STRATEGY)


def test_the_sentence_with_the_time_is_cited(strategy):
    answer = strategy.ask("On which day was the coastal strategy issued?")
    assert quotes(answer)[0] == "The strategy was issued on 4 May 2019."


def test_without_a_number_it_is_a_likely_place_at_the_most(strategy):
    answer = strategy.ask("How many volunteers guard the beaches?")
    assert (answer.grade, answer.text) == (Grade.LIKELY, NOT_SURE)
    assert answer.likely[0].quote == "Volunteers guard the beaches."


def test_that_it_is_not_known_is_an_answer(strategy):
    answer = strategy.ask("When is the end of the patrols?")
    assert quotes(answer)[0] == "The end of the patrols is not known."


def test_an_ordinal_in_a_heading_tells_no_time(open_texts):
    text = "# First strategy of the harbour\n\nThe plan was issued by the Harbour Board."
    assert open_texts(plan=text).ask("When was the plan issued?").grade is not Grade.ANSWER
