import numpy as np
import pytest

from index.documents.document import Document, Passage
from index.documents.span import Span
from index.errors import DocumentError
from index.numbering import Numbering

DOCUMENTS = [
    Document("a.md", "A", "One. Two. Three.", "a.md", "en"),
    Document("b.md", "B", "", "b.md", "de"),
    Document("c.md", "C", "Vier. Fünf.", "c.md", "de"),
]
PASSAGES = [
    Passage(DOCUMENTS[0], 0, 9, "One. Two.", (Span(0, 4), Span(5, 9))),
    Passage(DOCUMENTS[0], 10, 16, "Three.", (Span(10, 16),)),
    Passage(DOCUMENTS[2], 0, 5, "Vier.", (Span(0, 5),)),
    Passage(DOCUMENTS[2], 6, 11, "Fünf.", (Span(6, 11),)),
]


@pytest.fixture
def numbering():
    return Numbering.of(DOCUMENTS, PASSAGES)


def test_passages_and_sentences_are_numbered_in_order(numbering):
    assert [label.id for label in numbering.labels] == ["a.md", "b.md", "c.md"]
    assert [numbering.document(name) for name in ("c.md", "a.md", "d.md")] == [2, 0, -1]
    assert numbering.passages.tolist() == [0, 2, 2, 4]
    assert numbering.sentences.tolist() == [0, 2, 3, 4, 5]
    assert numbering.owners_of(np.arange(5)).tolist() == [0, 0, 1, 2, 3]
    assert [numbering.document_of(n) for n in range(4)] == [0, 0, 2, 2]
    assert numbering.documents_of(np.array([3, 1, 2])).tolist() == [0, 2]
    assert numbering.documents_of(np.arange(0)).tolist() == []


def test_what_documents_have_is_told_by_their_ids(numbering):
    assert numbering.passages_of("c.md").tolist() == [2, 3]
    assert numbering.passages_of(("c.md", "a.md")).tolist() == [0, 1, 2, 3]
    assert numbering.sentences_of(np.array([0, 3])).tolist() == [0, 1, 4]
    assert numbering.firsts_among(np.array([1, 0, 3])).tolist() == [0, 1, 3, 4]
    assert numbering.firsts_among(np.arange(0)).tolist() == [0]


@pytest.mark.parametrize("name", ["d.md", "b.md"])
def test_a_document_without_passages_is_none(numbering, name):
    with pytest.raises(DocumentError, match=f"no document '{name}'. It has a.md, c.md"):
        numbering.passages_of(name)


def test_the_language_of_most_passages_comes_first():
    assert Numbering.of(DOCUMENTS, PASSAGES).languages == ("en", "de")
    assert Numbering.of(DOCUMENTS, PASSAGES[1:]).languages == ("de", "en")
    assert Numbering.of(DOCUMENTS, PASSAGES[:2]).languages == ("en",)


def test_what_does_not_go_together_is_refused(numbering):
    with pytest.raises(ValueError, match=r"\(2, 4\) documents and passages can't be \(3, 4\)"):
        Numbering(numbering.labels[:2], numbering.passages, numbering.sentences)
