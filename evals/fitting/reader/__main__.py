"""Train the reader: ``python -m evals.fitting.reader DATA --base FOLDER --out FOLDER``.

``DATA`` is what ``python -m evals.fitting.reader.data`` wrote. What was cut short is taken up where
it stopped when the same command is given again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.fitting.reader.bases import base_network
from evals.fitting.reader.batch import LONGEST
from evals.fitting.reader.data import ARTICLES, EXAMPLES
from evals.fitting.reader.groups import Shares
from evals.fitting.reader.loop import EVERY, Plan, open_run, train
from qa.cli_options import Parser, count, exit_status
from qa.reading.word_pieces import load_word_pieces


def main(argv: Sequence[str] | None = None) -> int:
    """Train the reader; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.reader", description=__doc__)
    parser.add_argument("data", type=Path, help=f"with {ARTICLES} and {EXAMPLES}")
    parser.add_argument("--base", type=Path, required=True, help="all-mpnet-base-v2's folder")
    parser.add_argument("--layers", type=count, help="of the base, the first ones (default: all)")
    parser.add_argument("--reader", type=Path, help="weights of a MiniLM reader to go on from")
    parser.add_argument("--wordnet", type=Path, help="WordNet's folder (default: no synonyms)")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--steps", type=count, default=2400, help="%(default)s")
    parser.add_argument("--rate", type=float, default=4e-5, help="%(default)s")
    parser.add_argument("--seed", type=int, default=7, help="%(default)s")
    parser.add_argument("--frozen", type=int, default=4, help="layers that stay (%(default)s)")
    parser.add_argument("--every", type=count, default=EVERY, help="steps (%(default)s)")
    options = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    data = open_run(options.data, options.wordnet, options.out)
    network = base_network(options.base, options.layers, options.reader)
    plan = Plan(options.steps, options.rate, options.seed, Shares(), options.frozen)
    words = load_word_pieces(options.base, LONGEST)
    train(network, words, data, plan, options.out / "checkpoint.pt", options.every)


if __name__ == "__main__":
    sys.exit(main())
