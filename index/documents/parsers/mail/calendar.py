"""Invitations in mails (iCalendar): what, when and where, as fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.documents.blocks import BlockKind
from index.documents.parsers.writer import Writer, one_line

_NAMES = {
    "SUMMARY": "Event", "DTSTART": "Start", "DTEND": "End", "LOCATION": "Location",
    "ORGANIZER": "Organizer", "ATTENDEE": "Attendee", "STATUS": "Status",
    "DESCRIPTION": "Description",
}  # fmt: skip
_MOST_FIELDS = 200
_FOLD = re.compile(r"\n[ \t]")
_LINE = re.compile(
    rf'({"|".join(_NAMES)})((?:;[^:;"\n]*(?:"[^"\n]*"[^:;"\n]*)*)*):(.*)', re.IGNORECASE
)
_PARAMETER = r';{}=(?:"([^"\n]*)"|([^:;"\n]*))'
_TIME_ZONE = re.compile(_PARAMETER.format("TZID"), re.IGNORECASE)
_COMMON_NAME = re.compile(_PARAMETER.format("CN"), re.IGNORECASE)
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_ESCAPED = re.compile(r"\\([\\;,nN])")


def write_calendar(writer: Writer, text: str) -> None:
    """Write the fields of the events in ``text``."""
    for name, value in _fields(text):
        if value:
            writer.write(f"{name}: {value}", BlockKind.FIELD)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """The fields of events in order; those of time zones and alarms are none."""
    inside: list[str] = []
    count = 0
    for line in _FOLD.sub("", text.replace("\r\n", "\n")).split("\n"):
        word, _, what = line.strip().upper().partition(":")
        if word == "BEGIN":
            inside.append(what)
        elif word == "END":
            del inside[-1:]
        elif inside[-1:] == ["VEVENT"] and count < _MOST_FIELDS and (match := _LINE.match(line)):
            count += 1
            yield _NAMES[match[1].upper()], _value(match[1].upper(), match[2], match[3])


def _value(name: str, parameters: str, raw: str) -> str:
    value = one_line(_ESCAPED.sub(lambda m: " " if m[1] in "nN" else m[1], raw))
    if name in ("DTSTART", "DTEND") and (time := _TIME.fullmatch(value)):
        year, month, day, hour, minute, utc = time.groups()
        zone = _TIME_ZONE.search(parameters)
        named = (zone[1] or zone[2] or "") if zone else ""
        of_day = f" {hour}:{minute} {'UTC' if utc else named}".rstrip() if hour else ""
        return f"{year}-{month}-{day}{' ' if of_day else ''}{of_day.strip()}"
    if name in ("ORGANIZER", "ATTENDEE"):
        address = re.sub("^mailto:", "", value, flags=re.IGNORECASE)
        common = _COMMON_NAME.search(parameters)
        given = one_line((common[1] or common[2] or "") if common else "")
        return f"{given} <{address}>" if given and given != address else address
    return value
