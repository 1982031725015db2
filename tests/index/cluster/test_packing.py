import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.cluster.layout import number_of, term_number
from index.cluster.packing import (
    Signals,
    json_of,
    pack_json,
    pack_words,
    packed,
    signals_of,
    unpacked,
    words_of,
)
from index.search.columns import LONGEST
from index.search.late_interaction import DIMENSION, PassageWords

SHARES = st.dictionaries(st.text(min_size=1, max_size=5), st.floats(0.125, 1, width=32), max_size=5)


@given(st.binary(max_size=100_000))
def test_bytes_come_back_from_texts_that_a_table_holds(data):
    texts = packed(data)
    assert unpacked(texts) == data
    assert all(0 < len(text.encode()) <= LONGEST for text in texts)


@given(st.recursive(st.text() | st.integers(), lambda own: st.lists(own, max_size=3)))
def test_values_come_back(value):
    assert json_of(pack_json(value)) == value


@given(SHARES, st.lists(SHARES, max_size=4), st.integers(0, 99))
def test_signals_come_back(own, theirs, seed):
    random = np.random.default_rng(seed)
    passage = random.normal(size=8).astype(np.float32)
    sentences = random.normal(size=(len(theirs), 8)).astype(np.float16).astype(np.float32)
    signals = Signals.of(passage, sentences, own, theirs)
    again = signals_of(signals.packed())
    assert np.array_equal(again.passage, passage)
    assert np.array_equal(again.sentences, sentences)
    held: list[dict[int, float]] = [{} for _ in range(len(theirs) + 1)]
    for owner, term, share in zip(again.owners, again.terms, again.shares, strict=True):
        held[owner][int(term)] = float(share)
    assert held == [{term_number(t): share for t, share in it.items()} for it in (own, *theirs)]


@given(st.integers(0, 700))
def test_words_come_back(size):
    random = np.random.default_rng(size)
    rows = random.integers(-127, 128, (size, DIMENSION)).astype(np.int8)
    words = PassageWords(rows, random.integers(-1, 200, size).astype(np.int16))
    again = words_of(pack_words(words))
    assert np.array_equal(again.rows, rows)
    assert np.array_equal(again.sentences, words.sentences)


@given(st.lists(st.text() | st.integers(0, 99), min_size=1, max_size=3))
def test_names_are_numbers_that_a_table_holds(parts):
    assert number_of(*parts) == number_of(*parts) < 2**63
    assert number_of(*parts) >= 0
    assert 1 <= term_number(str(parts)) <= 2**32 - 2


def test_parts_of_a_name_do_not_run_together():
    assert number_of("ab", "c") != number_of("a", "bc")
    assert number_of(1, 23) != number_of(12, 3)
