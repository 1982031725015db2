"""Fit the confidence: ``python -m evals.calibration SQUAD_TRAIN_FOLDER``.

Prints the coefficients for `qa.confidence`. Each question is asked of its article, and again with
the passage that answers passed over; and of another article. Articles, not questions, are kept
apart for the figure it prints.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from index.document import Document
from index.embedder import SentenceTransformerEmbedder
from index.index import Index, build
from qa.confidence import Signs, signs
from qa.question import checked
from qa.retriever import search

ARTICLES, QUESTIONS, SEED = 40, 2000, 5


@dataclass(frozen=True)
class Asked:
    """A question, its article, and where in the article's text its answer begins."""

    question: str
    document: str
    start: int


def main() -> None:
    """Fit on the articles in the folder named on the command line and print the coefficients."""
    parser = argparse.ArgumentParser(prog="python -m evals.calibration", description=__doc__)
    parser.add_argument("folder", type=Path, help="corpus.jsonl and queries.jsonl of squad11-train")
    documents, asked = sample(parser.parse_args().folder)
    index = build(documents, SentenceTransformerEmbedder())
    rows, labels, articles = [], [], []
    for signs_, label, article in examples(index, asked):
        rows.append(astuple(signs_))
        labels.append(label)
        articles.append(article)
    model = LogisticRegression(max_iter=1000, C=1e6)
    apart = cross_val_predict(
        model, np.array(rows), labels, groups=articles, cv=GroupKFold(5), method="predict_proba"
    )
    model.fit(np.array(rows), labels)
    for field, weight in zip(fields(Signs), model.coef_[0], strict=True):
        print(f"{field.name}={weight:.3f},")
    print(f"constant={model.intercept_[0]:.3f}")
    auroc = roc_auc_score(labels, apart[:, 1])
    print(f"AUROC on articles kept apart: {auroc:.3f} ({len(rows)} cases)", file=sys.stderr)


def sample(folder: Path) -> tuple[list[Document], list[Asked]]:
    """Some articles, and questions whose answer stands at one certain place in them."""
    chance = random.Random(SEED)
    paragraphs: dict[str, dict[str, str]] = defaultdict(dict)
    titles = {}
    for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = row["_id"].split("#")[0]
        paragraphs[article][row["_id"]] = row["text"]
        titles[article] = row["title"]
    chosen = chance.sample(sorted(paragraphs), ARTICLES)
    documents, begins = [], {}
    for article in chosen:
        text = f"# {titles[article]}"
        for paragraph, words in paragraphs[article].items():
            begins[paragraph] = len(text) + 2
            text += "\n\n" + words
        documents.append(Document(article, titles[article], text, str(folder)))
    asked = []
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        span = row["answer_spans"][0]
        if row["context_id"] in begins and span["start_from"] == "unique":
            article = row["context_id"].split("#")[0]
            asked.append(Asked(row["text"], article, begins[row["context_id"]] + span["start"]))
    return documents, chance.sample(asked, QUESTIONS)


def examples(index: Index, asked: list[Asked]) -> Iterator[tuple[Signs, bool, str]]:
    """The signs of each search, whether the document answered, and its article."""
    documents = [document.id for document in index.documents]
    for number, case in enumerate(asked):
        question = checked(case.question)
        holding = [
            n
            for n in index.passages_of(case.document)
            if index.passages[n].start <= case.start < index.passages[n].end
        ]
        yield signs(search(index, question, case.document)), True, case.document
        removed = search(index, question, case.document, without=holding)
        yield signs(removed), False, case.document
        if number % 5 == 0:
            other = documents[(documents.index(case.document) + 1) % len(documents)]
            yield signs(search(index, question, other)), False, case.document


if __name__ == "__main__":
    main()
