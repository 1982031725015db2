import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest

from evals.speed.machine import data_folder
from index.documents.parsers.pdf.accents import accents, without_accents
from index.documents.parsers.pdf.page_lines import Box, Line, Word
from index.documents.parsers.pdf.pdf import parse_pdf
from tests.pdf_files import Text, blocks_of

if TYPE_CHECKING:
    from index.documents.parsers.pdf.pdfium import PageText

GRAVE, NBSP = "\u0300", "\xa0"


@dataclass
class Page:
    """A page as PDFium gives it: each character with how far from the left it begins.

    All are 6 points wide and stand in one line; blanks are not the file's, but PDFium's.
    """

    text: str
    lefts: list[float]

    def box(self, place: int) -> Box:
        return self.font_box(place)

    def font_box(self, place: int) -> Box:
        return Box(self.lefts[place], 100, self.lefts[place] + 6, 112)

    def is_added(self, place: int) -> bool:
        return self.text[place] == " "


def read(text, places):
    """What a page says; a character's place is that of its letter in ``places``, from 6 to 6."""
    page = Page(text, [6.0 * place for place in places])
    instead = accents(cast("PageText", page))
    return "".join(instead.get(n, character) for n, character in enumerate(page.text))


def test_an_accent_over_a_blank_is_a_sign_of_its_own_at_that_place():
    assert read(f"is {NBSP}{GRAVE}old", [0, 1, 2, 3, 3, 4, 5, 6]) == "is `old"
    # PDFium has it at the end of the line.
    assert read(f"a {NBSP}old {GRAVE}", [0, 1, 2, 3, 4, 5, 6, 2]) == "a `old "
    assert read(f"{NBSP} old {GRAVE} end", [0, 1, 1, 2, 3, 4, 0, 5, 6, 7, 8]) == "`old end"


def test_an_accent_over_a_letter_makes_one_with_it():
    assert read("caf´e", [0, 1, 2, 3, 3]) == "café"
    assert read("cafe´", [0, 1, 2, 3, 3]) == "café"
    assert read("na¨ıve", [0, 1, 2, 2, 3, 4]) == "na\xefve"
    assert read(f"cafe is{GRAVE}", [0, 1, 2, 3, 4, 5, 6, 3]) == "cafè is"


def test_an_accent_over_nothing_stands_before_the_word_behind_it():
    assert read(f"old {GRAVE}", [1, 2, 3, 4, 0]) == "`old "


def test_an_accent_right_behind_its_letter_and_a_quotation_mark_stay_as_they_are():
    decomposed = unicodedata.normalize("NFD", "café")
    assert read(decomposed, [0, 1, 2, 3, 3]) == decomposed
    assert read("a `b'", [0, 1, 2, 3, 4]) == "a `b'"


def test_a_word_of_which_nothing_is_left_is_none():
    words = tuple(Word(n, n + 2, Box(9 * n, 0, 9 * n + 8, 9)) for n in (0, 3, 6))
    line = Line(words, 10, 400)
    assert without_accents([line], {}) == [line]
    (left,) = without_accents([line], {3: "", 4: "", 6: ""})
    assert left.words == (words[0], words[2])
    assert without_accents([Line(words[:1], 10, 400)], {0: "", 1: ""}) == []


@pytest.mark.parametrize(("accent", "word"), [("´", "café"), ("¨", "cafë"), ("ˆ", "cafê")])
def test_accents_that_tex_draws_over_letters_are_read_with_them(accent, word):
    page = [
        Text(72, 700, 12, "In the caf"), Text(122.5, 700, 12, accent), Text(121.4, 700, 12, "e"),
        Text(128.1, 700, 12, " of the harbour"),
    ]  # fmt: skip
    assert blocks_of([page]) == [("paragraph", f"In the {word} of the harbour")]


def test_the_manual_says_what_stands_in_its_text():
    folder = data_folder() / "docs-debian" / "debian" / "debian-faq"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    text = parse_pdf((folder / "debian-faq.en.pdf").read_bytes(), "a.pdf").text
    assert "either `start’, `stop’, `reload’, `restart’ or `force-reload’ and will" in text
    assert GRAVE not in text
