"""A question and the text that it is asked of, as every public set gives it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.fitting.squad import lines
from index.documents.span import Span


@dataclass(frozen=True)
class Example:
    """A question and its text.

    ``title`` is the heading that the text stands under, or empty. ``kind`` is one of
    `qa.reading.reader.REPLY_KINDS`, None where the set does not say. ``exact``: the one span is the
    answer itself; otherwise the ``spans`` hold what settles the question, and without any it is
    not settled. ``distractors`` are texts that look near and do not answer; ``repeats`` is how
    often it is drawn an epoch, on average. ``test``: it is never trained on.
    """

    source: str
    question: str
    title: str
    text: str
    spans: tuple[Span, ...]
    exact: bool
    kind: str | None
    test: bool
    distractors: tuple[str, ...] = ()
    repeats: float = 1.0


def as_question(claim: str) -> str:
    """``claim`` asked, where it is not asked already."""
    words = claim.strip()
    return words if words.endswith("?") else f"Is it true that {words.rstrip('.')}?"


def write_examples(examples: Iterable[Example], file: Path) -> None:
    """Write examples to ``file``, a line of JSON each."""
    with file.open("w", encoding="utf-8") as out:
        for example in examples:
            out.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")


def read_examples(file: Path) -> Iterator[Example]:
    """The examples that `write_examples` wrote to ``file``."""
    for row in map(json.loads, lines(file)):
        spans = tuple(Span(**span) for span in row["spans"])
        yield Example(**{**row, "spans": spans, "distractors": tuple(row["distractors"])})
