"""`python -m evals.speed.asked FOLDER QUESTIONS`: a saved index, opened in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from evals.speed.machine import resident
from evals.speed.warm import centile, seconds

_BEFORE = 5  # questions that are asked before, as a model's first calls are slower


@dataclass(frozen=True)
class Asked:
    """An index of so many passages: seconds to open it and to answer, and what it takes of memory.

    ``first_p50`` is of questions of which nothing is in the system's memory yet, ``p50`` and
    ``p95`` of the same ones asked again. ``resident`` are MiB in memory after all questions, of
    files that are mapped too; ``own`` are those without files. ``opened`` is what was resident
    before any question.
    """

    documents: int
    passages: int
    sentences: int
    open: float
    first_p50: float
    p50: float
    p95: float
    opened: float
    resident: float
    own: float


def asked(folder: Path, questions: list[str]) -> Asked:
    """Open the index saved in ``folder``, and ask it ``questions``, without a reader."""
    from index.embedding.embedders import default_embedder
    from index.storage.saved_index import load
    from qa import Assistant

    embedder = default_embedder()
    embedder.embed_queries(["."])
    _forget(folder)
    begun = perf_counter()
    index = load(folder, embedder)
    taken = perf_counter() - begun
    assistant = Assistant(index, reader=None)
    opened = resident("VmRSS")
    for question in questions[:_BEFORE]:
        assistant.ask(question)
    first, times = (
        [seconds(partial(assistant.ask, question)) for question in questions[_BEFORE:]]
        for _ in range(2)
    )
    return Asked(
        documents=len(index.documents),
        passages=len(index.passages),
        sentences=len(index.sentence_vectors),
        open=taken,
        first_p50=centile(first, 50),
        p50=centile(times, 50),
        p95=centile(times, 95),
        opened=opened,
        resident=resident("VmRSS"),
        own=resident("RssAnon"),
    )


def _forget(folder: Path) -> None:
    """Have the system hold nothing in memory of the files in ``folder``."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    print(json.dumps(asdict(asked(Path(sys.argv[1]), given))))
