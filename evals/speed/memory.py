"""`python -m evals.speed.memory`: whether a process that is asked thousands of questions grows.

The article's questions, again and again, each in other words: with a number behind it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from evals.cases import ARTICLE, load_cases
from evals.speed.command import add_out, report
from evals.speed.machine import machine, resident

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


def grown(read: bool, questions: int) -> Grown:
    """Ask so many questions of the article, with the reader if it is to ``read``."""
    from qa import Assistant
    from qa.reading.trained_reader import SHIPPED

    assistant = Assistant(reader=SHIPPED if read else None)
    asked = [case.question for case in load_cases(ARTICLE)]
    early = 0.0
    for number in range(questions):
        assistant.ask(f"{asked[number % len(asked)]} ({number})")
        if number + 1 == EARLY:
            early = resident("VmRSS")
    return Grown(read, questions, early, resident("VmRSS"))


def measure(questions: int, say: Callable[[str], None]) -> Memory:
    """Ask without a reader, then with it; ``say`` is told what is being done."""
    measured = []
    for read in (False, True):
        say(f"{questions:,} questions, {'with' if read else 'without'} the reader.")
        measured.append(grown(read, questions))
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
    return report(parser.prog, options.out, partial(measure, options.questions), _words)


def _words(measured: Memory) -> str:
    return f"{measured.machine}\n\n{table(measured)}"


if __name__ == "__main__":
    sys.exit(main())
