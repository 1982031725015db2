"""`python -m evals.speed.scale`: what questions cost in collections of up to a million passages.

They are made of the first paragraphs of SQuAD's training articles; see `evals.speed.made`. Every
collection is saved, and then opened and asked in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from evals.speed.addition import Addition
from evals.speed.asked import Asked
from evals.speed.cold import SpeedError
from evals.speed.command import add_out, report
from evals.speed.machine import ROOT, dataset, machine
from evals.speed.made import IN_DOCUMENT, MadeCollection
from index.build import build
from index.documents.document import Document
from index.embedding.embedder import Embedder
from index.embedding.embedders import default_embedder
from index.index import Index
from index.storage.saved_index import save

SIZES = (10_000, 100_000, 1_000_000)
"""Passages of the collections."""

_PARAGRAPHS = 2  # of each article
_QUESTIONS = 105


@dataclass(frozen=True)
class Collection:
    """A made collection: MiB on the disk, seconds to save it, and what asking and adding cost."""

    disk: float
    save: float
    asked: Asked
    added: Addition


@dataclass(frozen=True)
class Scale:
    """Collections of several sizes, made of ``real`` passages, and on which machine."""

    machine: str
    real: int
    questions: int
    collections: tuple[Collection, ...]


def measure(sizes: Sequence[int], say: Callable[[str], None]) -> Scale:
    """Make, save, open, ask and add to collections of these sizes; ``say`` is told how far it is.

    Raises:
        SpeedError: when there is no squad11-train here, or a collection cannot be asked.
    """
    say("Embedding the real passages.")
    questions, real = questions_and_passages(default_embedder())
    return Scale(
        machine(),
        len(real.passages),
        len(questions),
        tuple(_collection(real, size, questions, say) for size in sizes),
    )


def questions_and_passages(embedder: Embedder) -> tuple[list[str], Index]:
    """Questions about real passages, and an index of these.

    Raises:
        SpeedError: when they are not here.
    """
    folder = dataset("squad11-train")
    if folder is None:
        raise SpeedError("There is no squad11-train here.", "Set PINCITE_DATA to where it is.")
    with (folder / "queries.jsonl").open(encoding="utf-8") as file:
        every = [json.loads(line)["text"] for line in file]
    return every[:: len(every) // _QUESTIONS][:_QUESTIONS], build(_articles(folder), embedder)


def table(scale: Scale) -> str:
    """The measurements for a terminal or a Markdown file."""
    return "\n".join(
        [
            "| passages | sentences | disk | saved in | opened in | a question first, p50"
            " | again, p50 | p95 | resident | of its own | a document added in | one more in"
            " | of that embedding |",
            "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
            *(
                f"| {it.asked.passages:,} | {it.asked.sentences:,} | {it.disk / 1024:.1f} GiB"
                f" | {it.save:.0f} s | {it.asked.open:.2f} s"
                f" | {it.asked.first_p50 * 1000:.0f} ms | {it.asked.p50 * 1000:.0f} ms"
                f" | {it.asked.p95 * 1000:.0f} ms | {it.asked.resident:.0f} MiB"
                f" | {it.asked.own:.0f} MiB | {it.added.first:.2f} s | {it.added.again:.2f} s"
                f" | {it.added.embedding:.2f} s |"
                for it in scale.collections
            ),
        ]
    )


def _articles(folder: Path) -> list[Document]:
    texts: dict[str, list[str]] = {}
    with (folder / "corpus.jsonl").open(encoding="utf-8") as file:
        for record in map(json.loads, file):
            texts.setdefault(record["title"], []).append(record["text"])
    return [
        Document(f"{title}.md", title, "\n\n".join(islice(paragraphs, _PARAGRAPHS)), f"{title}.md")
        for title, paragraphs in texts.items()
    ]


def _collection(
    real: Index, size: int, questions: Sequence[str], say: Callable[[str], None]
) -> Collection:
    say(f"Making {size:,} passages.")
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        (home / "made").mkdir()
        index = MadeCollection(real, size).index(home / "made")
        begun = perf_counter()
        save(index, home / "index")
        saved = perf_counter() - begun
        del index
        say(f"Asking {size:,} passages.")
        (home / "questions.json").write_text(json.dumps([*questions]), encoding="utf-8")
        asked = Asked(**_in_process("asked", home / "index", home / "questions.json"))
        disk = sum(file.stat().st_size for file in (home / "index").rglob("*")) / 2**20
        say(f"Adding to {size:,} passages.")
        added = Addition(**_in_process("addition", home / "index"))
    return Collection(disk, saved, asked, added)


def _in_process(module: str, *paths: Path) -> dict[str, Any]:
    """What a ``module`` beside this one prints of ``paths``, as JSON, in a process of its own.

    Raises:
        SpeedError: when it fails.
    """
    done = subprocess.run(
        [sys.executable, "-m", f"evals.speed.{module}", *paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2]
        raise SpeedError(f"Measuring failed in evals.speed.{module}: {last}", "Try fewer passages.")
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print a table and write it as JSON; 2 when something could not be measured."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.speed.scale",
        description="Measure large collections. A million passages take 50 GB of disk meanwhile.",
    )
    parser.add_argument(
        "--sizes",
        metavar="N",
        type=int,
        nargs="+",
        default=SIZES,
        help=f"passages, multiples of {IN_DOCUMENT} (default: {' '.join(map(str, SIZES))})",
    )
    add_out(parser, "scale.json")
    options = parser.parse_args(argv)
    if wrong := [size for size in options.sizes if size <= 0 or size % IN_DOCUMENT]:
        parser.error(f"{wrong[0]} passages are not made: give multiples of {IN_DOCUMENT}")
    return report(parser.prog, options.out, partial(measure, options.sizes), table)


if __name__ == "__main__":
    sys.exit(main())
