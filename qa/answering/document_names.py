"""How well a name that people use fits a document: by its file, title, first heading and date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import PurePosixPath

from index.documents.document import Document
from index.documents.label import BEGINNING, Label
from index.text.terms import WORD, terms
from qa.answering.head import head_of
from qa.question.english.documents import WRITTEN_DATE
from qa.question.english.overviews import WRITINGS
from qa.question.english.sources import ANY_TEXT, DETERMINER, NAME_END, VERSION
from qa.question.english.words import MONTHS


class Fit(IntEnum):
    """How much of a document's name a name has."""

    PART = 1
    """Some words of it."""
    HEAD = 2
    """The noun that it is called by, as "agreement" of "Tenancy agreement for Flat 3"."""
    WHOLE = 3
    """All of it, but for numbers and what tells versions apart."""


_MONTHS = tuple(MONTHS.casefold().split("|"))
_DATE = re.compile(WRITTEN_DATE, re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(?:19|20)\d\d[-_.]?(?P<month>0[1-9]|1[0-2])(?!\d{3})")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
# Where words meet in the name of a file: houseRules, house_rules, lease2024.
_JOINT = re.compile(r"_|(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])|(?<=[^\W\d_]{3})(?=\d)|(?<=\d{4})(?=[^\W\d_])")


@dataclass(frozen=True)
class _Name:
    """A name as it is compared: its stems in order, its head among them, its numbers and months.

    ``head`` is "" where it has none.
    """

    stems: tuple[str, ...]
    head: str
    dates: frozenset[str]


def fit_of(label: Label, name: str, document: Callable[[], Document]) -> Fit | None:
    """How well ``name`` ("the March minutes") fits the document of ``label``; None if not at all.

    ``document`` gives that one, which is read for its date. A number or a month in the name has to
    be in the document's name or date. What only says which kind of writing it is, as in "the
    lasagne recipe", may be lacking.
    """
    language = label.language
    asked = _parsed(DETERMINER.sub("", name), language)
    stems = _telling(asked, language)
    if not stems:
        return None
    names = _names(label)
    fits = [fit for own in names if (fit := _fit(stems, own, language))]
    if fits and asked.dates and not asked.dates <= _dates(document(), names):
        return None
    return max(fits, default=None)


def stems_needed(name: str, language: str) -> Sequence[str]:
    """The stems that a document in ``language`` has in its names if ``name`` fits it; or none."""
    stems = _telling(_parsed(DETERMINER.sub("", name), language), language)
    return stems[:-1] if len(stems) > 1 and stems[-1] in _writings(language) else stems


def name_stems(label: Label) -> frozenset[str]:
    """The stems in the names of a document."""
    return frozenset(stem for own in _names(label) for stem in own.stems)


def _names(label: Label) -> Sequence[_Name]:
    """The name of the file without its ending, the title, and the heading it begins with."""
    called = dict.fromkeys((PurePosixPath(label.id).stem, label.title, label.heading))
    return [_parsed(own, label.language) for own in called]


def _telling(name: _Name, language: str) -> Sequence[str]:
    """The stems of a name but for those that any text is called by."""
    return [stem for stem in name.stems if stem not in _any_text(language)]


def _fit(asked: Sequence[str], own: _Name, language: str) -> Fit | None:
    if not own.stems:
        return None
    writings = _writings(language)
    kind = [stem for stem in asked[-1:] if stem in writings and stem not in own.stems]
    if kind and len(asked) > 1 and own.head not in writings:
        asked = asked[:-1]
    if not {*asked} <= {*own.stems}:
        return None
    if {*asked} == {*own.stems}:
        return Fit.WHOLE
    return Fit.HEAD if asked[-1] == own.head else Fit.PART


@lru_cache(maxsize=1024)
def _parsed(name: str, language: str) -> _Name:
    words = WORD.findall(_JOINT.sub(" ", _ORDINAL.sub("", name)))
    dated = {*_months_and_numbers(words), *_iso_months(name)}
    stems = [stem for word in words for stem in _stems(word, language)]
    opening = NAME_END.split(_JOINT.sub(" ", name), maxsplit=1)[0]
    head = [stem for word in WORD.findall(opening) for stem in _stems(word, language)]
    return _Name(tuple(stems), head[-1] if head else "", frozenset(dated))


def _stems(word: str, language: str) -> list[str]:
    """The stems of a word that names something: no number, month, or mark of a version."""
    plain = word.casefold()
    telling = not any(map(str.isdigit, plain)) and plain not in _MONTHS
    return terms(word, language) if telling and not VERSION.fullmatch(plain) else []


def _months_and_numbers(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        plain = word.casefold()
        if plain in _MONTHS:
            yield plain
        elif plain.isdigit():
            yield str(int(plain))


def _iso_months(name: str) -> Iterator[str]:
    for match in _ISO.finditer(name):
        yield _MONTHS[int(match["month"]) - 1]
        yield str(int(match["month"]))


def _dates(document: Document, names: Sequence[_Name]) -> set[str]:
    """The numbers and months of a document's names, and of the date at its head.

    Where a name has a year or a month, that counts, not the one of the date.
    """
    dates = {date for own in names for date in own.dates}
    lines_told = [line for line in (head_of(document).date,) if line]
    written = [value.of(document.text) for line in lines_told for value in line.values]
    if first := _DATE.search(document.text[:BEGINNING]):
        written.append(first[0])
    kinds = {_kind_of_date(date) for date in dates} - {""}
    told_dates = {d for date in written for d in _parsed(date, document.language).dates}
    return dates | {date for date in told_dates if _kind_of_date(date) not in kinds}


def _kind_of_date(date: str) -> str:
    if date in _MONTHS:
        return "month"
    return "year" if len(date) == len("2024") else ""


@lru_cache
def _any_text(language: str) -> frozenset[str]:
    return frozenset(stem for word in ANY_TEXT for stem in terms(word, language))


@lru_cache
def _writings(language: str) -> frozenset[str]:
    return frozenset(stem for word in WRITINGS for stem in terms(word, language))
