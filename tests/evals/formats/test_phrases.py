import pytest

from evals.formats.phrases import holding, holds, in_citation, in_document, spans
from index import Document, Span
from qa.types import Citation

TEXT = "The pump’s “over-\npressure” valve\n opens at nine."


@pytest.mark.parametrize(
    ("text", "phrase", "there"),
    [
        (TEXT, "the pump's overpressure valve opens", True),
        (TEXT, "over-pressure VALVE", True),
        ("a memory-safe language", "memorysafe language", True),
        ("a memorysafe language", "memory-safe language", True),
        ('the *exact* `same` "words"', "exact same words", True),
        ("opensat nine", "opens at nine", False),
        ("opens at nineteen", "opens at ten", False),
        ("costs $5 (or so)", "$5 (or so)", True),
    ],
)
def test_line_ends_hyphens_marks_and_case_do_not_matter(text, phrase, there):
    assert holds(text, phrase) is there


def test_places_are_those_of_the_text():
    places = spans("At ten. At\nten.", "at ten")
    assert places == [Span(0, 6), Span(8, 14)]
    document = Document("a.md", "A", "It opens. It opens at\nnine.", "a.md")
    assert in_document(document, "opens at nine") == Span(13, 26)
    assert in_document(document, "opens at ten") is None


def test_the_citation_that_has_the_phrase_is_found():
    document = Document("a.md", "A", "It is red.\n\nIt opens at\nnine.", "a.md")
    citations = [Citation.of(document, span) for span in (Span(0, 10), Span(12, 29))]
    assert holding(citations, "opens at nine") is citations[1]
    assert holding(citations, "opens at ten") is None
    assert in_citation(citations[1], "at nine").of(document.text) == "at\nnine"
