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


RULES = """# House rules

1. Smoking is prohibited inside the flat. It is allowed on the balcony.
2. Pets are not allowed. Fish and small birds may be kept. The rent is due in May.
3. Bicycles are not allowed in the hall. The hall is swept on Fridays.

The garden may be used by all guests. However, the pond is private.
"""
MINUTES = """# Minutes

## Fees

Tom asked whether the annual fee should rise to 45 euros. Some thought it too much. The committee \
decided to leave the fee at 40 euros.

## Meeting

The next meeting is planned for 16 April. Ana is away, so we meet on 23 April instead.

## Shed

The shed used to be open to all members. Since the theft in January it is locked.
"""


@pytest.fixture
def rules(open_texts):
    return open_texts(rules=RULES, minutes=MINUTES)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        (
            "Is smoking prohibited in the flat?",
            "1. Smoking is prohibited inside the flat. It is allowed on the balcony.",
        ),
        ("Are pets allowed?", "2. Pets are not allowed. Fish and small birds may be kept."),
        ("Are bicycles allowed in the hall?", "3. Bicycles are not allowed in the hall."),
        (
            "Who may use the garden?",
            "The garden may be used by all guests. However, the pond is private.",
        ),
    ],
)
def test_a_rule_is_cited_with_its_exceptions(rules, question, quote):
    assert quotes(rules.ask(question))[0] == quote


@pytest.mark.parametrize(
    ("question", "outcome", "wish"),
    [
        ("What is the annual fee?", "The committee decided", "Tom asked whether"),
        ("When is the next meeting?", "Ana is away, so we meet on 23 April", "The next meeting"),
        ("Is the shed open to all members?", "Since the theft", "The shed used to be"),
    ],
)
def test_what_came_of_a_wish_is_cited_before_it(rules, question, outcome, wish):
    first, second = quotes(rules.ask(question))[:2]
    assert (first.startswith(outcome), second.startswith(wish)) == (True, True)


def test_a_wish_that_is_asked_for_is_cited_alone(rules):
    assert quotes(rules.ask("Who asked whether the annual fee should rise?")) == [
        "Tom asked whether the annual fee should rise to 45 euros."
    ]


def test_a_clause_that_is_replaced_or_deleted_is_cited_with_that(open_texts):
    contract = (
        "# Contract\n\n3.1 The monthly rent is €1,150.\n\n3.3 A reminder costs €10.\n\n"
        "# Amendment\n\n"
        "A1. In clause 3.1 the rent of €1,150 is replaced by €1,190.\n"
        "A3. Clause 3.3 is deleted.\n"
        "A4. All else remains in force.\n"
    )
    opened = open_texts(contract=contract)
    for number, change in (
        ("3.1", "In clause 3.1 the rent of €1,150 is replaced by €1,190."),
        ("3.3", "Clause 3.3 is deleted."),
    ):
        assert quotes(opened.ask(f"What does clause {number} say?"))[1].strip() == change


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "The limit is 140 euros a night. In London and Paris it is 210 euros.",
            "The limit is 140 euros a night. In London and Paris it is 210 euros.",
        ),
        (
            "The limit is 140 euros a night. Receipts are kept for a year.",
            "The limit is 140 euros a night.",
        ),
    ],
)
def test_a_value_is_cited_with_where_it_is_another(open_texts, text, quote):
    assert quotes(open_texts(travel=text).ask("What is the limit a night?"))[0] == quote
