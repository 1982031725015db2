from index.documents.document import Document
from qa.answering.same_text import each_once
from qa.types import Citation

TEXT = """Parking is free.

# Monday

Closed at noon.

closed, at noon

# Friday

Closed at noon."""


def cite(*quotes):
    """Citations of each of these in turn, each from the end of the one before."""
    document, end = Document("a", "a", TEXT, "a"), 0
    for quote in quotes:
        start = TEXT.index(quote, end)
        end = start + len(quote)
        yield Citation(document, start, end, quote)


def test_what_says_the_same_under_the_same_heading_counts_once():
    every = [*cite("Parking is free.", "Closed at noon.", "closed, at noon", "Closed at noon.")]
    assert each_once(every) == (every[0], every[1], every[3])


def test_no_more_is_taken_than_is_needed():
    every = cite("Parking is free.", "Closed at noon.", "closed, at noon", "Closed at noon.")
    assert [c.quote for c in each_once(every, 2)] == ["Parking is free.", "Closed at noon."]
    assert [c.quote for c in every] == ["closed, at noon", "Closed at noon."]
