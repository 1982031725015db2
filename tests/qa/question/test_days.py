import pytest

from qa.question.days import days_of

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("open on Sunday?", {SUNDAY}),
        ("Sundays and mondays", {SUNDAY, MONDAY}),
        ("| Tue - Thu | 7:00 |", {TUESDAY, WEDNESDAY, THURSDAY}),
        ("Mon.–Wed.", {MONDAY, TUESDAY, WEDNESDAY}),
        ("Friday to Monday", {FRIDAY, SATURDAY, SUNDAY, MONDAY}),
        ("Sat & Sun", {SATURDAY, SUNDAY}),
        ("Mon, Wed, FRI", {MONDAY, WEDNESDAY, FRIDAY}),
        ("Thurs", {THURSDAY}),
        ("at weekends", {SATURDAY, SUNDAY}),
        ("on weekdays", {MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY}),
        ("daily except Mondays", set(range(1, 7))),
        ("every day", set(range(7))),
        ("closed on Mondays", {MONDAY}),
        ("We sat in the sun and wed.", set()),
        ("Monica, Satin, Weddings", set()),
    ],
)
def test_days_are_told_in_every_form(text, days):
    assert days_of(text) == days
