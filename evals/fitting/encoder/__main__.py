"""Train the encoder: ``python -m evals.fitting.encoder DATA --base FOLDER --out FOLDER``.

``DATA`` is what ``python -m evals.fitting.reader.data`` wrote, the base all-mpnet-base-v2, of whose
layers ten are kept. What was cut short is taken up where it stopped when the same command is given
again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evals.fitting.encoder.loop import Plan, train
from evals.fitting.reader.bases import base_network
from evals.fitting.reader.data import ARTICLES, EXAMPLES
from evals.fitting.reader.loop import open_run
from qa.cli_options import Parser, count, exit_status
from qa.reading.encoder import LONGEST
from qa.reading.network import Network
from qa.reading.word_pieces import load_pieces_alone

LAYERS = (0, 1, 2, 3, 5, 6, 8, 9, 10, 11)
"""The base's layers that are kept: before any training their vectors are the whole's to .93."""


def main(argv: Sequence[str] | None = None) -> int:
    """Train the encoder; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.encoder", description=__doc__)
    parser.add_argument("data", type=Path, help=f"with {ARTICLES} and {EXAMPLES}")
    parser.add_argument("--base", type=Path, required=True, help="all-mpnet-base-v2's folder")
    parser.add_argument("--wordnet", type=Path, help="WordNet's folder (default: no synonyms)")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--steps", type=count, default=480, help="%(default)s")
    parser.add_argument("--rate", type=float, default=3e-5, help="%(default)s")
    parser.add_argument("--seed", type=int, default=7, help="%(default)s")
    parser.add_argument("--teaching", type=float, default=3.0, help="%(default)s")
    parser.add_argument("--frozen", type=int, default=3, help="layers that stay (%(default)s)")
    options = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    data = open_run(options.data, options.wordnet, options.out)
    teacher = base_network(options.base)
    plan = Plan(options.steps, options.rate, options.seed, options.teaching, options.frozen)
    words = load_pieces_alone(options.base, LONGEST)
    file = options.out / "checkpoint.pt"
    train(some_layers(teacher, LAYERS).train(), teacher.eval(), words, data, plan, file)


def some_layers(network: Network, layers: Sequence[int]) -> Network:
    """A network with only these ``layers`` of another, in this order."""
    whole = network.state_dict()
    weights = {name: weight for name, weight in whole.items() if not name.startswith("layers.")}
    for number, layer in enumerate(layers):
        old, new = f"layers.{layer}.", f"layers.{number}."
        weights |= {
            new + name.removeprefix(old): weight
            for name, weight in whole.items()
            if name.startswith(old)
        }
    result = Network(replace(network.shape, layers=len(layers)))
    result.load_state_dict(weights)
    return result


if __name__ == "__main__":
    sys.exit(main())
