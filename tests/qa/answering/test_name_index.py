import pytest

from index.documents.label import Label
from qa.answering.document_names import fit_of, stems_needed
from qa.answering.name_index import NameIndex

LABELS = [
    Label("flats/lease2024.md", "Tenancy agreement for Flat 3", "en"),
    Label("houseRules.txt", "House rules", "en"),
    Label("minutes.md", "minutes", "en", heading="Minutes of the garden committee"),
    Label("soup.md", "Onion soup", "en"),
    Label("Mietvertrag.md", "Mietvertrag der Wohnung", "de"),
]


@pytest.fixture(scope="module")
def names():
    return NameIndex(LABELS)


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("flats/lease2024.md", [0]), ("LEASE2024.MD", [0]), ("lease2024", [0]),
        ("tenancy agreement for flat 3", [0]), ("house rules", [1]), ("soup.md", [3]),
        ("soup", [3]), ("onion", []),
    ],
)  # fmt: skip
def test_a_document_is_called_by_its_file_or_title(names, name, numbers):
    assert names.called(name) == numbers


@pytest.mark.parametrize(
    ("stems", "numbers"),
    [
        (["tenanc"], [0]), (["leas"], [0]), (["hous", "rule"], [1]), (["houserul"], [1]),
        (["garden", "minut"], [2]), (["onion", "minut"], []), (["mietvertrag"], [4]), ([], []),
    ],
)  # fmt: skip
def test_documents_have_stems_in_their_names(names, stems, numbers):
    assert names.holding(stems) == numbers


@pytest.mark.parametrize(
    "name",
    [
        "the lease", "my tenancy agreement", "the house rules", "our rules", "the minutes",
        "the garden committee's minutes", "the onion soup recipe", "the soup", "the committee",
        "den Mietvertrag", "the recipe", "the annual report",
    ],
)  # fmt: skip
def test_whatever_a_name_fits_has_the_stems_it_needs(names, name):
    for number, label in enumerate(LABELS):
        if fit_of(label, name, lambda: pytest.fail("it has no date to look for")):
            assert number in names.holding(stems_needed(name, label.language))
