import pytest

from qa.question.nouns import things


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Do you rent out canoes?", ["canoes"]),
        ("What new penalties are included?", ["penalties"]),
        ("How many platforms does the Wetherby station have?",
         ["platforms", "Wetherby", "station"]),
        ("When did the head office move to Hamburg?", ["head", "office", "Hamburg"]),
        ("What was the revenue in 2019?", ["revenue", "2019"]),
        ("At what time does the first ferry sail?", ["ferry"]),
        ("What happens if I lose my ticket?", ["ticket"]),
        ("Is fishing allowed?", ["fishing"]),
        ("How is a visit described?", ["visit"]),
        ("Where do I go to visit someone?", []),
        ("WHO IS THE ENGINEER", ["ENGINEER"]),
    ],
)  # fmt: skip
def test_only_what_names_a_thing_is_named(question, named):
    assert things(question) == named
