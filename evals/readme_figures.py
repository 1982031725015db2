"""``python -m evals.readme_figures`` measures, and writes docs/benchmarks.md's figures."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from evals import beir
from evals.speed.machine import ROOT, dataset, machine, squad
from index import PinciteError
from qa.cli_options import exit_status

BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"


class FiguresError(PinciteError):
    """Figures that could not be made or placed."""


def main() -> int:
    """Measure everything and rewrite the section of figures; 2 when that could not be done."""
    parser = argparse.ArgumentParser(prog="python -m evals.readme_figures", description=__doc__)
    parser.add_argument("--limit", default="700", help="how many SQuAD cases to ask (default 700)")
    options = parser.parse_args()
    return exit_status(parser.prog, lambda: _rewrite(ROOT / "docs/benchmarks.md", options.limit))


def _rewrite(page: Path, limit: str) -> None:
    section = measure_all(limit)
    page.write_text(place_section(page.read_text(encoding="utf-8"), section), encoding="utf-8")


def measure_all(limit: str) -> str:
    """The section's text: each table under the command that made it."""
    runs = [("python -m evals.speed", ["evals.speed"]), ("python -m evals", ["evals"])]
    if (data := squad()) is not None:
        given = ["--documents", str(data / "documents"), "--cases", str(data / "cases.jsonl")]
        shown = "--documents squad-dev-cases/documents --cases squad-dev-cases/cases.jsonl"
        for scope in ("all", "case"):
            more = ["--apart", "--limit", limit, "--scope", scope]
            runs.append((f"python -m evals {shown} {' '.join(more)}", ["evals", *given, *more]))
        quality = "evals.fitting.reader_quality"
        runs.append((f"python -m {quality} squad-dev-cases", [quality, str(data)]))
    parts = [f"On {machine()}."]
    for command, arguments in runs:
        parts.append(f"`{command}`\n\n{_table(arguments)}")
    parts += [ranking(), languages()]
    if data is None:
        parts.append("SQuAD: not measured, the folder squad-dev-cases is not here.")
    return "\n\n".join(parts)


def ranking() -> str:
    """The ranking of scientific abstracts, by all signals and by each of two alone."""
    if (folder := dataset("scifact")) is None:
        return "SciFact: not measured, the folder scifact is not here."
    lines = ["| ranked by | nDCG@10 | R@1 | R@10 |", "|---|---:|---:|---:|"]
    for only in ("all", "dense", "lexical"):
        means = _means(folder, only)
        cells = " | ".join(f"{means[name]:.3f}" for name in ("nDCG@10", "R@1", "R@10"))
        lines.append(f"| {only} | {cells} |")
    return "`python -m evals.beir scifact --only …`\n\n" + "\n".join(lines)


def languages() -> str:
    """The share of questions whose paragraph comes first, in each language there are data for."""
    xquad, cmrc = dataset("xquad"), dataset("cmrc2018-trial")
    folders = (
        {f"xquad/{folder.name}": folder for folder in sorted(xquad.iterdir())} if xquad else {}
    )
    if cmrc:
        folders["cmrc2018-trial (zh)"] = cmrc
    if not folders:
        return "Other languages: not measured, the folders xquad and cmrc2018-trial are not here."
    lines = ["| right paragraph first | all signals | passage vector alone |", "|---|---:|---:|"]
    for name, folder in folders.items():
        ours, dense = (_means(folder, only)["R@1"] for only in ("all", "dense"))
        lines.append(f"| {name} | {ours:.3f} | {dense:.3f} |")
    return "`python -m evals.beir xquad/LANGUAGE --only …`\n\n" + "\n".join(lines)


def _means(folder: Path, only: str) -> dict[str, float]:
    print("python -m evals.beir", folder.name, "--only", only, file=sys.stderr)
    values, _, _ = beir.measure_ranking(folder, only)
    return {measure: sum(each.values()) / len(each) for measure, each in values.items()}


def place_section(page: str, section: str) -> str:
    """``page`` with ``section`` between its marks.

    Raises:
        FiguresError: when the marks are not there, once each and in order.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise FiguresError(
            f"docs/benchmarks.md lacks {BEGIN} or {END}.", "Put both where the figures go."
        )
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
    return "\n".join(lines[2:] if arguments[0] == "evals.speed" else lines)


if __name__ == "__main__":
    sys.exit(main())
