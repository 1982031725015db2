"""The mix that ranking and confidence are fitted on: documents and questions of many kinds.

What people bring (real-docs, everyday) and the test parts of the public sets, which no reader was
trained on. Every set has a part to fit on and another to choose by; none is of the part that
figures are reported of (`evals.fitting.splits`).
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from evals.cases import CaseError, load_cases, locate
from evals.everyday.folders import FOLDERS, Expectation, read_folders
from evals.fitting.data.examples import Example, as_question
from evals.fitting.data.sets import is_test, load_sets
from evals.fitting.samples import Asked, Sample
from evals.fitting.splits import CHOOSE, FIT, SEED, everyday_part, real_docs_part
from evals.fitting.squad import articles_sample, lines, written_sample
from index.build import build
from index.documents.document import Document
from index.documents.files import read_documents
from index.documents.span import Span
from index.embedding.embedder import Embedder
from index.embedding.embedders import default_embedder

T = TypeVar("T")

QUESTIONS = 120
"""Questions of each set at the most."""

# Texts of a set of single passages that are searched together.
_TEXTS = 60


def mix(shared: Path, part: str, most: int = QUESTIONS) -> Iterator[Sample]:
    """The samples of this ``part``, ``most`` questions of each set, from the folder ``shared``.

    Raises:
        CaseError: naming the set that is not there.
    """
    embedder = default_embedder()
    for name, samples in _SETS.items():
        try:
            yield from samples(shared, part, most, embedder)
        except (OSError, LookupError) as error:
            raise CaseError(
                f"{str(shared)!r} lacks the set {name}: {type(error).__name__}: {error}.",
                "Give the folder that holds all sets.",
            ) from error


def _real_docs(shared: Path, part: str, most: int, embedder: Embedder) -> Iterator[Sample]:
    folder = shared / "real-docs"
    documents = read_documents([str(folder / "documents")]).documents
    names = real_docs_part([document.id for document in documents], part)
    chosen = [document for document in documents if document.id in names]
    cases = [case for case in load_cases(folder / "cases.jsonl") if case.document in names]
    evidence = locate(cases, chosen)
    asked = [
        Asked(
            case.question,
            str(case.document),
            tuple(place.span for places in evidence[case.id] for place in places[:1]),
            case.golds,
        )
        for case in cases
    ]
    yield _sample("real-docs", chosen, _draw(asked, most), embedder)


def _everyday(shared: Path, part: str, most: int, embedder: Embedder) -> Iterator[Sample]:
    """A sample for each folder."""
    folders = read_folders(FOLDERS)
    names = everyday_part([folder.name for folder in folders], part)
    for folder in folders:
        if folder.name not in names:
            continue
        documents = read_documents([str(folder.documents)]).documents
        asked = [
            Asked(question.text, own, spans)
            for question in folder.questions
            if not question.history
            for own, spans in _answers(question.expectation, documents)
        ]
        if asked:
            yield _sample("everyday", documents, asked, embedder, within=False)


def _answers(
    expected: Expectation, documents: Sequence[Document]
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The document that answers, and where; nothing where the words are in none."""
    wanted = [*expected.quotes, *expected.any_of]
    for document in documents:
        spans = tuple(
            Span(at, at + len(words)) for words in wanted if (at := document.text.find(words)) >= 0
        )
        if expected.absent or (spans and document.id.endswith(expected.file)):
            yield document.id, spans
            return


def _contracts(shared: Path, part: str, most: int, embedder: Embedder) -> Iterator[Sample]:
    """Claims about contracts that no reader was trained on, made questions."""
    folder = shared / "reading" / "contractnli"
    every = {row["id"]: row for row in map(json.loads, lines(folder / "passages.jsonl"))}
    own = {i: row for i, row in every.items() if is_test(f"contractnli {i}") and _in(part, i)}
    documents = [Document(i, i, row["text"], "contractnli") for i, row in own.items()]
    asked = [
        Asked(
            as_question(row["question"]),
            row["passage_id"],
            tuple(map(_span, row["answers"])),
        )
        for row in map(json.loads, lines(folder / "questions.jsonl"))
        if row["passage_id"] in own and (row["answers"] or row["kind"] == "unanswerable")
    ]
    if documents:
        yield _sample("contractnli", documents, _draw(asked, most), embedder)


def _single_texts(shared: Path, part: str, most: int, embedder: Embedder) -> Iterator[Sample]:
    """The sets that ask of single texts and forms: so many texts of one set in an index."""
    by_set: dict[str, list[Example]] = {name: [] for name in _SINGLE}
    for example in load_sets(shared / "reading"):
        if example.test and example.source in by_set and _in(part, example.text):
            by_set[example.source].append(example)
    for name, examples in by_set.items():
        texts = _draw(dict.fromkeys((e.title, e.text) for e in examples), _TEXTS)
        ids = {text: f"{name}-{number}" for number, text in enumerate(texts)}
        documents = [Document(i, title or name, text, name) for (title, text), i in ids.items()]
        asked = [
            Asked(e.question, ids[e.title, e.text], () if e.kind == "none" else e.spans)
            for e in examples
            if (e.title, e.text) in ids
        ]
        if documents:
            yield _sample(name, documents, _draw(asked, most), embedder, within=False)


_SINGLE = ("nq-qed", "wikitablequestions", "tatqa")


def _articles(shared: Path, part: str, most: int, embedder: Embedder) -> Iterator[Sample]:
    yield articles_sample(shared / "squad11-train", part, most, embedder)


def _written(shared: Path, part: str, most: int, embedder: Embedder) -> Iterator[Sample]:
    yield written_sample(shared / "squad-dev-cases", part, most, embedder)


_SETS: dict[str, Callable[[Path, str, int, Embedder], Iterator[Sample]]] = {
    "real-docs": _real_docs,
    "everyday": _everyday,
    "contractnli": _contracts,
    "reading": _single_texts,
    "squad11-train": _articles,
    "squad-dev-cases": _written,
}


def _in(part: str, name: str) -> bool:
    """Whether what has this name is in the part: the half to fit on or the half to choose by."""
    return int(sha256(name.encode()).hexdigest()[-1], 16) % 2 == (FIT, CHOOSE).index(part)


def _draw(every: Iterable[T], most: int) -> list[T]:
    """At most ``most`` of them, the same on every call."""
    rows = list(every)
    return random.Random(SEED).sample(rows, min(most, len(rows)))


def _sample(
    name: str,
    documents: Iterable[Document],
    asked: Iterable[Asked],
    embedder: Embedder,
    within: bool = True,
) -> Sample:
    return Sample(name, build(list(documents), embedder, progress=False), tuple(asked), within)


def _span(answer: dict[str, Any]) -> Span:
    return Span(answer["start"], answer["start"] + len(answer["text"]))
