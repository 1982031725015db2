"""Many who ask at once, beside one who asks alone."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from evals.speed.warm import centile, seconds

if TYPE_CHECKING:
    from qa import Assistant

CLIENTS = 20
"""How many ask at once, each again as soon as it has its answer."""


@dataclass(frozen=True)
class Crowd:
    """Answers a second of one client and of all, and the seconds that all wait for one.

    ``ratio`` is of the latter answers to the former.
    """

    clients: int
    questions: int
    passages: int
    alone: float
    together: float
    p50: float
    p95: float
    ratio: float


def crowd(assistant: Assistant, questions: Sequence[str]) -> Crowd:
    """Have one client ask ``questions``, and then all, who share them between them.

    They were asked before: what is kept of texts that were met is kept for both.
    """
    for question in questions:
        assistant.ask(question)
    alone = len(questions) / seconds(lambda: [assistant.ask(question) for question in questions])
    begun = perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        waits = [*clients.map(lambda q: seconds(partial(assistant.ask, q)), questions)]
    together = len(questions) / (perf_counter() - begun)
    return Crowd(
        clients=CLIENTS,
        questions=len(questions),
        passages=len(assistant.index.passages),
        alone=alone,
        together=together,
        p50=centile(waits, 50),
        p95=centile(waits, 95),
        ratio=together / alone,
    )
