from dataclasses import replace

import pytest

from index.documents.parsers.pdf.lines import PageLine
from index.documents.parsers.pdf.page_lines import Box, Line, Word
from index.documents.parsers.pdf.text import line_parts
from index.documents.parsers.pdf.words import looks_glued, parted, runs_of, whole
from tests.pdf_files import Text, blocks_of


def word(start, end, left, right, bottom=0.0, height=10.0):
    return Word(start, end, Box(left, bottom, right, bottom + height))


def test_a_blank_is_read_where_a_gap_stands_for_it():
    first, second = "The harbour is closed.", "We may come tomorrow."
    page = [Text(72, 700, 12, first), Text(192.5, 700, 12, second, bold=True)]
    assert blocks_of([page]) == [("paragraph", f"{first} {second}")]


@pytest.mark.parametrize("text", ["closed.We", "seeSmith", "o,can", "scriptsforit", "Pythonمن"])
def test_words_that_may_be_two_are_looked_at(text):
    assert looks_glued(text)


def test_letters_that_are_spaced_out_are_one_word():
    boxes = [Box(7 * n, 0, 7 * n + 5, 10) for n in range(6)]
    assert parted(word(0, 6, 0, 40), "CYBERS", boxes, 10) == (word(0, 6, 0, 40),)
    wider = [*boxes[:3], *(Box(b.left + 3, 0, b.right + 3, 10) for b in boxes[3:])]
    parts = parted(word(10, 16, 0, 43), "CYBERS", wider, 10)
    assert [(part.start, part.end) for part in parts] == [(10, 13), (13, 16)]


def test_words_that_run_to_the_left_are_parted_where_they_stand_apart():
    latin = [Box(50 + 5 * n, 0, 55 + 5 * n, 10) for n in range(2)]
    arabic = [Box(40 - 5 * n, 0, 45 - 5 * n, 10) for n in range(2)]
    parts = parted(word(0, 4, 35, 60), "PyمنE"[:4], [*latin, *arabic], 10)
    assert [(part.start, part.end) for part in parts] == [(0, 2), (2, 4)]


def test_a_heading_whose_letters_are_spaced_out_is_read_as_words():
    assert blocks_of([[Text(72, 600, 14, "N A T I O N A L   S T R A T E G Y   2 0 2 3")]]) == [
        ("paragraph", "NATIONAL STRATEGY 2 0 2 3")
    ]
    assert blocks_of([[Text(72, 600, 14, "A B C D E F G")]]) == [("paragraph", "A B C D E F G")]


def test_a_large_first_letter_is_part_of_its_word():
    lines = ["he harbour opens at nine in the morning and is closed at night,"]
    lines += ["when nobody may enter it. A fee of twelve pounds is due for each", "boat."]
    page = [Text(96 if n < 2 else 72, 692 - 15 * n, 12, line) for n, line in enumerate(lines)]
    assert blocks_of([[Text(72, 672, 40, "T"), *page]]) == [("paragraph", "T" + " ".join(lines))]


def test_a_blank_without_a_width_parts_no_word():
    text = "giv en by"
    words = [word(0, 3, 0, 15), word(4, 6, 15.1, 25), word(7, 9, 28, 38)]
    joined = whole(words, text, 10, lambda _: False)
    assert [(each.start, each.end) for each in joined] == [(0, 6), (7, 9)]
    assert whole(words, text, 10, lambda _: True) == words  # PDFium has seen a gap there
    line = PageLine(Line(tuple(joined), 10, 400), text, 0, 0, 38)
    assert [(part.text, part.at) for part in line_parts(line)] == [("giv", 0), ("en by", 4)]


def test_a_line_that_another_is_joined_to_is_parted_from_it():
    text = "pages 57–58. 3 What"
    words = [word(0, 5, 0, 90, 20), word(6, 12, 95, 200, 20)]
    words += [word(13, 14, 8, 11, 15, 6), word(15, 19, 12, 40, 9)]
    assert [len(run) for run in runs_of(words, text, 0)] == [2, 2]
    level = [replace(each, box=Box(each.box.left, 9, each.box.right, 19)) for each in words]
    assert [len(run) for run in runs_of(level, text, 0)] == [4]


def test_letters_of_a_ligature_in_turned_order_are_put_right_with_their_places():
    text = "اإلن"
    line = PageLine(
        Line((word(5, 9, 0, 40),), 10, 400), text, 0, 0, 40, reversed_pairs=frozenset({1})
    )
    parts = list(line_parts(line))
    assert "".join(part.text for part in parts) == "الإن"
    places = [(part.text, (part.at or 0) - 5) for part in parts]
    assert all(text[at : at + len(letters)] == letters for letters, at in places)


def test_a_tab_is_a_blank():
    assert blocks_of([[Text(72, 600, 14, "Opening\thours of it")]]) == [
        ("paragraph", "Opening hours of it")
    ]
