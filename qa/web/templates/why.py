"""Why a passage stands where it does, as HTML. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from index.text.passages import blocks
from index.text.terms import UNSPACED
from qa.types import Hit, Standing
from qa.web.templates.source import markup

_STEPS = 10
# Of the scale from 0 to 1: as far ahead of the next as that, and half as far.
_FAR, _BIT = 0.1, 0.03


def why_bars(hit: Hit) -> str:
    """A bar for each kind of signal, and how far the next passage is behind."""
    kinds: tuple[tuple[str, Standing | None], ...] = (
        ("meaning", hit.why.dense),
        ("same words", hit.why.lexical),
        ("like words", hit.why.words),
        ("reader", hit.why.reader),
    )
    bars = "".join(_bar(name, standing) for name, standing in kinds if standing)
    ahead = "" if hit.why.margin is None else f' <span class="pc-margin">{_far(hit)}</span>'
    return f'<span class="pc-why">{bars}{ahead}</span>'


def passage_text(text: str, matched: Sequence[str] = ()) -> str:
    """The text of a passage as HTML, with its `with_terms`, and headings without their signs."""
    said, at = "", 0
    for block in blocks(text):
        if block.words:
            said += with_terms(text[at : block.span.start], matched)
            said += markup(text[block.span.start : block.words.start])
            said += with_terms(block.words.of(text), matched)
            said += markup(text[block.words.end : block.span.end])
            at = block.span.end
    return said + with_terms(text[at:], matched)


def with_terms(text: str, matched: Sequence[str]) -> str:
    """``text`` as HTML, the words that the question has as well marked."""
    if not matched:
        return escape(text)
    alike = "|".join(map(_alike, sorted(matched, key=len, reverse=True)))
    parts = re.split(f"({alike})", text, flags=re.IGNORECASE)
    return "".join(
        f'<b class="pc-term">{escape(part)}</b>' if n % 2 else escape(part)
        for n, part in enumerate(parts)
    )


def _alike(word: str) -> str:
    """What finds ``word`` as a whole word; see `index.text.terms.WORD`."""
    if UNSPACED.search(word):
        return re.escape(word)
    before, after = (r"(?<!\d[.,])", r"(?![.,]\d)") if word.isdecimal() else ("", "")
    return rf"(?<![^\W_]){before}{re.escape(word)}(?![^\W_]){after}"


def _bar(name: str, standing: Standing) -> str:
    full = round(min(max(standing.score, 0), 1) * _STEPS)
    said = f"{name}: {full} of {_STEPS}, number {standing.rank} among the passages"
    return (
        f'<span class="pc-kind" title="{escape(said)}">{escape(name)}'
        f' <span class="pc-bar pc-bar-{full}"></span></span>'
    )


def _far(hit: Hit) -> str:
    margin = hit.why.margin or 0.0
    if margin >= _FAR:
        return "far ahead of the next"
    return "ahead of the next" if margin >= _BIT else "close to the next"
