"""`python -m evals.cluster milvus://HOST:PORT/NAME`: a store against an index on this machine."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.cluster.agreement import Agreement, agreements
from evals.cluster.scale import Cost, cost
from evals.speed.command import add_out, report
from evals.speed.machine import machine
from evals.speed.made import IN_DOCUMENT
from index.embedding.embedders import default_embedder
from index.search.milvus_client import Milvus
from index.search.store_address import StoreAddress


@dataclass(frozen=True)
class Compared:
    """A server against this ``machine``: whether they agree, and what questions cost."""

    machine: str
    agreements: tuple[Agreement, ...]
    costs: tuple[Cost, ...]


def measure(address: StoreAddress, sizes: Sequence[int], say: Callable[[str], None]) -> Compared:
    """Compare on the sets of cases, and in made collections of these sizes.

    Raises:
        SpeedError: when data are not here.
        StoreError: when the server does not answer.
    """
    embedder = default_embedder()
    where = f"{machine()}; Milvus {Milvus(address).version} at {address.server}"
    return Compared(
        where,
        agreements(address, embedder, say),
        tuple(cost(address, embedder, size, say) for size in sizes),
    )


def table(compared: Compared) -> str:
    """The figures for a terminal or a Markdown file."""
    lines = [
        "| set | passages | questions | same passage first | same answer |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {it.name} | {it.passages:,} | {it.questions} | {it.first / it.questions:.3f}"
            f" | {it.answer / it.questions:.3f} |"
            for it in compared.agreements
        ),
    ]
    if compared.costs:
        lines += [
            "",
            "| passages | written in | a question here, p50 | of the store | ratio | again |"
            " with reader here | of the store | same passage first |",
            "|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
            *map(_row, compared.costs),
        ]
    return "\n".join(lines)


def _row(it: Cost) -> str:
    return (
        f"| {it.passages:,} | {it.written:.0f} s | {it.here * 1000:.0f} ms"
        f" | {it.there * 1000:.0f} ms | {it.there / it.here:.2f} | {it.again * 1000:.0f} ms"
        f" | {it.here_read * 1000:.0f} ms | {it.there_read * 1000:.0f} ms | {it.first:.3f} |"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print tables and write them as JSON; 2 when something could not be measured."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.cluster",
        description="Compare a store on a Milvus server with an index on this machine.",
    )
    parser.add_argument("address", metavar="ADDRESS", help="milvus://HOST:PORT/NAME")
    parser.add_argument(
        "--sizes",
        metavar="N",
        type=int,
        nargs="*",
        default=(),
        help=f"also made collections of so many passages, multiples of {IN_DOCUMENT}",
    )
    add_out(parser, "cluster.json")
    options = parser.parse_args(argv)
    if wrong := [size for size in options.sizes if size <= 0 or size % IN_DOCUMENT]:
        parser.error(f"{wrong[0]} passages are not made: give multiples of {IN_DOCUMENT}")

    def compare(say: Callable[[str], None]) -> Compared:
        return measure(StoreAddress.of(options.address), options.sizes, say)

    return report(parser.prog, options.out, compare, table)


if __name__ == "__main__":
    sys.exit(main())
