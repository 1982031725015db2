from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.parsers.office.numerals import numeral
from qa.comparison.numbers import number_in_figures, number_in_words
from qa.comparison.quantities import Quantity, quantities_in
from qa.comparison.units import Unit, units_named

WHOLE = st.integers(0, 10**12)


def read(text, language="en"):
    return [readings for _, _, readings in quantities_in(text, language)]


def agree(one, other):
    (ours,), (theirs,) = read(one), read(other)
    return any(a.agrees(b) for a in ours for b in theirs)


@given(WHOLE, st.integers(0, 99))
def test_figures_are_the_same_however_thousands_are_grouped(whole, part):
    number = Fraction(whole) + Fraction(part, 100)
    english = f"{Decimal(whole) + Decimal(part) / 100:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    narrow = english.replace(",", "\u202f")
    swiss = english.replace(",", "’")
    for language in ("en", "de"):
        for written in (english, german, narrow, swiss):
            assert number_in_figures(written, language) == number, (written, language)


@given(st.integers(1000, 999_999))
def test_one_sign_before_three_figures_is_read_by_the_language(whole):
    thousand, rest = divmod(whole, 1000)
    for sign, other, language in ((",", ".", "en"), (".", ",", "de")):
        assert number_in_figures(f"{thousand}{sign}{rest:03}", language) == whole
        assert number_in_figures(f"{thousand}{other}{rest:03}", language) == Fraction(whole, 1000)


@given(st.integers(1, 99))
def test_words_are_the_number_that_they_write(number):
    assert number_in_words(numeral(number, "cardinalText")) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("one hundred and fifty", 150), ("two thousand three hundred", 2300), ("a dozen", 12),
        ("half a million", 500_000), ("Twenty-Five", 25), ("two million and five", 2_000_005),
        ("two three", None), ("twenty thirty", None),
    ],
)  # fmt: skip
def test_larger_numbers_in_words(words, number):
    assert number_in_words(words) == number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$1,000", "1000 USD"), ("US$1,000", "one thousand dollars"), ("10 %", "ten per cent"),
        ("10%", "10 percent"), ("€1.5 million", "1,500,000 euros"), ("$5m", "5 million dollars"),
        ("£0.50", "50 pence"), ("two years", "24 months"), ("2 weeks", "fourteen days"),
        ("thirty (30) days", "30 days"), ("a 30-day period", "30 days"), ("1.5 kg", "1500 g"),
        ("1 km", "1,000 metres"), ("$30 a month", "30 dollars monthly"), ("1 GB", "1000 MB"),
        ("A$20", "20 Australian dollars"), ("$20", "20 CAD"), ("12", "twelve"), ("1,000", "$1,000"),
        ("5 pounds", "£5"), ("5 pounds", "5 lb"), ("$30", "$30 a month"), ("500 kW", "0.5 MW"),
    ],
)  # fmt: skip
def test_what_is_as_much_agrees(one, other):
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$1,000", "$1,500"), ("$100", "€100"), ("A$20", "20 CAD"),
        ("10 %", "10 percentage points"),
        ("30 days", "30 business days"), ("$30 a month", "$30 a year"), ("5 mW", "5 MW"),
        ("-5 °C", "5 °C"), ("5 m", "$5m"), ("one month", "30 days"),
    ],
)  # fmt: skip
def test_what_is_more_or_less_does_not(one, other):
    assert not agree(one, other)
    assert not agree(other, one)


@given(st.integers(1, 10**6), st.sampled_from(["$", "€", "£", "CHF", "USD", "US$"]))
def test_a_currency_stands_before_or_behind(number, sign):
    assert agree(f"{sign}{number:,}", f"{number} {sign}")
    assert not agree(f"{sign}{number:,}", f"{number + 1} {sign}")


@pytest.mark.parametrize(
    "text", ["COVID-19", "A4 paper", "1.2.3", "the 1st", "19A", "one of them", "", "9" * 5000]
)
def test_what_tells_no_amount_is_not_read(text):
    assert read(text) == []


def test_only_the_like_is_compared():
    percent, dollars, alone = (Quantity(Fraction(5), unit) for unit in
                               (units_named("%")[0], units_named("USD")[0], None))  # fmt: skip
    assert not percent.comparable(dollars)
    assert percent.comparable(alone)
    assert alone.comparable(dollars)
    assert not alone.comparable("5")
    assert not alone.agrees("5")


def test_a_unit_measures_something():
    with pytest.raises(ValueError, match="measures nothing"):
        Unit("length", "metre", Fraction(0))


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    for start, end, readings in quantities_in(text, "en"):
        assert text[start:end]
        assert readings
