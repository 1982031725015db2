"""Train the network: ``python -m evals.fitting.network BATCHES --base FOLDER --out FOLDER``.

``BATCHES`` is what ``python -m evals.fitting.network.draw`` wrote, the base all-mpnet-base-v2, of
whose layers ten are kept. What was cut short is taken up where it stopped when the same command is
given again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from math import inf
from pathlib import Path
from zipfile import BadZipFile

from evals.fitting.network.bases import base_network, some_layers
from evals.fitting.network.batches import load_batches
from evals.fitting.network.loop import Plan, train
from index.errors import ModelError
from qa.cli_options import Parser, count, exit_status

LAYERS = (0, 1, 2, 3, 5, 6, 8, 9, 10, 11)
"""The base's layers that are kept: before any training their vectors are the whole's to .93."""


def main(argv: Sequence[str] | None = None) -> int:
    """Train the network; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.network", description=__doc__)
    parser.add_argument("batches", type=Path, help="the file of batches")
    parser.add_argument("--base", type=Path, required=True, help="all-mpnet-base-v2's folder")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument(
        "--layers", type=int, nargs="+", default=LAYERS, help="of the base (%(default)s)"
    )
    parser.add_argument("--steps", type=count, default=2981, help="%(default)s")
    parser.add_argument("--seconds", type=count, default=inf, help="no longer than so many")
    parser.add_argument("--rate", type=float, default=5e-5, help="%(default)s")
    parser.add_argument("--seed", type=int, default=7, help="%(default)s")
    parser.add_argument("--encoding", type=float, default=1.0, help="%(default)s")
    parser.add_argument("--teaching", type=float, default=3.0, help="%(default)s")
    options = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        read, sentences = load_batches(options.batches)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ModelError(
            f"{options.batches} does not load: {type(error).__name__}.",
            "Draw the batches first (python -m evals.fitting.network.draw).",
        ) from error
    teacher = base_network(options.base)
    plan = Plan(
        options.steps,
        options.rate,
        options.seed,
        options.encoding,
        options.teaching,
        options.seconds,
    )
    if not {*options.layers} <= {*range(teacher.shape.layers)}:
        raise ModelError(
            f"The base has layers 0 to {teacher.shape.layers - 1}.", "Name some of them (--layers)."
        )
    network = some_layers(teacher, options.layers)
    train(network, teacher, read, sentences, plan, options.out / "checkpoint.pt")


if __name__ == "__main__":
    sys.exit(main())
