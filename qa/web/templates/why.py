"""Why a passage stands where it does, as HTML. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from index import Document, Span
from qa.templating import Html
from qa.types import Hit, Standing
from qa.web import messages
from qa.web.templates import TEMPLATES
from qa.web.templates.parts import parts_of, plain_parts

_STEPS = 10
# Of the scale from 0 to 1: how far the next is behind one that is far ahead, or ahead.
_FAR_AHEAD, _AHEAD = 0.1, 0.03
_make = partial(TEMPLATES.make, "why.html")


class _Bar(NamedTuple):
    name: str
    score: int
    title: str


def why(hit: Hit) -> Html:
    """Why a passage stands where it does in a sentence, and behind a fold in bars."""
    reader = hit.why.reader.rank if hit.why.reader else None
    sentence = messages.why_sentence(hit.why.matched, reader, hit.why.dense.rank)
    return _make("why", sentence=sentence, bars=why_bars(hit))


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
    """What a document says at ``span``, ``matched`` terms marked.

    The signs of headings, emphasis and code are there to be counted and copied, and not shown.
    """
    return _make("passage", parts=parts_of(document, span, matched))


def with_terms(text: str, matched: Sequence[str]) -> Html:
    """``text`` with the words that the question has as well marked."""
    return _make("passage", parts=plain_parts(text, matched))


def _bar(name: str, standing: Standing) -> _Bar:
    score = round(min(max(standing.score, 0), 1) * _STEPS)
    return _Bar(name, score, messages.signal(name, score, _STEPS, standing.rank))


def _lead(margin: float | None) -> str:
    if margin is None:
        return ""
    if margin >= _FAR_AHEAD:
        return messages.FAR_AHEAD
    return messages.AHEAD if margin >= _AHEAD else messages.CLOSE_TO_NEXT
