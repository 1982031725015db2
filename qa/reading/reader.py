"""What a reader says of a text: where an answer would begin and end, and whether there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.documents.span import Span

MAX_ANSWER_TOKENS = 30
"""Tokens of a short answer at the most."""

WINDOW = 384
"""Tokens of question and text together that a reader's network reads at once."""

OVERLAP = 96
"""Tokens that two parts of a text longer than the window share."""

MAX_QUESTION_TOKENS = 128
"""Tokens of a question that are read; what goes beyond is not."""

REPLY_KINDS = ("words", "yes", "no", "none")
"""What a text says to a question: words that answer, yes, no (or the contrary), nothing."""

# Log odds that each further token costs: begin and end are scored apart, so that those of two
# different answers may be the likeliest, with all that is between.
_LENGTH = 0.05


@dataclass(frozen=True)
class TokenOdds:
    """How a reader sees a question in one text, token by token.

    ``places`` (tokens, 2) are the tokens' characters; ``starts`` and ``ends`` (tokens,) are log
    odds that the answer begins and ends there rather than that the text does not answer. ``kinds``
    (kinds,) are the chances of `REPLY_KINDS`; empty for a reader that does not tell them apart.
    """

    places: NDArray[np.int64]
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]
    kinds: NDArray[np.float32] = field(default_factory=lambda: np.empty(0, dtype=np.float32))

    def after(self, place: int) -> TokenOdds:
        """What is said of the text from ``place`` on, as if that were the whole text."""
        later = self.places[:, 0] >= place
        return replace(
            self,
            places=self.places[later] - place,
            starts=self.starts[later],
            ends=self.ends[later],
        )

    def chance(self, kind: str) -> float | None:
        """The chance that the text replies in this way, one of `REPLY_KINDS`; None if not known."""
        return float(self.kinds[REPLY_KINDS.index(kind)]) if len(self.kinds) else None

    def odds(self, span: Span) -> float:
        """The log odds that the answer stands in ``span`` rather than nowhere in the text.

        The mean over its beginning and its end, each summed over the tokens of the span.
        """
        inside = self._inside(span)
        if not inside.any():
            return float(min(self.starts.min(initial=0), self.ends.min(initial=0)))
        begins = np.logaddexp.reduce(self.starts[inside])
        ends = np.logaddexp.reduce(self.ends[inside])
        return float(begins + ends) / 2

    def answer(self, within: Span, least: float = 0.0) -> Span | None:
        """The likeliest answer inside ``within``, of at most `MAX_ANSWER_TOKENS` tokens.

        None where its chance is below ``least``: as against all other spans of the text, and the
        text not answering.
        """
        tokens = np.flatnonzero(self._inside(within))
        if not len(tokens):
            return None
        scores = self._spans(tokens)
        first, last = divmod(int(scores.argmax()), len(tokens))
        start, end = self.places[tokens[first], 0], self.places[tokens[last], 1]
        every = np.logaddexp.reduce(self._spans(np.arange(len(self.places))), axis=None)
        if np.exp(scores[first, last] - np.logaddexp(0, every)) < least:
            return None
        return Span(int(start), int(end)) if start < end else None

    def _spans(self, tokens: NDArray[np.int64]) -> NDArray[np.float32]:
        """Log odds of each first (rows) and last token (columns), minus infinity if no answer."""
        further = np.arange(len(tokens))[None, :] - np.arange(len(tokens))[:, None]
        scores = self.starts[tokens][:, None] + self.ends[tokens][None, :]
        scores = scores - np.float32(_LENGTH) * further.astype(np.float32)
        return np.where((further >= 0) & (further < MAX_ANSWER_TOKENS), scores, np.float32(-np.inf))

    def _inside(self, span: Span) -> NDArray[np.bool_]:
        begins, ends = self.places[:, 0], self.places[:, 1]
        inside: NDArray[np.bool_] = (begins < span.end) & (ends > span.start)
        return inside


def join_parts(parts: Sequence[TokenOdds]) -> TokenOdds:
    """The parts of one text as one: a token that several parts hold is taken from the likeliest.

    The kinds are those of the part whose chance of saying nothing is smallest.
    """
    if len(parts) == 1:
        return parts[0]
    best: dict[tuple[int, int], tuple[float, float]] = {}
    for part in parts:
        for (start, end), begins, ends in zip(
            part.places.tolist(), part.starts.tolist(), part.ends.tolist(), strict=True
        ):
            before = best.get((start, end), (-np.inf, -np.inf))
            best[start, end] = (max(begins, before[0]), max(ends, before[1]))
    places = sorted(best)
    scores = np.array([best[place] for place in places], dtype=np.float32)
    kinds = min((part.kinds for part in parts), key=lambda chances: float(chances[-1:].sum()))
    return TokenOdds(np.array(places), scores[:, 0], scores[:, 1], kinds)


class Reader(Protocol):
    """Reads texts for the answer to a question."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages that it was trained on; empty for all."""

    def read(self, question: str, texts: Sequence[str]) -> list[TokenOdds]:
        """How each of ``texts`` answers ``question``."""
