"""What a spreadsheet displays in a cell: its value by a format code (ECMA-376, Part 1, 18.8.30).

Points and commas are those of English. Where the code says "as this computer displays dates", they
are written as 2026-03-09: the order of day and month could not be known otherwise.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from index.documents.parsers.office.number_format_dates import date_shower, system_code
from index.documents.parsers.office.number_format_digits import digits_shower, exact
from index.documents.parsers.office.number_format_tokens import Section, Token, sections_of

_DATE, _ACCOUNTS = "yyyy-mm-dd", "#,##0.00_);(#,##0.00)"
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)', 6: '"$"#,##0_);("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)', 8: '"$"#,##0.00_);("$"#,##0.00)',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: _DATE, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: f"{_DATE} h:mm",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), _DATE), 32: "h:mm", 33: "h:mm:ss",
    37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)", 39: _ACCOUNTS, 40: _ACCOUNTS,
    41: '#,##0_);(#,##0);"-"_)', 42: '"$"#,##0_);("$"#,##0);"$""-"_)',
    43: '#,##0.00_);(#,##0.00);"-"??_)', 44: '"$"#,##0.00_);("$"#,##0.00);"$""-"??_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""The format codes that files name by a number alone."""

_MOST_CODE = 1000  # characters; spreadsheets allow 255
_MOST_WHOLE = 15  # digits that a number is exact in
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_Shower = Callable[[float, bool], str | None]


@dataclass(frozen=True)
class NumberFormat:
    """A format code, made ready to display many values.

    ``is_date`` tells whether it displays numbers as dates or times.
    """

    sections: tuple[Section, ...]
    wording: Section | None
    is_date: bool
    _showers: tuple[_Shower, ...] = field(repr=False, compare=False)

    def number(self, value: float, *, since_1904: bool = False) -> str:
        """``value`` as displayed; ``since_1904`` tells from when the days of dates are counted."""
        if not self.sections or not math.isfinite(value):
            return general(value)
        place, signed = _choose(self.sections, value)
        if place is None:
            return general(value)
        shower = self._showers[place]
        given = value if self.sections[place].is_date else abs(value)
        text = shower(given, since_1904)
        if text is None:
            return general(value)
        return "-" + text.strip() if signed and text else text.strip()

    def text(self, text: str) -> str:
        """``text`` as displayed."""
        if self.wording is None:
            return text
        parts = (text if t.kind == "text" else t.text for t in self.wording.tokens)
        return "".join(parts).strip()


@lru_cache(maxsize=1024)
def number_format(code: str) -> NumberFormat:
    """The format of this ``code``."""
    sections = sections_of(code if len(code) <= _MOST_CODE else "General")
    wording = None
    if len(sections) > 3:
        wording = sections[3]
    elif sections[-1].has("text"):
        wording = sections[-1]
    numbers = tuple(s for s in sections[:3] if s is not wording)
    if not code.strip():
        numbers = ()
    return NumberFormat(
        numbers,
        wording,
        bool(numbers) and numbers[0].is_date,
        tuple(_shower(section) for section in numbers),
    )


def displayed(value: float, code: str, *, since_1904: bool = False) -> str:
    """``value`` as displayed by the format ``code``."""
    return number_format(code).number(value, since_1904=since_1904)


def general(value: float) -> str:
    """``value`` as a cell without a format displays it, but whole numbers in all their digits."""
    if not math.isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < 10**_MOST_WHOLE:
        return str(int(value))
    power = math.floor(math.log10(abs(value)))
    if not -5 < power < 11:
        mantissa, _, exponent = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"
    text = f"{exact(value):.{max(0, 9 - max(power, 0))}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "-" + text if value < 0 and text != "0" else text


def _choose(sections: Sequence[Section], value: float) -> tuple[int | None, bool]:
    """The place of the section for ``value``, and whether a minus goes before it."""
    if any(section.condition for section in sections):
        for place, section in enumerate(sections):
            if section.condition is None:
                return place, value < 0
            sign, limit = section.condition
            if _COMPARE[sign](value, limit):
                return place, value < 0 and not (sign in {"<", "<="} and limit <= 0)
        return None, False
    if len(sections) == 1:
        return 0, value < 0
    if value < 0:
        return 1, False
    return (2 if value == 0 and len(sections) > 2 else 0), False


def _shower(section: Section) -> _Shower:
    if code := system_code(section.language):
        return date_shower(sections_of(code)[0])
    if section.has("general", "text"):
        return lambda value, _: _with_general(section.tokens, value)
    if section.is_date:
        return date_shower(section)
    if section.has("digit"):
        show = digits_shower(section.tokens)
        return lambda value, _: show(value)
    literal = "".join(token.text for token in section.tokens)
    return lambda value, _: literal


def _with_general(tokens: Sequence[Token], value: float) -> str:
    plain = general(value)
    return "".join(plain if t.kind in {"general", "text"} else t.text for t in tokens)
