import pytest

from qa.types import ReplyKind

from .conftest import quotes

DEPOTS = """# Depots

## Northwind

It opened in 1998 and has 14 docks.

## Eastgate

It opened in 2007 and has 22 docks.

## Words

**Escrow** - money held by a third party.

**Lien** - the right to keep goods until a debt is paid.
"""


@pytest.fixture
def depots(open_texts):
    return open_texts(depots=DEPOTS)


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Compare Northwind and Eastgate", ["It opened in 1998", "It opened in 2007"]),
        ("What is the difference between escrow and a lien?", ["**Escrow**", "**Lien**"]),
        ("lien vs escrow", ["**Lien**", "**Escrow**"]),
    ],
)
def test_each_side_has_a_quote(depots, question, sides):
    answer = depots.ask(question)
    assert (answer.kind, answer.unsaid) == (ReplyKind.COMPARISON, "")
    assert [any(q.startswith(side) for q in quotes(answer)) for side in sides] == [True, True]


def test_a_side_that_is_not_there_is_named(depots):
    answer = depots.ask("What is the difference between Northwind and Southgate?")
    assert quotes(answer) == ["It opened in 1998 and has 14 docks."]
    assert answer.unsaid == "The document says nothing of “Southgate”."


def test_a_noun_that_both_sides_share_may_be_nowhere(open_texts):
    table = "| Ticket | Adult | Student |\n|---|---|---|\n| Single | 6 | 4 |\n| Ten | 55 | 38 |"
    answer = open_texts(pool=f"# Pool\n\n{table}\n").ask("Compare the adult and student fee")
    assert (quotes(answer), answer.unsaid) == ([table], "")


def test_where_neither_side_is_there_it_is_searched_for(depots):
    assert depots.ask("tea versus coffee").kind is ReplyKind.QUESTION


LEASE = "# Lease\n\nThe deposit is £1,320. The notice period is two months.\n"
AMENDMENT = "# Amendment\n\nThe deposit is £1,420 while a cat lives here. Smoking is forbidden.\n"


@pytest.mark.parametrize(
    "question",
    [
        "Compare the deposit in the lease with the one in the amendment",
        "How does the deposit in the lease differ from the deposit in the amendment?",
        "What is the difference between the deposit in the lease and in the amendment?",
        "Compare the lease and the amendment on the deposit",
    ],
)
def test_each_document_that_is_compared_has_a_quote(open_texts, question):
    answer = open_texts(lease=LEASE, amendment=AMENDMENT).ask(question)
    assert answer.kind is ReplyKind.COMPARISON
    assert quotes(answer) == [
        "The deposit is £1,320.", "The deposit is £1,420 while a cat lives here.",
    ]  # fmt: skip


def test_whole_documents_are_compared_by_what_they_are_about(open_texts):
    answer = open_texts(lease=LEASE, amendment=AMENDMENT, other="# Bees\n\nBees fly far.\n").ask(
        "What is the difference between the lease and the amendment?"
    )
    assert answer.kind is ReplyKind.COMPARISON
    assert {c.document_id for c in answer.citations} == {"lease.md", "amendment.md"}
