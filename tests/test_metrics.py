import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from evals.metrics import auroc, hit, normalised, reciprocal_rank, token_f1


def test_hit_and_reciprocal_rank_by_hand():
    assert (hit([False, True, False], 1), hit([False, True, False], 2), hit([], 5)) == (0, 1, 0)
    assert reciprocal_rank([False, False, True, True]) == pytest.approx(1 / 3)
    assert reciprocal_rank([False]) == reciprocal_rank([]) == 0


def test_answers_are_normalised_as_squad_does():
    assert normalised("The  Foreign-Ministry, an office!") == ["foreignministry", "office"]


def test_token_f1_by_hand():
    assert token_f1("the Foreign Ministry", "Foreign Ministry and Office") == pytest.approx(2 / 3)
    assert token_f1("Monday", "Friday") == 0
    assert token_f1("", "Friday") == 0


WORDS = st.lists(st.sampled_from("red green blue the a".split()), max_size=6).map(" ".join)


@given(WORDS, WORDS)
def test_token_f1_is_symmetric_and_bounded(one, other):
    assert token_f1(one, other) == token_f1(other, one)
    assert 0 <= token_f1(one, other) <= 1
    assert token_f1(one, one) == 1


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=30))
def test_auroc_equals_scikit_learn(pairs):
    scores, positive = zip(*pairs, strict=True)
    if len(set(positive)) < 2:
        assert auroc(scores, positive) is None
    else:
        assert auroc(scores, positive) == pytest.approx(roc_auc_score(positive, np.array(scores)))
