from index.documents.parsers.pdf.pdf import parse_pdf
from tests.pdf_files import Text, column, pdf

PROSE = [
    "The harbour opens at nine in the morning and is closed at night, when",
    "nobody may enter it. A fee of twelve pounds is due for each boat that",
    "stays longer than one day. It is paid at the office by the eastern gate.",
]


def headings(numbers, x=265):
    page, top = [], 740
    for number in numbers:
        page += [Text(x - 3 * len(number), top, 12, number), *column(PROSE, top=top - 20)]
        top -= 85
    file = parse_pdf(pdf([page]), "a.pdf")
    return [(block.level, block.words.of(file.text)) for block in file.blocks if block.words]


def test_centred_numbers_that_follow_on_each_other_are_headings():
    assert headings(["I", "A", "B", "II", "A", "B", "III"]) == [
        (1, "I"), (2, "A"), (2, "B"), (1, "II"), (2, "A"), (2, "B"), (1, "III"),
    ]  # fmt: skip
    assert headings(["I", "II", "II–A", "II–B", "III"])[1:4] == [
        (1, "II"), (2, "II–A"), (2, "II–B"),
    ]  # fmt: skip


def test_a_number_that_nothing_follows_on_and_one_at_the_side_are_none():
    assert headings(["V", "II", "X"]) == []
    assert headings(["I"]) == []
    assert headings(["I", "II", "III"], x=90) == []
