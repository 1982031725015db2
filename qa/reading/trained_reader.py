"""A reader that `evals.fitting.network` trained.

Extractive reading as BERT does it for SQuAD 2.0 (Devlin et al. 2019): each token has a score for
beginning and for ending the answer, and the first token's scores stand for "no answer here". What
is given is the margin over these, which makes the scores of different texts comparable. Another
score is for what kind of reply the text is: words that answer, yes, no, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding.onnx_session import padded
from qa.reading.network_files import SHIPPED_FILES, NetworkFiles
from qa.reading.reader import MAX_QUESTION_TOKENS, OVERLAP, WINDOW, TokenOdds, join_parts

if TYPE_CHECKING:
    from index.embedding.word_pieces import Pieces, WordPieces


class TrainedReader:
    """The network in ``files``, asked to read. Nothing is loaded before it is needed.

    Raises:
        ModelError: when its files do not load, or were altered.
    """

    def __init__(self, files: NetworkFiles) -> None:
        self.files = files

    @property
    def languages(self) -> frozenset[str]:
        """The languages that it was trained on."""
        return self.files.languages

    def read(self, question: str, texts: Sequence[str]) -> list[TokenOdds]:
        """How each of ``texts`` answers ``question``; text by text, so that none is padded."""
        from index.embedding.word_pieces import shorten

        pieces = self.files.pieces
        question = shorten(question, pieces, MAX_QUESTION_TOKENS)
        odds = []
        for text in texts:
            whole = pieces.encode(question, text)
            parts = [whole] if len(whole.ids) <= WINDOW else self._in_parts(question, text)
            odds.append(join_parts([self._read_part(part) for part in parts]))
        return odds

    def _in_parts(self, question: str, text: str) -> list[Pieces]:
        first = self._parts.encode(question, text)
        return [first, *first.overflowing]

    def _read_part(self, part: Pieces) -> TokenOdds:
        ids, mask = padded([part.ids])
        scores = self.files.network.run(ids=ids, types=np.array([part.type_ids]), mask=mask)
        inside = np.array([sequence == 1 for sequence in part.sequence_ids], dtype=bool)
        starts, ends = scores["spans"][0].T
        return TokenOdds(
            np.array(part.offsets, dtype=np.int64)[inside],
            starts[inside] - starts[0],
            ends[inside] - ends[0],
            _softmax(scores["kinds"][0]),
        )

    @cached_property
    def _parts(self) -> WordPieces:
        return self.files.parts(WINDOW, OVERLAP)


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shares: NDArray[np.float32] = np.exp(logits - logits.max())
    shares /= shares.sum()
    return shares


SHIPPED = TrainedReader(SHIPPED_FILES)
"""The reader that Pincite ships; one for all, as it is loaded once."""
