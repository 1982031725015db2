"""From data to weights: ``python -m evals.fitting.reader SQUAD11_TRAIN SQUAD20_DEV --out FOLDER``.

Searches the articles of both data sets, trains the reader on those it may see, and writes the
weights as Pincite ships them. What was cut short is taken up where it stopped when the same command
is given again.
"""

from __future__ import annotations

import sys
from pathlib import Path

from evals.fitting.reader.articles import read, write
from evals.fitting.reader.export import export
from evals.fitting.reader.loop import taught, trained
from index.errors import PinciteError
from qa.cli_options import Parser


def main() -> int:
    """Train the reader; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.reader", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="squad11-train and squad20-dev")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--epochs", type=float, default=1.4, help="%(default)s")
    parser.add_argument("--seed", type=int, default=7, help="%(default)s")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    try:
        files = [given.out / f"{folder.resolve().name}.jsonl" for folder in given.folders]
        for folder, file in zip(given.folders, files, strict=True):
            write(folder, file)
        articles = taught([article for file in files for article in read(file)])
        trained(articles, given.out / "checkpoint.pt", given.epochs, given.seed)
        size, checksum = export(given.out / "checkpoint.pt", given.out / "reader.safetensors")
    except (PinciteError, OSError) as error:
        print(f"python -m evals.fitting.reader: {error}", file=sys.stderr)
        return 2
    print(f"{given.out / 'reader.safetensors'}: {size / 1e6:.1f} MB, SHA-256 {checksum}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
