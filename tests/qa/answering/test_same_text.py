from index.documents.document import Document
from qa.answering.same_text import each_once, each_text_once
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


def test_of_documents_with_the_same_text_that_of_the_shortest_name_counts():
    texts = {"a (copy).md": "One\ntext.", "a.md": "One text.", "b.md": "Another."}
    documents = [Document(name, name, text, name) for name, text in texts.items()]
    assert [document.id for document in each_text_once(documents)] == ["a.md", "b.md"]
