import pytest

from qa.types import ReplyKind

from .conftest import quotes

FIRM = """# Brightwell

Brightwell makes microscopes. Our offices:

- Utrecht
- Graz
  - first floor
- Cardiff

The board has five members: R. Castellan, J. Obi and others.

The goals are: peace in the firm; safety of all; and growth.

## How to apply

1. Write a letter.
2. Wait.
"""


@pytest.fixture
def firm(open_texts):
    return open_texts(firm=FIRM)


@pytest.mark.parametrize(
    ("question", "note", "part"),
    [
        ("How many offices does Brightwell have?", "3 items:", "Our offices:\n\n- Utrecht"),
        ("How many goals are there?", "3 items:", "The goals are: peace"),
        ("How many steps are there?", "2 items:", "1. Write a letter.\n2. Wait."),
    ],
)
def test_the_items_of_the_list_are_counted(firm, question, note, part):
    answer = firm.ask(question)
    assert (answer.kind, answer.note) == (ReplyKind.COUNT, note)
    (quote,) = quotes(answer)
    assert part in quote


@pytest.mark.parametrize(
    "question",
    [
        "How many members does the board have?", "How many offices does Acme have?",
        "How many offices are there in Spain?", "How many people does it employ?",
    ],
)  # fmt: skip
def test_what_is_stated_or_not_listed_is_searched_for(firm, question):
    assert firm.ask(question).kind is ReplyKind.QUESTION
