"""`python -m evals.everyday`: ask the everyday texts, and hold the figures to the floors."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from evals.cases import CaseError
from evals.everyday.folders import FOLDERS, Folder, read_folders
from evals.everyday.run import NAMES, Reply, ask_folder, by_kind, figures
from evals.everyday.verdicts import Verdict
from evals.fitting.splits import PARTS, everyday_part
from evals.floors import FLOORS, below_floors, load_floors
from evals.tables import Row, markdown
from index import PinciteError
from index.embedding.embedders import default_embedder
from qa.cli_options import Parser, add_reader
from qa.reading.readers import reader_named
from qa.serialization import record

_MISSED, _UNUSABLE = 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the evals: 0 when the floors were held, 1 below one, 2 when they could not be run."""
    options = _parser().parse_args(argv)
    try:
        return _main(options)
    except (PinciteError, OSError) as error:
        print(f"python -m evals.everyday: {error}", file=sys.stderr)
        return _UNUSABLE


def _main(options: argparse.Namespace) -> int:
    plain = (options.folder, options.part, options.only, options.reader) == (
        FOLDERS,
        "all",
        None,
        None,
    )
    path = options.floors or (FLOORS if plain else None)
    floors = load_floors(path, "everyday", NAMES) if path else {}
    folders = chosen_folders(options.folder, options.part, options.only)
    embedder, reader = default_embedder(), reader_named(options.reader)
    replies = []
    for folder in folders:
        for reply in ask_folder(folder, embedder, reader):
            replies.append(reply)
            if reply.judgement.verdict is not Verdict.RIGHT:
                print(reply.line, flush=True)
    made, kinds = figures(replies), by_kind(replies)
    rows = [Row(kind, len(own), figures(own, intervals=False)) for kind, own in kinds.items()]
    print(f"\n{markdown(Row('all', len(replies), made), rows)}")
    _write(options.out, replies, Row("all", len(replies), made), rows)
    failures = below_floors(made, floors)
    for line in failures:
        print(line, file=sys.stderr)
    return _MISSED if failures else 0


def chosen_folders(path: Path, part: str, only: Sequence[str] | None = None) -> list[Folder]:
    """The folders in ``path`` of this part whose names begin with one of ``only``.

    Raises:
        CaseError: when there is none.
    """
    folders = read_folders(path)
    names = {folder.name for folder in folders}
    chosen = names if part == "all" else everyday_part(names, part)
    if only:
        chosen = {name for name in chosen if name.startswith(tuple(only))}
    if not chosen:
        raise CaseError(
            f"No folder of the part {part} in {str(path)!r} begins with {', '.join(only or ())}.",
            "Name others, or give --part all.",
        )
    return [folder for folder in folders if folder.name in chosen]


def _write(out: Path, replies: Sequence[Reply], total: Row, kinds: Sequence[Row]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps(
            {
                "folder": reply.folder.name,
                **asdict(reply.judgement),
                **(record(reply.answer, 0.0) if reply.answer else {}),
            },
            ensure_ascii=False,
        )
        for reply in replies
    ]
    (out / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [asdict(row) for row in (total, *kinds)]
    (out / "report.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    print(f"\nWritten: {out / 'rows.jsonl'}, {out / 'report.json'}")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m evals.everyday",
        description="Ask small folders of everyday texts, and say which answers are not right.",
        epilog="Exit status: 1 when a figure is below its floor, 2 when the evals cannot run.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=FOLDERS,
        help="a folder of such folders (default: those that Pincite ships with)",
    )
    parser.add_argument(
        "--part",
        choices=(*PARTS, "all"),
        default="all",
        help="only the folders to fit on, to choose by or to report (default: all)",
    )
    parser.add_argument(
        "--only", metavar="NAME", nargs="+", help="only folders whose names begin so"
    )
    add_reader(parser)
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        default=Path("reports", "everyday"),
        help="where to write (default: reports/everyday)",
    )
    parser.add_argument(
        "--floors",
        metavar="FILE",
        type=Path,
        help="hold the figures to the floors in FILE (default: evals/floors.json, and only for"
        " all folders that Pincite ships with)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
