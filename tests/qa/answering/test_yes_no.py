from dataclasses import replace

import numpy as np
import pytest

from index.build import build
from index.documents.document import Document
from qa.answering.citations import cite
from qa.answering.yes_no import yes_or_no
from qa.reading.reader import TokenOdds
from qa.retrieval.pipeline import find

RULES = "Dogs may not enter the pool. Cats may. Horses usually graze behind the barn."


@pytest.fixture(scope="module")
def pool(embedder):
    return build([Document("a", "Pool", RULES, "a")], embedder)


def read(index, question, *kinds):
    """A search whose best passage a reader takes for a reply of these kinds."""
    result = find(index, question)
    none = np.zeros(1, np.float32)
    odds = TokenOdds(np.array([[0, 4]]), none, none, np.array(kinds, np.float32))
    return replace(result, odds={int(result.order[0]): odds})


def note_of(result):
    first, *_ = cite(result)
    return yes_or_no(result, first)


@pytest.mark.parametrize(
    ("question", "kinds", "note"),
    [
        ("Do horses graze behind the barn?", (0.1, 0.05, 0.8, 0.05), "No:"),
        ("Do horses graze behind the barn?", (0.1, 0.8, 0.05, 0.05), "Yes:"),
        ("Do sheep graze behind the barn?", (0.1, 0.8, 0.05, 0.05), ""),  # nothing is said of them
        ("Do horses graze behind the barn?", (0.1, 0.4, 0.4, 0.1), ""),  # it may be either
        ("Do horses graze behind the barn?", (0.6, 0.02, 0.2, 0.18), ""),  # it may be neither
        ("Who may enter the pool?", (0.1, 0.05, 0.8, 0.05), ""),  # that is not asked
        ("Do horses graze behind the barn?", (), ""),  # by a reader that does not tell
    ],
)
def test_yes_or_no_is_said_where_the_reader_is_sure(pool, question, kinds, note):
    assert note_of(read(pool, question, *kinds)) == note


@pytest.mark.parametrize(
    ("kinds", "note"),
    [
        ((0.1, 0.4, 0.4, 0.1), "No:"),  # the reader knows not which
        ((0.1, 0.5, 0.3, 0.1), "No:"),  # it rather takes it for yes
        ((0.1, 0.8, 0.05, 0.05), ""),  # it is sure of yes
        ((), "No:"),  # it does not tell
    ],
)
def test_a_plain_sentence_settles_what_the_reader_does_not_contradict(pool, kinds, note):
    assert note_of(read(pool, "May dogs enter the pool?", *kinds)) == note


def test_without_a_reader_only_a_plain_sentence_settles_it(pool):
    assert note_of(find(pool, "May dogs enter the pool?")) == "No:"
    assert note_of(find(pool, "Do horses graze behind the barn?")) == ""


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        ("Staff may work from home.", "Yes:"),
        ("Staff may work from home. New staff may not.", ""),
        ("Staff may work from home. In June they must come in.", ""),
        ("Staff may not work from home. In June they may.", "No:"),
    ],
)
def test_yes_is_not_said_of_what_the_next_sentence_limits(embedder, rule, note):
    index = build([Document("a", "House rules", rule, "a")], embedder)
    assert note_of(find(index, "May staff work from home?")) == note


def test_a_sentence_that_another_changes_settles_nothing(embedder):
    text = "Guests may use the sauna.\n\n# Changes\n\nGuests may no longer use the sauna."
    index = build([Document("a", "House rules", text, "a")], embedder)
    assert note_of(find(index, "May guests use the sauna?")) == ""
