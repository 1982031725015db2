"""What a document says in parts, by how the page shows each. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from index import Document, Span
from index.text.terms import UNSPACED
from qa.templating import bold_parts
from qa.web.templates.looks import HIDDEN, Look, Sign, Style, looks_of

# What stands for a sign where no page shows it.
_WRITTEN: dict[Sign, str] = {"cell": " · ", "row": "\n"}


class Words(NamedTuple):
    """Some words, and whether the question has them as well."""

    text: str
    term: bool


class Part(NamedTuple):
    """Words in a row that are shown in one style, and the sign that is shown behind them."""

    style: Style
    words: list[Words]
    sign: Sign = ""

    @property
    def text(self) -> str:
        """All of it, as it is in the document."""
        return "".join(words.text for words in self.words)


def parts_of(document: Document, span: Span, matched: Sequence[str] = ()) -> list[Part]:
    """What ``document`` says at ``span`` by its styles; all of it, with ``matched`` terms told."""
    return _parts(span.of(document.text), looks_of(document, span), matched)


def bold_or_not(
    document: Document, span: Span, answers: Sequence[Span]
) -> Iterator[tuple[bool, list[Part]]]:
    """What ``document`` says at ``span``, divided by the ``answers`` in it, which are bold.

    An answer of which nothing would be seen is shown as it is written.
    """
    text, looks = span.of(document.text), looks_of(document, span)
    places = [(answer.start - span.start, answer.end - span.start) for answer in answers]
    edge = 0
    for words, bold in bold_parts(text, places):
        end = edge + len(words)
        some = looks[edge:end]
        if bold and all(look.style in HIDDEN for look in some):
            some = [Look()] * len(some)
        if words:
            yield bold, _parts(words, some, ())
        edge = end


def plain_parts(text: str, matched: Sequence[str] = ()) -> list[Part]:
    """A ``text`` that is of no document in one part, with ``matched`` terms told."""
    return _parts(text, [Look()] * len(text), matched)


def shown_text(document: Document, span: Span) -> str:
    """What ``document`` says at ``span`` without the signs that the page does not show."""
    return "".join(
        ("" if part.style in HIDDEN else part.text) + _WRITTEN.get(part.sign, "")
        for part in parts_of(document, span)
    )


def _parts(text: str, looks: Sequence[Look], matched: Sequence[str]) -> list[Part]:
    terms = _are_terms(text, matched)
    return [
        Part(look.style, [
            Words("".join(text[place] for place in places), term)
            for term, places in groupby(stretch, key=terms.__getitem__)
        ], look.sign)
        for look, stretch in groupby(range(len(text)), key=looks.__getitem__)
    ]  # fmt: skip


def _are_terms(text: str, matched: Sequence[str]) -> list[bool]:
    """For each character of ``text`` whether it is in one of the words ``matched``."""
    terms = [False] * len(text)
    if matched:
        alike = "|".join(map(_whole_word, sorted(matched, key=len, reverse=True)))
        for match in re.finditer(alike, text, re.IGNORECASE):
            terms[match.start() : match.end()] = [True] * len(match[0])
    return terms


def _whole_word(word: str) -> str:
    """What finds ``word`` as a whole word; see `index.text.terms.WORD`."""
    if UNSPACED.search(word):
        return re.escape(word)
    before, after = (r"(?<!\d[.,])", r"(?![.,]\d)") if word.isdecimal() else ("", "")
    return rf"(?<![^\W_]){before}{re.escape(word)}(?![^\W_]){after}"
