"""The network that is trained, and what it is told to say.

The packaged all-MiniLM-L6-v2 with a start and an end score for each token, as BERT reads SQuAD 2.0
(Devlin et al. 2019): the score at [CLS] stands for "no answer here". Its embeddings stay as they
are, so that the shipped file holds only what changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import AttentionInterface, BertForQuestionAnswering
from transformers.masking_utils import AttentionMaskInterface, eager_mask
from transformers.utils import logging

from evals.fitting.reader.groups import Group, Row
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from qa.reading.word_pieces import WordPieces, load_word_pieces

LONGEST = 320
"""Tokens of question and passage together; what goes beyond is cut off the passage."""


@dataclass(frozen=True)
class Batch:
    """Groups as tensors: (rows, tokens), but ``groups`` (rows,), each row's group.

    ``starts`` and ``ends`` mark the tokens at which an answer may begin and end, [CLS] where there
    is none; ``open`` those of the passage.
    """

    ids: Tensor
    types: Tensor
    mask: Tensor
    open: Tensor
    starts: Tensor
    ends: Tensor
    groups: Tensor


def tokenizer() -> WordPieces:
    """The packaged model's tokenizer, which truncates the passage and not the question."""
    return load_word_pieces(model_folder(DEFAULT_MODEL), LONGEST)


def attention(
    module: torch.nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    scaling: float,
    **_: object,
) -> tuple[Tensor, Tensor]:
    """Attention that stays in bfloat16 under autocast: on a CPU a fifth of a step's time less."""
    scores = torch.matmul(query * scaling, key.transpose(2, 3))
    if attention_mask is not None:
        scores = scores + attention_mask.to(scores.dtype)
    with torch.autocast(scores.device.type, enabled=False):
        shares = torch.softmax(scores, dim=-1)
    return torch.matmul(shares, value).transpose(1, 2).contiguous(), shares


def network() -> BertForQuestionAnswering:
    """The network before it is trained."""
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # that the scores are new is no news
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    AttentionInterface.register("brief", attention)
    AttentionMaskInterface.register("brief", eager_mask)
    model: BertForQuestionAnswering = BertForQuestionAnswering.from_pretrained(
        model_folder(DEFAULT_MODEL),
        attn_implementation="brief",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    model.bert.embeddings.requires_grad_(False)
    model.train()
    return model


def batch(chosen: Sequence[Group], words: WordPieces, step: int) -> Batch:
    """``chosen`` as tensors, padded to a multiple of ``step`` tokens."""
    rows = [row for group in chosen for row in group]
    encoded = words.encode_batch([(row.question, row.text) for row in rows])
    shape = (len(rows), -(-max(len(e.ids) for e in encoded) // step) * step)
    ids, types = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    mask, readable, starts, ends = (torch.zeros(shape, dtype=torch.bool) for _ in range(4))
    for i, (row, e) in enumerate(zip(rows, encoded, strict=True)):
        ids[i, : len(e.ids)] = torch.tensor(e.ids)
        types[i, : len(e.ids)] = torch.tensor(e.type_ids)
        mask[i, : len(e.ids)] = True
        inside = [t for t, s in enumerate(e.sequence_ids) if s == 1]
        readable[i, inside] = True
        first, last = _targets(row, [(t, *e.offsets[t]) for t in inside])
        starts[i, first], ends[i, last] = True, True
    numbers = torch.tensor([n for n, group in enumerate(chosen) for _ in group])
    return Batch(ids, types, mask, readable, starts, ends, numbers)


def _targets(row: Row, tokens: Sequence[tuple[int, int, int]]) -> tuple[list[int], list[int]]:
    held = [[t for t, s, e in tokens if s < span.end and e > span.start] for span in row.spans]
    held = [inside for inside in held if inside]
    if not held:  # there is none, or it was cut off
        return [0], [0]
    if row.exact:
        return [held[0][0]], [held[0][-1]]
    every = [t for inside in held for t in inside]
    return every, every


def loss(start: Tensor, end: Tensor, told: Batch, shared: float = 0.5) -> Tensor:
    """How far the scores are from what they should say: (rows, tokens) twice, to a number.

    Each row by itself, [CLS] against its tokens; and ``shared`` times over all passages of a
    question together (Clark and Gardner 2018), so that a passage that answers outscores the others.
    """
    total = start.new_zeros(())
    allowed = told.open.clone()
    allowed[:, 0] = True
    for scores, right in ((start.float(), told.starts), (end.float(), told.ends)):
        alone = _log_sum(scores, right) - _log_sum(scores, allowed)
        total = total - alone.mean()
        # Scores are compared as margins over "no answer here".
        margin = scores - scores[:, :1]
        answered = right.any(dim=1) & ~right[:, 0]
        every = _over_groups(_log_sum(margin, told.open), told.groups)[told.groups]
        among = (_log_sum(margin, right) - every)[answered]
        if len(among):
            total = total - shared * among.mean()
    return total / 2


def _log_sum(scores: Tensor, chosen: Tensor) -> Tensor:
    return scores.masked_fill(~chosen, float("-inf")).logsumexp(dim=1)


def _over_groups(values: Tensor, numbers: Tensor) -> Tensor:
    top = values.detach().max()
    sums = values.new_zeros(int(numbers.max()) + 1).index_add(0, numbers, (values - top).exp())
    return sums.log() + top
