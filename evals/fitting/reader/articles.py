"""SQuAD articles as Pincite sees them: cut into its passages, and searched for every question."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.fitting.squad import join_paragraphs, lines
from index.build import build
from index.documents.document import Document
from index.documents.span import Span
from index.embedding.sentence_transformer import SentenceTransformerEmbedder
from index.errors import QuestionError
from index.progress import progress_bar
from qa.retrieval.pipeline import find

NEAR = 8
"""Passages kept for each question, in the order that retrieval gives them."""


@dataclass(frozen=True)
class Asked:
    """A question of an article, and the numbers of the passages that retrieval ranks first.

    ``passage`` holds the answer ``start`` to ``end``; for a question that has none, ``passage`` is
    the one it was written to look answerable from, and ``start`` and ``end`` are -1.
    """

    question: str
    passage: int
    start: int
    end: int
    near: tuple[int, ...]

    @property
    def answerable(self) -> bool:
        """Whether the article answers."""
        return self.start >= 0


@dataclass(frozen=True)
class Text:
    """A passage as it is read: its text, and its sentences' places in it."""

    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True)
class Article:
    """An article's passages and questions."""

    name: str
    passages: tuple[Text, ...]
    asked: tuple[Asked, ...]


def read(file: Path) -> Iterator[Article]:
    """The articles that `write` wrote to ``file``."""
    for line in lines(file):
        row = json.loads(line)
        yield Article(
            row["name"],
            tuple(
                Text(p["text"], tuple(Span(**s) for s in p["sentences"])) for p in row["passages"]
            ),
            tuple(Asked(**{**a, "near": tuple(a["near"])}) for a in row["asked"]),
        )


def write(folder: Path, out: Path) -> None:
    """Write every article of a data set in BEIR's layout to ``out``, a line of JSON each.

    Those that are there already, whole, are left as they are.
    """
    paragraphs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    questions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in map(json.loads, lines(folder / "corpus.jsonl")):
        paragraphs[row["_id"].split("#")[0]].append(row)
    for row in map(json.loads, lines(folder / "queries.jsonl")):
        questions[row["context_id"].split("#")[0]].append(row)
    whole = out.read_bytes() if out.exists() else b""
    out.write_bytes(whole[: whole.rfind(b"\n") + 1])  # a line that was cut short is written anew
    done = {article.name for article in read(out)}
    embedder = SentenceTransformerEmbedder()
    with out.open("a", encoding="utf-8", buffering=1) as file:
        left = [name for name in sorted(paragraphs) if name not in done]
        with progress_bar(len(left), "Searching", "articles") as bar:
            for name in left:
                article = searched(name, paragraphs[name], questions[name], embedder)
                file.write(json.dumps(asdict(article), ensure_ascii=False) + "\n")
                bar.update()


def searched(
    name: str,
    paragraphs: Iterable[dict[str, Any]],
    questions: Iterable[dict[str, Any]],
    embedder: SentenceTransformerEmbedder,
) -> Article:
    """An article cut and searched for its questions; those with no certain answer are left out."""
    text, begins = join_paragraphs(paragraphs)
    index = build([Document(name, name, text, name)], embedder, progress=False)
    asked = []
    for row in questions:
        begin = begins[row["context_id"]]
        if not row["answerable"]:
            where, start, end = begin, -1, -1
        elif row["answer_spans"][0]["start_from"] == "guess":
            continue
        else:
            span = row["answer_spans"][0]
            where = begin + span["start"]
            start, end = where, where + len(span["text"])
        number = next(n for n, p in enumerate(index.passages) if p.span.end > where)
        own = index.passages[number].span
        if end > own.end or (start >= 0 and start < own.start):
            continue  # the passage was divided within the answer
        try:
            result = find(index, row["text"])
        except QuestionError:  # "k", "dd": slips of those who wrote them
            continue
        near = tuple(int(result.numbers[c]) for c in result.order[:NEAR])
        shift = own.start if start >= 0 else 0
        asked.append(Asked(row["text"], number, start - shift, end - shift, near))
    passages = tuple(Text(p.text, tuple(p.local_sentences)) for p in index.passages)
    return Article(name, passages, tuple(asked))
