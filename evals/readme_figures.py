"""``python -m evals.readme_figures`` measures, and writes the figures in README.md and docs/."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals import beir
from evals.report import format_figure
from evals.speed.machine import ROOT, dataset, machine, squad
from index import PinciteError
from qa.cli_options import exit_status

BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"


class FiguresError(PinciteError):
    """Figures that could not be made or placed."""


# The README's figures: what they are called, and each value's set and figure.
_HEADLINES = (
    (
        "real documents, asked as people ask: answered with the right sentence; right place shown",
        (("real-docs", "answer_cited"), ("real-docs", "place_shown")),
    ),
    (
        "what they do not say: not answered; what they say: claimed not to be there",
        (("real-docs", "accuracy_unanswerable"), ("real-docs", "claimed_absent")),
    ),
    (
        "everyday texts, such as tables, forms, logs and chats: answered rightly",
        (("everyday", "right"),),
    ),
    (
        "SQuAD articles: right passage first; right sentence first",
        (("squad-dev-cases", "passage_hit@1"), ("squad-dev-cases", "sentence_hit@1")),
    ),
)
_SPEED = re.compile(
    r"^\| warm question, with the reader, 10 passages, p50.*?\| ([^|]*?) \|", re.MULTILINE
)

Sets = Mapping[str, Any]
"""The JSON of the overview."""


def main() -> int:
    """Measure everything and rewrite the figures; 2 when that could not be done."""
    parser = argparse.ArgumentParser(prog="python -m evals.readme_figures", description=__doc__)
    parser.add_argument("--limit", default="700", help="how many SQuAD cases to ask (default 700)")
    options = parser.parse_args()
    return exit_status(parser.prog, lambda: _rewrite(options.limit))


def _rewrite(limit: str) -> None:
    with TemporaryDirectory() as folder:
        overview = Path(folder, "overview.json")
        section, speed = measure_all(limit, overview)
        sets = json.loads(overview.read_text(encoding="utf-8"))
    for page, text in (("docs/benchmarks.md", section), ("README.md", headlines(sets, speed))):
        file = ROOT / page
        file.write_text(place_section(file.read_text(encoding="utf-8"), text), encoding="utf-8")


def measure_all(limit: str, overview: Path) -> tuple[str, str]:
    """The section of the benchmarks, each table under its command, and the table of speed.

    The figures of all sets are also written to ``overview``.
    """
    speed = _table(["evals.speed"])
    parts = [
        f"On {machine()}.",
        f"`python -m evals.overview`\n\n{_table(['evals.overview', '--json', str(overview)])}",
        f"`python -m evals.speed`\n\n{speed}",
        f"`python -m evals`\n\n{_table(['evals'])}",
    ]
    if (data := squad()) is not None:
        given = ["--documents", str(data / "documents"), "--cases", str(data / "cases.jsonl")]
        shown = "--documents squad-dev-cases/documents --cases squad-dev-cases/cases.jsonl"
        more = ["--apart", "--limit", limit]
        table = _table(["evals", *given, *more])
        parts.append(f"`python -m evals {shown} {' '.join(more)}`\n\n{table}")
        quality = "evals.fitting.reader_quality"
        parts.append(f"`python -m {quality} squad-dev-cases`\n\n{_table([quality, str(data)])}")
    else:
        parts.append("SQuAD: not measured, the folder squad-dev-cases is not here.")
    return "\n\n".join([*parts, ranking(), languages()]), speed


def headlines(sets: Sets, speed: str) -> str:
    """The README's table: the most important figures of the sets, and of the table of speed."""
    lines = ["| figure | value | command |", "|---|---:|---|"]
    command = "`python -m evals.overview`"
    for name, values in _HEADLINES:
        lines.append(f"| {name} | {'; '.join(_value(sets, *it) for it in values)} | {command} |")
        command = "the same"
    time = _SPEED.search(speed)
    lines.append(
        "| a question, once the models are loaded, median"
        f" | {time[1] if time else '–'} | `python -m evals.speed` |"
    )
    return "\n".join(lines)


def _value(sets: Sets, name: str, figure: str) -> str:
    """A figure over all cases of a set; a dash where the set is not here."""
    figures = sets[name]["total"]["figures"] if name in sets else {}
    return format_figure(figures[figure]["value"]) if figure in figures else "–"


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
        raise FiguresError(f"The page lacks {BEGIN} or {END}.", "Put both where the figures go.")
    return f"{before}{BEGIN}\n{section}\n{END}{after}"


def _table(arguments: list[str]) -> str:
    print("python -m", *arguments, file=sys.stderr)
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode not in ((0, 1) if arguments[0] == "evals" else (0,)):
        raise FiguresError(f"python -m {' '.join(arguments)} failed.", "Run it by itself.")
    lines = done.stdout.partition("\n\nWritten:")[0].rstrip().splitlines()
    if arguments[0] == "evals":
        return "\n".join(["```", *lines, "```"])
    return "\n".join(lines[2:] if arguments[0] == "evals.speed" else lines)


if __name__ == "__main__":
    sys.exit(main())
