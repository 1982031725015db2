"""Who wrote a document, when, and what it is called, as its head or its foot says. Pure functions.

Read are the fields of its front matter, lines that name what they tell ("Author: …", "By …"), and,
between a title and the text, a line that is a name or a date and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from index.documents.blocks import BlockKind
from index.documents.document import Document
from index.documents.span import Span, trim
from qa.answering.outline import sections, text_start
from qa.question.english.documents import (
    BYLINE,
    CHANGED,
    CLOSES_LETTER,
    FRONT_MATTER_KEYS,
    LETTER_KEY,
    OPENS_LETTER,
    WRITTEN_DATE,
)

# Lines of a head and of a foot that are read, and the longest that can be one.
_HEAD_LINES, _FOOT_LINES, _LONGEST = 14, 6, 160
_FOOT = 1500  # characters
_LONGEST_TITLE = 120
_MARKUP = r"[*_>#:\s]*"
# Characters of a line with a letter's date beside that, as of a place, and of a signature.
_PLACE, _LONGEST_SIGNATURE = 24, 60
_FIELD = re.compile(
    rf"{_MARKUP}(?P<key>[A-Za-z][A-Za-z ]{{1,24}}?)[*_ \t]*[:=][*_ \t]*(?P<value>.*)"
)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_DATE = re.compile(WRITTEN_DATE, re.IGNORECASE)
_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]*\.?|van|von|de|del|der|da|di|la|le|bin|al|and|&|,)"
    r"(?: (?:[A-ZÀ-Þ][\w’'-]*\.?|van|von|de|del|der|da|di|la|le|bin|al|and|&)|,(?= ))*"
)
_ITEM = re.compile(r"^[ \t]*-[ \t]+(?P<value>.*)", re.MULTILINE)
_KEYS = {
    name: re.compile(rf"(?:{keys})", re.IGNORECASE) for name, keys in FRONT_MATTER_KEYS.items()
}


class Told(NamedTuple):
    """A line that tells something of its document, and where in it that is."""

    line: Span
    values: tuple[Span, ...]


@dataclass(frozen=True)
class Head:
    """What a document says of itself, each None where it does not.

    ``date`` is when it was written or made public, ``changed`` when it was last changed.
    """

    title: Told | None = None
    author: Told | None = None
    date: Told | None = None
    changed: Told | None = None


def head_of(document: Document) -> Head:
    """What ``document`` says of itself."""
    told: dict[str, Told] = {}
    fields = [*_front_fields(document), *_labelled(document)]
    letter = any(LETTER_KEY.fullmatch(key) for key, _ in fields)
    for key, line in fields:
        name = _told_by(key, letter)
        if name and (name != "author" or not _is_date(document.text, line)):
            told.setdefault(name, line)
    if title := told.get("title") or _title(document):
        told["title"] = title
    for name, line in _bare_lines(document, told.get("title")):
        told.setdefault(name, line)
    for name, line in _letter_lines(document):
        told.setdefault(name, line)
    return Head(**told)


def _told_by(key: str, letter: bool) -> str | None:
    """What of a `Head` a field called ``key`` tells; a ``letter`` is by whom it is from."""
    if letter and key.casefold() == "from":
        return "author"
    name = next((name for name, keys in _KEYS.items() if keys.fullmatch(key)), None)
    return "changed" if name == "date" and CHANGED.search(key) else name


def _front_fields(document: Document) -> Iterator[tuple[str, Told]]:
    """The fields of the front matter; what stands in lines of their own under one is its value."""
    text, end = document.text, text_start(document)
    for block in document.blocks:
        if block.span.start >= end:
            break
        match = _FIELD.match(text, block.span.start, block.span.end)
        if not match or block.kind is not BlockKind.FRONT_MATTER:
            continue
        items = _ITEM.finditer(text, match.end(), block.span.end)
        spans = [match.span("value"), *(item.span("value") for item in items)]
        if values := [value for span in spans if (value := _value(text, *span))]:
            yield match["key"], Told(block.span, tuple(values))


def _value(text: str, start: int, end: int) -> Span | None:
    """What a field says, without quotation marks, brackets and marks for bold."""
    span = trim(text, start, end)
    while span and text[span.start] in "\"'[*_":
        span = trim(text, span.start + 1, span.end)
    while span and text[span.end - 1] in "\"']*_,;":
        span = trim(text, span.start, span.end - 1)
    return span


def _head_lines(document: Document) -> list[Span]:
    """The short blocks that a document begins with, behind its front matter."""
    head: list[Span] = []
    begin = text_start(document)
    for block in document.blocks:
        if block.span.start < begin or block.kind is BlockKind.NOISE:
            continue
        if len(block.span) > _LONGEST or len(head) == _HEAD_LINES:
            break
        head.append(block.span)
    return head


def _labelled(document: Document) -> Iterator[tuple[str, Told]]:
    """Fields in lines of the head and of the foot."""
    text = document.text
    below = [
        block.span
        for block in document.blocks
        if block.span.start >= len(text) - _FOOT and block.kind is not BlockKind.NOISE
    ]
    foot = below[-_FOOT_LINES:]
    for line in [*_head_lines(document), *(line for line in foot if len(line) <= _LONGEST)]:
        match = _FIELD.match(text, line.start, line.end)
        if match and (value := _value(text, *match.span("value"))):
            yield match["key"].strip(), Told(line, (value,))
            continue
        if byline := BYLINE.match(text[line.start : line.end]):
            value = _value(text, line.start + byline.end(), line.end)
            if value and _NAME.match(text, value.start, value.end):
                yield from _byline(text, line, value)


def _byline(text: str, line: Span, value: Span) -> Iterator[tuple[str, Told]]:
    """The name in a line such as "By Lena Ortiz, 3 March 2021", and the date if it has one."""
    name = _NAME.match(text, value.start, value.end)
    date = _DATE.search(text, value.start, value.end)
    if date:
        yield "date", Told(line, (Span(*date.span()),))
    if name and len(value) - len(name[0]) <= (len(date[0]) + 8 if date else 24):
        end = min(name.end(), date.start()) if date else name.end()
        if author := _value(text, name.start(), end):
            yield "author", Told(line, (author,))


def _title(document: Document) -> Told | None:
    """The heading that the text begins with, or a first line that stands like one."""
    text = document.text
    first = next(iter(_head_lines(document)), None)
    for section in sections(document)[:1]:
        if first and section.heading.span.start <= first.start:
            return Told(section.words, ())
    if first is None or len(first) > _LONGEST_TITLE or text[first.end - 1] in ".!?;,:":
        return None
    rest = text[first.end :].lstrip(" \t")
    words = first.of(text)
    if "\n" in words:
        return None
    fielded = _FIELD.fullmatch(words) or "|" in words or "\t" in words or words[0] in "-*>\"'“["
    titled = rest.startswith("\n") and rest.strip() and not fielded and any(map(str.isalpha, words))
    alone = rest.startswith("\n\n") or _bare(text, rest.lstrip("\n").partition("\n")[0])
    return Told(first, ()) if titled and alone else None


def _bare(text: str, line: str) -> bool:
    words = line.strip()
    return bool(_DATE.fullmatch(words) or BYLINE.match(words)) or _is_name(text, words)


def _bare_lines(document: Document, title: Told | None) -> Iterator[tuple[str, Told]]:
    """Lines right after the title that are a name or a date, and nothing else."""
    text = document.text
    if title is None:
        return
    for line in _head_lines(document):
        if line.end <= title.line.end or line.overlap(title.line):
            continue
        value = _value(text, line.start, line.end)
        if value is None or len(value) > _LONGEST_TITLE:
            return
        words = value.of(text)
        dated = _DATE.search(words)
        if dated and len(words) - len(dated[0]) <= 12 and not words.endswith("."):
            start = value.start + dated.start()
            yield "date", Told(line, (Span(start, start + len(dated[0])),))
        elif _is_name(text, words):
            yield "author", Told(line, (value,))
        elif not _FIELD.fullmatch(line.of(text)) and not BYLINE.match(words):
            return


def _letter_lines(document: Document) -> Iterator[tuple[str, Told]]:
    """The date in a line of its own above a letter's greeting, and the name that signs it."""
    text = document.text
    every = (Span(*line.span()) for line in _LINE.finditer(text, text_start(document)))
    head = [*islice(every, _HEAD_LINES)]
    greeting = next((n for n, line in enumerate(head) if OPENS_LETTER.match(line.of(text))), None)
    if greeting is None:
        return
    for line in head[:greeting]:
        dated = _DATE.search(line.of(text))
        if dated and len(line) - len(dated[0]) <= _PLACE:
            yield "date", Told(line, (Span(*dated.span()).shifted(line.start),))
    foot = [*head[greeting + 1 :], *every]
    closing = [n for n, line in enumerate(foot) if CLOSES_LETTER.fullmatch(line.of(text))][-1:]
    for line in [foot[n + 1] for n in closing if n + 1 < len(foot)]:
        if len(line) <= _LONGEST_SIGNATURE:
            yield "author", Told(line, (line,))


def _is_name(text: str, words: str) -> bool:
    """Whether ``words`` are a person's name: two to five with capitals, never written small."""
    parts = re.findall(r"[^\W\d_][\w’'-]*", words)
    capitals = [part for part in parts if part[0].isupper()]
    if not 2 <= len(capitals) <= 5 or not _NAME.fullmatch(words) or words.isupper():
        return False
    long = [part for part in capitals if len(part) > 2]
    return not any(re.search(rf"\b{re.escape(part.casefold())}\b", text) for part in long)


def _is_date(text: str, told: Told) -> bool:
    return all(_DATE.fullmatch(value.of(text)) for value in told.values)
