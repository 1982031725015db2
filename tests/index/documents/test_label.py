import pytest

from index.documents.document import Document
from index.documents.label import Label
from index.documents.places import PlaceMap, Run, Unit, UnitKind


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("# Fees\n\nTwo euros.", "Fees"),
        ("By Ann.\n\n## Fees of 2024\n\nTwo euros.", "Fees of 2024"),
        ("Two euros.", ""),
        ("Two euros. " * 40 + "\n\n# Fees\n\nTwo.", ""),
    ],
)
def test_a_document_begins_with_a_heading_or_not(text, heading):
    label = Label.of(Document("fees.md", "The fees", text, "fees.md", "de"))
    assert label == Label("fees.md", "The fees", "de", heading)


def test_what_ocr_may_still_read_is_not_unreadable():
    pages = tuple(Unit(UnitKind.PAGE, number, unread=number > 1) for number in range(1, 6))
    places = PlaceMap(pages, (Run(0, 4, 0, 0),))
    notes = ("It is old.", "The OCR of 2 pages is to come.", "The OCR of 1 page was skipped.")
    label = Label.of(Document("a.pdf", "A", "Text", "a.pdf", places=places, notes=notes))
    assert (label.unread, label.unreadable, label.notes) == (4, 1, notes)
