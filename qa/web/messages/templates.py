"""Sentences said in another language by templates: what varies in one is found and put back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from string import Formatter
from typing import NamedTuple

LONGEST = 4000
"""Characters of a text that is translated: a longer one stays as it is."""
MOST_TRIES = 1000
"""How often it is looked whether a template matches some of a text."""

TEXT, NAME, SENTENCE = "", "name", "sentence"
"""Treatments that every translator knows: a text is kept as it is, a name too, in which no sentence
ends, and sentences of the same table are translated, as far as they are known."""

_ANY = {TEXT: ".+?", SENTENCE: ".+?", NAME: r"(?:(?![.!?:]\s).)+?"}
_MOST_ENDS = 12  # of a text, among which the end of a sentence is looked for
_DEEPEST = 4  # sentences in sentences
# Sentences that are quoted one after the other stay together.
_BLANKS = re.compile(r"(?<=[.!?:])\s+|(?<=”)\s+(?!“)")


class Treatment(NamedTuple):
    """What becomes of a value: ``say`` gives it in the other language, None for no such value.

    ``pattern`` is what finds it, and never gives back what it took; "" finds any text.
    """

    pattern: str
    say: Callable[[str], str | None]


def number(mark: str) -> Treatment:
    """A whole number, its thousands set off with ``mark`` instead of a comma."""
    return Treatment(r"\d++(?:,\d{3}(?!\d))*+", lambda value: value.replace(",", mark))


def quoted(opening: str, closing: str) -> Treatment:
    """A value as Python writes it, 'x', in other quotation marks."""

    def say(value: str) -> str:
        return opening + value[1:-1].replace(r"\'", "'") + closing

    return Treatment(r"""(?>'(?:[^'\\]|\\.)*+'|"(?:[^"\\]|\\.)*+")""", say)


@dataclass(frozen=True)
class Translator:
    """Says what a ``table`` has, templates by templates, in the other language.

    Both name what varies, such as "{name}"; the first may say how it is treated, by the name of one
    of the ``treatments``: "{pages:number}". Of several that match, that with the most text of its
    own is taken.
    """

    table: Mapping[str, str]
    treatments: Mapping[str, Treatment] = field(default_factory=dict)

    def say(self, text: str) -> str:
        """``text`` in the other language, sentence by sentence; what is not known as it is."""
        return text if len(text) > LONGEST else _Translation(self).sentences(text, _DEEPEST)[0]

    def whole(self, text: str) -> str | None:
        """``text`` in the other language where a template matches all of it, values too."""
        return _Translation(self).whole(text, _DEEPEST, strict=True)

    @property
    def treatment(self) -> Treatment:
        """What has others treat a value as one text of this table."""
        return Treatment("", self.whole)

    @cached_property
    def templates(self) -> tuple[_Template, ...]:
        """Those of the table, in the order in which they are tried."""
        made = [_Template.of(*pair, self.treatments) for pair in self.table.items()]
        return tuple(sorted(made, key=lambda it: (-it.length, it.loose)))


class _Template(NamedTuple):
    """A template: what it matches, what it says, and how each value is treated.

    ``literal`` is the longest text that is in all that it matches, ``length`` how much there is of
    such text, and ``loose`` how many values may be any text.
    """

    pattern: re.Pattern[str]
    other: str
    kinds: Mapping[str, str]
    literal: str
    length: int
    loose: int

    @classmethod
    def of(cls, template: str, other: str, treatments: Mapping[str, Treatment]) -> _Template:
        literals, kinds, parts = [], {}, [""]
        for literal, name, kind, _ in Formatter().parse(template):
            literals.append(literal)
            parts[-1] += re.escape(literal)
            if name:
                kinds[name] = kind or TEXT
                pattern = _ANY.get(kind or TEXT) or treatments[kind or TEXT].pattern
                # A loose value begins a part, which ends before the next one.
                if not pattern or kind in _ANY or not kind:
                    parts.append("")
                parts[-1] += f"(?P<{name}>{pattern or _ANY[TEXT]})"
        # Only the last part may be matched at several places, so that the time does not explode.
        inner = "".join(f"(?>{part})" for part in parts[1:-1])
        return cls(
            re.compile(f"{parts[0]}{inner}{parts[-1] if len(parts) > 1 else ''}", re.DOTALL),
            other,
            kinds,
            max(literals, key=len),
            sum(map(len, literals)),
            len(parts) - 1,
        )


class _Translation:
    """The translation of one text, which ends when enough was tried."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._left = MOST_TRIES

    def sentences(self, text: str, depth: int) -> tuple[str, bool]:
        """``text`` in the other language, and whether all of it is known."""
        ends = [(blank.start(), blank.end()) for blank in _BLANKS.finditer(text)]
        ends.append((len(text), len(text)))
        said: list[str] = []
        known = True
        start = first = 0
        while first < len(ends) and self._left:
            found = next(self._known(text, start, ends[first : first + _MOST_ENDS], depth), None)
            after, words = found or (0, text[start : ends[first][0]])
            known = known and found is not None
            end, begin = ends[first + after]
            said += [words, text[end:begin]]
            start, first = begin, first + after + 1
        return "".join([*said, text[start:]]), known and first == len(ends)

    def _known(
        self, text: str, start: int, ends: list[tuple[int, int]], depth: int
    ) -> Iterator[tuple[int, str]]:
        """What is known from ``start`` up to one of the ``ends``, the shortest first."""
        for strict in (True, False):
            for after, (end, _) in enumerate(ends):
                if words := self.whole(text[start:end], depth, strict=strict):
                    yield after, words

    def whole(self, text: str, depth: int, *, strict: bool) -> str | None:
        """``text`` where a template matches it, its sentences too if ``strict``; else None."""
        if not (depth and text and self._left):
            return None
        self._left -= 1
        if "{" not in text and (words := self._translator.table.get(text)):
            return words.format()
        made = (
            self._made(template, match, depth, strict=strict)
            for template in self._translator.templates
            if template.literal in text and (match := template.pattern.fullmatch(text))
        )
        return next(filter(None, made), None)

    def _made(
        self, template: _Template, match: re.Match[str], depth: int, *, strict: bool
    ) -> str | None:
        values = {}
        for name, kind in template.kinds.items():
            words: str | None = match[name]
            if kind == SENTENCE:
                words, known = self.sentences(match[name], depth - 1)
                words = None if strict and not known else words
            elif kind not in _ANY:
                words = self._translator.treatments[kind].say(match[name])
            if words is None:
                return None
            values[name] = words
        return template.other.format_map(values)
