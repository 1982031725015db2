"""The loop: one network learns to read texts for the answer, and to encode sentences."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn

from evals.fitting.network.batches import (
    ReadRows,
    SentenceBatch,
    SentenceRows,
    read_batch,
    sentence_batch,
)
from evals.fitting.network.checkpoint import resume, save
from evals.fitting.network.loss import contrast, read_loss
from evals.fitting.network.transformer import Network, mean_vectors

EVERY = 100
"""Steps between checkpoints."""

# The shares of the run in which the rate rises, and in which it falls.
_RISE, _FALL = 0.03, 0.5
_DECAY = 0.01
# How much faster the new scores learn than what was trained before.
_NEW = 5.0


@dataclass(frozen=True)
class Plan:
    """How many steps to train, how fast; ``seconds`` ends the run before that.

    ``encoding`` is what telling sentences counts for beside reading, ``teaching`` what likeness to
    the teacher's vectors does.
    """

    steps: int
    rate: float
    seed: int
    encoding: float
    teaching: float
    seconds: float = float("inf")

    def progress(self, step: int, seconds: float) -> float:
        """The share of the run that lies behind, of this one in ``seconds``."""
        return max(step / self.steps, seconds / self.seconds)


def train(
    network: Network,
    teacher: Network,
    read: Sequence[ReadRows],
    sentences: Sequence[SentenceRows],
    plan: Plan,
    file: Path,
) -> None:
    """Train ``network`` and leave the last checkpoint in ``file``, or go on from there.

    Each step takes a batch to read and a batch of sentences, whose vectors are to be those of the
    ``teacher`` (Reimers and Gurevych 2020), and a question's nearer to the sentences that answer it
    than to all others. Embeddings, which know words more than questions, stay as they are. A GPU is
    used when there is one.

    Raises:
        PlanError: when the checkpoint is of another seed, or of another network.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(plan.seed)
    for part in (network.words, network.positions, network.types, network.distances):
        if part is not None:
            part.requires_grad_(False)
    network.to(device).train()
    teacher.to(device).eval()
    weights = [p for p in network.parameters() if p.requires_grad]
    optimizer = _optimizer(network, plan.rate)
    before = resume(network, optimizer, plan.seed, file, device)
    start, sums = time.monotonic(), torch.zeros(3, device=device)
    progress = plan.progress(before, 0.0)
    turns = zip(_in_turn(len(read), plan.seed), _in_turn(len(sentences), plan.seed), strict=True)
    for step, (one, other) in islice(enumerate(turns, 1), before, None):
        if progress >= 1:
            break
        rows = read_batch(read[one]).to(device)
        texts = sentence_batch(sentences[other]).to(device)
        for group in optimizer.param_groups:
            group["lr"] = plan.rate * group["speed"] * rate_share(progress)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            scores = network(rows.ids, rows.types, rows.mask)
            ours = encode(network, texts)
            with torch.no_grad():
                theirs = encode(teacher, texts)
        asked = len(texts.right)
        parts = (
            read_loss(scores, rows),
            contrast(ours[:asked], ours[asked:], texts.right),
            1 - (ours * theirs).sum(dim=1).mean(),
        )
        torch.autograd.backward(parts[0] + plan.encoding * (parts[1] + plan.teaching * parts[2]))
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        sums += torch.stack([part.detach() for part in parts])
        progress = plan.progress(step, time.monotonic() - start)
        if step % EVERY == 0 or progress >= 1:
            means = (sums / min((step - 1) % EVERY + 1, step - before)).tolist()
            report = {"step": step, "seconds": round(time.monotonic() - start, 1)}
            named = zip(("read", "among", "apart"), means, strict=True)
            print(json.dumps(report | {n: round(mean, 4) for n, mean in named}), flush=True)
            sums.zero_()
            save(network, optimizer, plan.seed, step, file)


def encode(network: Network, batch: SentenceBatch) -> Tensor:
    """Unit vectors of the texts of ``batch``, questions first: (texts, size)."""
    pairs = zip(batch.ids, batch.masks, strict=True)
    return torch.cat([mean_vectors(network, ids, mask) for ids, mask in pairs])[batch.order]


def rate_share(progress: float) -> float:
    """The share of the full rate that is learned at when this share of a run lies behind."""
    return min((progress + 0.002) / _RISE, 1.0) * min(max(1 - progress, 0) / _FALL, 1.0)


def _in_turn(count: int, seed: int) -> Iterator[int]:
    """Numbers below ``count`` without end: all in turn, each time in another order."""
    chance = Random(seed)
    while True:
        yield from chance.sample(range(count), count)


def _optimizer(network: Network, rate: float) -> torch.optim.Optimizer:
    """AdamW, whose decay leaves vectors alone."""
    new = {id(p) for part in (network.spans, network.kinds) for p in part.parameters()}
    learned = [p for p in network.parameters() if p.requires_grad]
    old = [p for p in learned if id(p) not in new]
    groups = [
        {"params": [p for p in old if p.ndim > 1], "weight_decay": _DECAY, "speed": 1.0},
        {"params": [p for p in old if p.ndim < 2], "weight_decay": 0.0, "speed": 1.0},
        {
            "params": [p for p in learned if id(p) in new],
            "weight_decay": 0.0,
            "speed": _NEW,
        },
    ]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), fused=True)
