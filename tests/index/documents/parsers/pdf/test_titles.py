from index.documents.parsers.pdf.pdf import parse_pdf
from tests.pdf_files import Text, column, pdf

PROSE = [f"the opening of pier {chr(97 + n)} is late, and no master knows it" for n in range(10)]


def title(pages):
    return parse_pdf(pdf(pages), "rules.pdf").title


def test_what_many_pages_have_at_one_place_is_no_title():
    mark = Text(100, 400, 30, "Draft for the board")
    rest = [column([f"page {n}", *PROSE]) for n in "abcdefghi"]
    pages = [[Text(72, 730, 20, "Harbour rules"), *column(PROSE), mark], *rest]
    pages[3:5] = [[*pages[3], mark], [*pages[4], mark]]
    assert title(pages) == "Harbour rules"
    fees = [Text(72, 730, 20, "Fees"), *column(PROSE)]
    assert title([[*column(PROSE), mark], *pages[1:], fees]) == "Fees"


def test_the_number_of_a_part_is_no_title():
    for number in ("I", "II-A", "1.", "A"):
        heads = [Text(300, 730, 20, number, bold=True), *column(PROSE)]
        named = [Text(72, 730, 20, "Fees", bold=True), *column(PROSE)]
        assert title([heads]) is None
        assert title([heads, named]) == "Fees"
    part_numbers = [[Text(300, 730, 12, n), *column(PROSE)] for n in ("I", "II", "III")]
    assert title(part_numbers) is None
