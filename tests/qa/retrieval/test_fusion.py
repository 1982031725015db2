import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qa.retrieval.fusion
from qa.retrieval.fusion import top


@given(
    st.lists(st.sampled_from([-0.5, 0, 0, 0, 0.25, 0.5, 1]), max_size=60),
    st.integers(1, 70),
    st.integers(0, 9),
)
def test_the_greatest_are_those_of_a_whole_sort(values, k, many):
    scores = np.array(values, np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(qa.retrieval.fusion, "_MANY", many)
        assert top(scores, k).tolist() == np.argsort(-scores, kind="stable")[:k].tolist()
