import pytest

from index import Document
from qa.answering.listing import listings

ROOMS = """# Hotel

## Rooms

### Room 1

A bath.

### Room 2

A shower.
"""


def counted(text):
    document = Document(id="text.md", title="text", text=text, source="text.md")
    return [(str(listing.kind), len(listing.items)) for listing in listings(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("month,mm,days\nMay,80,14\nJune,62,11\nTotal,142,25", [("table row", 2)]),
        ("# Suppliers\n\nKern: bread\nHolm: milk", [("field", 2)]),
        ("The aims are: peace; growth; and rest.", [("paragraph", 3)]),
        (ROOMS, [("heading", 2), ("heading", 2)]),
        ("# Notes\n\n## Weather\n\nWet.\n\n## Money\n\nNone.", []),
        ("- a thing alone", []),
    ],
)
def test_things_of_a_kind_are_listed(text, expected):
    assert counted(text) == expected
