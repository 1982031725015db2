"""Several parts searched as one give what one of all gives."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.bm25 import Bm25
from index.search.faiss_store import FaissStore
from index.search.joined import JoinedCounts, JoinedTerms, JoinedVectors, JoinedWords, of_one_part
from index.search.late_interaction import DIMENSION, PassageWords, WordStore
from index.search.runs import Runs
from index.search.word_counts import WordCounts

ORDERS = st.lists(st.integers(0, 2), min_size=1, max_size=12).filter(
    lambda order: {*order} == {*range(max(order) + 1)}
)
TEXTS = st.lists(st.sampled_from("abcdé"), max_size=6)


def divided(order, values):
    """``values`` by the parts that ``order`` names."""
    return [
        [value for own, value in zip(order, values, strict=True) if own == part]
        for part in range(max(order) + 1)
    ]


@given(ORDERS, st.integers(0, 2**32 - 1), st.integers(1, 15))
def test_vectors(order, seed, k):
    random = np.random.default_rng(seed)
    rows = random.normal(size=(len(order), 8)).astype(np.float32)
    whole = FaissStore.build(rows)
    parts = [FaissStore.build(np.array(own)) for own in divided(order, rows)]
    joined = JoinedVectors(parts, Runs.of(order))
    assert (len(joined), joined.dimension) == (len(order), 8)
    every = random.permutation(len(order))
    assert np.array_equal(joined.rows(every), rows[every])
    query = random.normal(size=8).astype(np.float32)
    assert joined.search(query, k).tolist() == whole.search(query, k).tolist()
    for ids in (every[: len(order) // 2], np.append(every[:1], [-1, 99]), every[:0]):
        assert joined.search(query, k, ids).tolist() == whole.search(query, k, ids).tolist()


@given(ORDERS, st.data())
def test_terms(order, data):
    texts = data.draw(st.lists(TEXTS, min_size=len(order), max_size=len(order)))
    whole = Bm25.build(texts)
    parts = [Bm25.build(own, whole.mean) for own in divided(order, texts)]
    joined = JoinedTerms(parts, Runs.of(order))
    for query in (["a"], ["b", "é", "a"], ["none"], []):
        assert joined.scores(query) == pytest.approx(whole.scores(query), abs=1e-6)
    for term in "aé?":
        assert (term in joined, joined.idf(term)) == (term in whole, whole.idf(term))
    assert joined.greatest_idf == whole.greatest_idf
    for words in ([{"a", "b"}, {"c"}], [], [{"none"}]):
        assert joined.holding(words).tolist() == whole.holding(iter(words)).tolist()


@given(ORDERS, st.integers(0, 2**32 - 1))
def test_words(order, seed):
    random = np.random.default_rng(seed)
    axes = random.normal(size=(16, DIMENSION)).astype(np.float32)

    def passage():
        counts = random.integers(0, 3, size=random.integers(0, 4))
        numbers = np.repeat(np.arange(len(counts)), counts) - random.integers(0, 2)
        rows = random.integers(-127, 127, (len(numbers), DIMENSION))
        return PassageWords(rows.astype(np.int8), numbers.astype(np.int16))

    passages = [passage() for _ in order]
    whole = WordStore.build(axes, passages)
    parts = [WordStore.build(axes, own) for own in divided(order, passages)]
    joined = JoinedWords(parts, Runs.of(order))
    assert len(joined) == len(order)
    for number, own in enumerate(passages):
        assert joined.of(number).rows.tolist() == own.rows.tolist()
    words = random.normal(size=(3, 16)).astype(np.float32)
    weights = np.array([1, 2, 0.5], np.float32)
    asked = random.permutation(len(order)).tolist()
    ours, theirs = (store.likeness(words, weights, asked) for store in (joined, whole))
    for name in ("passages", "sentences", "owners", "numbers", "weakest"):
        assert getattr(ours, name) == pytest.approx(getattr(theirs, name), abs=1e-5), name


def test_words_along_other_axes_are_refused():
    none = PassageWords(np.zeros((0, DIMENSION), np.int8), np.zeros(0, np.int16))
    parts = [WordStore.build(np.full((16, DIMENSION), n, np.float32), [none]) for n in (1, 2)]
    with pytest.raises(ValueError, match="other axes"):
        JoinedWords(parts, Runs.of([0, 1]))


@given(st.lists(st.dictionaries(st.text("abé", min_size=1), st.integers(1, 5)), max_size=3))
def test_counts_are_added_up(parts):
    whole = Counter[str]()
    for part in parts:
        whole.update(part)
    joined = JoinedCounts([WordCounts.build(part) for part in parts])
    for letter in "abé":
        expected = {word: n for word, n in whole.items() if word.startswith(letter)}
        assert joined.beginning(letter) == expected


def test_what_is_joined_is_not_of_one_part():
    terms = Bm25.build([["a"]])
    assert of_one_part(terms, Bm25) is terms
    with pytest.raises(TypeError, match="JoinedTerms is not of one part, as Bm25 is"):
        of_one_part(JoinedTerms([terms], Runs.of([0])), Bm25)
