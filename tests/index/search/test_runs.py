"""Rows of several parts are where their runs say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.runs import Runs

ORDERS = st.lists(st.integers(0, 3), min_size=1, max_size=20)


def places_of(order):
    """Of each row its part and its number there, slowly."""
    return [(part, order[:n].count(part)) for n, part in enumerate(order)]


@given(ORDERS)
def test_each_row_is_the_next_of_its_part(order):
    runs, places = Runs.of(order), places_of(order)
    assert len(runs) == len(order)
    assert [*zip(*map(list, runs.places(np.arange(len(order)))), strict=True)] == places
    assert [runs.place(n) for n in range(len(order))] == places
    for part in set(order):
        own = [n for n, at in enumerate(order) if at == part]
        assert runs.numbers(part, np.arange(len(own))).tolist() == own
    values = [np.arange(order.count(part)) + 100 * part for part in range(4)]
    assert runs.together(values).tolist() == [100 * part + row for part, row in places]


@given(ORDERS, st.data())
def test_what_rows_hold_follows_them(order, data):
    counts = [
        data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
        for n in map(order.count, range(4))
    ]
    bounds = [np.cumsum([0, *own]) for own in counts]
    inner = Runs.of(order).of_bounds(bounds)
    places = [
        (part, row)
        for part, document in places_of(order)
        for row in range(*bounds[part][document : document + 2])
    ]
    assert len(inner) == len(places)
    assert [inner.place(n) for n in range(len(places))] == places
    for part in set(order):
        own = [n for n, (at, _) in enumerate(places) if at == part]
        assert inner.numbers(part, np.arange(len(own))).tolist() == own


def test_runs_that_do_not_go_together_are_refused():
    with pytest.raises(ValueError, match="1, 1, 2 runs differ"):
        Runs(np.array([0]), np.array([0]), np.array([0, 1, 2]))
    with pytest.raises(ValueError, match="rows of part 0 are not in order"):
        Runs(np.array([0, 1, 0]), np.array([0, 0, 2]), np.array([0, 1, 2, 3]))
