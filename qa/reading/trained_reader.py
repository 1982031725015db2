"""A reader that was trained by `evals.fitting.reader`, in a folder that its export wrote.

Extractive reading as BERT does it for SQuAD 2.0 (Devlin et al. 2019): each token has a score for
beginning and for ending the answer, and the first token's scores stand for "no answer here". What
is given is the margin over these, which makes the scores of different texts comparable. Another
score is for what kind of reply the text is: words that answer, yes, no, or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.errors import ModelError
from qa.reading.reader import MAX_QUESTION_TOKENS, OVERLAP, WINDOW, TokenOdds, join_parts

if TYPE_CHECKING:
    from torch import Tensor

    from qa.reading.network import Network
    from qa.reading.word_pieces import Pieces, WordPieces

SETTINGS = "reader.json"
"""A reader's languages, its network's shape, and the names of the files of its weights."""


def holds_reader(folder: Path) -> bool:
    """Whether ``folder`` is one that `evals.fitting.reader.export` wrote."""
    return (folder / SETTINGS).is_file()


def load_network(folder: Path) -> Network:
    """The network in a reader's ``folder``, whose weights stay bytes.

    Raises:
        ModelError: when a file is missing, or they do not belong together.
    """
    from qa.reading.byte_weights import byte_network
    from qa.reading.network import Shape
    from qa.reading.weights import load_weights

    try:  # what broken files raise is anyone's guess
        settings = json.loads((folder / SETTINGS).read_bytes())
        weights: dict[str, Tensor] = {}
        for name in settings["weights"]:
            weights |= load_weights(folder / name)
        return byte_network(Shape(**settings["shape"]), weights)
    except Exception as error:
        raise _broken(folder, error) from error


class TrainedReader:
    """The reader in ``folder``. Nothing is loaded before it is needed.

    Raises:
        ModelError: when its files do not load.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that it was trained on."""
        try:
            return frozenset(json.loads((self.folder / SETTINGS).read_bytes())["languages"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _broken(self.folder, error) from error

    def read(self, question: str, texts: Sequence[str]) -> list[TokenOdds]:
        """How each of ``texts`` answers ``question``; text by text, so that none is padded."""
        from qa.reading.word_pieces import shorten

        words = self._word_pieces
        question = shorten(question, words, MAX_QUESTION_TOKENS)
        odds = []
        for text in texts:
            first = words.encode(question, text)
            odds.append(join_parts([self._read_part(p) for p in (first, *first.overflowing)]))
        return odds

    def _read_part(self, part: Pieces) -> TokenOdds:
        import torch

        ids, types = torch.tensor([part.ids]), torch.tensor([part.type_ids])
        with torch.inference_mode():
            scores = self._network(ids, types, torch.ones_like(ids, dtype=torch.bool))
        inside = np.array([sequence == 1 for sequence in part.sequence_ids], dtype=bool)
        starts, ends = scores.starts[0].numpy(), scores.ends[0].numpy()
        return TokenOdds(
            np.array(part.offsets, dtype=np.int64)[inside],
            starts[inside] - starts[0],
            ends[inside] - ends[0],
            scores.kinds[0].softmax(-1).numpy(),
        )

    @cached_property
    def _network(self) -> Network:
        return load_network(self.folder)

    @cached_property
    def _word_pieces(self) -> WordPieces:
        from qa.reading.word_pieces import load_word_pieces

        try:  # tokenizers raises nothing more special
            return load_word_pieces(self.folder, WINDOW, OVERLAP)
        except Exception as error:
            raise _broken(self.folder, error) from error


def _broken(folder: Path, error: Exception) -> ModelError:
    return ModelError(
        f"{folder} does not load as a reader: {error}",
        "Write it again (python -m evals.fitting.reader.export), or name another.",
    )
