from itertools import pairwise

import pytest

from qa.web.loading import Estimate, Loading, Pace, next_estimate


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (None, "Reading"),
        (1, "Reading, about 5 seconds left"),
        (42.4, "Reading, about 40 seconds left"),
        (58, "Reading, about 1 minute left"),
        (200, "Reading, about 3 minutes left"),
    ],
)
def test_the_time_left_is_said_roughly(seconds, sentence):
    assert Loading("Reading", 1, 2, seconds).sentence == sentence


def test_whether_questions_are_answered_is_said():
    assert Loading("Reading", 1, 2, 60, askable=True).sentence == (
        "Reading, about 1 minute left. You can ask meanwhile."
    )


@pytest.mark.parametrize(("done", "of"), [(3, 2), (-1, 2)])
def test_no_more_than_all_can_be_done(done, of):
    with pytest.raises(ValueError, match=f"{done} of {of} steps"):
        Loading("Reading", done, of)


def test_the_pace_of_a_stage_tells_how_long_it_will_take():
    now = 100.0
    pace = Pace(lambda: now)
    assert pace.seconds_left("embedding", 10, 100) is None
    now += 1
    assert pace.seconds_left("embedding", 20, 100) is None  # too soon to tell
    now += 9
    assert pace.seconds_left("embedding", 60, 100) == pytest.approx(8)  # 50 took 10 seconds
    assert pace.seconds_left("reading", 1, 2) is None  # another stage
    now += 60
    assert pace.seconds_left("reading", 1, 2) is None  # nothing was done meanwhile
    assert pace.seconds_left("reading", 0, 2) is None  # it began anew


def left_after(*steps):
    """What is estimated after each of ``steps``, by how long each takes, of 100 of a second."""
    estimate, at = Estimate(0, 0, 1, 100), 0
    told = []
    for done, seconds in enumerate(steps, 1):
        at += seconds
        estimate = next_estimate(estimate, at, done, 100)
        told.append(estimate.seconds)
    return told


def test_an_even_pace_is_counted_down():
    assert left_after(*[1] * 40) == pytest.approx([100 - n for n in range(1, 41)])


def test_one_long_step_and_a_few_quick_ones_do_not_make_the_time_left_jump():
    (before, after) = left_after(*[1] * 10, 4)[-2:]
    assert before - 4 < after < before + 15
    told = left_after(*[1] * 10, 0.1, 0.1, 0.1)[-4:]
    assert all(one - 2 < other <= one for one, other in pairwise(told))


def test_another_pace_is_learned():
    assert left_after(*[2] * 40)[-1] == pytest.approx(120, rel=0.1)


def test_what_is_told_at_once_or_without_a_step_counts_later():
    before = Estimate(10, 5, 1, 95)
    assert next_estimate(before, 10, 6, 100) == next_estimate(before, 12, 5, 100) == before
    assert next_estimate(before, 12, 7, 100).seconds == pytest.approx(93)
    now = 0.0
    pace = Pace(lambda: now)
    pace.seconds_left("embedding", 0, 100)
    now = 10
    assert pace.seconds_left("embedding", 10, 100) == pytest.approx(90)
    now = 14
    assert pace.seconds_left("embedding", 10, 100) == pytest.approx(86)
