import pytest

from index.documents.parsers.pdf.page_labels import without_shared
from index.documents.parsers.pdf.pdf import parse_pdf
from tests.pdf_files import Text, column, pdf

NAMES = ["opening", "fees", "boats", "piers", "storms", "ropes", "masters", "winds", "tides"]


def page(n, head, foot=""):
    prose = [
        f"The {NAMES[n % 9]} of pier {chr(97 + i)}{chr(97 + n // 9)} are many, and the master knows"
        for i in range(20)
    ]
    return [Text(72, 770, 9, head), *column(prose), *([Text(300, 30, 9, foot)] if foot else [])]


def labels(heads, feet=None):
    feet = feet or [""] * len(heads)
    pages = [page(n, *each) for n, each in enumerate(zip(heads, feet, strict=True))]
    return [unit.label for unit in parse_pdf(pdf(pages), "a.pdf").places.units]


def case(first, count, name="BELL v. COLE"):
    """The heads of an opinion: the case on every other page, the number on each."""
    return [f"{n} {name}" if n % 2 == 0 else f"Cite as: 9 U. S. 17 (2023) {n}"
            for n in range(first, first + count)]  # fmt: skip


def numbers(first, count):
    return [str(n) for n in range(first, first + count)]


def test_a_letter_within_a_name_is_no_number_of_a_page():
    assert labels(case(70, 8)) == numbers(70, 8)
    assert labels(["BELL v. COLE", "Harbour law"] * 4) == [""] * 8


def test_each_file_of_those_bound_into_one_has_its_own_row_of_numbers():
    heads = [*case(70, 7), *case(12, 7, "HILL v. DALE"), *case(205, 7, "FORD v. MILL")]
    assert labels(heads) == [*numbers(70, 7), *numbers(12, 7), *numbers(205, 7)]


def test_numbers_that_do_not_go_up_with_the_pages_are_none():
    chapters = [f"Chapter {n}" for n in (3, 3, 3, 4, 4, 9, 9, 9)]
    assert labels(chapters) == [""] * 8
    assert labels(chapters, numbers(40, 8)) == numbers(40, 8)


def test_a_number_that_several_pages_have_names_none_of_them():
    heads = ["Harbour rules"] * 5 + ["Fees of the town"] * 7
    assert labels(heads, [*numbers(1, 5), *numbers(1, 7)]) == [""] * 10 + ["6", "7"]
    assert without_shared(["i", "", "1", "i", ""]) == ["", "", "1", "", ""]


def test_steps_of_one_slide_have_its_number():
    assert without_shared(["1", "2", "2", "2", "3", "1"]) == ["", "2", "2", "2", "3", ""]
    assert without_shared(["1"] * 13) == [""] * 13


@pytest.mark.parametrize("foot", ["{}", "- {} -", "Rules | {}", "{} | Rules", "Page {} of 90"])
def test_a_number_stands_at_an_edge_or_behind_its_name(foot):
    assert labels(["Harbour rules"] * 5, [foot.format(n) for n in range(7, 12)]) == numbers(7, 5)


def test_small_roman_numbers_go_up_too():
    feet = ["iii", "iv", "v", "vi", *numbers(1, 4)]
    assert labels(["Harbour rules"] * 8, feet) == feet
