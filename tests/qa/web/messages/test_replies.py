import pytest

from qa.web import messages

NEAREST = "its meaning is the nearest to the question's."


@pytest.mark.parametrize(
    ("shared", "reader", "meaning", "sentence"),
    [
        ((), None, 1, f"It has no word of the question; {NEAREST}"),
        (("Fee",), None, 1, f"It shares “Fee” with the question; {NEAREST}"),
        (
            ("Fee", "due", "May", "paid", "late"),
            1,
            7,
            "It shares “Fee”, “due”, “May” and “paid” with the question; of the passages that were"
            " read closely, it answers best.",
        ),
        (
            (),
            3,
            1,
            "It has no word of the question; of the passages that were read closely, it answers"
            " third best.",
        ),
        (
            (),
            None,
            12,
            "It has no word of the question; its meaning is the 12th nearest to the question's.",
        ),
    ],
)
def test_why_a_passage_stands_there_in_a_sentence(shared, reader, meaning, sentence):
    assert messages.why_sentence(shared, reader, meaning) == sentence
