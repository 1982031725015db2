"""`python -m evals.overview`: ask all sets, and print a table of each."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from evals.fitting.splits import PARTS, REPORT
from evals.overview.results import SetResult
from evals.overview.sets import ALL, SETS, MissingSetError, Settings
from evals.speed.machine import data_folder
from index.embedding.embedders import default_embedder
from qa.cli_options import Parser, add_reader, count, exit_status
from qa.reading.readers import reader_named


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables; 2 when that cannot be done."""
    options = _parser().parse_args(argv)
    return exit_status("python -m evals.overview", lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    settings = Settings(
        options.shared or data_folder(),
        options.part,
        options.limit,
        default_embedder(),
        reader_named(options.reader),
    )
    results: list[SetResult] = []
    for name in options.only or SETS:
        try:
            for result in SETS[name](settings):
                print(f"{result.text()}\n", flush=True)
                results.append(result)
        except MissingSetError as error:
            print(f"**{name}**: not asked, {error.problem}.\n", flush=True)
    if options.json:
        rows = {result.name: asdict(result) for result in results}
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m evals.overview",
        description="Ask all sets of questions, and print a table of each.",
    )
    parser.add_argument(
        "--shared",
        metavar="FOLDER",
        type=Path,
        help="the data sets' folder (default: PINCITE_DATA, else ../shared/data)",
    )
    parser.add_argument(
        "--only", metavar="SET", nargs="+", choices=SETS, help="only these sets (default: all)"
    )
    parser.add_argument(
        "--part",
        choices=(*PARTS, ALL),
        default=REPORT,
        help="the part of each set to ask (default: report)",
    )
    add_reader(parser)
    parser.add_argument(
        "--limit",
        metavar="N",
        type=count,
        help="ask only N questions of each set (default: all, but 700 of SQuAD's)",
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures there as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
