"""The data that is learned from, as ``python -m evals.fitting.data`` wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.fitting.data.articles import Article, read_articles
from evals.fitting.data.examples import Example, read_examples
from evals.fitting.data.wordnet import Synonyms
from evals.fitting.splits import fitting_articles
from index.errors import PinciteError

ARTICLES = "articles.jsonl"
EXAMPLES = "examples.jsonl"


class DataError(PinciteError):
    """A data set that is not there, or not as it is laid out."""


@dataclass(frozen=True)
class Data:
    """What is learned from."""

    articles: Sequence[Article]
    examples: Sequence[Example]
    synonyms: Synonyms


def training_data(
    articles: Iterable[Article], examples: Iterable[Example], synonyms: Synonyms
) -> Data:
    """What may be learned from: nothing that is kept to fit the ranking on or to test on."""
    squad = list(articles)
    fit, test = fitting_articles(article.name for article in squad)
    apart = {*fit, *test}
    return Data(
        [article for article in squad if article.name not in apart],
        [example for example in examples if not example.test],
        synonyms,
    )


def read_data(folder: Path, wordnet: Path | None) -> Data:
    """What is learned from, of the files in ``folder``, with the synonyms of ``wordnet``.

    Raises:
        DataError: when they cannot be read.
    """
    try:
        return training_data(
            read_articles(folder / ARTICLES),
            read_examples(folder / EXAMPLES),
            Synonyms(wordnet),
        )
    except (OSError, ValueError, KeyError) as error:
        raise DataError(str(error), "Write the data first; name WordNet's folder.") from error
