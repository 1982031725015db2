"""What changes a clause that is named by its number."""

import pytest

from .conftest import quotes

LEASE = """# Lease of the boathouse

2.1 The monthly rent is 1,140 euros, payable by bank transfer.

2.2 Water is paid by the owner.

2.10 A key costs 30 euros.

4.3 The tenant may keep one cat. Dogs are not permitted.
"""
AMENDMENT = """# Amendment to the lease of the boathouse

1. Clause 2.1 is changed: from 1 March the monthly rent is 1,195 euros.

2. Clause 4.3 no longer applies. The tenant may keep one small dog.

3. All other clauses remain in force.
"""
FERRY = """# Rules of the ferry

1. Clause 2.1 is changed: from 1 March dogs sail free.
"""
RENT = "2.1 The monthly rent is 1,140 euros, payable by bank transfer."
NEW_RENT = "1. Clause 2.1 is changed: from 1 March the monthly rent is 1,195 euros."


@pytest.fixture
def papers(open_texts):
    return open_texts(lease=LEASE, amendment=AMENDMENT, ferry=FERRY)


def test_an_amendment_is_cited_with_the_clause_that_it_changes(papers):
    assert quotes(papers.ask("How much is the rent of the boathouse?"))[:2] == [RENT, NEW_RENT]


@pytest.mark.parametrize(
    ("clause", "cited"),
    [
        ("2.1", [RENT, NEW_RENT]),
        ("2.10", ["2.10 A key costs 30 euros."]),
        (
            "4.3",
            [
                "4.3 The tenant may keep one cat. Dogs are not permitted.",
                "2. Clause 4.3 no longer applies. The tenant may keep one small dog.",
            ],
        ),
    ],
)
def test_a_clause_is_looked_up_with_what_changes_it(papers, clause, cited):
    answer = papers.ask(f"What does clause {clause} of the lease say?")
    assert [quote for quote in quotes(answer) if "Lease" not in quote] == cited


def test_without_a_document_that_belongs_to_it_a_clause_stands_alone(open_texts):
    papers = open_texts(lease=LEASE, ferry=FERRY)
    cited = quotes(papers.ask("How much is the rent of the boathouse?"))
    assert cited[0] == RENT
    assert not any("Clause 2.1" in quote for quote in cited)
    assert quotes(papers.ask("What does clause 2.1 of the lease say?")) == [RENT]
