"""`python -m evals`: ask the cases, print the figures, hold them to the floors."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from evals.asking import ask_cases
from evals.cases import ARTICLE, Case, CaseError, read_cases, stale
from evals.fitting.splits import report_articles
from evals.floors import FLOORS, below_floors, load_floors
from evals.promises import broken_promise, is_promise
from evals.report import Report, Run, report, table
from index import PinciteError
from qa import Assistant
from qa.cli_options import Parser, add_reader, count
from qa.feedback import feedback_file, feedback_folder
from qa.library.library import Library
from qa.reading.readers import reader_named
from qa.serialization import record

_MISSED, _UNUSABLE = 1, 2


class Outcome(NamedTuple):
    """The report of a run, a row for each case that was asked, a line for each broken promise."""

    report: Report
    rows: list[dict[str, object]]
    broken: list[str]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the evals.

    Returns 0 when they were held; 1 below a floor, or when feedback does not hold or had to be left
    out; 2 when they could not be run.
    """
    options = _parser().parse_args(argv)
    try:
        return _main(options)
    except (PinciteError, OSError) as error:
        print(f"python -m evals: {error}", file=sys.stderr)
        return _UNUSABLE


def _main(options: argparse.Namespace) -> int:
    file, opened = _choose_cases(options)
    name = run_name(file)
    plain = (options.limit, options.reader, options.documents) == (None, None, None)
    default = plain and file == ARTICLE
    path = options.floors or (FLOORS if default else None)
    floors = load_floors(path, name) if path else {}
    every, damaged = read_cases(file)
    if options.apart:
        names = report_articles(Path(case.document).stem for case in every if case.document)
        every = [case for case in every if case.document and Path(case.document).stem in names]
        if not every:
            raise CaseError(
                f"No case in {str(file)!r} is of an article that was kept apart.",
                "Give those of squad-dev-cases, or leave out --apart.",
            )
    assistant = opened()
    old = stale(every, assistant.index.documents)
    for why in (*damaged, *map(_unsaid, old)):
        print(f"Left out: {why}", file=sys.stderr)
    cases = [case for case in every if case not in old][: options.limit]
    if not cases:
        raise CaseError(f"{str(file)!r} holds no case to ask any more.", "Correct answers anew.")
    made, rows, unkept = run(assistant, cases, name, options.scope, len(every))
    folder = options.out or Path("reports", name)
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "rows.jsonl").write_text(lines, encoding="utf-8")
    (folder / "report.json").write_text(made.json(), encoding="utf-8")
    print(table(made))
    print(f"\nWritten: {folder / 'rows.jsonl'}, {folder / 'report.json'}")
    promises = sum(map(is_promise, cases))
    if promises and not (unkept or damaged or old):
        print(f"All {promises} cases kept from feedback hold.")
    failures = [*unkept, *below_floors(made.figures, floors)]
    for line in failures:
        print(line, file=sys.stderr)
    return _MISSED if failures or damaged or old else 0


def run(
    assistant: Assistant, cases: Sequence[Case], name: str, scope: str, available: int
) -> Outcome:
    """Ask ``assistant`` the ``cases``, of ``available`` ones.

    A case that could not be asked has no row.

    Raises:
        CaseError: when the assistant's documents do not hold the evidence.
    """
    replies = ask_cases(assistant, cases, scope)
    rows: list[dict[str, object]] = [
        {"id": reply.case.id, **record(reply.answer, reply.score.seconds or 0.0)}
        for reply in replies
        if reply.answer
    ]
    verdicts = [broken_promise(reply.case, reply.evidence, reply.answer) for reply in replies]
    index = assistant.index
    details = Run(name, scope, available, len(index.documents), len(index.passages))
    made = report(details, [reply.score for reply in replies])
    return Outcome(made, rows, [line for line in verdicts if line])


def run_name(cases: Path) -> str:
    """The name of a file of cases: its stem, or the folder's name for a ``cases.jsonl``."""
    return cases.stem if cases.stem != "cases" else cases.resolve().parent.name


def _choose_cases(options: argparse.Namespace) -> tuple[Path, Callable[[], Assistant]]:
    """The file of cases, and what opens an assistant for the documents that they are about."""
    if options.feedback is None:
        reader = reader_named(options.reader)
        return options.cases, partial(Assistant, options.documents, reader=reader)
    library = Library.persistent(options.documents, options.reader)
    collection = library.by_name(options.feedback)
    file = feedback_file(feedback_folder(), collection.folder)
    if not file.is_file():
        raise CaseError(
            f"Nothing was kept of the collection {collection.name!r}.",
            "In the app, call an answer good or select the right sentence.",
        )
    return file, partial(_open_collection, library, collection.folder)


def _open_collection(library: Library, folder: str) -> Assistant:
    assistant = library.open(folder)
    for skipped in assistant.index.skipped:
        print(f"Not read: {skipped.path}: {skipped.reason}", file=sys.stderr)
    return assistant


def _unsaid(case: Case) -> str:
    return f"{case.id}: {case.question} The documents do not say its evidence any more."


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m evals",
        description="Ask questions whose answers are known, and measure what comes back.",
        epilog="Exit status: 1 when a figure is below its floor, or when feedback does not hold or"
        " had to be left out; 2 when the evals cannot run.",
    )
    parser.add_argument(
        "--documents",
        metavar="PATH",
        nargs="+",
        action="extend",
        help="files and folders to ask (default: the article Pincite ships with)",
    )
    of = parser.add_mutually_exclusive_group()
    of.add_argument(
        "--cases",
        metavar="FILE",
        type=Path,
        default=ARTICLE,
        help="the cases, a JSON object a line (default: those of the article)",
    )
    of.add_argument(
        "--feedback",
        metavar="COLLECTION",
        nargs="?",
        const="",
        help="ask what was kept of a collection in the app (default: its first), of the documents"
        " in it; with the --documents that the app was started with",
    )
    parser.add_argument(
        "--scope",
        choices=("all", "case"),
        default="all",
        help="search all documents (default) or only the one that the case is about",
    )
    parser.add_argument(
        "--apart",
        action="store_true",
        help="of squad-dev-cases, ask only of the articles that nothing was trained or fitted on",
    )
    add_reader(parser)
    parser.add_argument("--limit", metavar="N", type=count, help="ask only the first N cases")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, help="where to write (default: reports/NAME)"
    )
    parser.add_argument(
        "--floors",
        metavar="FILE",
        type=Path,
        help="hold the figures to the floors in FILE (default: evals/floors.json, and only for"
        " all cases of the article)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
