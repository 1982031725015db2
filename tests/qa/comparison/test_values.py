import pytest

from index.documents.document import Document
from index.documents.span import Span
from qa.comparison.dates import Date, Hour, Weekdays
from qa.comparison.names import Name
from qa.comparison.quantities import Quantity
from qa.comparison.values import Value, Verdict, values_of
from qa.types import Citation


def cited(text, *answers, language="en"):
    """The citation of all of ``text``, with these short answers."""
    places = [(text.index(answer), len(answer)) for answer in answers]
    spans = tuple(Span(start, start + length) for start, length in places)
    return Citation.of(Document("d", "d", text, "d", language), Span(0, len(text)), spans)


def kinds(question, *quotes, note=""):
    return [(value.text, type(value.readings[0])) for value in values_of(question, quotes, note)]


def test_a_short_answer_gives_all_values_in_it():
    quote = cited(
        "The lease of Flat 3 runs for 12 months from 1 May 2024.", "12 months from 1 May 2024"
    )
    assert kinds("How long does it run?", quote) == [("12 months", Quantity), ("1 May 2024", Date)]
    (months, day) = values_of("How long does it run?", (quote,))
    for value, text in ((months, "12 months"), (day, "1 May 2024")):
        assert value.span
        assert value.span.of(quote.document.text) == text


def test_a_short_answer_that_is_nothing_else_may_be_a_name():
    quote = cited("The tenant is Jane Miller.", "Jane Miller")
    assert kinds("Who is the tenant?", quote) == [("Jane Miller", Name)]
    assert kinds("What is sent?", cited("A written notice is sent.", "A written notice")) == []


def test_a_quote_without_a_short_answer_gives_its_dates_times_and_amounts_only():
    quote = cited("By 3 May 2024 at 9 am Jane Miller pays $20 under clause 7 of 2019.")
    assert kinds("What happens?", quote) == [
        ("3 May 2024", Date), ("9 am", Hour), ("$20", Quantity)
    ]  # fmt: skip


def test_days_of_the_week_are_a_value():
    quote = cited("It opens Monday to Friday.", "Monday to Friday")
    assert kinds("When does it open?", quote) == [("Monday to Friday", Weekdays)]


def test_a_number_of_four_figures_may_be_a_year():
    (value,) = values_of("When was it founded?", (cited("It was founded in 1998.", "1998"),))
    assert [type(reading) for reading in value.readings] == [Quantity, Date]


def test_yes_and_no_are_values_without_a_place():
    (value,) = values_of("Are dogs allowed?", (cited("Dogs are not allowed."),), "No:")
    assert value == Value("No:", (Verdict(yes=False),))
    assert not value.agrees(Value("Yes:", (Verdict(yes=True),)))
    assert kinds("How many are there?", cited("Dogs are not allowed."), note="3 places:") == []


def test_a_text_is_read_by_its_language():
    (english,) = values_of("What does it cost?", (cited("It costs €1.234."),))
    (german,) = values_of("Was kostet es?", (cited("Es kostet 1.234 €.", language="de"),))
    assert not english.agrees(german)


def test_a_value_has_a_reading():
    with pytest.raises(ValueError, match="is no value"):
        Value("5", ())
