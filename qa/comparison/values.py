"""The values that an answer tells: dates, times, amounts, numbers, names, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Protocol

from index.documents.span import Span, trim
from qa.answering.yes_no import NO, YES
from qa.comparison.dates import Date, dates_in, hours_in, weekdays_in
from qa.comparison.names import name_of
from qa.comparison.quantities import Quantity, quantities_in
from qa.question.answer_type import AnswerType, expected_type
from qa.types import Citation

_YEARS = range(1000, 2200)
_READ = "\0"  # stands for each character that was read already


class Reading(Protocol):
    """What a value may be: a date, a quantity, a name and so on."""

    def comparable(self, other: object) -> bool:
        """Whether ``other`` is of the same kind, so that the two agree or differ."""

    def agrees(self, other: object) -> bool:
        """Whether both say the same, however it is written."""


_Scan = Callable[[str], Iterable[tuple[int, int, Sequence[Reading]]]]


@dataclass(frozen=True)
class Verdict:
    """Yes, or no."""

    yes: bool

    def comparable(self, other: object) -> bool:
        """Whether ``other`` is yes or no too."""
        return isinstance(other, Verdict)

    def agrees(self, other: object) -> bool:
        """Whether both are yes, or both no."""
        return self == other


@dataclass(frozen=True)
class Value:
    """A value as its document writes it, in ``text``, and the ``readings`` it may have.

    ``span`` is where the document has it, None of a yes or no, which Pincite says itself.

    Raises:
        ValueError: when it has no reading.
    """

    text: str
    readings: tuple[Reading, ...]
    span: Span | None = None

    def __post_init__(self) -> None:
        if not self.readings:
            raise ValueError(f"{self.text!r} is no value: it has no reading.")

    def comparable(self, other: Value) -> bool:
        """Whether the two are of the same kind, by one of their readings."""
        return any(ours.comparable(it) for ours in self.readings for it in other.readings)

    def agrees(self, other: Value) -> bool:
        """Whether the two say the same, by one of their readings."""
        return any(ours.agrees(it) for ours in self.readings for it in other.readings)


def values_of(question: str, quotes: tuple[Citation, ...], note: str = "") -> tuple[Value, ...]:
    """The values that ``quotes`` give as the answer to ``question``, in order.

    They are those of the short answers, names among them. Where none is marked they are the dates,
    the times and the amounts of the quotes: what else stands there may be of anything. ``note`` is
    what Pincite says itself before the quotes.
    """
    values = [Value(note, (Verdict(note == YES),))] if note in (YES, NO) else []
    for quote in quotes:
        if quote.answers:
            asked = expected_type(question) is AnswerType.NAME
            for answer in quote.answers:
                values += _of_short_answer(quote, answer, asked=asked)
        else:
            values += _of_quote(quote)
    return tuple(values)


def _of_short_answer(quote: Citation, answer: Span, *, asked: bool) -> Iterator[Value]:
    document = quote.document
    words = answer.of(document.text)
    values = [*_scanned(words, answer.start, document.language)]
    if days := weekdays_in(words):
        values.append(Value(words, (days,), answer))
    if not values and (
        name := name_of(words, document.text[quote.start : answer.start], asked=asked)
    ):
        values.append(Value(words, (name,), answer))
    yield from values


def _of_quote(quote: Citation) -> Iterator[Value]:
    for value in _scanned(quote.quote, quote.start, quote.document.language):
        numbers = [it for it in value.readings if isinstance(it, Quantity) and it.unit is None]
        if not numbers:
            yield value


def _scanned(text: str, start: int, language: str) -> Iterator[Value]:
    """The dates, times and quantities of ``text``, which stands at ``start`` in its document."""
    scans: tuple[_Scan, ...] = (dates_in, hours_in, partial(quantities_in, language=language))
    rest, readings_at = text, dict[tuple[int, int], tuple[Reading, ...]]()
    for scan in scans:
        for first, last, readings in scan(rest):
            readings_at[first, last] = tuple(chain.from_iterable(map(_with_year, readings)))
            rest = rest[:first] + _READ * (last - first) + rest[last:]
    for (first, last), readings in sorted(readings_at.items(), key=itemgetter(0)):
        span = trim(text, first, last)
        if span:
            yield Value(span.of(text), readings, span.shifted(start))


def _with_year(reading: Reading) -> Iterator[Reading]:
    """A reading, and the year that a number may be as well."""
    yield reading
    if isinstance(reading, Quantity) and reading.unit is None and reading.number in _YEARS:
        yield Date(int(reading.number))
