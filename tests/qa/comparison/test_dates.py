from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.comparison.dates import Date, Hour, Weekdays, dates_in, hours_in, weekdays_in

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
# How a day is written that can be read in one way only.
FORMS = (
    "{0.day} {0:%B} {0.year}",
    "{0:%B} {0.day}, {0.year}",
    "{0.day}th of {0:%B} {0.year}",
    "{0:%A}, {0.day} {0:%b} {0.year}",
    "{0:%Y-%m-%d}",
    "{0:%Y/%m/%d}",
    "{0:%d.%m.%Y}",
)


def read(text):
    return [readings for _, _, readings in dates_in(text)]


@given(DAYS, st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_a_day_is_the_same_however_it_is_written(day, form, other):
    (one,), (two,) = read(form.format(day)), read(f"It is due by {other.format(day)}, at noon.")
    assert one == two == (Date(day.year, day.month, day.day),)


@given(DAYS, st.integers(1, 400), st.sampled_from(FORMS))
def test_another_day_is_another_in_all_forms(day, further, form):
    ((one,),) = read(form.format(day))
    later = day + timedelta(further)
    assert not one.agrees(Date(later.year, later.month, later.day))


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("5/1/2024", (Date(2024, 1, 5), Date(2024, 5, 1))),
        ("31/1/2024", (Date(2024, 1, 31),)),
        ("3.4.24", (Date(2024, 4, 3),)),
        ("1/1/99", (Date(1999, 1, 1),)),
        ("May 2024", (Date(2024, 5),)),
        ("Sept. 2024", (Date(2024, 9),)),
        ("14 May", (Date(None, 5, 14),)),
        ("May 14th", (Date(None, 5, 14),)),
        ("2024-05-01T12:30:00Z", (Date(2024, 5, 1),)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_told(text, readings):
    assert read(text) == [readings]


@pytest.mark.parametrize(
    "text", ["31 June 2024", "2024-13-01", "you may 5 times", "version 1.2.2024.1", "in 2024", ""]
)
def test_what_is_no_date_is_not_read(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Date(2024, 5, 1), Date(2024, 5), True),
        (Date(2024, 5), Date(2024), True),
        (Date(None, 5, 1), Date(2024, 5, 1), True),
        (Date(2024, 5, 1), Date(2023), False),
        (Date(None, 5, 1), Date(2024, 6, 1), False),
    ],
)
def test_dates_agree_in_what_both_tell(one, other, same):
    assert one.agrees(other) is other.agrees(one) is same


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("9 am", [540]), ("9:30 p.m.", [1290]), ("12 am", [0]), ("12 pm", [720]), ("09:00", [540]),
        ("noon", [720]), ("24:00", [1440]), ("from 9:00 to 17:30", [540, 1050]), ("at 13 am", []),
        ("99:99", []), ("ratio 1:2", []),
    ],
)  # fmt: skip
def test_times_of_day_are_read_in_every_form(text, minutes):
    assert [hour.minutes for _, _, (hour,) in hours_in(text)] == minutes


def test_midnight_begins_a_day_and_ends_one():
    assert Hour(0).agrees(Hour(1440))
    assert not Hour(0).agrees(Hour(1))


def test_days_of_the_week_are_the_same_in_other_words():
    weekdays = weekdays_in("Monday to Friday")
    assert weekdays
    assert weekdays.agrees(weekdays_in("on weekdays"))
    assert not weekdays.agrees(weekdays_in("every day"))
    assert weekdays_in("at nine") is None


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (Date, (None,)), (Date, (2024, None, 3)), (Date, (2023, 2, 29)), (Hour, (1441,)),
        (Weekdays, (frozenset(),)), (Weekdays, (frozenset({7}),)),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(kind, parts):
    with pytest.raises(ValueError, match=r"\w"):
        kind(*parts)
