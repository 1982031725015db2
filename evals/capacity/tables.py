"""What plans and simulations came to, as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from evals.capacity.plan import Catalogue, Kind, Load, Node, Prices, Texts, kinds, plan, wire
from evals.capacity.questions import (
    SET_UPS,
    WIDTHS,
    fan_out,
    whole_question,
)
from evals.capacity.service_times import KINDS, ServiceTimes

SIZES = (10_000_000, 1_000_000_000, 10_000_000_000)
"""Passages of the stores that are planned."""

_NAMES = {10_000_000: "10 M", 1_000_000_000: "1 B", 10_000_000_000: "10 B"}
_LOADS = (2, 20, 200, 2_000)
_SEGMENTS = (300_000, 3_000_000)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is words, and the others numbers."""
    lines = [[*head], ["---", *("---:" for _ in head[1:])], *([*row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def assumptions(texts: Texts, load: Load, prices: Prices) -> str:
    """All that the plans are made of."""
    catalogue = Catalogue()
    given = {
        "a passage": f"{texts.sentences} sentences, {texts.terms} different terms"
        f" ({texts.sentence_terms} in a sentence), {texts.words} words, {texts.text:,} bytes of"
        f" text and counts; a row's names {texts.keys} bytes",
        "vectors": f"{texts.dimension} numbers of 4 bytes; {texts.links} links of HNSW;"
        f" {texts.axes} numbers of a byte for a word",
        **{
            "a node with a GPU" if kind.gpu else "a node": _node(kind.node) for kind in kinds(texts)
        },
        "a search of a segment": "; ".join(_search(kind) for kind in kinds(texts)),
        "a segment": f"{load.rows:,} rows, and {_SEGMENTS[1]:,} beside it",
        "a search for terms": f"looks at {load.met:.0%} of the rows,"
        f" {load.posting * 1e9:g} ns each",
        "load": f"{load.questions:g} questions a second; machines are busy"
        f" {load.utilisation:.0%} of the time at most; {load.replicas} replicas at least",
        "reading": f"{load.reading * 1000:g} ms of a machine with {load.cores} cores",
        "money a month": f"GiB of memory {prices.memory:g}, of disk {prices.disk:g},"
        f" of archive {prices.archive:g}; core {prices.core:g}; GPU {prices.gpu:,.0f}",
        "the catalogue": f"{catalogue.passages} passages a document; {catalogue.document} bytes a"
        f" document and {catalogue.passage} a passage",
    }
    return "\n".join(
        ["| of | assumed |", "|---|---|", *(f"| {k} | {v} |" for k, v in given.items())]
    )


def _node(node: Node) -> str:
    gpu = f", {_bytes(node.gpu)} of GPU memory" if node.gpu else ""
    return (
        f"{node.cores} cores, {_bytes(node.memory)} of memory, {_bytes(node.disk)} of disk with"
        f" {node.reads:,.0f} reads a second{gpu}; filled to {node.fill:.0%}"
    )


def _search(kind: Kind) -> str:
    reads = f" and {kind.reads:g} reads" if kind.reads else ""
    return f"{kind.name} {kind.work * 1000:g} ms{reads}"


def of_passage(texts: Texts) -> str:
    """The bytes of a passage by what they are for."""
    rows = [
        (name, f"{size:,.0f}", *(_bytes(size * passages) for passages in SIZES))
        for name, size in texts.parts.items()
    ]
    whole = sum(texts.parts.values())
    rows.append(("all", f"{whole:,.0f}", *(_bytes(whole * passages) for passages in SIZES)))
    return table(["with HNSW", "bytes a passage", *(_NAMES[size] for size in SIZES)], rows)


def of_kinds(texts: Texts, load: Load, prices: Prices) -> str:
    """What each kind of index takes at each size."""
    rows = []
    for passages in SIZES:
        for kind in kinds(texts):
            it = plan(kind, passages, texts, load, prices)
            rows.append(
                (
                    f"{_NAMES[passages]}, {kind.name}",
                    *(_bytes(size) if size else "–" for size in (it.memory, it.disk, it.gpu)),
                    f"{it.nodes:,} × {it.replicas}",
                    f"{it.work * 1000:.1f} ms",
                    f"{it.cost:,.0f}",
                )
            )
    head = ["passages, index", "memory", "disk", "GPU", "nodes × replicas", "busy for a question"]
    return table([*head, "a month"], rows)


def of_loads(texts: Texts, load: Load, prices: Prices, passages: int = SIZES[1]) -> str:
    """Money a month by questions a second, and by how large segments are."""

    def cost(kind: Kind, size: int, questions: int) -> str:
        given = replace(load, questions=questions, rows=size)
        return f"{plan(kind, passages, texts, given, prices).cost:,.0f}"

    rows = [
        (f"{kind.name}, segments of {size:,} rows", *(cost(kind, size, n) for n in _LOADS))
        for size in _SEGMENTS
        for kind in kinds(texts)
    ]
    return table([f"{_NAMES[passages]} passages", *(f"{n:,}/s" for n in _LOADS)], rows)


def of_words(load: Load) -> str:
    """What matching word by word takes, and what takes less."""
    ways = {
        "20 candidates, 96 numbers a word": (Texts(), 20),
        "10 candidates": (Texts(), 10),
        "half of the axes": (Texts(axes=48), 20),
        "10 candidates, half of the axes": (Texts(axes=48), 10),
        "none": (Texts(), 0),
    }
    rows = []
    for name, (texts, words) in ways.items():
        signals, late = wire(texts, words=words)
        stored = texts.late if words else 0
        rows.append(
            (
                name,
                f"{stored:,.0f}",
                *(_bytes(stored * passages) for passages in SIZES),
                f"{late / 1000:,.0f} kB",
                f"{signals / 1000:,.0f} kB",
                f"{(signals + late) * load.questions * 8 / 1e6:,.0f} Mbit/s",
            )
        )
    head = ["word by word", "bytes a passage", *(_NAMES[size] for size in SIZES)]
    return table([*head, "a question", "beside signals", f"both at {load.questions:g}/s"], rows)


def of_catalogue() -> str:
    """What a machine that asks holds of all documents."""
    sizes = (1_000_000, 10_000_000, 100_000_000, *SIZES[1:])
    held = [_bytes(Catalogue().memory(size)) for size in sizes]
    return table(
        ["passages", *(f"{size:,}" for size in sizes)], [("held where it is asked", *held)]
    )


def of_times(times: ServiceTimes) -> str:
    """The service times that simulations are fed with."""
    rows = [
        (kind, *(_ms(times.centile(kind, p)) for p in (50, 95, 99)), _ms(times.mean(kind)))
        for kind in KINDS
    ]
    return table(["request", "p50", "p95", "p99", "mean"], rows)


def of_fan_out(times: ServiceTimes, seed: int) -> str:
    """The wait for the slowest of many shards."""
    rows = []
    for set_up in SET_UPS:
        every = [fan_out(times, set_up, shards, seed) for shards in WIDTHS]
        cells = ("; ".join(_ms(it.centile(p)) for p in (50, 95)) for it in every)
        rows.append((set_up.name, *cells, f"{every[0].utilisation[0]:.0%}"))
    head = [f"{shards:,} shard{'s' * (shards > 1)}" for shards in WIDTHS]
    return table(["p50; p95 of a search", *head, "busy"], rows)


def of_questions(texts: Texts, load: Load, prices: Prices, times: ServiceTimes, seed: int) -> str:
    """How long a whole question takes on the machines of the plans."""
    rows = []
    hnsw, _, disk, _ = kinds(texts)
    for passages in SIZES:
        for kind, size, hedged in (
            (hnsw, _SEGMENTS[0], False),
            (hnsw, _SEGMENTS[0], True),
            (disk, _SEGMENTS[1], False),
        ):
            given = replace(load, rows=size)
            it = plan(kind, passages, texts, given, prices)
            outcome = whole_question(it, texts, given, times, seed, hedged=hedged)
            rows.append(
                (
                    f"{_NAMES[passages]}, {kind.name}{', hedged' if hedged else ''}",
                    f"{size:,}",
                    f"{it.nodes:,} × {it.replicas}",
                    *(_ms(outcome.centile(p)) for p in (50, 95, 99)),
                    *(f"{busy:.0%}" for busy in outcome.utilisation[:2]),
                )
            )
    head = ["passages, index", "rows of a segment", "nodes × replicas", "p50", "p95", "p99"]
    return table([*head, "nodes busy", "readers busy"], rows)


def _bytes(size: float) -> str:
    size /= 2**20
    for unit in ("MiB", "GiB", "TiB"):  # noqa: B007 - the last is the largest there is
        if size < 1000:
            break
        size /= 1024
    return f"{size:,.1f} {unit}" if size < 100 else f"{size:,.0f} {unit}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.3g} ms" if seconds < 0.1 else f"{seconds * 1000:,.0f} ms"
