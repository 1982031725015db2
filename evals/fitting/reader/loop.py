"""The loop: batches of like length, a step for each, a checkpoint to go on from."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random

import torch
from torch import nn

from evals.fitting.reader.articles import Article, read_articles
from evals.fitting.reader.batch import make_batch, pack
from evals.fitting.reader.checkpoint import resume, save
from evals.fitting.reader.data import ARTICLES, EXAMPLES, DataError
from evals.fitting.reader.examples import Example, read_examples
from evals.fitting.reader.groups import Group, Shares, groups
from evals.fitting.reader.loss import loss
from evals.fitting.reader.wordnet import Synonyms
from evals.fitting.splits import fitting_articles
from qa.reading.network import Network
from qa.reading.word_pieces import WordPieces

EVERY = 100
"""Steps between checkpoints."""

# Steps in which the rate rises, and the share of the steps in which it falls.
_WARM, _FALL = 60, 0.4
_DECAY = 0.01
# Tokens of a batch, padding included.
_TOKENS = 5120
# Groups that are put in batches together.
_CHUNK = 4000


@dataclass(frozen=True)
class Data:
    """What is learned from."""

    articles: Sequence[Article]
    examples: Sequence[Example]
    synonyms: Synonyms


@dataclass(frozen=True)
class Plan:
    """How many steps to train, how fast, on what share of what.

    The embeddings and the first ``frozen`` layers, which know words more than questions, stay as
    they are.
    """

    steps: int
    rate: float
    seed: int
    shares: Shares
    frozen: int


def training_data(
    articles: Iterable[Article], examples: Iterable[Example], synonyms: Synonyms
) -> Data:
    """What the reader may see: nothing that is kept to fit the ranking on or to test on."""
    squad = list(articles)
    fit, test = fitting_articles(article.name for article in squad)
    apart = {*fit, *test}
    return Data(
        [article for article in squad if article.name not in apart],
        [example for example in examples if not example.test],
        synonyms,
    )


def open_run(folder: Path, wordnet: Path | None, out: Path) -> Data:
    """What is learned from, of the files in ``folder``; the folder ``out`` is made.

    Raises:
        DataError: when either cannot be done.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        return training_data(
            read_articles(folder / ARTICLES),
            read_examples(folder / EXAMPLES),
            Synonyms(wordnet),
        )
    except (OSError, ValueError, KeyError) as error:
        raise DataError(str(error), "Write the data first; name WordNet's folder.") from error


def train(
    network: Network,
    words: WordPieces,
    data: Data,
    plan: Plan,
    file: Path,
    every: int = EVERY,
    tokens: int = _TOKENS,
) -> None:
    """Train ``network`` on ``data`` and leave the last checkpoint in ``file``, or go on from there.

    Epochs follow each other, each drawn anew. The rate stays, and falls to nothing in the last 40 %
    of the steps: a run may be made longer as long as it has not begun to fall. A checkpoint is
    written after every so many steps, and a line of JSON printed; a batch has about so many tokens.

    Raises:
        PlanError: when the checkpoint is of another seed, or of another network.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(plan.seed)
    _freeze(network, plan.frozen)
    network.to(device).train()
    weights = [p for p in network.parameters() if p.requires_grad]
    optimizer = _optimizer(weights, plan.rate)
    before = resume(network, optimizer, plan.seed, file, device)
    start, rows, losses = time.monotonic(), 0, list[float]()
    batches = islice(_batches(data, plan, words, tokens), plan.steps)
    for step, some_groups in enumerate(batches, 1):
        if step <= before:
            continue
        batch = make_batch(some_groups, words).to(device)
        for group in optimizer.param_groups:
            group["lr"] = plan.rate * rate_share(step, plan.steps)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            scores = network(batch.ids, batch.types, batch.mask)
        value = loss(scores, batch)
        torch.autograd.backward(value)
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        rows += len(batch.groups)
        losses.append(float(value.detach()))
        if step % every == 0 or step == plan.steps:
            mean, speed = sum(losses) / len(losses), rows / (time.monotonic() - start)
            report = {"step": step, "of": plan.steps, "rows": rows, "loss": round(mean, 4)}
            print(json.dumps(report | {"rows/s": round(speed, 1)}), flush=True)
            losses = []
            save(network, optimizer, plan.seed, step, file)


def rate_share(step: int, steps: int) -> float:
    """The share of the full rate that ``step`` of ``steps`` is taken at."""
    rise = min(step / min(_WARM, steps / 10), 1.0)
    return rise * min((steps - step + 1) / (_FALL * steps), 1.0)


def _batches(data: Data, plan: Plan, words: WordPieces, tokens: int) -> Iterator[list[Group]]:
    """Batches without end."""
    for epoch in count():
        chance = Random(plan.seed + epoch)
        epoch_groups = list(
            groups(data.articles, data.examples, plan.shares, data.synonyms, chance)
        )
        chance.shuffle(epoch_groups)
        for at in range(0, len(epoch_groups), _CHUNK):
            yield from pack(epoch_groups[at : at + _CHUNK], words, chance, tokens)


def _freeze(network: Network, layers: int) -> None:
    for part in (network.words, network.positions, network.types, network.distances):
        if part is not None:
            part.requires_grad_(False)
    for layer in [*network.layers][:layers]:
        layer.requires_grad_(False)


def _optimizer(weights: Sequence[nn.Parameter], rate: float) -> torch.optim.Optimizer:
    """AdamW, whose decay leaves vectors alone."""
    matrices = {"params": [w for w in weights if w.ndim > 1], "weight_decay": _DECAY}
    vectors = {"params": [w for w in weights if w.ndim < 2], "weight_decay": 0.0}
    return torch.optim.AdamW([matrices, vectors], lr=rate, betas=(0.9, 0.98), fused=True)
