"""The README's figures: ``python -m evals.figures`` measures, and writes them between its marks."""

from __future__ import annotations

import argparse
import subprocess
import sys

from evals.machine import ROOT, machine, squad
from index import PinciteError

BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"


class FiguresError(PinciteError):
    """Figures that could not be made or placed."""


def main() -> int:
    """Measure everything and rewrite the README's section; 2 when that could not be done."""
    parser = argparse.ArgumentParser(prog="python -m evals.figures", description=__doc__)
    parser.add_argument("--limit", default="600", help="how many SQuAD cases to ask (default 600)")
    options = parser.parse_args()
    readme = ROOT / "README.md"
    try:
        section = measured(options.limit)
        readme.write_text(placed(readme.read_text(encoding="utf-8"), section), encoding="utf-8")
    except PinciteError as error:
        print(f"python -m evals.figures: {error}", file=sys.stderr)
        return 2
    return 0


def measured(limit: str) -> str:
    """The section's text: each table under the command that made it."""
    runs = [("python -m evals.bench", ["evals.bench"]), ("python -m evals", ["evals"])]
    if (data := squad()) is not None:
        given = ["--documents", str(data / "documents"), "--cases", str(data / "cases.jsonl")]
        shown = "--documents squad-dev-cases/documents --cases squad-dev-cases/cases.jsonl"
        for scope in ("all", "case"):
            more = ["--limit", limit, "--scope", scope]
            runs.append((f"python -m evals {shown} {' '.join(more)}", ["evals", *given, *more]))
    parts = [f"On {machine()}."]
    for command, arguments in runs:
        parts.append(f"`{command}`\n\n{_table(arguments)}")
    if data is None:
        parts.append("SQuAD: not measured, the folder squad-dev-cases is not here.")
    return "\n\n".join(parts)


def placed(readme: str, section: str) -> str:
    """``readme`` with ``section`` between its marks.

    Raises:
        FiguresError: when the marks are not there, once each and in order.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise FiguresError(f"README.md lacks {BEGIN} or {END}.", "Put both where the figures go.")
    return f"{before}{BEGIN}\n{section}\n{END}{after}"


def _table(arguments: list[str]) -> str:
    print("python -m", *arguments, file=sys.stderr)
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode not in ((0, 1) if arguments[0] == "evals" else (0,)):
        raise FiguresError(f"python -m {' '.join(arguments)} failed.", "Run it by itself.")
    lines = done.stdout.partition("\n\nWritten:")[0].splitlines()
    if arguments[0] == "evals":
        return "\n".join(["```", *lines, "```"])
    return "\n".join(lines[2:])


if __name__ == "__main__":
    sys.exit(main())
