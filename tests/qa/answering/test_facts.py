import pytest

from qa.types import Grade, ReplyKind

from .conftest import quotes

OUTAGE = """---
title: Outage of the ticket shop
author: Kwame Boateng
date: 2024-11-03
updated: 2024-12-01
---

The shop was down for 47 minutes. A full disk stopped all writes.
"""
ESSAY = """# On Keeping Hens in Cities
Lena Ortiz
3 March 2021

Hens are quieter than dogs. A hen lays about 250 eggs a year.

## Feed

A closed feeder ends the matter of rats.
"""


@pytest.mark.parametrize(
    ("question", "quote", "short"),
    [
        ("Who is the author?", "author: Kwame Boateng", "Kwame Boateng"),
        ("who wrote it", "author: Kwame Boateng", "Kwame Boateng"),
        ("When was it written?", "date: 2024-11-03", "2024-11-03"),
        ("When was it last updated?", "updated: 2024-12-01", "2024-12-01"),
        ("When was the review written?", "date: 2024-11-03", "2024-11-03"),
        ("What is the title?", "title: Outage of the ticket shop", None),
    ],
)
def test_front_matter_tells_of_the_document(open_texts, question, quote, short):
    answer = open_texts(outage=OUTAGE).ask(question)
    assert (quotes(answer), answer.short_answer) == ([quote], short)
    assert answer.kind is ReplyKind.OVERVIEW


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who is the author of the essay?", ["Lena Ortiz"]),
        ("When was it written?", ["3 March 2021"]),
        ("Who wrote it and when?", ["Lena Ortiz", "3 March 2021"]),
        ("What is the title of the essay?", ["On Keeping Hens in Cities"]),
        ("What sections does it have?", ["Feed"]),
    ],
)
def test_the_head_tells_of_the_document(open_texts, question, told):
    assert quotes(open_texts(essay=ESSAY).ask(question)) == told


def test_what_is_not_told_is_said_beside_what_is(open_texts):
    answer = open_texts(poem="# The ferry\n\nby Odile Marsh\n\nMy boat is green.\n").ask(
        "Who wrote it and when?"
    )
    assert quotes(answer) == ["by Odile Marsh"]
    assert answer.unsaid == "Its head and its end do not say when it was written."


def test_the_author_whom_a_sentence_names_is_cited(open_texts):
    report = open_texts(report="# Survey\n\nThe author of this report is Jane Roe. It is long.\n")
    answer = report.ask("Who is the author?")
    assert quotes(answer) == ["The author of this report is Jane Roe."]
    assert answer.short_answer == "Jane Roe"
    assert report.ask("When was it written?").kind is ReplyKind.QUESTION


def test_the_author_of_another_thing_is_not_the_documents(open_texts):
    review = open_texts(dune="# Notes on Dune\n\nby Ann Lee\n\nThe book was written by Herbert.\n")
    assert review.ask("Who wrote the book?").kind is ReplyKind.QUESTION
    assert quotes(review.ask("Who wrote these notes?")) == ["by Ann Lee"]


def test_the_length_is_counted(open_texts):
    answer = open_texts(essay=ESSAY).ask("How long is it?")
    assert answer.note == "It has 32 words, about 1 minute to read:"
    assert quotes(answer) == ["On Keeping Hens in Cities"]


def test_the_length_of_a_thing_is_searched_for(open_texts):
    ship = open_texts(
        ship="# The Tern\n\nThe Tern is 41 metres long. Her captain is Joan Mackie.\n"
    )
    assert ship.ask("How long is it?").kind is ReplyKind.QUESTION
    assert ship.ask("How many words does it have?").kind is ReplyKind.OVERVIEW


def test_what_it_refers_to_may_be_what_was_asked_before(open_texts):
    song = "# The Tern\n\nby Ann Lee\n\nThe anthem is called The Tern. Jo Roe wrote the anthem.\n"
    opened = open_texts(song=song)
    assert quotes(opened.ask("Who wrote it?", ["What is this about?"])) == ["by Ann Lee"]
    before = opened.ask("Who wrote it?", ["What is the anthem called?"])
    assert before.kind is ReplyKind.QUESTION
    assert "Jo Roe" in before.text


def test_a_text_without_headings_is_said_to_have_none(open_texts):
    answer = open_texts(note="The gate code is 4711. The bins go out on Monday.").ask(
        "What sections does it have?"
    )
    assert (answer.grade, answer.text) == (Grade.ABSENT, "There are no headings, but for a title.")


def test_a_conclusion_is_what_says_so(open_texts):
    text = "# Bats\n\nBats roost in attics. They like tiles.\n\nIn short, roosts can be kept.\n"
    assert quotes(open_texts(bats=text).ask("What is the main conclusion?")) == [
        "In short, roosts can be kept."
    ]


def test_the_documents_are_listed(open_texts):
    answer = open_texts(essay=ESSAY, note="The gate code is 4711.").ask(
        "Which documents are there?"
    )
    assert quotes(answer) == ["On Keeping Hens in Cities", "The gate code is 4711."]
