import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.search.scores
from index.search.bm25 import Bm25
from index.search.scores import ScoredTexts, top


@given(
    st.lists(st.sampled_from([-0.5, 0, 0, 0, 0.25, 0.5, 1]), max_size=60),
    st.integers(1, 70),
    st.integers(0, 9),
)
def test_the_greatest_are_those_of_a_whole_sort(values, k, many):
    scores = np.array(values, np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.search.scores, "_MANY", many)
        assert top(scores, k).tolist() == np.argsort(-scores, kind="stable")[:k].tolist()


def test_terms_count_by_their_weights():
    texts = Bm25.build([["a"], ["a", "b"], ["b", "c"], ["c"]])
    a, b, c = (texts.scores([term]) for term in "abc")
    matches = texts.matches({"a": 1.0, "b": 0.5, "c": 1.0})
    assert isinstance(matches, ScoredTexts)
    assert matches.scores == pytest.approx(a + b / 2 + c)
    assert matches.best(9).tolist() == np.argsort(-(a + b / 2 + c), kind="stable").tolist()
    assert matches.best(9, np.array([0, 1])).tolist() == [1, 0]
    assert matches.of(np.array([1, 0])) == pytest.approx((a + b / 2)[[1, 0]])
