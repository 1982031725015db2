"""Quantities that a text tells: a number, and what it is a number of, in the forms they come in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from qa.comparison.numbers import (
    FIGURES,
    NUMBER_WORDS,
    SCALES,
    number_in_figures,
    number_in_words,
)
from qa.comparison.units import CURRENCY, PERIODS, UNIT, Unit, units_named

# "5 m" are metres, but "$5m" and "5m euros" are millions.
_LETTERS = "|".join(name for name in SCALES if len(name) == 1)
_WORDS = "|".join(name for name in SCALES if len(name) > 1)
_MONEY_BEHIND = rf"(?= ?(?:{CURRENCY}|(?i:dollar|euro|pound|yen)))"
_QUANTITY = re.compile(
    rf"(?:(?<![\w$€£¥])(?P<before>{CURRENCY})[ \u00a0]?|(?<!\w)(?<![A-Za-z]-)(?<!\d[.,:/]))"
    rf"(?P<minus>(?<![\w%)\]])[-−])?"
    rf"(?:(?P<figures>{FIGURES})|(?P<words>(?i:{NUMBER_WORDS}))(?: ?\((?:{FIGURES})\))?)"
    rf"(?:[ \u00a0]?(?P<scale>(?i:{_WORDS})\b\.?|(?i:{_LETTERS})(?(before)\b|{_MONEY_BEHIND})))?"
    rf"(?:[ \u00a0-]?(?P<unit>{UNIT})(?!\w))?"
    rf"(?:\s?(?:(?:per|an?|each|every|/)\s?(?P<period>{'|'.join(PERIODS)})\b"
    rf"|(?P<adverb>{'|'.join(PERIODS)})\b))?(?!\w)"
)


@dataclass(frozen=True)
class Quantity:
    """A ``number`` of a ``unit``, None where it stands alone; ``period`` is what time it is per.

    "$30 a month" is 30 dollars per "month".
    """

    number: Fraction
    unit: Unit | None = None
    period: str = ""

    def comparable(self, other: object) -> bool:
        """Whether ``other`` is a quantity of the same dimension, or one of both stands alone."""
        if not isinstance(other, Quantity):
            return False
        if self.unit is None or other.unit is None:
            return True
        return self.unit.dimension == other.unit.dimension

    def agrees(self, other: object) -> bool:
        """Whether both are as much, as far as both tell it."""
        if not isinstance(other, Quantity):
            return False
        if self.period and other.period and self.period != other.period:
            return False
        if self.unit is None or other.unit is None:
            return self.number == other.number
        same_base = self.unit.base == other.unit.base
        return same_base and self.number * self.unit.factor == other.number * other.unit.factor


def quantities_in(text: str, language: str) -> Iterator[tuple[int, int, tuple[Quantity, ...]]]:
    """The quantities in a ``text`` of this ``language``: where each stands, and what it may be.

    "$5" may be of several currencies. A single "one" is none, nor is a version ("1.2.3").
    """
    for match in _QUANTITY.finditer(text):
        if readings := _read(match, language):
            yield match.start(), match.end(), readings


def _read(match: re.Match[str], language: str) -> tuple[Quantity, ...]:
    before, behind = match["before"], match["unit"]
    units = units_named(before or "") or units_named(behind or "")
    scale = SCALES[match["scale"].casefold().rstrip(".")] if match["scale"] else 1
    if match["figures"]:
        number = number_in_figures(match["figures"], language)
    else:
        number = number_in_words(match["words"])
        number = None if number == 1 and not units else number
    if number is None:
        return ()
    number *= -scale if match["minus"] else scale
    period = PERIODS.get(match["period"] or match["adverb"] or "", "")
    return tuple(Quantity(number, unit, period) for unit in units or (None,))
