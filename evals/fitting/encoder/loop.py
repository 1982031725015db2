"""The loop: the encoder is taught by a larger one, and to tell the sentence that answers."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn

from evals.fitting.encoder.samples import Sample, samples
from evals.fitting.reader.checkpoint import resume, save
from evals.fitting.reader.loop import Data
from qa.reading.encoder import unit_vectors
from qa.reading.network import Network
from qa.reading.word_pieces import WordPieces

# Texts are padded to a multiple of so many tokens.
_STEP = 16
_QUESTIONS = 24  # of a batch
_TEMPERATURE = 0.05
_WARM, _FALL, _DECAY = 30, 0.5, 0.01
_EVERY = 20  # steps between checkpoints


@dataclass(frozen=True)
class Plan:
    """How many steps to train, how fast; ``teaching`` is what likeness to the teacher counts for.

    The first ``frozen`` layers stay as they are, as do the embeddings.
    """

    steps: int
    rate: float
    seed: int
    teaching: float
    frozen: int


def train(
    network: Network, teacher: Network, words: WordPieces, data: Data, plan: Plan, file: Path
) -> None:
    """Train ``network`` and leave the last checkpoint in ``file``, or go on from there.

    A vector is to be that of the ``teacher`` (Reimers and Gurevych 2020), and a question's nearer
    to the sentences that answer it than to all others of its batch (van den Oord et al. 2018).

    Raises:
        PlanError: when the checkpoint is of another seed, or of another network.
    """
    torch.manual_seed(plan.seed)
    for part in (network.words, network.positions, *list(network.layers)[: plan.frozen]):
        part.requires_grad_(False)
    weights = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, plan.rate, weight_decay=_DECAY, fused=True)
    before = resume(network, optimizer, plan.seed, file, torch.device("cpu"))
    start, sums = time.monotonic(), [0.0, 0.0]
    for step, batch in enumerate(islice(_batches(data, plan.seed), plan.steps), 1):
        if step <= before:
            continue
        for group in optimizer.param_groups:
            group["lr"] = plan.rate * _share(step, plan.steps)
        questions = [sample.question for sample in batch]
        sentences = [text for sample in batch for text in sample.sentences]
        texts = [*questions, *sentences]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            ours = encode(network, words, texts)
            with torch.no_grad():
                theirs = encode(teacher, words, texts)
        apart = 1 - (ours * theirs).sum(dim=1).mean()
        among = contrast(ours[: len(questions)], ours[len(questions) :], batch)
        torch.autograd.backward(among + plan.teaching * apart)
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        sums = [sums[0] + float(apart.detach()), sums[1] + float(among.detach())]
        if step % _EVERY == 0 or step == plan.steps:
            seconds = (time.monotonic() - start) / (step - before)
            means = {"apart": sums[0] / _EVERY, "among": sums[1] / _EVERY, "seconds": seconds}
            report = {"step": step, **{name: round(value, 4) for name, value in means.items()}}
            print(json.dumps(report), flush=True)
            sums = [0.0, 0.0]
            save(network, optimizer, plan.seed, step, file)


def encode(network: Network, words: WordPieces, texts: Sequence[str]) -> Tensor:
    """Unit vectors of ``texts`` (texts, size): the means over their tokens' states."""
    pieces = words.encode_batch(list(texts))
    by_length: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(pieces):
        by_length[-(-len(own.ids) // _STEP) * _STEP].append(number)
    vectors = [
        unit_vectors(network, [pieces[number] for number in numbers], length)
        for length, numbers in by_length.items()
    ]
    order = [number for numbers in by_length.values() for number in numbers]
    return torch.cat(vectors)[torch.tensor(order).argsort()]


def contrast(questions: Tensor, sentences: Tensor, batch: Sequence[Sample]) -> Tensor:
    """The mean loss of telling each question's right sentences among those of its batch."""
    logits = questions @ sentences.T / _TEMPERATURE
    right = torch.zeros_like(logits, dtype=torch.bool)
    at = 0
    for row, sample in enumerate(batch):
        right[row, at : at + len(sample.right)] = torch.tensor(sample.right)
        at += len(sample.right)
    best = logits.masked_fill(~right, float("-inf")).logsumexp(dim=1)
    return (logits.logsumexp(dim=1) - best).mean()


def _batches(data: Data, seed: int) -> Iterator[list[Sample]]:
    """Batches without end."""
    for epoch in count():
        chance = Random(seed + epoch)
        every = list(samples(data.articles, data.examples, data.synonyms, chance))
        chance.shuffle(every)
        for at in range(0, len(every) - _QUESTIONS, _QUESTIONS):
            yield every[at : at + _QUESTIONS]


def _share(step: int, steps: int) -> float:
    return min(step / _WARM, 1.0) * min((steps - step + 1) / (_FALL * steps), 1.0)
