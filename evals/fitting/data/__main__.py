"""The sets, read and written once: ``python -m evals.fitting.data SHARED --out FOLDER``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evals.fitting.data.articles import load_squad, write_articles
from evals.fitting.data.distractors import with_distractors
from evals.fitting.data.examples import write_examples
from evals.fitting.data.sets import load_sets
from evals.fitting.data.training_data import ARTICLES, EXAMPLES, DataError
from qa.cli_options import Parser, exit_status


def main(argv: Sequence[str] | None = None) -> int:
    """Write SQuAD's articles and the other sets' examples; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.data", description=__doc__)
    parser.add_argument("folder", type=Path, help="with reading/ and squad11-train/")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    options = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    reading = options.folder / "reading"
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        examples = with_distractors(load_sets(reading))
        write_examples(examples, options.out / EXAMPLES)
        squad = load_squad(options.folder / "squad11-train", reading / "squad20-train-unanswerable")
        write_articles(squad, options.out / ARTICLES)
    except (OSError, KeyError, ValueError) as error:
        raise DataError(str(error), "Name the folder with reading/ and squad11-train/.") from error
    counts = Counter((example.source, example.test) for example in examples)
    for source in dict.fromkeys(example.source for example in examples):
        print(f"{source}: {counts[source, False]}, and {counts[source, True]} to test on")


if __name__ == "__main__":
    sys.exit(main())
