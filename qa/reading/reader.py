"""What a reader says of a text: where an answer would begin and end, and whether there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.documents.span import Span

MAX_ANSWER_TOKENS = 30
"""Tokens of a short answer at the most."""

# Log odds that each further token costs: begin and end are scored apart, so that those of two
# different answers may be the likeliest, with all that is between.
_LENGTH = 0.05


@dataclass(frozen=True)
class TokenOdds:
    """How a reader sees a question in one text, token by token.

    ``places`` (tokens, 2) are the tokens' characters; ``starts`` and ``ends`` (tokens,) are log
    odds that the answer begins and ends there rather than that the text does not answer.
    """

    places: NDArray[np.int64]
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]

    def after(self, place: int) -> TokenOdds:
        """What is said of the text from ``place`` on, as if that were the whole text."""
        later = self.places[:, 0] >= place
        return TokenOdds(self.places[later] - place, self.starts[later], self.ends[later])

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


class Reader(Protocol):
    """Reads texts for the answer to a question."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages that it was trained on; empty for all."""

    def read(self, question: str, texts: Sequence[str]) -> list[TokenOdds]:
        """How each of ``texts`` answers ``question``."""
