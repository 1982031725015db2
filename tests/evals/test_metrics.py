import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from evals.metrics import (
    auroc,
    calibration_error,
    hit,
    normalise,
    reciprocal_rank,
    reliability,
    token_f1,
)
from evals.report import diagram


def test_hit_and_reciprocal_rank_by_hand():
    assert (hit([False, True, False], 1), hit([False, True, False], 2), hit([], 5)) == (0, 1, 0)
    assert reciprocal_rank([False, False, True, True]) == pytest.approx(1 / 3)
    assert reciprocal_rank([False]) == reciprocal_rank([]) == 0


def test_answers_are_normalised_as_squad_does():
    assert normalise("The  Foreign-Ministry, an office!") == ["foreignministry", "office"]


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


def test_calibration_error_by_hand():
    sure, right = [0.95, 0.9, 0.15, 0.1], [True, False, False, False]
    assert reliability(sure, right) == [(2, 0.125, 0.0), (2, 0.925, 0.5)]
    assert calibration_error(sure, right) == pytest.approx((0.125 + 0.425) / 2)
    assert calibration_error([1.0, 0.0], [True, False]) == 0
    assert calibration_error([], []) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_calibration_error_is_that_of_the_slow_way(pairs):
    error = 0.0
    for number in range(10):
        own = [p for p in pairs if min(int(p[0] * 10), 9) == number]
        error += abs(sum(sure for sure, _ in own) - sum(right for _, right in own)) / len(pairs)
    sure, right = zip(*pairs, strict=True)
    assert calibration_error(sure, right) == pytest.approx(error)


def test_a_diagram_shows_share_and_confidence():
    assert diagram(0.5, 0.25, width=8) == "▇▇··|····"
    assert diagram(0.0, 1.0, width=4) == "|▇▇▇·"
