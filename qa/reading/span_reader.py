"""Reading by another question-answering network.

Extractive reading as BERT does it for SQuAD 2.0 (Devlin et al. 2019): each token has a score for
beginning and for ending the answer, and the first token's scores stand for "no answer here". What
is given is the margin over these, which makes the scores of different texts comparable.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from index.embedding.checkpoints import card_languages, model_folder
from index.errors import ModelError
from qa.reading.reader import (
    MAX_QUESTION_TOKENS,
    OVERLAP,
    WINDOW,
    TokenOdds,
    join_parts,
)

# Texts that go through the network together.
_BATCH = 8


class SpanReader:
    """A question-answering network: a folder, or a hub name in the local cache.

    Any that transformers' AutoModelForQuestionAnswering loads and that was trained to say at its
    first token that there is no answer. Nothing is loaded before it is needed.

    Raises:
        ModelError: when the network is not there or does not load.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._lock = Lock()

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that its model card names."""
        return card_languages(self._folder)

    def read(self, question: str, texts: Sequence[str]) -> list[TokenOdds]:
        """How each of ``texts`` answers ``question``."""
        import torch

        question = self._shorten(question)
        parts: dict[int, list[TokenOdds]] = {number: [] for number in range(len(texts))}
        by_length = sorted(parts, key=lambda number: len(texts[number]))
        for at in range(0, len(texts), _BATCH):
            some = by_length[at : at + _BATCH]
            with self._lock:  # the tokenizer keeps how it cuts and pads until the next call
                given = self._tokenizer(
                    [question] * len(some),
                    [texts[number] for number in some],
                    truncation="only_second",
                    max_length=WINDOW,
                    stride=OVERLAP,
                    padding=True,
                    return_overflowing_tokens=True,
                    return_offsets_mapping=True,
                    return_tensors="pt",
                )
            owners = given.pop("overflow_to_sample_mapping").tolist()
            places = given.pop("offset_mapping").numpy()
            with torch.inference_mode():
                out = self._network(**given)
            starts, ends = (x.float().numpy() for x in (out.start_logits, out.end_logits))
            for row, owner in enumerate(owners):
                inside = np.array([part == 1 for part in given.sequence_ids(row)])
                parts[some[owner]].append(
                    TokenOdds(
                        places[row][inside],
                        starts[row][inside] - starts[row, 0],
                        ends[row][inside] - ends[row, 0],
                    )
                )
        return [join_parts(parts[number]) for number in range(len(texts))]

    def _shorten(self, question: str) -> str:
        with self._lock:
            asked = self._tokenizer(question, add_special_tokens=False, return_offsets_mapping=True)
        if len(asked["input_ids"]) <= MAX_QUESTION_TOKENS:
            return question
        return question[: asked["offset_mapping"][MAX_QUESTION_TOKENS - 1][1]]

    @cached_property
    def _folder(self) -> Path:
        return model_folder(self.name)

    @property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - transformers' tokenizers share no useful type
        return self._loaded[0]

    @property
    def _network(self) -> Any:  # noqa: ANN401 - any of transformers' networks
        return self._loaded[1]

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        where: dict[str, Any] = {
            "pretrained_model_name_or_path": str(self._folder),
            "local_files_only": True,
        }
        try:  # what a broken folder raises is anyone's guess
            tokenizer = AutoTokenizer.from_pretrained(**where)
            network, loaded = AutoModelForQuestionAnswering.from_pretrained(
                **where, output_loading_info=True
            )
        except Exception as error:
            raise ModelError(
                f"{self._folder} does not load as a question-answering model: {error}",
                "Name one that AutoModelForQuestionAnswering loads, or leave it out.",
            ) from error
        if loaded["missing_keys"]:
            raise ModelError(
                f"{self._folder} was not trained to answer: it lacks"
                f" {', '.join(sorted(loaded['missing_keys']))}.",
                "Name a question-answering model, or leave it out.",
            )
        return tokenizer, network.eval()
