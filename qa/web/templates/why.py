"""Why a passage stands where it does, as HTML. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from index import Document, Span
from index.text.terms import UNSPACED
from qa.templating import Html
from qa.types import Hit, Standing
from qa.web import messages
from qa.web.templates import TEMPLATES
from qa.web.templates.source import blocks_in

_STEPS = 10
# Of the scale from 0 to 1: how far the next is behind one that is far ahead, or ahead.
_FAR_AHEAD, _AHEAD = 0.1, 0.03
_make = partial(TEMPLATES.make, "why.html")


class _Bar(NamedTuple):
    name: str
    score: int
    title: str


class _Part(NamedTuple):
    """Some text of a passage: a heading's signs, a term that the question has as well, or other."""

    kind: Literal["text", "term", "markup"]
    text: str


def why_bars(hit: Hit) -> Html:
    """A bar for each kind of signal, and how far the next passage is behind."""
    signals: tuple[tuple[str, Standing | None], ...] = (
        (messages.MEANING, hit.why.dense),
        (messages.SAME_WORDS, hit.why.lexical),
        (messages.LIKE_WORDS, hit.why.words),
        (messages.READER, hit.why.reader),
    )
    bars = [_bar(name, standing) for name, standing in signals if standing]
    return _make("bars", bars=bars, lead=_lead(hit.why.margin))


def passage_text(document: Document, span: Span, matched: Sequence[str] = ()) -> Html:
    """What a document says at ``span``, ``matched`` terms marked, headings without their signs."""
    return _make("passage", parts=[*_passage_parts(document, span, matched)])


def with_terms(text: str, matched: Sequence[str]) -> Html:
    """``text`` with the words that the question has as well marked."""
    return _make("passage", parts=[*_term_parts(text, matched)])


def _passage_parts(document: Document, span: Span, matched: Sequence[str]) -> Iterator[_Part]:
    text, edge = document.text, span.start
    for block in blocks_in(document, span):
        if block.words:
            yield from _term_parts(text[edge : block.span.start], matched)
            yield _Part("markup", text[block.span.start : block.words.start])
            yield from _term_parts(block.words.of(text), matched)
            yield _Part("markup", text[block.words.end : block.span.end])
            edge = block.span.end
    yield from _term_parts(text[edge : span.end], matched)


def _term_parts(text: str, matched: Sequence[str]) -> Iterator[_Part]:
    if not matched:
        yield _Part("text", text)
        return
    alike = "|".join(map(_whole_word, sorted(matched, key=len, reverse=True)))
    for number, part in enumerate(re.split(f"({alike})", text, flags=re.IGNORECASE)):
        yield _Part("term" if number % 2 else "text", part)


def _whole_word(word: str) -> str:
    """What finds ``word`` as a whole word; see `index.text.terms.WORD`."""
    if UNSPACED.search(word):
        return re.escape(word)
    before, after = (r"(?<!\d[.,])", r"(?![.,]\d)") if word.isdecimal() else ("", "")
    return rf"(?<![^\W_]){before}{re.escape(word)}(?![^\W_]){after}"


def _bar(name: str, standing: Standing) -> _Bar:
    score = round(min(max(standing.score, 0), 1) * _STEPS)
    return _Bar(name, score, messages.signal(name, score, _STEPS, standing.rank))


def _lead(margin: float | None) -> str:
    if margin is None:
        return ""
    if margin >= _FAR_AHEAD:
        return messages.FAR_AHEAD
    return messages.AHEAD if margin >= _AHEAD else messages.CLOSE_TO_NEXT
