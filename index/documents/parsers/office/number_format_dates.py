"""Dates, times and lengths of time, by a section of a format code."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from index.documents.parsers.office.number_format_tokens import Section, Token

_DAY_ZERO = date(1899, 12, 30).toordinal()
_LAST_DAY = 2_958_465  # 9999-12-31
_LEAP_DAY = 60  # 1900-02-29, which there was none of, but spreadsheets count it
_SINCE_1904 = 1462  # days
_SECONDS = 86_400
# As each computer displays its dates: no country's order of day and month can be known.
_DATE_OF_SYSTEM, _TIME_OF_SYSTEM = "yyyy-mm-dd", "hh:mm:ss"
_TIMES = frozenset({"minute", "elapsed"})
_SYSTEM = {
    "f800": _DATE_OF_SYSTEM, "x-sysdate": _DATE_OF_SYSTEM,
    "f400": _TIME_OF_SYSTEM, "x-systime": _TIME_OF_SYSTEM,
}  # fmt: skip


@dataclass(frozen=True)
class _Names:
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]


def _names(months: str, short_months: str, days: str, short_days: str) -> _Names:
    """Names of months from January, of days from Monday."""
    return _Names(*(tuple(n.split()) for n in (months, short_months, days, short_days)))


_ENGLISH = _names(
    "January February March April May June July August September October November December",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "Mon Tue Wed Thu Fri Sat Sun",
)
_LANGUAGES = {
    "de": _names(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "Mo Di Mi Do Fr Sa So",
    ),
    "fr": _names(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lun. mar. mer. jeu. ven. sam. dim.",
    ),
    "es": _names(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sep oct nov dic",
        "lunes martes miércoles jueves viernes sábado domingo",
        "lun mar mié jue vie sáb dom",
    ),
    "it": _names(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
        " dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "lun mar mer gio ven sab dom",
    ),
    "nl": _names(
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "ma di wo do vr za zo",
    ),
    "pt": _names(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan fev mar abr mai jun jul ago set out nov dez",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        "seg ter qua qui sex sáb dom",
    ),
}
# The last ten bits of a number for a language and country tell the language.
_NUMBERS = {0x07: "de", 0x0C: "fr", 0x0A: "es", 0x10: "it", 0x13: "nl", 0x16: "pt"}


@dataclass(frozen=True)
class _Moment:
    """A point in time, or a length of it: ``units`` of a second since the day began or in all."""

    year: int
    month: int
    day: int
    weekday: int
    units: int
    elapsed: int


def system_code(language: str) -> str:
    """The code for a ``language`` that stands for a display of the computer, empty of others."""
    return _SYSTEM.get(language, "")


def date_shower(section: Section) -> Callable[[float, bool], str | None]:
    """What displays numbers of days by a section, those since 1904 when it is asked to.

    It gives None for days that there are none of.
    """
    tokens = _with_minutes(section.tokens)
    fraction = max((len(token.text) for token in tokens if token.kind == "fraction"), default=0)
    return partial(_shown, tokens, fraction, _names_in(section.language))


def _names_in(language: str) -> _Names:
    code = language.partition("-")[0]
    if code not in _LANGUAGES and code and set(code) <= set("0123456789abcdef"):
        code = _NUMBERS.get(int(code, 16) & 0x3FF, "")
    return _LANGUAGES.get(code, _ENGLISH)


def _with_minutes(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` with months made minutes beside hours and seconds, and parts of seconds one."""
    timed = [n for n, token in enumerate(tokens) if token.kind in {"date", "elapsed"}]
    minutes = set()
    for place, n in enumerate(timed):
        before = tokens[timed[place - 1]].text if place else ""
        behind = tokens[timed[place + 1]].text if place + 1 < len(timed) else ""
        if tokens[n].text in {"m", "mm"} and (before[:1] == "h" or behind[:1] == "s"):
            minutes.add(n)
    made: list[Token] = []
    for n, token in enumerate(tokens):
        if n in minutes and token.kind == "date":
            made.append(Token("minute", token.text))
        elif token.kind == "digit" and made and made[-1] == Token("sign", "."):
            made[-1] = Token("fraction", token.text)
        elif token.kind == "digit" and made and made[-1].kind == "fraction":
            made[-1] = Token("fraction", made[-1].text + token.text)
        else:
            made.append(token)
    return made


def _shown(
    tokens: Sequence[Token], fraction: int, names: _Names, value: float, since_1904: bool
) -> str | None:
    timed = any(token.kind in _TIMES or token.text[:1] in {"h", "s"} for token in tokens)
    serial = value + (_SINCE_1904 if since_1904 else 0)
    # A day ends with its last moment, which a time is rounded up to the next day's first from.
    moment = _moment(serial if timed else math.floor(serial), value, 10**fraction)
    if moment is None:
        return None
    halved = any(token.kind == "half" for token in tokens)
    return "".join(_part(token, moment, 10**fraction, names, halved) for token in tokens)


def _moment(serial: float, length: float, second: int) -> _Moment | None:
    day = math.floor(serial)
    if not 0 <= day <= _LAST_DAY:
        return None
    units = math.floor((serial - day) * _SECONDS * second + 0.5)
    if units >= _SECONDS * second:
        day, units = day + 1, 0
    elapsed = math.floor(length * _SECONDS * second + 0.5)
    weekday = (day + 5) % 7
    if day in {0, _LEAP_DAY}:
        return _Moment(1900, 1 if day == 0 else 2, 0 if day == 0 else 29, weekday, units, elapsed)
    if day > _LAST_DAY:
        return None
    given = date.fromordinal(_DAY_ZERO + day + (day < _LEAP_DAY))
    return _Moment(given.year, given.month, given.day, weekday, units, elapsed)


def _part(token: Token, moment: _Moment, second: int, names: _Names, halved: bool) -> str:
    text, width = token.text, len(token.text)
    hour = moment.units // second // 3600
    match token.kind, text[:1]:
        case "date", ("y" | "e"):
            return f"{moment.year % 100:02}" if text in {"y", "yy"} else f"{moment.year:04}"
        case "date", "b":
            return f"{moment.year + 543:04}"[-2 if width < 3 else 0 :]
        case "date", "m":
            return _month(moment.month, width, names)
        case "date", ("d" | "a"):
            if width < 3:
                return f"{moment.day:0{width}}"
            return (names.short_days if width == 3 else names.days)[moment.weekday]
        case "date", "h":
            return f"{(hour - 1) % 12 + 1 if halved else hour:0{min(width, 2)}}"
        case "date", "s":
            return f"{moment.units // second % 60:0{min(width, 2)}}"
        case "minute", _:
            return f"{moment.units // second // 60 % 60:0{width}}"
        case "elapsed", unit:
            length = {"h": 3600, "m": 60, "s": 1}[unit] * second
            return f"{moment.elapsed // length:0{min(width, 10)}}"
        case "fraction", _:
            return f".{moment.units % second:0{len(str(second)) - 1}}"[: width + 1]
        case "half", _:
            first, _, last = ("AM/PM" if text == "am/pm" else text.upper()).partition("/")
            return first if hour < 12 else last
        case (("literal" | "sign" | "digit"), _):
            return text
    return ""


def _month(month: int, width: int, names: _Names) -> str:
    if width < 3:
        return f"{month:0{width}}"
    if width == 3:
        return names.short_months[month - 1]
    return names.months[month - 1][: 1 if width == 5 else None]
