import pytest

from qa.web.loading import Loading, Pace


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
