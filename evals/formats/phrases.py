"""Phrases found in texts, whatever the line ends, hyphens, quotation marks and case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from index import Document, Span
from qa.types import Answer, Citation

_MARKS = "\"'`*“”‘’„«»"
_HYPHENS = "-‐‑\u00ad"
# What may stand between two characters of a phrase: marks, and a hyphen, with a line end or not.
_BETWEEN = rf"(?:[{_MARKS}]|[{_HYPHENS}](?:[ \t]*\n\s*)?)*"


def holds(text: str, phrase: str) -> bool:
    """Whether ``text`` has the words of ``phrase``."""
    return bool(_pattern(phrase).search(text))


def spans(text: str, phrase: str) -> list[Span]:
    """Everywhere that ``text`` has the words of ``phrase``, in order."""
    return [Span(*match.span()) for match in _pattern(phrase).finditer(text)]


def shown_places(answer: Answer) -> tuple[Citation, ...]:
    """What an answer cites first, or the places that are called likely, best first."""
    return answer.citations[:1] or answer.likely


def holding(citations: Iterable[Citation], phrase: str) -> Citation | None:
    """The first of the ``citations`` that has the words of ``phrase``."""
    return next((citation for citation in citations if holds(citation.quote, phrase)), None)


def in_citation(citation: Citation, phrase: str) -> Span:
    """Where in its document the ``citation`` has the words of ``phrase``, for the first time."""
    return spans(citation.quote, phrase)[0].shifted(citation.start)


def in_document(document: Document, phrase: str) -> Span | None:
    """Where ``document`` has the words of ``phrase`` for the first time."""
    return next(iter(spans(document.text, phrase)), None)


@lru_cache(1_000)
def _pattern(phrase: str) -> re.Pattern[str]:
    words = re.sub(rf"[{_HYPHENS}{_MARKS}]", "", phrase).split()
    letters = [_BETWEEN.join(map(re.escape, word)) for word in words]
    return re.compile(rf"{_BETWEEN}\s+{_BETWEEN}".join(letters), re.IGNORECASE)
