"""Dates, times of day and days of the week that a text tells, read from the forms they come in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qa.question.days import days_of
from qa.question.english.documents import WRITTEN_DATE
from qa.question.english.words import MONTHS, any_case

_NAMES = tuple(month[:3].casefold() for month in MONTHS.split("|"))
_MONTH = rf"(?:{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_WITHOUT_YEAR = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
)
_DATE = any_case(rf"(?<![\w.])(?:{WRITTEN_DATE}(?![\w-]|[.]\d)|{_WITHOUT_YEAR})")
_PART = any_case(rf"\d+|\b{_MONTH}")
_YEAR_FIRST = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{2,4})")
_HOUR = any_case(
    r"(?<![\w.,:/-])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?:[:.][0-5]\d)?"
    r"\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?<![\w.,:/-])(?P<hours>[01]?\d|2[0-4]):(?P<minutes>[0-5]\d)(?::[0-5]\d)?(?![\w:])"
    r"|\b(?P<named>noon|midday|midnight)\b"
)
_NAMED_HOURS = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 24 * 60}
_DAY_MINUTES = 24 * 60
# The first year that is written with two figures, which stands for this or the last century.
_LAST_CENTURY = 70


@dataclass(frozen=True)
class Date:
    """A day, or as much of one as is told: None for a year, a month or a day that is not.

    Raises:
        ValueError: when there is no such day, or nothing is told.
    """

    year: int | None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.year is None and self.month is None:
            raise ValueError("A date tells a year or a month.")
        if self.day is not None and self.month is None:
            raise ValueError(f"Day {self.day} of no month.")
        leap_year = 2000
        date(leap_year if self.year is None else self.year, self.month or 1, self.day or 1)

    def comparable(self, other: object) -> bool:
        """Whether ``other`` is a date too."""
        return isinstance(other, Date)

    def agrees(self, other: object) -> bool:
        """Whether both may be the same day: what both tell is the same."""
        return isinstance(other, Date) and all(
            ours is None or theirs is None or ours == theirs
            for ours, theirs in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
            )
        )


@dataclass(frozen=True)
class Hour:
    """A time of day, in ``minutes`` since midnight.

    Raises:
        ValueError: when a day has no such minute.
    """

    minutes: int

    def __post_init__(self) -> None:
        if not 0 <= self.minutes <= _DAY_MINUTES:
            raise ValueError(f"A day has no minute {self.minutes}.")

    def comparable(self, other: object) -> bool:
        """Whether ``other`` is a time of day too."""
        return isinstance(other, Hour)

    def agrees(self, other: object) -> bool:
        """Whether both are the same time: midnight begins a day and ends one."""
        same_day = isinstance(other, Hour)
        return same_day and (self.minutes - other.minutes) % _DAY_MINUTES == 0  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Weekdays:
    """Days of the week, 0 for Monday to 6 for Sunday; see `days_of`.

    Raises:
        ValueError: when there are none, or no such days.
    """

    days: frozenset[int]

    def __post_init__(self) -> None:
        if not self.days or not self.days <= frozenset(range(7)):
            raise ValueError(f"No days of the week: {sorted(self.days)}.")

    def comparable(self, other: object) -> bool:
        """Whether ``other`` are days too."""
        return isinstance(other, Weekdays)

    def agrees(self, other: object) -> bool:
        """Whether both are the same days."""
        return self == other


def dates_in(text: str) -> Iterator[tuple[int, int, tuple[Date, ...]]]:
    """The dates in ``text``: where each starts and ends, and what it may be.

    "3/4/2024" may be two days. What is written like a date and is none, such as 31 June, is left
    out.
    """
    for match in _DATE.finditer(text):
        if days := tuple(_read(match[0])):
            if match[0].islower() and days[0].year is None:
                continue  # "they may 5 times" names no month
            yield match.start(), match.end(), days


def hours_in(text: str) -> Iterator[tuple[int, int, tuple[Hour, ...]]]:
    """The times of day in ``text``: where each starts and ends, and what it is."""
    for match in _HOUR.finditer(text):
        if named := match["named"]:
            yield match.start(), match.end(), (Hour(_NAMED_HOURS[named.casefold()]),)
        elif half := match["half"]:
            hour = int(match["hour"])
            if 1 <= hour <= 12:
                later = 12 if half.casefold() == "p" else 0
                minutes = (hour % 12 + later) * 60 + int(match["minute"] or 0)
                yield match.start(), match.end(), (Hour(minutes),)
        else:
            minutes = int(match["hours"]) * 60 + int(match["minutes"])
            if minutes <= _DAY_MINUTES:
                yield match.start(), match.end(), (Hour(minutes),)


def weekdays_in(text: str) -> Weekdays | None:
    """The days of the week that ``text`` names; None where it names none."""
    days = days_of(text)
    return Weekdays(days) if days else None


def _read(written: str) -> Iterator[Date]:
    """The days that one written date may be, each once."""
    days: list[tuple[int | None, int | None, int | None]]
    if first := _YEAR_FIRST.match(written):
        year, month, day = map(int, first.groups())
        days = [(year, month, day)]
    elif figures := _FIGURES.match(written):
        one, other, last = map(int, figures.groups())
        year = last if last > 99 else last + (2000 if last < _LAST_CENTURY else 1900)
        # With points the day comes first; with strokes it depends on the country.
        days = [(year, other, one)]
        if "/" in written and one != other:
            days.append((year, one, other))
    else:
        days = [_by_name(written)]
    for parts in days:
        try:
            yield Date(*parts)
        except ValueError:
            continue


def _by_name(written: str) -> tuple[int | None, int | None, int | None]:
    """The year, month and day of a date whose month has its name."""
    parts = [match[0] for match in _PART.finditer(written)]
    month = next(_NAMES.index(p[:3].casefold()) + 1 for p in parts if not p.isdigit())
    figures = [int(part) for part in parts if part.isdigit()]
    years = [number for number in figures if number > 99]
    days = [number for number in figures if number <= 99]
    return next(iter(years), None), month, next(iter(days), None)
