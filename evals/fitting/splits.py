"""What is fitted on, what is chosen by, what is reported: no figure is of what something saw.

There are three `PARTS`. What is computed from data (weights, confidence) sees the part to fit on;
between ways of doing it the part to choose by decides; figures are of the part to report.

- real-docs is divided by document, everyday by folder: a quarter, a quarter, a half.
- Of squad11-train, and of the questions without an answer that were written to its articles, a
  reader is trained on all articles but those of `fitting_articles`, on which weights and confidence
  are fitted and tried.
- Of the 17 articles in squad20-dev (squad-dev-cases), whose questions without an answer were
  written by people, an earlier reader was trained on `TRAINING`, and confidence is fitted and
  chosen with `FITTING`; figures are of the other eight.
- Each public set in reading/ has a test part of whole passages, documents or groups, or the one it
  comes with (`evals.fitting.data.sets`): a reader is trained on the rest.
- Nothing is fitted on the article's cases, nor chosen by them.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable

FIT, CHOOSE, REPORT = PARTS = ("fit", "choose", "report")
"""Names of the parts."""

HALVES = (CHOOSE, REPORT)
"""Names of the halves of the documents: the half to choose by is the parts to fit and to choose."""

PARTS_SEED = 3
"""Of the draw that divides documents and folders."""

SEED = 5
"""Of the draw of SQuAD articles, and of questions."""

ARTICLES = 40
"""How many articles to fit on, and as many to try on."""

TRAINING = frozenset(
    (
        "Amazon_rainforest",
        "Black_Death",
        "Economic_inequality",
        "Fresno,_California",
        "Jacksonville,_Florida",
        "Sky_(United_Kingdom)",
    )
)
FITTING = frozenset(("Ctenophora", "French_and_Indian_War", "Geology"))


def fitting_articles(
    names: Iterable[str], chance: random.Random | None = None
) -> tuple[list[str], list[str]]:
    """The articles of squad11-train to fit on, and those to try on, out of all its ``names``."""
    drawn = (chance or random.Random(SEED)).sample(sorted(names), 2 * ARTICLES)
    return drawn[:ARTICLES], drawn[ARTICLES:]


def report_articles(names: Iterable[str]) -> frozenset[str]:
    """Those of squad20-dev's articles that nothing was trained or fitted on."""
    return frozenset(names) - TRAINING - FITTING


def squad_dev_part(names: Iterable[str], part: str) -> frozenset[str]:
    """Those of squad20-dev's articles in this part; to fit and to choose are the same three."""
    every = frozenset(names)
    return report_articles(every) if part == REPORT else every & FITTING


def half_of(names: Collection[str], half: str) -> frozenset[str]:
    """Those of real-docs' ``names`` of documents that are in this half."""
    return frozenset().union(
        *(_part(names, part) for part in PARTS if (part == REPORT) is (half == REPORT))
    )


def real_docs_part(names: Collection[str], part: str) -> frozenset[str]:
    """Those of real-docs' ``names`` of documents, which have to be all of them, in this part."""
    return _part(names, part)


def everyday_part(names: Collection[str], part: str) -> frozenset[str]:
    """Those of everyday's ``names`` of folders, which have to be all of them, in this part."""
    return _part(names, part)


def _part(names: Collection[str], part: str) -> frozenset[str]:
    every = sorted(names)
    order = random.Random(PARTS_SEED).sample(every, len(every))
    half, quarter = len(order) // 2, len(order) // 4
    first, last = {FIT: (0, quarter), CHOOSE: (quarter, half), REPORT: (half, None)}[part]
    return frozenset(order[first:last])
