import pytest

from .conftest import quotes

LIBRARY = """CITY LIBRARY

Renewing a book

1) Open the catalogue.
2) Tick the book and press Renew.

Reserving a room

Write to rooms@library.example with the day and the hour. You get an answer soon.

Prize money of 2,500 euros

It is paid by the savings bank.

Opening hours

Monday          closed for cleaning
Tue - Thu       7:00 - 20:00
Friday          7:00 - 21:30
"""


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("How do I renew a book?", "1) Open the catalogue.\n2) Tick the book and press Renew."),
        ("How can I reserve a room?", "Write to rooms@library.example with the day and the hour."),
        ("How much is the prize money?", "Prize money of 2,500 euros"),
        (
            "opening hours",
            "Monday          closed for cleaning\n"
            "Tue - Thu       7:00 - 20:00\n"
            "Friday          7:00 - 21:30",
        ),
    ],
)
def test_what_stands_below_is_cited_but_for_a_value(open_texts, question, part):
    answer = open_texts(library=LIBRARY).ask(question)
    assert quotes(answer)[0] == part
