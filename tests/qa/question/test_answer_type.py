import pytest

from qa.question.answer_type import AnswerType, expected_type, fits, surely_lacks


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When does it open?", AnswerType.TIME),
        ("Until when is it open?", AnswerType.TIME),
        ("Who came, and when?", AnswerType.TIME),
        ("On which day was it issued?", AnswerType.TIME),
        ("What should I do when I arrive?", None),
        ("What happens when it rains?", None),
        ("How many rooms are there?", AnswerType.NUMBER),
        ("Who issued it?", AnswerType.NAME),
    ],
)
def test_when_asks_for_a_time_only_where_it_asks(question, kind):
    assert expected_type(question) is kind


@pytest.mark.parametrize("text", ["It ends at 23:30.", "It fell in the 1950s.", "In May."])
def test_clocks_and_decades_are_times(text):
    assert fits(AnswerType.TIME, text)


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("When was it issued?", "The board issued it.", True),
        ("When was it issued?", "It was issued on 4 May.", False),
        ("When is it paid?", "It is paid before the work begins.", False),
        ("When was it issued?", "The date is unknown.", False),
        ("How many guards are there?", "Guards watch the beach.", True),
        ("How many guards are there?", "Several guards watch the beach.", False),
        ("How many guards are there?", "There are no guards.", False),
        ("Who guards the beach?", "It is guarded.", False),
    ],
)
def test_what_surely_lacks_the_time_or_number_is_known(question, text, lacks):
    assert surely_lacks(question, text) is lacks
