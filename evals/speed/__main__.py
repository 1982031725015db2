"""`python -m evals.speed`: speed and memory."""

# Nothing heavy is imported here: cold processes have to be started from a small one.
from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.cases import ARTICLE, load_cases
from evals.speed.cold import Cold, cold, median
from evals.speed.command import add_out, report
from evals.speed.crowd import CLIENTS, Crowd, crowd
from evals.speed.machine import machine, squad
from evals.speed.server import seconds_to_page
from evals.speed.warm import Throughput, Warm, built, questions_asked

if TYPE_CHECKING:
    from evals.speed.vectors import VectorSearch

ROUNDS = 3
"""How often a slow thing is measured; the median counts."""

_QUERIES = 100
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
class Speed:
    """Everything measured, and on which machine; ``corpus`` is what ``throughput`` built.

    ``page`` are the seconds from the start of an app to its page.
    """

    machine: str
    corpus: str
    cold: ColdRuns
    page: float
    warm: tuple[Warm, ...]
    crowd: Crowd
    throughput: Throughput
    vectors: tuple[VectorSearch, ...]


def cold_runs() -> ColdRuns:
    """Cold processes, with a cache folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        home = {"PINCITE_HOME": folder}
        first = cold(_ASK, home)
        return ColdRuns(
            python=median([cold(("-c", "pass")) for _ in range(ROUNDS)]),
            import_qa=median([cold(("-c", "import qa")) for _ in range(ROUNDS)]),
            first_ask=first,
            ask=median([cold(_ASK, home) for _ in range(ROUNDS)]),
        )


def measure(say: Callable[[str], None]) -> Speed:
    """Measure everything; ``say`` is told what is being measured."""
    say("Cold processes.")
    processes = cold_runs()
    page = statistics.median(seconds_to_page() for _ in range(ROUNDS))
    import numpy as np

    from evals.speed.vectors import vector_searches
    from index.build import build
    from index.documents.files import default_documents, read_documents
    from index.embedding.embedders import default_embedder
    from index.embedding.sentence_transformer import SentenceTransformerEmbedder
    from qa import Assistant
    from qa.reading.trained_reader import SHIPPED

    data = squad()
    folder = data / "documents" if data else default_documents()
    questions = [case.question for case in load_cases(ARTICLE)]
    asked = [case.question for case in load_cases(data / "cases.jsonl")] if data else questions
    embedder, bare = default_embedder(), SentenceTransformerEmbedder()
    small = build(read_documents(default_documents()).documents, embedder, progress=False)
    large = build(read_documents(folder).documents, embedder, progress=False)
    say("Warm questions.")
    warm = tuple(
        questions_asked(Assistant(index, reader=reader), bare, some)
        for reader in (None, SHIPPED)
        for index, some in ((small, questions), (large, asked[: len(questions)]))
    )
    say(f"{CLIENTS} clients at once.")
    together = crowd(Assistant(large, reader=SHIPPED), asked[: len(questions)])
    say("Building the index.")
    throughput = built(large, bare, ROUNDS)
    say("Vectors.")
    real = large.sentence_vectors.rows(range(len(large.sentence_vectors)))
    queries = np.stack([made.whole for made in embedder.embed_queries(asked[:_QUERIES])])
    return Speed(
        machine=machine(),
        corpus=data.name if data else "the article (there is no squad-dev-cases here)",
        cold=processes,
        page=page,
        warm=warm,
        crowd=together,
        throughput=throughput,
        vectors=tuple(vector_searches(real, queries)),
    )


def table(bench: Speed) -> str:
    """The measurements for a terminal or a Markdown file."""
    cold, built = bench.cold, bench.throughput
    lines = [
        "| | time | peak memory |",
        "|---|---:|---:|",
        f"| Python alone | {cold.python.seconds:.2f} s | |",
        f"| `import qa` | {cold.import_qa.seconds:.2f} s | |",
        *(
            f"| {what} | {run.seconds:.2f} s | {run.peak_mib:.0f} MiB |"
            for what, run in (
                ("first `pincite ask`, builds the index", cold.first_ask),
                ("next `pincite ask`, cold, to its answer", cold.ask),
            )
        ),
        f"| `python app.py` to its page | {bench.page:.2f} s | |",
        "",
        "| by turns with the bare model | Pincite | bare | ratio |",
        "|---|---:|---:|---:|",
    ]
    for warm in bench.warm:
        how = "with the reader" if warm.read else "without"
        for p in ("p50", "p95"):
            ask, bare = getattr(warm, f"ask_{p}"), getattr(warm, f"encode_{p}")
            lines.append(
                f"| warm question, {how}, {warm.passages} passages, {p} of {warm.questions}"
                f" | {ask * 1000:.1f} ms | {bare * 1000:.1f} ms | {ask / bare:.2f} |"
            )
    for what, taken in (("whole build", built.build), ("embedding alone", built.embed)):
        lines.append(
            f"| {what}, {built.passages} passages of {bench.corpus}"
            f" | {built.passages / taken:.1f}/s | {built.passages / built.encode:.1f}/s"
            f" | {built.encode / taken:.2f} |"
        )
    lines += [*_of_crowd(bench.crowd), *_of_vectors(bench.vectors)]
    return "\n".join(lines)


def _of_crowd(crowd: Crowd) -> list[str]:
    return [
        "",
        f"| with the reader, {crowd.passages} passages | answers a second | p50 | p95 |",
        "|---|---:|---:|---:|",
        f"| one client | {crowd.alone:.1f} | | |",
        f"| {crowd.clients} clients at once | {crowd.together:.1f} ({crowd.ratio:.2f} times)"
        f" | {crowd.p50:.2f} s | {crowd.p95:.2f} s |",
    ]


def _of_vectors(searches: Sequence[VectorSearch]) -> list[str]:
    return [
        "",
        "| nearest of vectors | store | built in | opened in | search, p50 | recall@10 |",
        "|---|---|---:|---:|---:|---:|",
        *(
            f"| {it.rows:,} rows | {it.kind} | {it.build:.1f} s | {it.open:.2f} s"
            f" | {it.search * 1000:.1f} ms | {it.recall:.3f} |"
            for it in searches
        ),
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print a table and write it as JSON; 2 when something could not be measured."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.speed", description="Measure speed and memory."
    )
    add_out(parser, "bench.json")
    options = parser.parse_args(argv)
    return report(parser.prog, options.out, measure, table)


if __name__ == "__main__":
    sys.exit(main())
