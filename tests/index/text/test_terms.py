import pytest

from index.text.terms import WORD, terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ofﬁce", ["the", "office"]),
        ("in\u00adsur\u00adance care\u200btaker", ["insurance", "caretaker"]),
        ("8\u00a0000 euros, 35 000 men, 12 300", ["8,000", "euros", "35,000", "men", "12", "300"]),
        ("in 2020 000", ["in", "2020", "000"]),
    ],
)
def test_what_is_not_seen_is_folded(text, expected):
    assert words(text) == expected


def test_numbers_are_the_same_however_their_thousands_are_set_apart():
    assert terms("1,218") == terms("1218") == terms("1\u202f218") == ["1218"]
    assert terms("35 000") == terms("35,000") == ["35000"]


def test_a_word_is_found_in_the_text_as_it_is_written():
    assert WORD.findall("in\u00adsurance 35 000 ﬁve") == ["in\u00adsurance", "35 000", "ﬁve"]
