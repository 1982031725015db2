import pytest

from evals.fitting.data.examples import as_question


@pytest.mark.parametrize(
    ("claim", "question"),
    [
        ("The tenant may sublet.", "Is it true that The tenant may sublet?"),
        (" Nobody pays ", "Is it true that Nobody pays?"),
        ("May the tenant sublet? ", "May the tenant sublet?"),
    ],
)
def test_a_claim_is_asked_unless_it_asks_itself(claim, question):
    assert as_question(claim) == question
