import pytest

from tests.pdf_files import Text, blocks_of, column

PARTIES = [
    "JOHN DOE, individually and for",
    "all others in his situation,",
    "",
    "Plaintiff,",
    "",
    "v.",
    "",
    "HARBOUR COMPANY, INC., a",
    "company of Delaware,",
    "",
    "Defendant.",
]
CASE = {1: "Case No. 3:21-cv-01234-ABC", 5: "ORDER GRANTING MOTION", 6: "TO DISMISS THE COMPLAINT"}


@pytest.mark.parametrize("sign", [")", "§"])
def test_the_sides_of_a_caption_are_read_one_by_one(sign):
    page = []
    for row, words in enumerate(PARTIES):
        y = 690 - 14 * row
        page += [Text(72, y, 12, words)] if words else []
        page.append(Text(300, y, 12, sign))
        page += [Text(330, y, 12, CASE[row])] if row in CASE else []
    prose = ["The motion was heard on the third of May, and was granted in part by", "the court."]
    texts = [text for _, text in blocks_of([[*page, *column(prose, top=500)]])]
    assert texts == [
        "JOHN DOE, individually and for all others in his situation,",
        "Plaintiff,",
        "v.",
        "HARBOUR COMPANY, INC., a company of Delaware,",
        "Defendant.",
        "Case No. 3:21-cv-01234-ABC",
        "ORDER GRANTING MOTION TO DISMISS THE COMPLAINT",
        " ".join(prose),
    ]


def test_a_few_brackets_below_each_other_are_no_caption():
    rows = [Text(72, 700 - 14 * n, 12, f"Item {n} )") for n in range(3)]
    assert all(text.endswith(")") for _, text in blocks_of([rows]))
