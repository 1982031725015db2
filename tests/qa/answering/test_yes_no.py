from dataclasses import replace

import numpy as np
import pytest

from index.build import build
from index.documents.document import Document
from qa.answering.yes_no import yes_or_no
from qa.reading.reader import TokenOdds
from qa.retrieval.pipeline import find


@pytest.fixture(scope="module")
def pool(embedder):
    return build([Document("a", "Pool", "Dogs may not enter the pool. Cats may.", "a")], embedder)


def read(index, question, *kinds):
    """A search whose best passage a reader takes for a reply of these kinds."""
    result = find(index, question)
    none = np.zeros(1, np.float32)
    odds = TokenOdds(np.array([[0, 4]]), none, none, np.array(kinds, np.float32))
    return replace(result, odds={int(result.order[0]): odds})


@pytest.mark.parametrize(
    ("question", "kinds", "note"),
    [
        ("May dogs enter the pool?", (0.1, 0.05, 0.8, 0.05), "No:"),
        ("Can cats enter?", (0.1, 0.8, 0.05, 0.05), "Yes:"),
        ("May dogs enter the pool?", (0.1, 0.4, 0.4, 0.1), ""),  # it may be either
        ("May dogs enter the pool?", (0.6, 0.02, 0.2, 0.18), ""),  # it may be neither
        ("Who may enter the pool?", (0.1, 0.05, 0.8, 0.05), ""),  # that is not asked
        ("May dogs enter the pool?", (), ""),  # by a reader that does not tell
    ],
)
def test_yes_or_no_is_said_where_the_reader_is_sure(pool, question, kinds, note):
    assert yes_or_no(read(pool, question, *kinds)) == note


def test_without_a_reader_nothing_is_said(pool):
    assert yes_or_no(find(pool, "May dogs enter the pool?")) == ""
