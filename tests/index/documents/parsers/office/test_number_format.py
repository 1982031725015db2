import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.parsers.office.number_format import BUILT_IN, displayed, general, number_format

PARTS = st.sampled_from(
    ["0", "#", "?", ".", ",", "%", "/", "E+", "E-", "y", "m", "d", "h", "s", '"x"', "\\-", "_)",
     "* ", "[h]", "[mm]", "[$€-407]", "[Red]", "[>=5]", "[", '"', ";", "@", "General", "AM/PM",
     "(", ")", "-", " ", "8", "b", "e", "g", "aaa", "[$-F800]", "[$-zz]", "mmm", "yyyy"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (5.0, "5"), (-3.0, "-3"), (0.1 + 0.2, "0.3"), (1 / 3, "0.333333333"),
        (-2.5, "-2.5"), (1234567.891, "1234567.891"), (4006381333931.0, "4006381333931"),
        (1e20, "1E+20"), (1.5e-7, "1.5E-07"), (123456.7890123, "123456.789"),
    ],
)  # fmt: skip
def test_numbers_without_a_format(value, text):
    assert displayed(value, "General") == general(value) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "0", "1235"), (1.005, "0.00", "1.01"), (2.675, "0.00", "2.68"),
        (-0.5, "0", "-1"), (0.5, ".00", ".50"), (5.0, "#.##", "5."), (0.0, "#", ""),
        (1234567.891, "#,##0.00", "1,234,567.89"), (5.0, "0,000", "0,005"), (7.0, "000", "007"),
        (12.3, "0.0##", "12.3"), (12.34567, "0.0##", "12.346"), (999.999, "#,##0.00", "1,000.00"),
        (0.125, "0.0%", "12.5%"), (0.285, "0%", "29%"), (12345678.0, '0.0,,"M"', "12.3M"),
        (1234567.0, '#,##0,"k"', "1,235k"), (5551234567.0, "(###) ###-####", "(555) 123-4567"),
        (123456789.0, "000-00-0000", "123-45-6789"), (1e15, "#,##0", "1,000,000,000,000,000"),
    ],
)  # fmt: skip
def test_digits_thousands_percent_and_scale(value, code, text):
    assert displayed(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, '"$"#,##0.00', "$1,234.50"), (1234.5, "#,##0.00 [$€-407]", "1,234.50 €"),
        (-1234.5, "[$€-407] #,##0.00", "-€ 1,234.50"),
        (-5.0, '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)', "$(5.00)"),
        (0.0, '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)', "$-"),
        (-1234.0, "#,##0.00;[Red]-#,##0.00", "-1,234.00"), (3.0, '0" kg"', "3 kg"),
        (1.5, r"0.00\ \€", "1.50 €"), (-2.0, "General\" °C\"", "-2 °C"),
    ],
)  # fmt: skip
def test_currency_and_words(value, code, text):
    assert displayed(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (5.0, '0;-0;"none"', "5"), (-5.0, '0;-0;"none"', "-5"), (0.0, '0;-0;"none"', "none"),
        (-5.0, "0;(0)", "(5)"), (0.0, "0;;", ""), (5.0, ";;;", ""),
        (50.0, "[<100]0.0;[>=1000]#,##0;0", "50.0"), (5000.0, "[<100]0.0;[>=1000]#,##0;0", "5,000"),
        (500.0, "[<100]0.0;[>=1000]#,##0;0", "500"), (1.0, '[=1]"yes";[=0]"no";0', "yes"),
        (-2.0, "[<0]0;0", "2"), (5.0, "[>10]0;[<0]0", "5"), (5.0, "", "5"), (5.0, "@", "5"),
    ],
)  # fmt: skip
def test_sections(value, code, text):
    assert displayed(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (12345.0, "0.00E+00", "1.23E+04"), (0.00012, "0.0E-00", "1.2E-04"),
        (12345.0, "##0.0E+0", "12.3E+3"), (9.999, "0.0E+0", "1.0E+1"),
        (0.0, "0.00E+00", "0.00E+00"),
        (1.75, "# ?/?", "1 3/4"), (-2.25, "# ?/?", "-2 1/4"), (3.0, "# ?/?", "3"),
        (0.5, "# ?/?", "1/2"), (0.3125, "# ??/16", "5/16"), (0.999, "# ?/?", "1"),
        (2.5, "?/?", "5/2"), (0.5, "0 ?/?", "0 1/2"),
    ],
)  # fmt: skip
def test_powers_of_ten_and_fractions(value, code, text):
    assert displayed(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (46090.0, "dd.mm.yyyy", "09.03.2026"), (46090.0, "m/d/yy", "3/9/26"),
        (46090.0, "d-mmm-yy", "9-Mar-26"), (46090.0, "dddd, mmmm d, yyyy", "Monday, March 9, 2026"),
        (46090.0, "ddd mmmmm", "Mon M"), (46090.0, "[$-407]d. mmmm yyyy", "9. März 2026"),
        (46090.0, "[$-40C]dddd d mmmm", "lundi 9 mars"), (46090.0, "[$-de-AT]dddd", "Montag"),
        (46090.0, BUILT_IN[14], "2026-03-09"), (46090.0, "[$-F800]dddd\\, mmmm dd", "2026-03-09"),
        (46090.0, 'yyyy"年"m"月"d"日"', "2026年3月9日"), (46090.999995, "yyyy-mm-dd", "2026-03-09"),
        (1.0, "yyyy-mm-dd", "1900-01-01"), (59.0, "yyyy-mm-dd", "1900-02-28"),
        (60.0, "yyyy-mm-dd", "1900-02-29"), (61.0, "yyyy-mm-dd", "1900-03-01"),
        (0.0, "yyyy-mm-dd", "1900-01-00"), (-1.0, "yyyy-mm-dd", "-1"), (3e6, "yyyy", "3000000"),
        (46090.0, "b", "69"),
    ],
)  # fmt: skip
def test_dates(value, code, text):
    assert displayed(value, code) == text
    assert number_format(code).is_date


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.395833333333, "h:mm", "9:30"), (0.75, "h:mm AM/PM", "6:00 PM"),
        (0.0, "h AM/PM", "12 AM"),
        (0.5, "hh:mm:ss", "12:00:00"), (1.5, "[h]:mm", "36:00"), (0.0625, "[mm]:ss", "90:00"),
        (0.001, "[ss]", "86"), (0.0005, "mm:ss.0", "00:43.2"), (46090.999999, "d h:mm", "10 0:00"),
        (46090.395833, "yyyy-mm-dd hh:mm", "2026-03-09 09:30"), (0.25, "[$-F400]h:mm", "06:00:00"),
        (0.75, '上午/下午h"时"mm"分"', "下午6时00分"), (0.000123, "ss.000", "10.627"),
    ],
)  # fmt: skip
def test_times_and_lengths_of_time(value, code, text):
    assert displayed(value, code) == text


def test_days_may_be_counted_from_1904():
    assert displayed(0.0, "yyyy-mm-dd", since_1904=True) == "1904-01-01"
    assert displayed(44628.0, "yyyy-mm-dd", since_1904=True) == "2026-03-09"
    assert displayed(1.5, "[h]:mm", since_1904=True) == "36:00"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("General", "Ann"), ("@", "Ann"), ('"Dr. "@', "Dr. Ann"), ("0.00", "Ann"),
        ('0;0;0;"name: "@', "name: Ann"), (";;;", ""), ("0.00;@", "Ann"),
    ],
)  # fmt: skip
def test_text(code, text):
    assert number_format(code).text("Ann") == text


@pytest.mark.parametrize("code", ["0" * 5000, "y" * 300, "[h" * 400, '"' * 999, "#,#,#.#%%%%%"])
def test_strange_codes_do_no_harm(code):
    assert isinstance(displayed(1.5, code), str)


@given(st.lists(PARTS, max_size=9).map("".join), st.floats())
def test_no_code_and_no_number_fails(code, value):
    text = displayed(value, code)
    assert isinstance(text, str)
    assert displayed(value, code, since_1904=True) is not None
    assert number_format(code).text("x") is not None


@given(st.floats(-1e8, 1e8), st.integers(0, 4))
def test_fixed_decimals_are_those_nearest_to_the_number(value, places):
    text = displayed(value, "#,##0" + ("." + "0" * places if places else ""))
    assert math.isclose(
        float(text.replace(",", "")), value, abs_tol=0.500001 * 10**-places, rel_tol=1e-14
    )
