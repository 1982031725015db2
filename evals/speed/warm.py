"""Speed in this process, as ratios to the bare model.

Both are measured by turns, so that a busy machine slows both.
"""

# Its imports are light: `evals.speed` starts cold processes from a small one.
from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.embedding.sentence_transformer import SentenceTransformerEmbedder
    from index.index import Index
    from qa import Assistant


@dataclass(frozen=True)
class Warm:
    """Seconds of a question to an open assistant, and of encoding it with the bare model.

    The ratios are of the former to the latter. ``read`` says whether the assistant has a reader.
    """

    questions: int
    passages: int
    read: bool
    ask_p50: float
    ask_p95: float
    encode_p50: float
    encode_p95: float
    ratio_p50: float
    ratio_p95: float


@dataclass(frozen=True)
class Throughput:
    """Seconds for the same passages: the whole build, embedding alone, bare encoding.

    They are medians of rounds. The ratios are of passages a second to those of bare encoding.
    """

    documents: int
    passages: int
    rounds: int
    build: float
    embed: float
    encode: float
    build_ratio: float
    embed_ratio: float


def questions_asked(
    assistant: Assistant, bare: SentenceTransformerEmbedder, questions: Sequence[str]
) -> Warm:
    """Ask ``assistant``, and encode ``questions`` with the ``bare`` model, by turns."""

    def encode(question: str) -> object:
        return bare.model.encode(question, show_progress_bar=False)

    for question in questions[:5]:  # a model's first calls are slower
        encode(question)
        assistant.ask(question)
    times: dict[str, list[float]] = {"ask": [], "encode": []}
    ways = {"ask": assistant.ask, "encode": encode}
    for number, question in enumerate(questions):
        for way in sorted(ways, reverse=bool(number % 2)):  # neither always goes first
            times[way].append(seconds(partial(ways[way], question)))
    ask, encoding = times["ask"], times["encode"]
    return Warm(
        questions=len(questions),
        passages=len(assistant.index.passages),
        read=assistant.reader is not None,
        ask_p50=centile(ask, 50),
        ask_p95=centile(ask, 95),
        encode_p50=centile(encoding, 50),
        encode_p95=centile(encoding, 95),
        ratio_p50=centile(ask, 50) / centile(encoding, 50),
        ratio_p95=centile(ask, 95) / centile(encoding, 95),
    )


def built(index: Index, bare: SentenceTransformerEmbedder, rounds: int) -> Throughput:
    """Build ``index`` again, embed its passages, and encode them with ``bare``, by turns."""
    from index.build import build

    texts = [passage.text for passage in index.passages]
    sentences = [passage.local_sentences for passage in index.passages]
    ways: tuple[Callable[[], object], ...] = (
        lambda: build(index.documents, index.embedder, progress=False),
        lambda: index.embedder.embed_passages(texts, sentences),
        lambda: bare.model.encode(texts, batch_size=32, show_progress_bar=False),
    )
    timed = [[seconds(way) for way in ways] for _ in range(rounds)]
    whole, embed, encode = (statistics.median(times) for times in zip(*timed, strict=True))
    return Throughput(
        documents=len(index.documents),
        passages=len(texts),
        rounds=rounds,
        build=whole,
        embed=embed,
        encode=encode,
        build_ratio=encode / whole,
        embed_ratio=encode / embed,
    )


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def centile(times: Sequence[float], p: int) -> float:
    """The ``p``-th percentile, by linear interpolation."""
    return statistics.quantiles(times, n=100, method="inclusive")[p - 1]
