from index.documents.parsers.pdf.pdf import parse_pdf
from tests.pdf_files import Text, blocks_of, column, pdf

WORDS = ["opening", "fees", "boats"]


def text(n, lines):
    letters = map(chr, range(97, 97 + lines))
    some = [f"The {WORDS[n]} of pier {each} are many, and no master knows the" for each in letters]
    return [*some, f"{WORDS[n]} of all."]


def paper(n, step, first=1):
    """A page of 28 numbered lines, the text in every other one where ``step`` is 2."""
    numbers = [Text(50 if i < 9 else 43.4, 720 - 22 * i, 12, str(i + first)) for i in range(28)]
    lines = [
        Text(90, 720 - 22 * step * i, 12, line) for i, line in enumerate(text(n, 27 // step - 1))
    ]
    return [*numbers, *lines, Text(300, 60, 12, str(n + 1))]


def test_the_numbers_of_the_lines_of_a_paper_for_a_court_are_left_out():
    for step in (1, 2):
        said = " ".join(text(0, 27 // step - 1))
        assert blocks_of([paper(n, step) for n in range(3)])[0] == ("paragraph", said)


def test_the_pages_keep_their_numbers():
    file = parse_pdf(pdf([paper(n, 1) for n in range(3)]), "a.pdf")
    assert [unit.label for unit in file.places.units] == ["1", "2", "3"]


def test_rows_that_are_counted_on_over_pages_keep_their_numbers():
    pages = [
        [
            *(Text(50, 720 - 22 * i, 12, str(20 * n + i + 1)) for i in range(20)),
            *(Text(90, 720 - 22 * i, 12, f"Boat {chr(97 + i)} of {WORDS[n]}") for i in range(20)),
        ]
        for n in range(3)
    ]
    said = parse_pdf(pdf(pages), "a.pdf").text
    assert all(f"{20 * n + 7}" in said for n in range(3))


def test_a_list_on_one_page_keeps_its_numbers():
    said = parse_pdf(
        pdf([column([f"{n} The boat of pier {n}" for n in range(1, 15)])]), "a.pdf"
    ).text
    assert all(f"{n} The boat" in said for n in range(1, 15))
