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

Applications are open for five weeks until a code is sent.

1. Write a letter.
2. Wait.

## Fault codes

| Code | Meaning |
|---|---|
| F1 | no light |
| F2 | no image |
| F3 | too warm |

## Sales team

| Name | Since |
|---|---|
| Ana Ruiz | 2014 |
| Tom Bell | 2018 |

## Facts

Seats: 40
Halls: 2
"""
RECIPES = """# Our recipes

## Pancakes

Ingredients:

- 2 eggs
- milk

## Omelette

Ingredients:

- 3 eggs
- salt

## Lentils

Ingredients:

- lentils
- 1 onion
"""


@pytest.fixture
def firm(open_texts):
    return open_texts(firm=FIRM)


@pytest.mark.parametrize(
    ("question", "note", "part"),
    [
        ("How many offices does Brightwell have?", "3 items:", "Our offices:\n\n- Utrecht"),
        ("How many goals are there?", "3 items:", "The goals are: peace"),
        ("How many steps does applying have?", "2 items:", "1. Write a letter.\n2. Wait."),
        ("How many steps are there?", "2 items:", "1. Write a letter.\n2. Wait."),
        ("How many fault codes are listed?", "3 rows:", "| F3 | too warm |"),
        ("How many different codes are there?", "3 rows:", "| F1 | no light |"),
        ("How many people are on the sales team?", "2 rows:", "| Tom Bell | 2018 |"),
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
        "How many people are on the board?", "How many seats are there?",
        "How many offices were sold?", "How many microscopes are there?",
    ],
)  # fmt: skip
def test_what_is_stated_or_not_listed_is_searched_for(firm, question):
    assert firm.ask(question).kind is ReplyKind.QUESTION


def test_what_was_asked_about_is_counted(firm):
    answer = firm.ask("How many are there?", ["Which fault codes are there?"])
    assert (answer.kind, answer.note) == (ReplyKind.COUNT, "3 rows:")
    assert firm.ask("How many are there?").kind is ReplyKind.QUESTION


def test_headings_of_a_kind_are_counted_and_those_that_have_a_thing(open_texts):
    book = open_texts(book=RECIPES)
    every = book.ask("How many recipes are there?")
    assert (every.note, quotes(every)) == ("3 headings:", ["Pancakes", "Omelette", "Lentils"])
    some = book.ask("How many recipes need eggs?")
    first, second = quotes(some)
    assert some.note == "2 headings:"
    assert first.startswith("Pancakes")
    assert second.endswith("- 3 eggs")
    assert book.ask("How many recipes need sugar?").kind is ReplyKind.QUESTION
