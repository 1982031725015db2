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
    from index.embedder import SentenceTransformerEmbedder
    from index.index import Index
    from qa import Assistant

_QUESTION = "When did China release its strategy on cyberspace cooperation?"
_ASK = ("-m", "qa", "ask", _QUESTION)

ROUNDS = 3
"""How often a slow thing is measured; the median counts."""


@dataclass(frozen=True)
class ColdRuns:
    """Processes from start to end; medians but for the first ask, which builds the index."""

    python: Cold
    import_qa: Cold
    first_ask: Cold
    ask: Cold


@dataclass(frozen=True)
class Warm:
    """Seconds of a question to an open assistant, and of encoding it with the bare model.

    The ratios are of the former to the latter.
    """

    questions: int
    passages: int
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


@dataclass(frozen=True)
class Bench:
    """Everything measured, and on which machine; ``corpus`` is what ``throughput`` built."""

    machine: str
    corpus: str
    cold: ColdRuns
    article: Warm
    large: Warm
    throughput: Throughput


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


def warm(
    assistant: Assistant, embedder: SentenceTransformerEmbedder, questions: Sequence[str]
) -> Warm:
    """Ask ``assistant``, which embeds with ``embedder``, and encode ``questions`` by turns."""

    def encode(question: str) -> object:
        return embedder.model.encode(question, show_progress_bar=False)

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
        ask_p50=centile(ask, 50),
        ask_p95=centile(ask, 95),
        encode_p50=centile(encoding, 50),
        encode_p95=centile(encoding, 95),
        ratio_p50=centile(ask, 50) / centile(encoding, 50),
        ratio_p95=centile(ask, 95) / centile(encoding, 95),
    )


def throughput(
    index: Index, embedder: SentenceTransformerEmbedder, rounds: int = ROUNDS
) -> Throughput:
    """Build ``index`` again, embed its passages, and encode them with the bare model, by turns."""
    from index.index import build

    texts = [passage.text for passage in index.passages]
    sentences = [passage.local_sentences for passage in index.passages]
    ways: tuple[Callable[[], object], ...] = (
        lambda: build(index.documents, embedder, progress=False),
        lambda: embedder.embed_passages(texts, sentences),
        lambda: embedder.model.encode(texts, batch_size=32, show_progress_bar=False),
    )
    timed = [[seconds(way) for way in ways] for _ in range(rounds)]
    whole, embed, encode = (centile(times, 50) for times in zip(*timed, strict=True))
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


def measure(say: Callable[[str], None]) -> Bench:
    """Measure everything; ``say`` is told what is being measured."""
    say("Cold processes.")
    processes = cold_runs(ROUNDS)
    from index.embedder import SentenceTransformerEmbedder
    from index.files import default_documents, read_documents
    from index.index import build
    from qa import Assistant

    data = squad()
    folder = data / "documents" if data else default_documents()
    questions = [case.question for case in load_cases(ARTICLE)]
    asked = [case.question for case in load_cases(data / "cases.jsonl")] if data else questions
    embedder = SentenceTransformerEmbedder()
    small = build(read_documents(default_documents()).documents, embedder, progress=False)
    large = build(read_documents(folder).documents, embedder, progress=False)
    say("Warm questions.")
    article = warm(Assistant(small), embedder, questions)
    many = warm(Assistant(large), embedder, asked[: len(questions)])
    say("Building the index.")
    return Bench(
        machine=machine(),
        corpus=data.name if data else "the article (there is no squad-dev-cases here)",
        cold=processes,
        article=article,
        large=many,
        throughput=throughput(large, embedder),
    )


def table(bench: Bench) -> str:
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
        "",
        "| by turns with the bare model | Pincite | bare | ratio |",
        "|---|---:|---:|---:|",
    ]
    for warm in (bench.article, bench.large):
        for p in ("p50", "p95"):
            ask, bare = getattr(warm, f"ask_{p}"), getattr(warm, f"encode_{p}")
            lines.append(
                f"| warm question, {warm.passages} passages, {p} of {warm.questions}"
                f" | {ask * 1000:.1f} ms | {bare * 1000:.1f} ms | {ask / bare:.2f} |"
            )
    for what, taken in (("whole build", built.build), ("embedding alone", built.embed)):
        lines.append(
            f"| {what}, {built.passages} passages of {bench.corpus}"
            f" | {built.passages / taken:.1f}/s | {built.passages / built.encode:.1f}/s"
            f" | {built.encode / taken:.2f} |"
        )
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print a table and write it as JSON; 2 when something could not be measured."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.bench", description="Measure speed and memory."
    )
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        default=Path("reports", "bench.json"),
        help="where to write (default: reports/bench.json)",
    )
    options = parser.parse_args(argv)
    try:
        bench = measure(lambda line: print(line, file=sys.stderr, flush=True))
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(json.dumps(asdict(bench), indent=2) + "\n", encoding="utf-8")
    except (PinciteError, OSError) as error:
        print(f"python -m evals.bench: {error}", file=sys.stderr)
        return 2
    print(f"{bench.machine}\n\n{table(bench)}\n\nWritten: {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
