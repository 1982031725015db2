import pytest

from tests.pdf_files import Text, blocks_of, column

NAMES = ["Opening", "Fees", "Boats", "Piers", "Storms", "Ropes", "Masters", "Winds", "Tides"]


def prose(name):
    return [
        f"The {name.lower()} of pier {chr(97 + n)} are many, and the master knows"
        for n in range(20)
    ]


def texts_of(pages):
    return [text for _, text in blocks_of(pages)]


def test_titles_of_slides_are_no_running_heads():
    slides = [
        [
            Text(72, 740, 24, f"{name} in the harbour"),
            Text(90, 600, 16, f"The {name.lower()} are many"),
            Text(560, 30, 10, str(number)),
        ]
        for number, name in enumerate(NAMES, 1)
    ]
    assert texts_of(slides)[::2] == [f"{name} in the harbour" for name in NAMES]


def test_a_line_with_another_number_on_each_page_is_no_running_head():
    pages = [
        [Text(72, 740, 12, f"Boat of number {7 * n * n + 400}"), *column(prose(name))]
        for n, name in enumerate(NAMES)
    ]
    text = " ".join(texts_of(pages))
    assert all(f"Boat of number {7 * n * n + 400}" in text for n in range(len(NAMES)))


@pytest.mark.parametrize("head", ["Rules of the harbour {page}", "{page} | Rules", "Part 2: Boats"])
def test_a_line_with_the_number_of_the_page_is_a_running_head(head):
    pages = [
        [Text(72, 740, 12, head.format(page=n + 17)), *column(prose(name))]
        for n, name in enumerate(NAMES)
    ]
    assert texts_of(pages) == [" ".join(line for name in NAMES for line in prose(name))]


def test_a_line_within_the_text_stays_where_pages_have_it_alike():
    pages = [
        [*column(prose(name)[:9]), Text(72, 400, 12, "Signed by the master"),
         *column(prose(name)[9:], top=300)]
        for name in NAMES
    ]  # fmt: skip
    assert texts_of(pages).count("Signed by the master") == len(NAMES)


def test_a_sign_for_a_number_is_none():
    pages = [[Text(72, 740, 12, f"Sheet {n or '#'}"), *column(prose(name))]
             for n, name in enumerate(NAMES)]  # fmt: skip
    assert texts_of(pages)
