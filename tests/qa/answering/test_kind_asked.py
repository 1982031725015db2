import pytest

from qa.answering.kind_asked import of_day_asked
from qa.answering.refusal import not_sure
from qa.retrieval.pipeline import find
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
    assert (answer.grade, answer.text) == (Grade.LIKELY, not_sure(len(answer.likely)))
    assert answer.likely[0].quote == "Volunteers guard the beaches."


def test_that_it_is_not_known_is_an_answer(strategy):
    answer = strategy.ask("When is the end of the patrols?")
    assert quotes(answer)[0] == "The end of the patrols is not known."


def test_an_ordinal_in_a_heading_tells_no_time(open_texts):
    text = "# First strategy of the harbour\n\nThe plan was issued by the Harbour Board."
    assert open_texts(plan=text).ask("When was the plan issued?").grade is not Grade.ANSWER


POOL = """# Lido

## Opening hours

| Day | Hours |
|---|---|
| Mon | 7:00 - 20:00 |
| Tue - Thu | 7:00 - 21:00 |
| Sat & Sun | 8:00 - 18:00 |

## Kiosk hours

Tuesdays: 10 to 12
Weekend: 9 to 17
"""


@pytest.fixture
def pool(open_texts):
    return open_texts(pool=POOL)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("What are the opening hours on Sunday?", "| Sat & Sun | 8:00 - 18:00 |"),
        ("What are the opening hours on Wednesday?", "| Tue - Thu | 7:00 - 21:00 |"),
        ("What are the opening hours on Monday?", "| Mon | 7:00 - 20:00 |"),
        ("Is the kiosk open on Saturday?", "Weekend: 9 to 17"),
    ],
)
def test_the_row_that_holds_on_the_day_is_shown_first(pool, question, row):
    assert first_quote(pool.ask(question)) == row


def test_where_none_holds_the_best_is_shown(pool):
    result = find(pool.index, "What are the opening hours on Friday?")
    ((best, _),) = result.sentences(1)
    assert of_day_asked(result, best) is best


def first_quote(answer):
    return (answer.citations or answer.likely)[0].quote


COFFEE = """# Coffee maker

Crema forms when the pressure of the crema valve is right and crema flows.

**Crema** means the golden foam on an espresso.

A portafilter is the handle that holds the ground coffee. The portafilter is hot.

FX (frother) - the part that makes foam of milk. The FX is loud.
"""


@pytest.fixture
def coffee(open_texts):
    return open_texts(coffee=COFFEE)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("What is crema?", "**Crema** means"),
        ("whats crema", "**Crema** means"),
        ("What does crema mean?", "**Crema** means"),
        ("Define crema", "**Crema** means"),
        ("What is a portafilter?", "A portafilter is the handle"),
        ("What does FX stand for?", "FX (frother)"),
    ],
)
def test_the_sentence_that_defines_is_cited(coffee, question, opening):
    assert quotes(coffee.ask(question))[0].startswith(opening)


def test_other_questions_keep_their_sentence(coffee):
    assert quotes(coffee.ask("When does crema form?"))[0].startswith("Crema forms")


def test_a_year_before_a_full_stop_is_no_label(open_texts):
    mill = open_texts(mill="The mill was built in 1998. It has not been used since.\n")
    assert quotes(mill.ask("When was the mill built?")) == ["The mill was built in 1998."]
