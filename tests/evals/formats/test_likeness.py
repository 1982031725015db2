import pytest

from evals.formats.columns import columns_text
from evals.formats.likeness import found_and_precision, likeness, words
from tests.pdf_files import column, pdf


def test_remarks_and_addresses_are_no_words():
    text = "A <!-- is\nnot --> b ![c](d.png) [link](https://example.org/x) (said) ﬁne"
    assert words(text) == ["A", "b", "link", "said", "fine"]


def test_likeness_goes_by_the_words_in_their_order():
    assert likeness("one two three", "one, two – three!") == 1
    assert likeness("", "") == 1
    assert likeness("one", "") == 0
    assert likeness("two one", "one two") == pytest.approx(0.5)


def test_words_found_and_precision_do_not():
    assert found_and_precision("two one three four", "one two") == (1, 0.5)
    assert found_and_precision("one", "one one") == (0.5, 1)
    assert found_and_precision("", "") == (0, 0)


def test_columns_are_read_one_after_the_other(tmp_path):
    across = column(["A title that goes far beyond the middle of the page it is on here"])
    left = column(["left one", "left two"], top=660)
    right = column(["right one", "right two"], x=330, top=660)
    number = column(["7"], x=300, top=50)
    file = tmp_path / "two.pdf"
    file.write_bytes(pdf([[*across, *right, *left, *number]]))
    assert words(columns_text(file))[-8:] == ("left one left two right one right two".split())
