import pytest

from index import Document, Passage, Span, SpanError
from index.documents.blocks import BlockKind
from index.documents.span import trim
from qa import Citation

DOCUMENT = Document("d.txt", "D", "One two. Three.", "d.txt")


def test_a_citation_says_what_its_document_says():
    citation = Citation(DOCUMENT, 0, 8, "One two.")
    assert (citation.document_id, citation.start, citation.end) == ("d.txt", 0, 8)
    assert Citation.of(DOCUMENT, Span(9, 15)).quote == "Three."


@pytest.mark.parametrize(("start", "end"), [(1, 8), (0, 9), (0, 99), (-8, 8), (8, 0), (0, 0)])
def test_a_citation_elsewhere_cannot_be_made(start, end):
    with pytest.raises(SpanError, match=str(end)):
        Citation(DOCUMENT, start, end, "One two.")


def test_a_passage_elsewhere_cannot_be_made():
    with pytest.raises(SpanError, match="'Two' at 0:3"):
        Passage(DOCUMENT, 0, 3, "Two", (Span(0, 3),))
    with pytest.raises(SpanError, match="9:15 is out of order or outside its passage 0:8"):
        Passage(DOCUMENT, 0, 8, "One two.", (Span(9, 15),))
    with pytest.raises(SpanError, match="has no sentence"):
        Passage(DOCUMENT, 0, 8, "One two.", ())


def test_spans():
    assert trim("  a b ", 0, 6) == Span(2, 5)
    assert trim("   ", 0, 3) is None
    assert Span(0, 5).overlap(Span(3, 9)) == 2
    assert Span(0, 3).overlap(Span(3, 9)) == 0
    assert Span(2, 4).shifted(3) == Span(5, 7)


def test_the_heading_before_a_place_is_the_last_that_begins_there():
    text = "Opening.\n\n# One\n\nText.\n\n## Two\n\nMore."
    document = Document("a", "a", text, "a")
    for place in range(len(text)):
        above = [b for b in document.blocks if b.words and b.span.start < place]
        assert document.heading_before(place) == (above[-1] if above else None)


def test_the_blocks_after_one_are_those_behind_it_without_page_noise():
    text = "---\ntitle: A\n---\n\n# B\n\nThe text is here."
    document = Document("d", "t", text, "d.md")
    assert [b.kind for b in document.blocks].count(BlockKind.NOISE) == 2
    for number, block in enumerate(document.blocks):
        behind = [b for b in document.blocks[number + 1 :] if b.kind is not BlockKind.NOISE]
        assert [*document.blocks_after(block)] == behind


def test_a_title_is_ones_own_where_it_is_not_the_files_name():
    assert Document("a/lease.pdf", "lease", "Text.", "/lease.pdf").own_title == ""
    assert Document("a/lease.pdf", "Lease", "Text.", "/lease.pdf").own_title == "Lease"
