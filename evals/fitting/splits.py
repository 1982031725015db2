"""Which SQuAD articles are for what, so that no figure is of an article that something saw.

Of squad11-train a reader is trained on all articles but those of `fitting_articles`, on which
weights and confidence are fitted and tried. Of the 17 in squad20-dev, whose questions without an
answer were written by people, the shipped reader was trained on `TRAINING`, and the confidence is
fitted with `FITTING`; figures are of the other eight.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

SEED = 5
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
