"""Fit the confidence: ``python -m evals.calibration SQUAD_TRAIN_FOLDER``.

Prints the coefficients for `qa.confidence`. Each question is asked of its article, and again with
the passage that answers passed over; and one in five of another article. Every other question is
cut down to its keywords. They are fitted on some articles, and the figures printed are of others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from evals.training import Sample, samples
from qa.confidence import Signs, signs
from qa.keywords import content_words
from qa.query import understood
from qa.question import checked
from qa.retriever import search

ARTICLES, QUESTIONS, EVERY = 30, 1500, 5


def main() -> None:
    """Fit on the articles in the folder named on the command line and print the coefficients."""
    parser = argparse.ArgumentParser(prog="python -m evals.calibration", description=__doc__)
    parser.add_argument("folder", type=Path, help="squad11-train: corpus.jsonl and queries.jsonl")
    to_fit, to_test = samples(parser.parse_args().folder, ARTICLES, QUESTIONS)
    (rows, labels), (unseen, truth) = (numbers(sample) for sample in (to_fit, to_test))
    model = LogisticRegression(max_iter=5000, C=100.0).fit(rows, labels)
    for field, weight in zip(fields(Signs), model.coef_[0], strict=True):
        print(f"{field.name}={weight:.3f},")
    print(f"constant={model.intercept_[0]:.3f}")
    sure = model.predict_proba(unseen)[:, 1]
    print(f"\nOn articles kept apart ({len(truth)} cases): AUROC {roc_auc_score(truth, sure):.3f}")
    print("\n| threshold | answered rightly of those answerable | refused of the others |")
    print("|---|---:|---:|")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        said = sure >= threshold
        print(f"| {threshold} | {said[truth].mean():.3f} | {(~said[~truth]).mean():.3f} |")


def numbers(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    """The signs of each search (searches, signs), and whether the document answered."""
    rows, labels = zip(*examples(sample), strict=True)
    return np.array([astuple(row) for row in rows]), np.array(labels)


def examples(sample: Sample) -> Iterator[tuple[Signs, bool]]:
    """The signs of each search, and whether the document answered."""
    index = sample.index
    documents = [document.id for document in index.documents]
    for number, case in enumerate(sample.asked):
        # Every other one as people type into a search box.
        words = " ".join(content_words(case.question)) if number % 2 else ""
        query = understood(index, checked(words or case.question))
        holding = [
            n for n in index.passages_of(case.document) if index.passages[n].span.overlap(case.span)
        ]
        yield signs(search(index, query, case.document)), True
        if len(holding) < len(index.passages_of(case.document)):
            yield signs(search(index, query, case.document, without=holding)), False
        if number % EVERY == 0:
            other = documents[(documents.index(case.document) + 1) % len(documents)]
            yield signs(search(index, query, other)), False


if __name__ == "__main__":
    main()
