"""`python -m evals`: ask the cases, print the figures, hold them to the floors."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from evals.apart import reported
from evals.cases import ARTICLE, Case, CaseError, load_cases, locate, scopes
from evals.floors import FLOORS, load_floors, missed
from evals.report import Report, Run, report, table
from evals.scoring import Score, score, unanswered
from index import PinciteError
from qa import Assistant
from qa.arguments import Parser, add_reader, count
from qa.record import record
from qa.span_reader import reader_named

_MISSED, _UNUSABLE = 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the evals; 0 when they were held, 1 below a floor, 2 when they could not be run."""
    options = _parser().parse_args(argv)
    try:
        return _main(options)
    except (PinciteError, OSError) as error:
        print(f"python -m evals: {error}", file=sys.stderr)
        return _UNUSABLE


def _main(options: argparse.Namespace) -> int:
    name = run_name(options.cases)
    plain = (options.limit, options.reader, options.documents) == (None, None, None)
    default = plain and options.cases == ARTICLE
    path = options.floors or (FLOORS if default else None)
    floors = load_floors(path, name) if path else {}
    every = load_cases(options.cases)
    if options.apart:
        names = reported(Path(case.document).stem for case in every if case.document)
        every = [case for case in every if case.document and Path(case.document).stem in names]
        if not every:
            raise CaseError(
                f"No case in {str(options.cases)!r} is of an article that was kept apart.",
                "Give those of squad-dev-cases, or leave out --apart.",
            )
    cases = every[: options.limit]
    assistant = Assistant(documents=options.documents, reader=reader_named(options.reader))
    made, rows = run(assistant, cases, name, options.scope, len(every))
    folder = options.out or Path("reports", name)
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "rows.jsonl").write_text(lines, encoding="utf-8")
    (folder / "report.json").write_text(made.json(), encoding="utf-8")
    print(table(made))
    print(f"\nWritten: {folder / 'rows.jsonl'}, {folder / 'report.json'}")
    failures = missed(made.figures, floors)
    for line in failures:
        print(line, file=sys.stderr)
    return _MISSED if failures else 0


def run(
    assistant: Assistant, cases: Sequence[Case], name: str, scope: str, available: int
) -> tuple[Report, list[dict[str, object]]]:
    """Ask ``assistant`` the ``cases``, of ``available`` ones: the report, and a row for each.

    A case that raises a `PinciteError` is named on standard error, has no row, and scores 0.

    Raises:
        CaseError: when the assistant's documents do not hold the evidence.
    """
    documents = assistant.index.documents
    evidence = locate(cases, documents)
    within = scopes(cases, documents) if scope == "case" else {}
    print(f"Asking {len(cases)} questions.", file=sys.stderr)
    assistant.warm()
    scores: list[Score] = []
    rows: list[dict[str, object]] = []
    for case in cases:
        begun = perf_counter()
        try:
            answer = assistant.ask(case.question, case.history, within=within.get(case.id))
        except PinciteError as error:
            print(f"{case.id}: {error}", file=sys.stderr)
            scores.append(unanswered(case))
            continue
        seconds = perf_counter() - begun
        scores.append(score(case, evidence[case.id], answer, seconds))
        rows.append({"id": case.id, **record(answer, seconds)})
    told = Run(name, scope, available, len(documents), len(assistant.index.passages))
    return report(told, scores), rows


def run_name(cases: Path) -> str:
    """The name of a file of cases: its stem, or the folder's name for a ``cases.jsonl``."""
    return cases.stem if cases.stem != "cases" else cases.resolve().parent.name


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m evals",
        description="Ask questions whose answers are known, and measure what comes back.",
        epilog="Exit status: 1 when a figure is below its floor, 2 when the evals cannot run.",
    )
    parser.add_argument(
        "--documents",
        metavar="PATH",
        nargs="+",
        action="extend",
        help="files and folders to ask (default: the article Pincite ships with)",
    )
    parser.add_argument(
        "--cases",
        metavar="FILE",
        type=Path,
        default=ARTICLE,
        help="the cases, a JSON object a line (default: those of the article)",
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
