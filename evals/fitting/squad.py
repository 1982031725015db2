"""SQuAD articles as documents, for fitting: nothing fitted sees an article it is tried on."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.cases import CaseError, load_cases, locate
from evals.fitting.splits import FITTING, SEED, fitting_articles, report_articles
from index.build import build
from index.documents.document import Document
from index.documents.files import read_documents
from index.documents.span import Span
from index.embedding.sentence_transformer import SentenceTransformerEmbedder
from index.index import Index
from qa.reading.reader import Reader
from qa.retrieval.fusion import Weights
from qa.retrieval.pipeline import find
from qa.retrieval.search import SearchResult


@dataclass(frozen=True)
class SquadQuestion:
    """A question, its article, where in its text the answer stands if it does, and the answers."""

    question: str
    document: str
    span: Span | None
    golds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sample:
    """Some articles in one index, and questions with one certain answer in them, or none."""

    index: Index
    asked: tuple[SquadQuestion, ...]


def samples(folder: Path, questions: int) -> tuple[Sample, Sample]:
    """Two samples of the ``folder`` squad11-train that share no article: to fit, and to test.

    Of the articles that `evals.fitting.splits` keeps for each, so many questions.

    Raises:
        CaseError: when it holds other data, none, or too few questions.
    """
    chance = random.Random(SEED)
    try:
        texts, asked = _articles(folder)
        titles = {document.id: document.title for document in texts.values()}
        chosen = [
            (half, chance.sample([case for name in half for case in asked[name]], questions))
            for half in fitting_articles(titles, chance)
        ]
    except (OSError, ValueError, LookupError) as error:
        raise CaseError(
            f"{str(folder)!r} does not hold {questions} questions to fit on, and as many to test:"
            f" {type(error).__name__}: {error}.",
            "Give the folder squad11-train, with its corpus.jsonl and queries.jsonl.",
        ) from error
    to_fit, to_test = (
        Sample(build([texts[name] for name in half], SentenceTransformerEmbedder()), tuple(cases))
        for half, cases in chosen
    )
    return to_fit, to_test


def _articles(folder: Path) -> tuple[dict[str, Document], dict[str, list[SquadQuestion]]]:
    """The articles of the ``folder`` squad11-train, and what is asked of each, by their ids."""
    paragraphs = defaultdict(list)
    for line in lines(folder / "corpus.jsonl"):
        row = json.loads(line)
        paragraphs[row["_id"].split("#")[0]].append(row)
    begins: dict[str, int] = {}
    articles: dict[str, Document] = {}
    for name, own in paragraphs.items():
        text, places = join_paragraphs(own)
        articles[name] = Document(name, own[-1]["title"], text, str(folder))
        begins |= places
    asked = defaultdict(list)
    for line in lines(folder / "queries.jsonl"):
        row = json.loads(line)
        span, name = row["answer_spans"][0], row["context_id"].split("#")[0]
        if span["start_from"] == "unique":
            start = begins[row["context_id"]] + span["start"]
            place = Span(start, start + len(span["text"]))
            asked[name].append(SquadQuestion(row["text"], name, place))
    return articles, asked


def join_paragraphs(paragraphs: Iterable[Mapping[str, str]]) -> tuple[str, dict[str, int]]:
    """An article's text under its title, and where each paragraph begins in it, by its id."""
    text, begins = "", {}
    for row in paragraphs:
        text = text or f"# {row['title']}"
        begins[row["_id"]] = len(text) + 2
        text += "\n\n" + row["text"]
    return text, begins


def human_samples(folder: Path) -> tuple[Sample, Sample]:
    """Two samples of the ``folder`` squad-dev-cases, whose questions people wrote to mislead.

    Those of the articles to fit on, and those of the articles that figures are of.
    """
    read = read_documents([str(folder / "documents")]).documents
    cases = load_cases(folder / "cases.jsonl")
    halves = []
    for names in (FITTING, report_articles(Path(d.id).stem for d in read)):
        documents = [d for d in read if Path(d.id).stem in names]
        ours = [c for c in cases if c.document in {d.id for d in documents}]
        evidence = locate(ours, documents)
        asked = [
            SquadQuestion(
                c.question,
                str(c.document),
                evidence[c.id][0][0].span if c.evidence else None,
                c.golds,
            )
            for c in ours
        ]
        halves.append(Sample(build(documents, SentenceTransformerEmbedder()), tuple(asked)))
    return halves[0], halves[1]


@dataclass(frozen=True)
class Rows:
    """A search as numbers: a row for each sentence of the candidates that were matched closely.

    ``signals`` (sentences, signals) are in the order of `Weights`, a passage's own repeated for
    its sentences; ``passages`` (sentences,) numbers them; ``right`` and ``holding`` (sentences,)
    say whether the sentence, and its passage, hold the answer.
    """

    signals: NDArray[np.float32]
    passages: NDArray[np.int64]
    right: NDArray[np.bool_]
    holding: NDArray[np.bool_]


NAMES = tuple(Weights.__dataclass_fields__)
"""The signals' names, in the order of their columns in `Rows`."""


def searches(sample: Sample, reader: Reader | None) -> Iterator[tuple[SquadQuestion, SearchResult]]:
    """Each question of a sample with its search, read by ``reader``."""
    for case in sample.asked:
        yield case, find(sample.index, case.question, reader)


def rows(case: SquadQuestion, result: SearchResult) -> Rows:
    """The numbers of a search for ``case``."""
    signals = result.signals
    owners = np.repeat(np.arange(len(result.numbers)), np.diff(signals.firsts))
    columns = [
        getattr(signals, name)[owners] if name.startswith("passage_") else getattr(signals, name)
        for name in NAMES
    ]
    closely = (signals.passage_words > 0)[owners]
    passages = [result.index.passages[n] for n in result.numbers]

    def holds(document: str, span: Span) -> bool:
        start = case.span.start if case.span else -1
        return document == case.document and span.start <= start < span.end

    right = [holds(p.document.id, sentence) for p in passages for sentence in p.sentences]
    holding = np.array([holds(p.document.id, p.span) for p in passages])[owners]
    return Rows(
        np.clip(np.stack(columns, axis=1), 0, 1)[closely],
        owners[closely],
        np.array(right)[closely],
        holding[closely],
    )


def lines(file: Path) -> list[str]:
    """The lines of a file of JSON, whose strings may hold other marks for line ends."""
    text = file.read_text(encoding="utf-8").rstrip("\n")
    return text.split("\n") if text else []
