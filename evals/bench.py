"""`python -m evals.bench`: speed and memory.

Cold figures are of processes of their own. Warm ones are ratios to the bare model, measured by
turns in this process, so that a busy machine slows both.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.cold import Cold, cold, median

if TYPE_CHECKING:
    from qa import Assistant

_QUESTION = "When did China release its strategy on cyberspace cooperation?"
_ASK = ("-m", "qa", "ask", _QUESTION)


@dataclass(frozen=True)
class ColdRuns:
    """Processes from start to end; medians but for the first ask, which builds the index."""

    python: Cold
    import_qa: Cold
    first_ask: Cold
    ask: Cold


@dataclass(frozen=True)
class Warm:
    """Seconds of a question to an open assistant and of encoding it with the bare model."""

    questions: int
    passages: int
    ask_p50: float
    ask_p95: float
    encode_p50: float
    encode_p95: float

    @property
    def ratios(self) -> tuple[float, float]:
        """Ask over encode, at p50 and p95."""
        return self.ask_p50 / self.encode_p50, self.ask_p95 / self.encode_p95


@dataclass(frozen=True)
class Throughput:
    """Seconds, the median of rounds, for the same passages: build, embedding alone, encode."""

    documents: str
    passages: int
    rounds: int
    build: float
    embed: float
    encode: float

    @property
    def ratios(self) -> tuple[float, float]:
        """The throughput of the whole build, and of embedding alone, over that of encode."""
        return self.encode / self.build, self.encode / self.embed


def cold_runs(times: int) -> ColdRuns:
    """Cold processes, each kind ``times`` times, with a cache folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        home = {"PINCITE_HOME": folder}
        first = cold(_ASK, home)
        return ColdRuns(
            python=median([cold(("-c", "pass")) for _ in range(times)]),
            import_qa=median([cold(("-c", "import qa")) for _ in range(times)]),
            first_ask=first,
            ask=median([cold(_ASK, home) for _ in range(times)]),
        )


def warm(assistant: Assistant, model: SentenceTransformer, questions: Sequence[str]) -> Warm:
    """Ask ``assistant`` and encode each of ``questions`` by turns, the first of the two changing.

    ``model`` is the assistant's own, bare.
    """

    def encode(question: str) -> object:
        return model.encode(question, show_progress_bar=False)

    asks, encodes = [], []
    for question in questions[:5]:  # the first calls of a model are slower
        encode(question), assistant.ask(question)
    for number, question in enumerate(questions):
        for which in (assistant.ask, encode) if number % 2 else (encode, assistant.ask):
            times = encodes if which is encode else asks
            times.append(seconds(lambda which=which, question=question: which(question)))
    return Warm(
        questions=len(questions),
        passages=len(assistant.index.passages),
        ask_p50=statistics.median(asks),
        ask_p95=float(np.percentile(asks, 95)),
        encode_p50=statistics.median(encodes),
        encode_p95=float(np.percentile(encodes, 95)),
    )


def throughput(index: Index, embedder: SentenceTransformerEmbedder, rounds: int) -> Throughput:
    """Build ``index`` again, embed its passages, and encode them with the bare model, by turns."""
    texts = [passage.text for passage in index.passages]
    sentences = [passage.local_sentences for passage in index.passages]
    ways: tuple[Callable[[], object], ...] = (
        lambda: build(index.documents, embedder, progress=False),
        lambda: embedder.embed_passages(texts, sentences),
        lambda: embedder.model.encode(texts, batch_size=32, show_progress_bar=False),
    )
    timed = [[seconds(way) for way in ways] for _ in range(rounds)]
    whole, embed, encode = map(statistics.median, zip(*timed, strict=True))
    return Throughput(len(index.documents), len(texts), rounds, whole, embed, encode)


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun
