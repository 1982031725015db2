"""Days of the week that a text names, one by one or as a stretch ("Tue - Thu")."""

from __future__ import annotations

import re

from qa.question.english.words import any_case

# Short forms are told by their capital: "sat" and "sun" are words.
_DAY = (
    r"(?:(?i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?i:days?)"
    r"|(?:Mon|MON|Tues?|TUE|Weds?|WED|Thu(?:rs?)?|THU|Fri|FRI|Sat|SAT|Sun|SUN)\b\.?)"
)
_NAMED = re.compile(
    rf"\b(?P<first>{_DAY})(?:\s*(?:[-–—]|to|till|until|through|thru)\s*(?P<last>{_DAY}))?"
)
_BEGINNINGS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_SPANS = (
    (any_case(r"\b(?:daily|every day|all week|seven days|7 days)\b"), range(7)),
    (any_case(r"\b(?:weekdays?|working days?|week days?)\b"), range(5)),
    (any_case(r"\bweek-?ends?\b"), range(5, 7)),
)
_EXCEPT = any_case(r"\b(?:except|but not|not|closed)(?: for| on)?\b")


def days_of(text: str) -> frozenset[int]:
    """The days that ``text`` names, 0 for Monday to 6 for Sunday.

    A stretch has all its days, over the week's end too; those after "except" are left out.
    """
    told, *exceptions = _EXCEPT.split(text, maxsplit=1)
    every = _named(told)
    return every - _named(exceptions[0]) if exceptions and every else every or _named(text)


def _named(text: str) -> frozenset[int]:
    days = {day for pattern, days in _SPANS if pattern.search(text) for day in days}
    for match in _NAMED.finditer(text):
        first = _number(match["first"])
        last = _number(match["last"]) if match["last"] else first
        days.update((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(days)


def _number(day: str) -> int:
    return _BEGINNINGS.index(day[:2].casefold())
