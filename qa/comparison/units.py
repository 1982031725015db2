"""What quantities are of, by all its names: currencies, shares, times, lengths and so on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

MONEY = "money"


@dataclass(frozen=True)
class Unit:
    """A unit of a ``dimension``: ``factor`` of its ``base`` are one of it.

    What has the same base can be turned into each other; of months and days, whose lengths differ,
    only the dimension is the same.

    Raises:
        ValueError: when the factor is not above 0.
    """

    dimension: str
    base: str
    factor: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        if self.factor <= 0:
            raise ValueError(f"A unit of {self.factor} {self.base} measures nothing.")


# Dimension, base, how many of it, and what that is called. "~" stands for an "s" or nothing.
_UNITS = (
    (MONEY, "USD", 1, "USD|US$|US-$|$|dollar~|US dollar~|U.S. dollar~"),
    (MONEY, "AUD", 1, "AUD|A$|AU$|$|dollar~|Australian dollar~"),
    (MONEY, "CAD", 1, "CAD|C$|CA$|$|dollar~|Canadian dollar~"),
    (MONEY, "NZD", 1, "NZD|NZ$|$|dollar~|New Zealand dollar~"),
    (MONEY, "SGD", 1, "SGD|S$|$|dollar~|Singapore dollar~"),
    (MONEY, "HKD", 1, "HKD|HK$|$|dollar~|Hong Kong dollar~"),
    (MONEY, "EUR", 1, "EUR|€|euro~"),
    (MONEY, "EUR", "1/100", "euro cent~"),
    (MONEY, "GBP", 1, "GBP|£|pound~|pounds sterling"),
    (MONEY, "GBP", "1/100", "pence"),
    (MONEY, "JPY", 1, "JPY|¥|yen"),
    (MONEY, "CNY", 1, "CNY|RMB|¥|yuan|renminbi"),
    (MONEY, "CHF", 1, "CHF|Swiss franc~"),
    (MONEY, "INR", 1, "INR|₹|Rs|Rs.|rupee~"),
    (MONEY, "KRW", 1, "KRW|₩|won"),
    (MONEY, "SEK", 1, "SEK|Swedish krona|Swedish kronor"),
    (MONEY, "NOK", 1, "NOK|Norwegian kroner"),
    (MONEY, "DKK", 1, "DKK|Danish kroner"),
    (MONEY, "PLN", 1, "PLN|zł|zloty~"),
    (MONEY, "BRL", 1, "BRL|R$|real~|reais"),
    ("share", "percent", 1, "%|percent|per cent|pct"),
    ("share", "point", 1, "percentage point~"),
    ("share", "percent", "1/10", "‰|per mille"),
    ("time", "second", "1/1000", "ms|millisecond~"),
    ("time", "second", 1, "s|sec~|second~"),
    ("time", "second", 60, "min~|minute~"),
    ("time", "second", 3600, "h|hr~|hour~"),
    ("time", "second", 86_400, "day~|calendar day~"),
    ("time", "second", 604_800, "week~"),
    ("time", "second", 1_209_600, "fortnight~"),
    ("time", "working day", 1, "working day~|business day~|weekday~"),
    ("time", "month", 1, "month~|calendar month~"),
    ("time", "month", 12, "yr~|year~|calendar year~"),
    ("time", "month", 120, "decade~"),
    ("time", "month", 1200, "century|centuries"),
    ("length", "metre", "1/1000", "mm|millimeter~|millimetre~"),
    ("length", "metre", "1/100", "cm|centimeter~|centimetre~"),
    ("length", "metre", 1, "m|meter~|metre~"),
    ("length", "metre", 1000, "km|kilometer~|kilometre~"),
    ("length", "inch", 1, "inch|inches"),
    ("length", "inch", 12, "ft|foot|feet"),
    ("length", "inch", 36, "yd~|yard~"),
    ("length", "inch", 63_360, "mile~"),
    ("mass", "gram", "1/1000", "mg|milligram~|milligramme~"),
    ("mass", "gram", 1, "g|gram~|gramme~"),
    ("mass", "gram", 1000, "kg|kgs|kilo~|kilogram~|kilogramme~"),
    ("mass", "gram", 1_000_000, "t|tonne~"),
    ("mass", "pound", 1, "lb~|pound~"),
    ("mass", "pound", "1/16", "oz|ounce~"),
    ("volume", "litre", "1/1000", "ml|milliliter~|millilitre~"),
    ("volume", "litre", "1/100", "cl|centiliter~|centilitre~"),
    ("volume", "litre", 1, "l|L|liter~|litre~"),
    ("volume", "gallon", 1, "gallon~"),
    ("volume", "gallon", "1/8", "pint~"),
    ("area", "m²", 1, "m²|m2|sqm|sq m|square meter~|square metre~"),
    ("area", "m²", 10_000, "ha|hectare~"),
    ("area", "m²", 1_000_000, "km²|km2|square kilometer~|square kilometre~"),
    ("area", "ft²", 1, "sq ft|square feet|square foot"),
    ("area", "ft²", 43_560, "acre~"),
    ("speed", "km/h", 1, "km/h|kph"),
    ("speed", "mph", 1, "mph"),
    ("data", "byte", 1000, "kB|KB|kilobyte~"),
    ("data", "byte", 10**6, "MB|megabyte~"),
    ("data", "byte", 10**9, "GB|gigabyte~"),
    ("data", "byte", 10**12, "TB|terabyte~"),
    ("power", "watt", "1/1000", "mW|milliwatt~"),
    ("power", "watt", 1, "W|watt~"),
    ("power", "watt", 1000, "kW|kilowatt~"),
    ("power", "watt", 10**6, "MW|megawatt~"),
    ("power", "watt", 10**9, "GW|gigawatt~"),
    ("energy", "kWh", 1, "kWh|kilowatt-hour~|kilowatt hour~"),
    ("energy", "kWh", 1000, "MWh|megawatt-hour~|megawatt hour~"),
    ("frequency", "hertz", 1, "Hz|hertz"),
    ("frequency", "hertz", 1000, "kHz|kilohertz"),
    ("frequency", "hertz", 10**6, "MHz|megahertz"),
    ("frequency", "hertz", 10**9, "GHz|gigahertz"),
    ("voltage", "volt", "1/1000", "mV|millivolt~"),
    ("voltage", "volt", 1, "V|volt~"),
    ("current", "ampere", "1/1000", "mA|milliamp~|milliampere~"),
    ("current", "ampere", 1, "amp~|ampere~"),
    ("temperature", "°C", 1, "°C|° C|degree~ Celsius|degree~ centigrade"),
    ("temperature", "°F", 1, "°F|° F|degree~ Fahrenheit"),
)
_LONG = 4  # letters from which a name is written in any case
_SIGN = re.compile(r"[A-Z]{0,2}\W|[A-Z]{3}|Rs\.?")

PERIODS = {
    name: period
    for period, names in (
        ("hour", "hour hourly"),
        ("day", "day daily"),
        ("week", "week weekly"),
        ("month", "month monthly"),
        ("quarter", "quarter quarterly"),
        ("year", "year yearly annum annually"),
    )
    for name in names.split()
}
"""What a time is called that something is paid for or done in, and the time."""


def _by_name() -> Mapping[str, tuple[Unit, ...]]:
    units: dict[str, list[Unit]] = defaultdict(list)
    for dimension, base, factor, names in _UNITS:
        unit = Unit(dimension, base, Fraction(factor))
        for name in names.split("|"):
            for form in {name.replace("~", ""), name.replace("~", "s")}:
                units[_plain(form)].append(unit)
    return {name: tuple(several) for name, several in units.items()}


def _plain(name: str) -> str:
    """A name as it is looked up: a symbol's case tells, as of mW and MW."""
    return " ".join(name.split()).casefold() if len(name) >= _LONG else name


_UNITS_BY_NAME = _by_name()


def units_named(name: str) -> tuple[Unit, ...]:
    """The units that ``name`` may be: of "$" several; none where it is no unit."""
    return _UNITS_BY_NAME.get(_plain(name), ())


def _any_of(names: list[str]) -> str:
    """A regular expression for the longest of ``names``, the long ones in any case."""
    each = (
        rf"(?i:{re.escape(name)})" if len(name) >= _LONG else re.escape(name)
        for name in sorted(names, key=len, reverse=True)
    )
    return "|".join(each)


UNIT = _any_of([*_UNITS_BY_NAME])
"""The name of a unit behind a number, as a regular expression."""
CURRENCY = _any_of(
    [
        name
        for name, units in _UNITS_BY_NAME.items()
        if units[0].dimension == MONEY and _SIGN.fullmatch(name)
    ]
)
"""The sign or the code of a currency before a number, as a regular expression."""
