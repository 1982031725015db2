import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.comparison.disagreement import disagreements
from qa.comparison.values import values_of
from tests.qa.comparison.test_values import cited

# Some ways to write four days; those of one are the same day.
DAYS = (
    ("1 May 2024", "2024-05-01", "May 1, 2024"),
    ("2 June 2024", "2024/06/02", "02.06.2024"),
    ("3 July 2024", "2024-07-03"),
    ("4 August 2024", "Sunday, 4 August 2024"),
)
DAY = st.integers(0, 3).flatmap(lambda day: st.tuples(st.just(day), st.sampled_from(DAYS[day])))


def answer_values(*answers):
    """The values of an answer whose short answers these are."""
    text = f"It says {' | '.join(answers)}."
    return values_of("When is it?", (cited(text, *answers),)) if answers else ()


def column(*rows):
    return [
        [value.text for value in values]
        for values in disagreements([answer_values(*row) for row in rows])
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("1 May 2024", "2024-05-01"), ("$1,000", "1000 USD"), ("10 %", "ten per cent"),
     ("Jane Miller", "Ms Miller"), ("9 am", "09:00")],
)  # fmt: skip
def test_the_same_written_otherwise_is_not_marked(one, other):
    assert column([one], [other]) == [[], []]


@pytest.mark.parametrize(
    ("one", "other"),
    [("1 May 2024", "2024-06-01"), ("$1,000", "1100 USD"), ("10 %", "twelve per cent"),
     ("Jane Miller", "John Miller"), ("$5", "€5"), ("9 am", "10:00"), ("12", "13")],
)  # fmt: skip
def test_what_differs_is_marked_on_both_sides(one, other):
    assert column([one], [other]) == [[one], [other]]


def test_what_more_documents_say_is_not_marked():
    assert column(["1 May 2024"], ["2024-05-01"], ["3 May 2024"], []) == [
        [], [], ["3 May 2024"], [],
    ]  # fmt: skip
    assert column(["$5"], ["$5"], ["$6"], ["$6"]) == [["$5"], ["$5"], ["$6"], ["$6"]]


def test_one_may_say_more_than_the_other():
    assert column(["$500"], ["$500", "$20"]) == [[], []]
    assert column(["$500", "$20"], ["$500", "$30"]) == [["$20"], ["$30"]]


def test_only_the_like_is_compared():
    assert column(["$500"], ["1 May 2024"], ["Jane Miller"], ["10 %"]) == [[], [], [], []]


def test_a_part_of_a_date_agrees_with_the_whole():
    assert column(["May 2024"], ["2024-05-01"], ["1 May"]) == [[], [], []]


@given(st.lists(st.one_of(st.none(), DAY), max_size=7))
def test_marks_follow_the_days_not_their_writing_nor_the_order(days):
    rows = [[] if day is None else [day[1]] for day in days]
    marks = column(*rows)
    assert column(*reversed(rows)) == marks[::-1]
    numbers = [day and day[0] for day in days]
    told_days = [number for number in numbers if number is not None]
    for number, row, mark in zip(numbers, rows, marks, strict=True):
        others = [it for it in told_days if it != number]
        strongest = max((others.count(it) for it in others), default=0)
        differs = number is not None and strongest >= told_days.count(number)
        assert mark == (row if differs else [])


TOLD = st.lists(st.sampled_from(["$5", "$6", "10 %", "1 May 2024"]), unique=True)


@given(st.lists(TOLD, max_size=6))
def test_only_what_an_answer_tells_is_marked_in_it_and_never_alone(rows):
    marks = column(*rows)
    for row, mark in zip(rows, marks, strict=True):
        assert {*mark} <= {*row}
    assert sum(map(bool, marks)) != 1 or len({tuple(sorted(row)) for row in rows}) > 1


def test_an_empty_column_has_no_marks():
    assert disagreements([]) == []
