"""What is learned from, as numbers: drawn once, and learned from on whatever machine.

A file of batches holds word pieces instead of texts, so that the loop needs neither the data nor
what cuts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

STEP = 32
"""Rows are padded to a multiple of so many tokens."""

# What a token of a row is: of the passage; where an answer may begin, may end; not the question's.
_OPEN, _START, _END, _SECOND = 1, 2, 4, 8
# What a text of a sample is.
_WRONG, _RIGHT, _QUESTION = 0, 1, 2


@dataclass(frozen=True)
class _Tensors:
    """Tensors that go to a device together."""

    def to(self, device: torch.device) -> Self:
        """The same on ``device``."""
        moved = {f.name: _moved(getattr(self, f.name), device) for f in fields(self)}
        return type(self)(**moved)


@dataclass(frozen=True)
class ReadBatch(_Tensors):
    """Questions with texts: (rows, tokens), but ``groups`` (rows,), each row's question.

    ``starts`` and ``ends`` mark the tokens at which an answer may begin and end, the first where
    there is none; ``open`` those of the passage. ``kinds`` (rows,) are numbers of `REPLY_KINDS`, -1
    where that is not known.
    """

    ids: Tensor
    types: Tensor
    mask: Tensor
    open: Tensor
    starts: Tensor
    ends: Tensor
    groups: Tensor
    kinds: Tensor


@dataclass(frozen=True)
class SentenceBatch(_Tensors):
    """Questions, and the sentences of all: those of like length are one of ``ids`` and ``masks``.

    ``order`` (texts,) puts them as they were, questions first; ``right`` (questions, sentences)
    marks those that answer.
    """

    ids: tuple[Tensor, ...]
    masks: tuple[Tensor, ...]
    order: Tensor
    right: Tensor


@dataclass(frozen=True)
class ReadRows:
    """The rows of one `ReadBatch`, unpadded, in the fewest bytes: tokens one after the other."""

    tokens: NDArray[np.uint16]
    marks: NDArray[np.uint8]
    lengths: NDArray[np.uint16]
    groups: NDArray[np.uint16]
    kinds: NDArray[np.int8]


@dataclass(frozen=True)
class SentenceRows:
    """The texts of one `SentenceBatch`, unpadded, each question before its sentences."""

    tokens: NDArray[np.uint16]
    lengths: NDArray[np.uint16]
    roles: NDArray[np.uint8]


def read_rows(batch: ReadBatch) -> ReadRows:
    """``batch`` without its padding."""
    bits = (batch.open, _OPEN), (batch.starts, _START), (batch.ends, _END), (batch.types, _SECOND)
    marks = torch.stack([tokens.byte() * bit for tokens, bit in bits]).sum(dim=0)
    return ReadRows(
        batch.ids[batch.mask].numpy().astype(np.uint16),
        marks[batch.mask].numpy().astype(np.uint8),
        batch.mask.sum(dim=1).numpy().astype(np.uint16),
        batch.groups.numpy().astype(np.uint16),
        batch.kinds.numpy().astype(np.int8),
    )


def sentence_rows(
    samples: Iterable[tuple[Sequence[int], Sequence[tuple[Sequence[int], bool]]]],
) -> SentenceRows:
    """The rows of samples: a question's tokens, and the tokens of sentences that answer or not."""
    texts: list[Sequence[int]] = []
    roles: list[int] = []
    for question, sentences in samples:
        texts += [question, *(tokens for tokens, _ in sentences)]
        roles += [_QUESTION, *(_RIGHT if right else _WRONG for _, right in sentences)]
    tokens = np.array([token for text in texts for token in text], np.uint16)
    return SentenceRows(tokens, np.array([*map(len, texts)], np.uint16), np.array(roles, np.uint8))


def read_batch(rows: ReadRows) -> ReadBatch:
    """``rows`` padded to a common length."""
    ids, mask = _padded(_split(rows.tokens, rows.lengths))
    marks = torch.zeros_like(ids)
    marks[mask] = torch.from_numpy(rows.marks.astype(np.int64))
    bits = (_OPEN, _START, _END, _SECOND)
    inside, starts, ends, second = (marks & bit > 0 for bit in bits)
    groups, kinds = (torch.from_numpy(x.astype(np.int64)) for x in (rows.groups, rows.kinds))
    return ReadBatch(ids, second.long(), mask, inside, starts, ends, groups, kinds)


def sentence_batch(rows: SentenceRows) -> SentenceBatch:
    """``rows`` padded, those of like length together."""
    texts = _split(rows.tokens, rows.lengths)
    asked = np.flatnonzero(rows.roles == _QUESTION)
    given = np.flatnonzero(rows.roles != _QUESTION)
    order = np.concatenate([asked, given])
    padded = np.array([-(-len(texts[number]) // STEP) for number in order])
    places = [np.flatnonzero(padded == steps) for steps in np.unique(padded)]
    tensors = [_padded([texts[order[place]] for place in own]) for own in places]
    owners = np.searchsorted(asked, given) - 1
    right = np.zeros((len(asked), len(given)), bool)
    right[owners, np.arange(len(given))] = rows.roles[given] == _RIGHT
    return SentenceBatch(
        tuple(ids for ids, _ in tensors),
        tuple(mask for _, mask in tensors),
        torch.from_numpy(np.concatenate(places).argsort()),
        torch.from_numpy(right),
    )


def save_batches(read: Sequence[ReadRows], sentences: Sequence[SentenceRows], file: Path) -> None:
    """Write batches to ``file``, in their order."""
    arrays: dict[str, Any] = {}
    for kind, batches in (("read", read), ("sentences", sentences)):
        for field in fields(batches[0]):
            own = [getattr(batch, field.name) for batch in batches]
            arrays[f"{kind}.{field.name}"] = np.concatenate(own)
        arrays[f"{kind}.rows"] = np.array([len(batch.lengths) for batch in batches])
    with file.open("wb") as out:
        np.savez_compressed(out, **arrays)


def load_batches(file: Path) -> tuple[list[ReadRows], list[SentenceRows]]:
    """What `save_batches` wrote to ``file``."""
    with file.open("rb") as source, np.load(source) as arrays:
        read = [ReadRows(**own) for own in _cut(arrays, "read")]
        return read, [SentenceRows(**own) for own in _cut(arrays, "sentences")]


def _cut(arrays: np.lib.npyio.NpzFile, kind: str) -> Iterator[dict[str, NDArray[Any]]]:
    """The arrays of each batch of a ``kind``."""
    whole = {
        name.removeprefix(f"{kind}."): arrays[name]
        for name in arrays.files
        if name.startswith(f"{kind}.")
    }
    rows = np.concatenate([[0], np.cumsum(whole.pop("rows"))])
    tokens = np.concatenate([[0], np.cumsum(whole["lengths"].astype(np.int64))])[rows]
    for (first, last), (start, end) in zip(pairwise(rows), pairwise(tokens), strict=True):
        yield {
            name: array[start:end] if name in ("tokens", "marks") else array[first:last]
            for name, array in whole.items()
        }


def _split(tokens: NDArray[np.uint16], lengths: NDArray[np.uint16]) -> list[NDArray[np.uint16]]:
    return np.split(tokens, np.cumsum(lengths.astype(np.int64))[:-1])


def _padded(texts: Sequence[NDArray[np.uint16]]) -> tuple[Tensor, Tensor]:
    """Word pieces of ``texts``, and which are no padding: (texts, tokens) each."""
    shape = (len(texts), -(-max(map(len, texts)) // STEP) * STEP)
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, bool)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = True
    return torch.from_numpy(ids), torch.from_numpy(mask)


def _moved(value: Tensor | tuple[Tensor, ...], device: torch.device) -> Tensor | tuple[Tensor, ...]:
    if isinstance(value, Tensor):
        return value.to(device, non_blocking=True)
    return tuple(tensor.to(device, non_blocking=True) for tensor in value)
