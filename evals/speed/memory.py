"""`python -m evals.speed.memory`: whether a process that is asked thousands of questions grows.

The article is asked the questions of SQuAD 2.0's development set, each once.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from evals.speed.cold import SpeedError
from evals.speed.command import add_out, report
from evals.speed.machine import dataset, machine, resident

EARLY = 100
"""Questions after which memory is looked at first: models are loaded, and caches are in use."""
_QUESTIONS = 5000


@dataclass(frozen=True)
class Grown:
    """MiB that are resident ``early``, after `EARLY` questions, and ``late``, after all of them."""

    read: bool
    questions: int
    early: float
    late: float


@dataclass(frozen=True)
class Memory:
    """What was measured on which machine, without a reader and with it."""

    machine: str
    grown: tuple[Grown, ...]


def grown(read: bool, questions: Sequence[str]) -> Grown:
    """Ask the article these ``questions``, with the reader if it is to ``read``."""
    from qa import Assistant
    from qa.reading.trained_reader import SHIPPED

    assistant = Assistant(reader=SHIPPED if read else None)
    for question in questions[:EARLY]:
        assistant.ask(question)
    early = resident("VmRSS")
    for question in questions[EARLY:]:
        assistant.ask(question)
    return Grown(read, len(questions), early, resident("VmRSS"))


def measure(questions: int, say: Callable[[str], None]) -> Memory:
    """Ask so many, without a reader, then with it; ``say`` is told what is being done.

    Raises:
        SpeedError: when there is no squad20-dev here, or it has fewer questions.
    """
    folder = dataset("squad20-dev")
    if folder is None:
        raise SpeedError("There is no squad20-dev here.", "Set PINCITE_DATA to where it is.")
    with (folder / "queries.jsonl").open(encoding="utf-8") as file:
        asked = [json.loads(line)["text"] for line in islice(file, questions)]
    if len(asked) < questions:
        raise SpeedError(f"squad20-dev has {len(asked):,} questions.", "Ask no more.")
    measured = []
    for read in (False, True):
        say(f"{questions:,} questions, {'with' if read else 'without'} the reader.")
        measured.append(grown(read, asked))
    return Memory(machine(), tuple(measured))


def table(memory: Memory) -> str:
    """The measurements for a terminal or a Markdown file."""
    return "\n".join(
        [
            f"| | after {EARLY} questions | after all | of them | ratio |",
            "|---|---:|---:|---:|---:|",
            *(
                f"| {'with' if it.read else 'without'} the reader | {it.early:.0f} MiB"
                f" | {it.late:.0f} MiB | {it.questions:,} | {it.late / it.early:.3f} |"
                for it in memory.grown
            ),
        ]
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print a table and write it as JSON; 2 when something could not be measured."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.speed.memory",
        description="Measure whether a process grows while it is asked. It takes ten minutes.",
    )
    parser.add_argument(
        "--questions",
        metavar="N",
        type=int,
        default=_QUESTIONS,
        help=f"how many are asked, more than {EARLY} (default: {_QUESTIONS})",
    )
    add_out(parser, "memory.json")
    options = parser.parse_args(argv)
    if options.questions <= EARLY:
        parser.error(f"{options.questions} questions tell nothing: give more than {EARLY}")
    return report(parser.prog, options.out, partial(measure, options.questions), table)


if __name__ == "__main__":
    sys.exit(main())
