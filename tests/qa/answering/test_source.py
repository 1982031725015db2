import pytest

from qa.types import Grade, ReplyKind

from .conftest import quotes

LEASE = """# Tenancy agreement

Dated: 14 February 2024

The rent is £1,150 a month. The deposit is £1,320.

Pets may only be kept with written consent.
"""
AMENDMENT = """# Amendment

This changes the lease. The rent is £1,210 a month from October.

The deposit is £1,420 while a cat lives in the flat.
"""
RULES = """# House rules

Dogs must be kept on a lead. The kitchen of the house has two ovens.

Pets are washed in the yard. The rent of a bicycle shed is £5.
"""
KITCHEN = """# Kitchen

The stove runs on gas.
"""


@pytest.fixture
def flat(open_texts):
    return open_texts(
        **{"lease": LEASE, "amendment": AMENDMENT, "house-rules": RULES, "kitchen": KITCHEN}
    )


def asked_of(answer):
    return {citation.document_id for citation in (*answer.citations, *answer.likely)}


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("Does the lease mention pets?", "lease.md"),
        ("Do the house rules say anything about pets?", "house-rules.md"),
        ("Summarise the lease", "lease.md"),
        ("What are the main points of the house rules?", "house-rules.md"),
        ("What is the amendment about?", "amendment.md"),
        ("When is the lease dated?", "lease.md"),
        ("What is the title of the amendment?", "amendment.md"),
        ("What is the rent in the lease?", "lease.md"),
        ("What is the rent according to the amendment?", "amendment.md"),
        ("What does my tenancy agreement say about pets?", "lease.md"),
        ("What is in the amendment?", "amendment.md"),
    ],
)
def test_only_the_document_that_is_named_is_asked(flat, question, document):
    assert asked_of(flat.ask(question)) == {document}


def test_the_document_that_is_named_may_not_mention_it(flat):
    answer = flat.ask("Does the amendment mention dogs?")
    assert answer.text != "The documents never mention “dogs”."
    assert answer.grade is not Grade.ANSWER
    answer = flat.ask("Does the kitchen document mention bicycles?")
    assert (answer.kind, answer.text) == (
        ReplyKind.MENTION,
        "The document never mentions “bicycles”.",
    )


def test_a_place_of_the_name_may_be_in_another_document(flat):
    assert "two ovens" in flat.ask("How many ovens are in the kitchen?").text


def test_a_name_that_fits_no_document_is_left_to_the_search(flat):
    answer = flat.ask("Does the brochure mention pets?")
    assert (answer.kind, "lease.md" in asked_of(answer)) == (ReplyKind.QUESTION, True)


def test_a_topic_is_searched_for_everywhere(flat):
    assert flat.ask("What is the rent of the bicycle shed?").citations[0].document_id == (
        "house-rules.md"
    )


def test_two_sources_each_have_a_quote(flat):
    answer = flat.ask("What is the rent in the lease and in the amendment?")
    assert (answer.kind, answer.grade) == (ReplyKind.COMPARISON, Grade.ANSWER)
    assert quotes(answer) == [
        "The rent is £1,150 a month.", "The rent is £1,210 a month from October.",
    ]  # fmt: skip


def test_two_sources_are_asked_for_their_places_together(flat):
    answer = flat.ask("Do the lease and the house rules mention pets?")
    assert (answer.kind, asked_of(answer)) == (ReplyKind.MENTION, {"lease.md", "house-rules.md"})


def test_a_name_that_fits_several_documents_takes_them_all(open_texts):
    years = open_texts(
        **{"lease-2023": LEASE, "lease-2024": LEASE.replace("1,150", "1,200"), "rules": RULES}
    )
    assert asked_of(years.ask("Does the lease mention pets?")) == {"lease-2023.md", "lease-2024.md"}
    assert asked_of(years.ask("Does the lease of 2024 mention pets?")) == {"lease-2024.md"}


def test_a_copy_does_not_make_a_name_doubtful(open_texts):
    copies = open_texts(**{"lease": LEASE, "lease (copy)": LEASE, "rules": RULES})
    assert asked_of(copies.ask("Does the tenancy agreement mention pets?")) == {"lease.md"}


def test_a_follow_up_may_name_another_source(flat):
    answer = flat.ask("And in the amendment?", ["What is the rent in the lease?"])
    assert asked_of(answer) == {"amendment.md"}


def test_the_passages_are_those_of_the_source(flat):
    hits = flat.retrieve("What does the amendment say about the deposit?")
    assert {hit.passage.document.id for hit in hits} == {"amendment.md"}
