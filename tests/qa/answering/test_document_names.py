import pytest

from index import Document
from index.documents.label import Label
from qa.answering.document_names import Fit, fit_of


def document(name, text):
    first = text.partition("\n")[0].strip("# ")
    return Document(id=name, title=first, text=text, source=name)


LEASE = document(
    "lease-2023.txt", "RESIDENTIAL TENANCY AGREEMENT\n\nDated: 14 February 2023\n\nRent."
)
MINUTES = document("2024-03 notes.md", "# Minutes of the Garden Committee\n\n12 March 2024\n\nOn.")
RULES = document("houseRules.txt", "House Rules for 22 Mill Lane\n\nBe quiet at night.")
SOUP = document("onion-soup.txt", "French Onion Soup\n\nServes 4.")
REPORT = document("annual-report (copy).md", "# Annual Report 2023\n\nA good year.")


@pytest.mark.parametrize(
    ("text", "name", "fit"),
    [
        (LEASE, "the lease", Fit.WHOLE),
        (LEASE, "my tenancy agreement", Fit.HEAD),
        (LEASE, "the agreement", Fit.HEAD),
        (LEASE, "the 2023 lease", Fit.WHOLE),
        (LEASE, "the 2024 lease", None),
        (LEASE, "the amendment", None),
        (MINUTES, "the minutes", Fit.HEAD),
        (MINUTES, "the March minutes", Fit.HEAD),
        (MINUTES, "the minutes of May", None),
        (MINUTES, "the committee", Fit.PART),
        (RULES, "the house rules", Fit.WHOLE),
        (RULES, "our rules", Fit.HEAD),
        (RULES, "the house", Fit.PART),
        (SOUP, "the onion soup recipe", Fit.WHOLE),
        (SOUP, "the recipe", None),
        (SOUP, "the soup", Fit.HEAD),
        (REPORT, "the report", Fit.HEAD),
        (REPORT, "the annual report document", Fit.WHOLE),
        (REPORT, "the annual manual", None),
        (REPORT, "the", None),
    ],
)
def test_a_name_fits_a_document_by_its_file_title_and_date(text, name, fit):
    assert fit_of(Label.of(text), name, lambda: text) is fit
