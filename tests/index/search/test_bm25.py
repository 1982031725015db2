import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.search.bm25
from index.search.bm25 import FILES, Bm25

TERM = st.text(st.characters(codec="utf-8"), min_size=1, max_size=3)
TEXTS = st.lists(st.lists(TERM, max_size=12), min_size=1, max_size=12)


def bm25s_scores(corpus, query):
    """What the library of this name gives."""
    counted = [list(text) for text in corpus] if any(corpus) else [["\0"]] * len(corpus)
    index = bm25s.BM25(method="lucene")
    index.index(counted, show_progress=False)
    ids = [index.vocab_dict[term] for term in query if term in index.vocab_dict]
    return index.get_scores_from_ids(ids) if ids else np.zeros(len(corpus))


@given(corpus=TEXTS, query=st.lists(TERM, max_size=6), block=st.integers(1, 5))
def test_scores_are_those_of_bm25s(corpus, query, block):
    query += [text[0] for text in corpus if text]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.search.bm25, "_BLOCK", block)
        ours = Bm25.build(iter(corpus))
    assert ours.scores(query) == pytest.approx(bm25s_scores(corpus, query), abs=1e-5)
    holding = [sum(query[0] in text for text in corpus)] if query else []
    for n in holding:
        assert (query[0] in ours) == (n > 0)
        assert ours.idf(query[0]) == pytest.approx(np.log(1 + (len(corpus) - n + 0.5) / (n + 0.5)))


def test_what_was_saved_scores_alike(tmp_path):
    corpus = [[f"term {n % 7}", f"{n}", "é", "\ud800"] for n in range(3000)]
    built = Bm25.build(corpus)
    built.save(tmp_path / "terms")
    assert {file.name for file in (tmp_path / "terms").iterdir()} == {*FILES}
    loaded = Bm25.load(tmp_path / "terms", 3000)
    for query in (["term 3", "é"], ["2999", "\ud800"], ["none"], []):
        assert (loaded.scores(query) == built.scores(query)).all()
    assert loaded.scores(["term 3"]).nonzero()[0].tolist() == [*range(3, 3000, 7)]
    assert ("2999" in loaded, "3000" in loaded, "" in loaded) == (True, False, False)
    assert loaded.greatest_idf == loaded.idf("none") == pytest.approx(np.log(6002), abs=1e-3)


def test_texts_without_terms_are_counted():
    built = Bm25.build([[], [], []])
    assert built.scores(["a"]).tolist() == [0, 0, 0]
    assert built.idf("a") == built.greatest_idf


@given(TEXTS, st.lists(st.sets(TERM, min_size=1, max_size=3), max_size=3))
def test_the_texts_that_hold_words_are_those_that_have_one_term_of_each(corpus, words):
    holding = Bm25.build(corpus).holding(words)
    every = [n for n, text in enumerate(corpus) if all(word & {*text} for word in words)]
    assert holding.tolist() == every
