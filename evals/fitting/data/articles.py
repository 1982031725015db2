"""SQuAD articles: their paragraphs, and for every question those that look nearest to it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from evals.fitting.data.near import nearest_within
from evals.fitting.squad import lines
from index.documents.span import Span
from index.text.sentences import sentence_spans

NEAR = 8
"""Passages that are stored for each question, nearest first."""


@dataclass(frozen=True)
class ArticleQuestion:
    """A question of an article, and the numbers of the passages nearest to it.

    ``passage`` holds the answer ``start`` to ``end``; for a question that has none, ``passage`` is
    the one it was written to look answerable from, and ``start`` and ``end`` are -1. ``twins`` are
    questions that people made of this one so that the passage does not answer them.
    """

    text: str
    passage: int
    start: int
    end: int
    near: tuple[int, ...]
    twins: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the article answers."""
        return self.start >= 0


@dataclass(frozen=True)
class Paragraph:
    """A passage as it is read: its text, and its sentences' places in it."""

    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True)
class Article:
    """An article's passages and questions."""

    name: str
    title: str
    passages: tuple[Paragraph, ...]
    questions: tuple[ArticleQuestion, ...]


def read_articles(file: Path) -> Iterator[Article]:
    """The articles that `write_articles` wrote to ``file``."""
    for row in map(json.loads, lines(file)):
        yield Article(
            row["name"],
            row["title"],
            tuple(
                Paragraph(p["text"], tuple(Span(**s) for s in p["sentences"]))
                for p in row["passages"]
            ),
            tuple(
                ArticleQuestion(**{**q, "near": tuple(q["near"]), "twins": tuple(q["twins"])})
                for q in row["questions"]
            ),
        )


def write_articles(articles: Iterable[Article], file: Path) -> None:
    """Write articles to ``file``, a line of JSON each."""
    with file.open("w", encoding="utf-8") as out:
        for article in articles:
            out.write(json.dumps(asdict(article), ensure_ascii=False) + "\n")


def load_squad(answerable: Path, unanswerable: Path) -> Iterator[Article]:
    """The articles of squad11-train with its questions, and those that only look answerable.

    ``answerable`` is the folder squad11-train, ``unanswerable`` squad20-train-unanswerable. An
    answer that stands at several places of its paragraph is left out, unless it has a twin.
    """
    paragraphs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in map(json.loads, lines(answerable / "corpus.jsonl")):
        paragraphs[_article_of(row["_id"])].append(row)
    questions = _questions(paragraphs, answerable, unanswerable)
    near = nearest_within(
        {name: [q.text for q in own] for name, own in questions.items()},
        {name: [p["text"] for p in own] for name, own in paragraphs.items()},
        NEAR,
    )
    for name, own in paragraphs.items():
        passages = tuple(Paragraph(p["text"], tuple(sentence_spans(p["text"]))) for p in own)
        with_near = tuple(
            replace(question, near=numbers)
            for question, numbers in zip(questions[name], near[name], strict=True)
        )
        yield Article(name, own[-1]["title"], passages, with_near)


def _questions(
    paragraphs: dict[str, list[dict[str, Any]]], answerable: Path, unanswerable: Path
) -> dict[str, list[ArticleQuestion]]:
    """Each article's questions, by its name: those without an answer and without a twin first."""
    numbers = {row["_id"]: n for own in paragraphs.values() for n, row in enumerate(own)}
    twins: dict[str, list[str]] = defaultdict(list)
    alone: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in map(json.loads, lines(unanswerable / "questions.jsonl")):
        if row.get("pair_id"):
            twins[row["pair_id"]].append(row["question"])
        else:
            alone[_article_of(row["passage_id"])].append(row)
    questions = {
        name: [
            ArticleQuestion(row["question"], numbers[row["passage_id"]], -1, -1, ())
            for row in alone[name]
        ]
        for name in paragraphs
    }
    for row in map(json.loads, lines(answerable / "queries.jsonl")):
        span = row["answer_spans"][0]
        if span["start_from"] == "guess" and row["_id"] not in twins:
            continue
        start, end = span["start"], span["start"] + len(span["text"])
        place = row["context_id"]
        questions[_article_of(place)].append(
            ArticleQuestion(
                row["text"], numbers[place], start, end, (), tuple(twins.get(row["_id"], ()))
            )
        )
    return questions


def _article_of(paragraph: str) -> str:
    """The name of the article that the paragraph of this id is in."""
    return paragraph.split("#")[0]
