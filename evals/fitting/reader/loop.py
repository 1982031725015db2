"""The loop: batches of like length, a step for each, a checkpoint to go on from."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from math import ceil
from pathlib import Path
from random import Random

import torch
from torch.optim.lr_scheduler import LambdaLR

from evals.fitting.reader.articles import Article
from evals.fitting.reader.groups import Group, Row, groups
from evals.fitting.reader.model import batch, loss, network, tokenizer
from evals.fitting.splits import TRAINING, fitting_articles
from index.errors import PinciteError
from qa.reading.word_pieces import WordPieces

RATE, WARM, DECAY = 1.5e-4, 0.05, 0.01
# Tokens of a batch, padding included; rows are padded to a multiple of the step.
TOKENS, STEP = 5120, 32
# Steps between checkpoints.
EVERY = 300


class PlanError(PinciteError):
    """A checkpoint of another run."""


def trained(articles: Sequence[Article], file: Path, epochs: float, seed: int) -> None:
    """Train on ``articles`` and leave the last checkpoint in ``file``, or go on from there.

    Raises:
        PlanError: when the checkpoint is of other data, another seed or another length.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(seed)
    words, model = tokenizer(), network()
    model.to(device)  # type: ignore[arg-type]
    rounds = ceil(epochs)
    plan = [b for n in range(rounds) for b in batches(articles, words, seed + n)]
    plan = plan[: round(len(plan) * epochs / rounds)]
    name = sha256(repr(plan).encode()).hexdigest()
    learned = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=RATE, weight_decay=DECAY, fused=True)
    warm = WARM * len(plan)
    schedule = LambdaLR(
        optimizer, lambda n: min(n / warm, (len(plan) - n) / (len(plan) - warm)) if n else 1 / warm
    )
    done = 0
    if file.exists():
        before = torch.load(file, map_location=device)
        if before["plan"] != name:
            raise PlanError(
                f"{file} is of a run on other data, with another seed or length.",
                "Name another folder, or remove it.",
            )
        model.load_state_dict(before["model"])
        optimizer.load_state_dict(before["optimizer"])
        schedule.load_state_dict(before["schedule"])
        done = before["step"]
    began, rows, losses = time.monotonic(), 0, []
    for step, chosen in enumerate(plan[done:], done + 1):
        told = batch(chosen, words, STEP)
        told = type(told)(**{name: value.to(device) for name, value in vars(told).items()})
        with torch.autocast(device.type, dtype=torch.bfloat16):
            out = model(input_ids=told.ids, token_type_ids=told.types, attention_mask=told.mask)
        value = loss(out.start_logits, out.end_logits, told)
        torch.autograd.backward(value)
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        rows += len(told.groups)
        losses.append(float(value.detach()))
        if step % EVERY == 0 or step == len(plan):
            mean, pace = sum(losses) / len(losses), rows / (time.monotonic() - began)
            print(
                json.dumps({"step": step, "of": len(plan), "loss": mean, "rows/s": pace}),
                flush=True,
            )
            losses = []
            state = {
                "plan": name,
                "step": step,
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
            }
            torch.save(state, file.with_suffix(".new"))
            file.with_suffix(".new").replace(file)


def taught(articles: Sequence[Article]) -> list[Article]:
    """Those that the reader may see, out of all of squad11-train and squad20-dev.

    Articles with questions that people wrote to have no answer are few, and come three times an
    epoch.
    """
    ours = [a for a in articles if all(asked.answerable for asked in a.asked)]
    theirs = [a for a in articles if a not in ours]
    fit, test = fitting_articles(a.name for a in ours)
    apart = {*fit, *test}
    return [a for a in ours if a.name not in apart] + 3 * [a for a in theirs if a.name in TRAINING]


def batches(articles: Sequence[Article], words: WordPieces, seed: int) -> list[list[Group]]:
    """One epoch in batches of about as many tokens, rows of like length together.

    Few shapes of tensor occur: a CPU compiles its products anew for each.
    """
    chance = Random(seed)
    drawn = list(groups(articles, chance))
    chance.shuffle(drawn)
    sized: dict[int, list[Group]] = defaultdict(list)
    for group in drawn:
        sized[max(width(row, words) for row in group)].append(group)
    made: list[list[Group]] = []
    for longest, alike in sized.items():
        full = TOKENS // longest
        some: list[Group] = []
        for group in alike:
            if some and sum(map(len, some)) + len(group) > full:
                made.append(some)
                some = []
            some.append(group)
        made.append(some)
    chance.shuffle(made)
    return made


def width(row: Row, words: WordPieces) -> int:
    """The tokens that a row takes, padded."""
    return -(-len(words.encode(row.question, row.text)) // STEP) * STEP
