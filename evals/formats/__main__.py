"""`python -m evals.formats`: measure how well documents of all formats are read."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from evals.formats import files, manual, pages, robustness
from evals.formats.tables import MissingDataError, Table
from evals.speed.machine import data_folder
from index.embedding.embedders import default_embedder
from qa.cli_options import Parser, count, exit_status

PARTS: Mapping[str, Callable[[argparse.Namespace], Iterable[Table]]] = {
    "files": lambda options: files.measure(options.data),
    "manual": lambda options: manual.measure(options.data, default_embedder()),
    "pages": lambda options: pages.measure(options.data, default_embedder()),
    "robustness": lambda options: robustness.measure(options.data, options.damaged),
}
"""What is measured, by name."""


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables; 2 when that cannot be done."""
    options = _parser().parse_args(argv)
    return exit_status("python -m evals.formats", lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    options.data = options.data or data_folder()
    records = {}
    for name in options.only or PARTS:
        try:
            for table in PARTS[name](options):
                print(f"{table.text()}\n", flush=True)
                records[table.title] = table.records()
        except MissingDataError as error:
            print(f"{name}: not measured, {error.problem}.\n", flush=True)
    if options.json:
        text = json.dumps(records, indent=1, ensure_ascii=False)
        options.json.write_text(text + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m evals.formats",
        description="Measure how well documents of all formats are read.",
    )
    parser.add_argument(
        "--only", metavar="PART", nargs="+", choices=PARTS, help="only these parts (default: all)"
    )
    parser.add_argument(
        "--data",
        metavar="FOLDER",
        type=Path,
        help="the data sets' folder (default: PINCITE_DATA, else ../shared/data)",
    )
    parser.add_argument(
        "--damaged",
        metavar="N",
        type=count,
        default=robustness.FILES,
        help="damaged files of each kind (default: %(default)s)",
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures there as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
