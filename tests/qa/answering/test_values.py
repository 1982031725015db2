import pytest

from index.documents.document import Document
from index.documents.span import Span
from qa.answering.values import value_of_field, values_in_row
from qa.types import Citation

TABLE = """# Pumps

| Model | Weight | Warranty | Price |
| --- | --- | --- | --- |
| QP-1 | 17.3 kg | 24 months | 1,145 EUR |
| QP-2 | 4.7 kg | | 318 EUR |

Prices do not include transport.
"""
ROWS = """order,customer,city,status
1043,Nakamura,Osaka,open
1044,Silva,Porto,shipped
"""


def cited(text, quote):
    document = Document("d", "d", text, "d")
    start = text.index(quote)
    return Citation.of(document, Span(start, start + len(quote)))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which model weighs 17.3 kg?", "QP-1"),
        ("How much does the QP-1 cost?", "1,145 EUR"),
        ("How heavy is the QP-1?", "17.3 kg"),
        ("What is the warranty of model QP-1?", "24 months"),
        ("Who made the QP-1?", None),
    ],
)
def test_the_column_that_is_asked_for_answers(question, value):
    row = cited(TABLE, "| QP-1 | 17.3 kg | 24 months | 1,145 EUR |")
    spans = values_in_row(question, row)
    assert [span.of(TABLE) for span in spans] == ([value] if value else [])


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which city is order 1043 from?", "Osaka"),
        ("What is the status of Nakamura's order?", "open"),
        ("Which customer lives in Osaka?", "Nakamura"),
        ("How is the parcel sent?", None),
    ],
)
def test_rows_without_bars_have_columns_too(question, value):
    spans = values_in_row(question, cited(ROWS, "1043,Nakamura,Osaka,open"))
    assert [span.of(ROWS) for span in spans] == ([value] if value else [])


def test_of_two_columns_the_one_with_more_of_the_question_answers():
    text = "| Model | Breva 300 | Breva 300 Plus |\n|---|---|---|\n| Colours | black | steel |\n"
    row = cited(text, "| Colours | black | steel |")
    for question, value in (("Which colours has the Breva 300 Plus?", "steel"),
                            ("Which colours has the Breva 300?", "black")):  # fmt: skip
        assert [span.of(text) for span in values_in_row(question, row)] == [value]


def test_columns_that_are_named_side_by_side_answer_together():
    text = "| Ticket | Adult | Student | Child |\n|---|---|---|---|\n| Season | 120 | 85 | 60 |\n"
    row = cited(text, "| Season | 120 | 85 | 60 |")
    for question, values in (
        ("How much is the adult and the student season ticket?", ["120", "85"]),
        ("How much is the season ticket of an adult?", ["120"]),
    ):
        assert [span.of(text) for span in values_in_row(question, row)] == values


@pytest.mark.parametrize(
    ("question", "value"),
    [("When is it open on Sunday?", "8:00 - 18:00"), ("When on Saturdays?", "8:00 - 18:00")],
)
def test_the_day_that_is_asked_for_is_the_key_in_whatever_form(question, value):
    text = "| Day | Hours |\n|---|---|\n| Sat & Sun | 8:00 - 18:00 |\n"
    (span,) = values_in_row(question, cited(text, "| Sat & Sun | 8:00 - 18:00 |"))
    assert span.of(text) == value


def test_an_empty_cell_is_no_answer():
    row = cited(TABLE, "| QP-2 | 4.7 kg | | 318 EUR |")
    assert values_in_row("What is the warranty of the QP-2?", row) == ()


@pytest.mark.parametrize(
    ("question", "line", "value"),
    [
        ("What is the deadline?", "**Deadline:** 14 May 2025.", "14 May 2025"),
        ("What does a red lamp mean?", "- Red: no signal", "no signal"),
        ("What does APR stand for?", "**APR** - annual percentage rate", "annual percentage rate"),
        ("What is the budget?", "Deadline: 14 May 2025", None),
        ("When is the deadline?", "Deadline: to be agreed", None),
        ("What does the lemonade cost?", "Lemonade 0.3 l    2.80", "2.80"),
        ("How much is the Funghi?", "Funghi ........ 8.90", "8.90"),
        ("Who serves the lemonade?", "Lemonade 0.3 l    2.80", None),
    ],
)
def test_a_field_answers_with_its_value(question, line, value):
    text = f"# Facts\n\n{line}\nWater    0.5 l    2.00\nRed wine 0.2 l    4.60\n"
    span = value_of_field(question, cited(text, line))
    assert (span and span.of(text)) == value
