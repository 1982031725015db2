"""Questions with texts as tensors, in batches of like length.

A start and an end score for each token, as BERT reads SQuAD 2.0 (Devlin et al. 2019): the score at
the first token stands for "no answer here".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random

import torch

from evals.fitting.data.groups import Group, Row
from evals.fitting.network.batches import STEP, ReadBatch
from index.embedding.word_pieces import WordPieces
from qa.reading.reader import REPLY_KINDS

LONGEST = 224
"""Tokens of question and passage together; what goes beyond is cut off the passage."""


def make_batch(groups: Sequence[Group], words: WordPieces, step: int = STEP) -> ReadBatch:
    """``groups`` as tensors, padded to a multiple of ``step`` tokens."""
    rows = [row for group in groups for row in group]
    pieces = words.encode_batch([(row.question, row.text) for row in rows])
    shape = (len(rows), -(-max(len(p.ids) for p in pieces) // step) * step)
    ids, types = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    mask, passage, starts, ends = (torch.zeros(shape, dtype=torch.bool) for _ in range(4))
    for i, (row, own) in enumerate(zip(rows, pieces, strict=True)):
        ids[i, : len(own.ids)] = torch.tensor(own.ids)
        types[i, : len(own.ids)] = torch.tensor(own.type_ids)
        mask[i, : len(own.ids)] = True
        inside = [t for t, sequence in enumerate(own.sequence_ids) if sequence == 1]
        passage[i, inside] = True
        offsets = own.offsets  # made anew each time that they are asked for
        first, last = _targets(row, [(t, *offsets[t]) for t in inside])
        starts[i, first], ends[i, last] = True, True
    numbers = torch.tensor([n for n, group in enumerate(groups) for _ in group])
    kinds = torch.tensor([REPLY_KINDS.index(row.kind) if row.kind else -1 for row in rows])
    return ReadBatch(ids, types, mask, passage, starts, ends, numbers, kinds)


def pack(
    groups: Sequence[Group], words: WordPieces, chance: Random, tokens: int
) -> list[list[Group]]:
    """``groups`` in batches of about so many ``tokens``, rows of like length together.

    Few shapes of tensor occur: a CPU compiles its products anew for each.
    """
    by_length: dict[int, list[Group]] = defaultdict(list)
    for group in groups:
        by_length[max(padded_length(row, words) for row in group)].append(group)
    batches: list[list[Group]] = []
    for length, alike in by_length.items():
        most = tokens // length
        batch: list[Group] = []
        for group in alike:
            if batch and sum(map(len, batch)) + len(group) > most:
                batches.append(batch)
                batch = []
            batch.append(group)
        batches.append(batch)
    chance.shuffle(batches)
    return batches


def padded_length(row: Row, words: WordPieces) -> int:
    """The tokens that a row takes, padded."""
    return -(-len(words.encode(row.question, row.text)) // STEP) * STEP


def _targets(row: Row, tokens: Sequence[tuple[int, int, int]]) -> tuple[list[int], list[int]]:
    """The tokens at which an answer may begin and end; ``tokens`` are numbers, starts and ends."""
    by_span = [[t for t, s, e in tokens if s < span.end and e > span.start] for span in row.spans]
    by_span = [inside for inside in by_span if inside]
    if not by_span:  # there is none, or it was cut off
        return [0], [0]
    if row.exact:
        return [by_span[0][0]], [by_span[0][-1]]
    every = [t for inside in by_span for t in inside]
    return every, every
