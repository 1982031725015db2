import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question.source import source_names


def names(question):
    return [(name.text, name.sure) for name in source_names(question)]


@pytest.mark.parametrize(
    ("question", "name", "sure"),
    [
        ("Does the lease say anything about pets?", "the lease", True),
        ("What does the annual report conclude?", "the annual report", True),
        ("Where do the house rules mention bicycles?", "the house rules", True),
        ("Who pays for repairs according to the lease?", "the lease", True),
        ("Is smoking mentioned anywhere in the house rules?", "the house rules", True),
        ("What is the rent in lease-2024.txt?", "lease-2024.txt", True),
        ("What is the rent in the lease per month?", "the lease", False),
        ("Does the lease allow pets?", "the lease", False),
        ("Who pays under my tenancy agreement?", "my tenancy agreement", False),
        ("What is the lease's deposit?", "the lease", False),
    ],
)
def test_a_source_is_named(question, name, sure):
    assert (name, sure) in names(question)


@pytest.mark.parametrize(
    "question",
    ["What is the rent of the lease?", "When does the lease end?", "Who wrote the lease?", "Why?"],
)
def test_a_topic_is_no_source(question):
    assert names(question) == []


def test_longer_names_come_before_shorter():
    every = [name for name, _ in names("What is the rent in the lease of 2023?")]
    assert every == ["the lease of 2023", "the lease of", "the lease", "the"]


def test_the_question_is_told_with_another_name_and_without_any():
    question = "According to the lease, who repairs the roof?"
    name = next(name for name in source_names(question) if name.text == "the lease")
    assert name.renamed("the document") == "According to the document, who repairs the roof?"
    assert name.rest == "who repairs the roof?"


@given(st.text(max_size=60).map("Does it say in the {} that?".format))
def test_names_are_words_of_the_question(question):
    for name in source_names(question):
        assert question[name.start : name.end] == name.text != ""
        assert name.opens <= name.start
