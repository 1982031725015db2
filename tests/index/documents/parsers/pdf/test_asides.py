import pytest

from tests.pdf_files import Text, blocks_of, column

LINES = [
    "The harbour opens at nine in the morning and is closed at night, when",
    "nobody may enter it. A fee of twelve pounds is due for each boat that",
    "stays longer than one day. It is paid at the office by the eastern gate.",
    "Nobody else may take it, and whoever does is fined by the harbour master.",
]
CODE = "ls -l harbour"


@pytest.mark.parametrize("place", [0, 2, 4])
@pytest.mark.parametrize(
    "stamp", [Text(90, 480, 120, "DRAFT", angle=45), Text(80, 650, 120, "DRAFT")]
)
def test_a_stamp_over_a_page_is_no_part_of_its_sentences(place, stamp):
    page = column(LINES)
    page.insert(place, stamp)
    assert blocks_of([page]) == [("paragraph", " ".join(LINES)), ("noise", "DRAFT")]


def test_a_line_that_stands_upright_at_the_side_is_a_block_of_its_own():
    page = column(LINES)
    page.insert(2, Text(30, 300, 10, "From the harbour's library", angle=90))
    assert blocks_of([page]) == [
        ("paragraph", " ".join(LINES)),
        ("paragraph", "From the harbour's library"),
    ]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_turned_is_read_as_one_that_is_not(angle):
    at = {90: lambda n: (100 + 16 * n, 80), 180: lambda n: (560, 100 + 16 * n),
          270: lambda n: (400 - 16 * n, 700)}[angle]  # fmt: skip
    page = [Text(*at(n), 12, line, angle=angle) for n, line in enumerate(LINES)]
    lower = [Text(*at(6), 12, "1. No fires.", angle=angle)]
    assert blocks_of([[*page, *lower]]) == [
        ("paragraph", " ".join(LINES)),
        ("list item", "1. No fires."),
    ]


@pytest.mark.parametrize(
    ("ends", "begins"),
    [
        ("(continues on next page)", "(continued from previous page)"),
        ("Continued on next page", "Table 3 – continued from previous page"),
        ("(Fortsetzung auf der nächsten Seite)", "(Fortsetzung der vorherigen Seite)"),
    ],
)
def test_a_sentence_goes_on_over_words_on_where_it_does(ends, begins):
    first = [*column(LINES[:2]), Text(400, 60, 9, ends)]
    second = [Text(72, 740, 9, begins), *column(LINES[2:])]
    assert blocks_of([first, second]) == [
        ("paragraph", " ".join(LINES)),
        ("noise", ends),
        ("noise", begins),
    ]
