"""The public sets of `reading/` beside SQuAD, as examples that the reader learns from.

A part of each set is kept apart, whole passages, documents or groups at a time, to test on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from evals.fitting.data.examples import Example
from evals.fitting.data.excerpts import MAX_WORDS, clip, excerpt, windows
from evals.fitting.data.forms import field_examples
from evals.fitting.squad import lines
from index.documents.span import Span
from index.text.sentences import sentence_spans

SEED = 11
"""Of the windows and the questions that are drawn once, when the sets are read."""

# The share of a set without a split of its own that is kept to test on.
_TEST_SHARE = 0.1

# What the sets of claims call yes, no and nothing.
_CLAIM_KINDS = {"entailed": "yes", "contradicted": "no", "unanswerable": "none"}

Passages = Mapping[str, dict[str, Any]]
Questions = Sequence[dict[str, Any]]


def load_sets(folder: Path) -> list[Example]:
    """Every set in ``folder`` but SQuAD; of contractnli and doc2dial with distractors."""
    chance = Random(SEED)
    examples: list[Example] = []
    for name, examples_of in _SETS.items():
        passages = {row["id"]: row for row in _rows(folder / name / "passages.jsonl")}
        questions = list(_rows(folder / name / "questions.jsonl"))
        for row in questions:  # an answer that is nowhere in its passage begins at -1
            row["answers"] = [a for a in row["answers"] if a["start"] >= 0 and a["text"]]
        examples += examples_of(passages, questions, chance)
    return examples


def is_test(name: str) -> bool:
    """Whether what has this name is kept to test on."""
    return int(sha256(name.encode()).hexdigest()[:8], 16) / 16**8 < _TEST_SHARE


def _nq_qed(passages: Passages, questions: Questions, _: Random) -> Iterator[Example]:
    """Questions typed before anybody saw the passage."""
    for row in questions:
        passage = passages[row["passage_id"]]
        if not row["answers"]:
            continue
        shortest = min(row["answers"], key=lambda a: len(a["text"]))
        yield Example(
            "nq-qed",
            row["question"],
            passage["title"],
            passage["text"],
            (_span(shortest),),
            True,
            "words",
            row["split"] == "dev",
            repeats=2.0,
        )


def _condaqa(passages: Passages, questions: Questions, _: Random) -> Iterator[Example]:
    """Questions that turn on a negation in the passage."""
    for row in questions:
        text = passages[row["passage_id"]]["text"]
        base: dict[str, Any] = {
            "source": "condaqa",
            "question": row["question"],
            "title": "",
            "text": text,
            "test": is_test(f"condaqa {row['group']}"),
        }
        if row["kind"] == "span" and row["answers"]:
            yield Example(**base, spans=(_span(row["answers"][0]),), exact=True, kind="words")
        elif row["kind"] in ("yes", "no"):
            cue = row.get("cue") or ""
            inside = [s for s in sentence_spans(text) if cue and cue.lower() in s.of(text).lower()]
            spans = tuple(inside) or (_whole(text),)
            yield Example(**base, spans=spans, exact=False, kind=row["kind"])
        elif row["kind"] == "unanswerable":
            yield Example(**base, spans=(), exact=True, kind="none")


def _boolq(passages: Passages, questions: Questions, _: Random) -> Iterator[Example]:
    """Questions of yes or no as people type them."""
    for row in questions:
        passage = passages[row["passage_id"]]
        if row["split"] == "dev":  # the other part's licence is not stated
            yield Example(
                "boolq",
                row["question"],
                passage["title"],
                passage["text"],
                (_whole(passage["text"]),),
                False,
                row["kind"],
                is_test(f"boolq {passage['title']}"),
            )


def _contractnli(passages: Passages, questions: Questions, chance: Random) -> Iterator[Example]:
    """Claims about a contract, each asked of the parts that settle it, or of one that does not."""
    parts = {name: list(windows(row["text"], chance)) for name, row in passages.items()}
    for row in questions:
        text = passages[row["passage_id"]]["text"]
        spans = [_span(answer) for answer in row["answers"]]
        holding = [w for w in parts[row["passage_id"]] if any(w.overlap(s) for s in spans)]
        lacking = [w for w in parts[row["passage_id"]] if w not in holding]
        base: dict[str, Any] = {
            "source": "contractnli",
            "question": row["question"],
            "title": "",
            "test": is_test(f"contractnli {row['passage_id']}"),
            "distractors": tuple(w.of(text) for w in lacking),
        }
        if row["kind"] == "unanswerable":
            part = chance.choice(lacking).of(text)
            yield Example(**base, text=part, spans=(), exact=True, kind="none", repeats=0.5)
        for window in holding[:2]:
            yield Example(
                **base,
                text=window.of(text),
                spans=tuple(clip(s, window) for s in spans if s.overlap(window)),
                exact=False,
                kind=_CLAIM_KINDS[row["kind"]] if len(holding) == 1 else None,
                repeats=1.5,
            )


def _infotabs(passages: Passages, questions: Questions, chance: Random) -> Iterator[Example]:
    """Claims about a form, and questions for its fields."""
    for row in questions:
        passage = passages[row["passage_id"]]
        kind = _CLAIM_KINDS[row["kind"]]
        yield Example(
            "infotabs",
            row["question"],
            passage["title"],
            passage["text"],
            () if kind == "none" else (_whole(passage["text"]),),
            False,
            kind,
            row["split"] != "train",
            repeats=0.5,
        )
    categories = {row["passage_id"]: row["category"] for row in questions}
    tests = {row["passage_id"] for row in questions if row["split"] != "train"}
    yield from field_examples(passages, categories, tests, chance)


def _wikitablequestions(
    passages: Passages, questions: Questions, chance: Random
) -> Iterator[Example]:
    """Questions that a cell of a table answers."""
    for row in questions:
        if row["kind"] == "span" and row["answers"]:
            yield _table_example("wikitablequestions", passages, row, chance)


def _tatqa(passages: Passages, questions: Questions, chance: Random) -> Iterator[Example]:
    """Questions about companies' reports, whose answer stands at one place."""
    for row in questions:
        if row["kind"] == "span" and row["answers"] and row.get("occurs", 1) == 1:
            yield _table_example("tatqa", passages, row, chance)


def _table_example(source: str, passages: Passages, row: dict[str, Any], chance: Random) -> Example:
    passage = passages[row["passage_id"]]
    text, span = excerpt(passage["text"], _span(row["answers"][0]), chance, MAX_WORDS)
    title, test = passage["title"], row["split"] == "test"
    return Example(source, row["question"], title, text, (span,), True, "words", test)


def _doc2dial(passages: Passages, questions: Questions, chance: Random) -> Iterator[Example]:
    """Questions about government pages that are understood without what was said before."""
    parts = {name: list(windows(row["text"], chance)) for name, row in passages.items()}
    for row in questions:
        question = row["question"].strip()
        length = len(question.split())
        alone = row["turn"] == 1 or (question.endswith("?") and length > 5)
        if not alone or not row["answers"] or length < 4:
            continue
        passage = passages[row["passage_id"]]
        text, spans = passage["text"], [_span(answer) for answer in row["answers"]]
        holding = [w for w in parts[row["passage_id"]] if any(w.overlap(s) for s in spans)]
        for window in holding[:1]:
            yield Example(
                "doc2dial",
                question,
                passage["title"],
                window.of(text),
                tuple(clip(s, window) for s in spans if s.overlap(window)),
                False,
                None,
                is_test(f"doc2dial {row['passage_id']}"),
                tuple(w.of(text) for w in parts[row["passage_id"]] if w not in holding),
                2.0 if row["turn"] == 1 else 1.0,
            )


def _sharc(passages: Passages, questions: Questions, _: Random) -> Iterator[Example]:
    """Questions about somebody's own case, answered by a rule."""
    for row in questions:
        if row["history"] or (row["scenario"] and len(row["scenario"].split()) > 40):
            continue
        passage = passages[row["passage_id"]]
        kind = {"unanswerable": "none", "ask-back": None}.get(row["kind"], row["kind"])
        yield Example(
            "sharc",
            f"{row['scenario']} {row['question']}".strip(),
            "",
            passage["text"],
            () if kind == "none" else (_whole(passage["text"]),),
            False,
            kind,
            is_test(f"sharc {row['passage_id']}"),
        )


_SETS: dict[str, Callable[[Passages, Questions, Random], Iterator[Example]]] = {
    "nq-qed": _nq_qed,
    "condaqa": _condaqa,
    "boolq": _boolq,
    "contractnli": _contractnli,
    "infotabs": _infotabs,
    "wikitablequestions": _wikitablequestions,
    "tatqa": _tatqa,
    "doc2dial-dev": _doc2dial,
    "sharc": _sharc,
}


def _span(answer: Mapping[str, Any]) -> Span:
    return Span(answer["start"], answer["start"] + len(answer["text"]))


def _whole(text: str) -> Span:
    return Span(0, len(text))


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, lines(file))
