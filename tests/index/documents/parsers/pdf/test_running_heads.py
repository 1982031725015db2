import pytest

from index.documents.parsers.pdf.pdf import parse_pdf
from tests.pdf_files import Text, column, pdf

WORDS = ["opening", "fees", "boats", "piers", "storms", "ropes", "masters", "winds", "tides"]
TITLE = "HARBOUR BOARD v. FERRY COMPANY"


def prose(n, lines=20):
    return [
        *(
            f"The {WORDS[n]} of pier {chr(97 + i)} are many, and no master knows the"
            for i in range(lines)
        ),
        f"{WORDS[n]} of all.",
    ]


def page(number, section, lines, title=TITLE):
    """A page as a court prints it: its number, the case on every other one, and the section."""
    head = f"{number} {title}" if number % 2 else f"Cite as: 9 U. S. 17 (2023) {number}"
    return [Text(72, 770, 9, head), Text(270, 745, 9, section), *lines]


def opinion(title=(TITLE,), heads=TITLE):
    cover = [
        Text(100, 600, 30, "OFFICIAL REPORTS", bold=True),
        Text(100, 500, 30, "OF THE COURT", bold=True),
    ]
    sections = ["Syllabus"] * 2 + ["Opinion of the Court"] * 4 + ["Bell, J., dissenting"] * 2
    inner: list[list[Text | tuple[float, float, float, str]]] = [
        [Text(72, 700 - 15 * i, 12, line) for i, line in enumerate(prose(n))] for n in range(8)
    ]
    inner[0] = [
        *(Text(200, 715 - 15 * n, 12, line) for n, line in enumerate(title)),
        *column(prose(0, 18), top=670),
    ]
    inner[6][3:6] = [
        Text(72, 655, 12, "It is so ordered."),
        Text(84, 625, 12, "Justice Bell, with whom Justice Cole joins, dissenting."),
    ]
    pages = (page(n + 17, section, inner[n], heads) for n, section in enumerate(sections))
    return parse_pdf(pdf([cover, *pages]), "a.pdf")


def outline(file):
    return [(block.level, block.words.of(file.text)) for block in file.blocks if block.words]


def test_a_title_is_the_line_that_the_running_heads_repeat_and_not_what_a_cover_has():
    file = opinion()
    assert file.title == TITLE
    assert outline(file)[0] == (1, TITLE)
    assert "OFFICIAL REPORTS" in file.text


def test_a_title_may_be_longer_than_the_running_head_and_run_over_two_lines():
    file = opinion(("HARBOUR BOARD, et al. v.", "FERRY COMPANY"))
    assert file.title == "HARBOUR BOARD, et al. v. FERRY COMPANY"
    assert opinion(heads="Reports of cases").title == "OFFICIAL REPORTS"


def test_sections_that_only_running_heads_name_are_headings_where_they_begin():
    file = opinion()
    assert outline(file)[1:] == [
        (2, "Syllabus"), (2, "Opinion of the Court"), (2, "Bell, J., dissenting"),
    ]  # fmt: skip
    assert f"\n\n{TITLE}\n\nSyllabus\n\nThe opening of pier a" in file.text
    assert "\n\nBell, J., dissenting\n\nJustice Bell, with whom" in file.text
    assert file.text.count("Syllabus") == 1


def test_heads_that_alternate_or_are_new_on_each_page_name_no_section():
    for names in (["left", "right"] * 4, [f"{word} to {word}s" for word in WORDS[:8]]):
        pages = [
            [Text(270, 770, 9, name), *column(prose(n), top=700)] for n, name in enumerate(names)
        ]
        assert outline(parse_pdf(pdf(pages), "a.pdf")) == []


def test_a_section_with_a_heading_of_its_own_gets_no_other():
    names = ["Fees and fines"] * 4 + ["Boats and piers"] * 4
    pages = [
        [
            Text(240, 770, 9, name),
            *([] if n % 4 else [Text(72, 720, 20, name, bold=True)]),
            *column(prose(n), top=690),
        ]
        for n, name in enumerate(names)
    ]
    assert outline(parse_pdf(pdf(pages), "a.pdf")) == [(1, names[0]), (1, names[4])]


@pytest.mark.parametrize("number", ["II", "C"])
def test_the_number_of_a_part_at_the_top_of_a_page_is_not_that_of_the_page(number):
    pages = [
        [Text(72, 770, 9, f"Rules {n + 17}"), *column([number] if n == 3 else [], x=300, top=735),
         *column(prose(n), top=700)]
        for n in range(8)
    ]  # fmt: skip
    assert f"\n\n{number}\n\n" in parse_pdf(pdf(pages), "a.pdf").text
