from dataclasses import replace

import pytest

from evals.fitting.data.articles import write_articles
from evals.fitting.data.examples import write_examples
from evals.fitting.data.training_data import (
    ARTICLES,
    EXAMPLES,
    DataError,
    read_data,
    training_data,
)
from evals.fitting.splits import ARTICLES as APART
from evals.fitting.splits import FITTING, TRAINING, fitting_articles, report_articles
from tests.evals.fitting.small_data import EXAMPLE, FOUNDED, NONE, article

NAMES = [f"article {n}" for n in range(200)]


def test_no_article_and_no_part_that_is_kept_apart_is_learned_from():
    examples = [EXAMPLE, replace(EXAMPLE, test=True)]
    data = training_data([article(name, (FOUNDED,)) for name in NAMES], examples, NONE)
    fit, test = fitting_articles(NAMES)
    assert {a.name for a in data.articles} == set(NAMES) - {*fit, *test}
    assert data.examples == [EXAMPLE]
    assert len(fit) == len(test) == APART
    assert not {*fit} & {*test}
    assert report_articles([*TRAINING, *FITTING, "Warsaw"]) == {"Warsaw"}


def test_what_was_written_is_learned_from(tmp_path):
    articles = [article(name, (FOUNDED,)) for name in NAMES]
    write_articles(articles, tmp_path / ARTICLES)
    with pytest.raises(DataError, match=r"examples\.jsonl.*Write the data first"):
        read_data(tmp_path, None)
    write_examples([EXAMPLE], tmp_path / EXAMPLES)
    data, expected = read_data(tmp_path, None), training_data(articles, [EXAMPLE], NONE)
    assert (data.articles, data.examples) == (expected.articles, expected.examples)
    with pytest.raises(DataError, match="name WordNet's folder"):
        read_data(tmp_path, tmp_path / "nowhere")
