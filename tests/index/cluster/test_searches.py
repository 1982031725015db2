"""A store gives what an index on this machine does, made of the same documents."""

from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest

from index.build import build
from index.cluster.store import Store
from index.cluster.writing import finish, write
from index.documents.document import Document

TEXTS = {
    "bees.txt": "Bees dance.\n\nThe queen of the bees lays eggs. Drones do not work in the hive.",
    "cats.txt": "Cats purr at night. A cat sleeps for sixteen hours.\n\nKittens play.",
    "dogs.md": "# Dogs\n\nDogs bark at cats.\n\nA dog hears what no man hears. Dogs run.",
    "empty.md": "#",
    "ships.txt": "The ferry sails at noon.\n\nA ship has a captain and a crew of nine.",
}
WORDS = ("cat", "dog", "bee", "queen", "sail", "captain", "nobodi")


@pytest.fixture(scope="module")
def documents():
    return [Document(name, name, text, name) for name, text in TEXTS.items()]


@pytest.fixture(scope="module")
def local(documents, embedder):
    return build(documents, embedder, progress=False)


@pytest.fixture(scope="module")
def stored(documents, embedder, lite):
    store = Store(replace(lite, name=f"t{uuid4().hex}"), embedder, create=True)
    write(store, documents)
    finish(store)
    return store.index


def test_documents_and_passages_are_the_same(local, stored):
    assert [*stored.documents] == [*local.documents]
    assert [*stored.passages] == [*local.passages]
    assert stored.passages[2:4] == tuple(local.passages[2:4])
    assert stored.numbering.labels == local.numbering.labels
    assert stored.numbering.passages.tolist() == local.numbering.passages.tolist()
    assert stored.numbering.sentences.tolist() == local.numbering.sentences.tolist()
    assert stored.languages == local.languages


@pytest.mark.parametrize("grain", ["passage_vectors", "sentence_vectors"])
def test_vectors_are_the_same_and_nearest_alike(grain, local, stored, embedder):
    ours, theirs = getattr(local, grain), getattr(stored, grain)
    assert (len(theirs), theirs.dimension) == (len(ours), ours.dimension)
    some = np.array([3, 0, len(ours) - 1, 3])
    assert theirs.rows(some) == pytest.approx(ours.rows(some), abs=2e-4)
    assert theirs.rows([]).shape == (0, ours.dimension)
    for question in ("Do cats sleep?", "Who commands a ship?"):
        (query,) = embedder.embed_queries([question])
        for ids in (None, np.arange(3), np.array([5, 1]), np.arange(0)):
            near = theirs.search(query.whole, 4, ids).tolist()
            assert near == ours.search(query.whole, 4, ids).tolist()


@pytest.mark.parametrize("grain", ["passage_terms", "sentence_terms"])
def test_terms_count_alike(grain, local, stored):
    ours, theirs = getattr(local, grain), getattr(stored, grain)
    every = np.arange(len(local.passages if grain == "passage_terms" else local.sentence_vectors))
    for word in WORDS:
        assert (word in theirs) == (word in ours)
        assert theirs.idf(word) == ours.idf(word)
    assert theirs.greatest_idf == ours.greatest_idf
    for asked in ({"cat": 1.0}, {"dog": 1.0, "cat": 0.5, "nobodi": 1.0}, {"nobodi": 1.0}, {}):
        scores = ours.matches(asked).of(every)
        assert theirs.matches(asked).of(every) == pytest.approx(scores, abs=1e-5)
        for ids in (None, np.array([0, 2, 3, 4])):
            among = every if ids is None else ids
            sharing = [n for n in np.argsort(-scores, kind="stable") if n in among and scores[n]]
            best = theirs.matches(asked).best(3, ids)
            assert scores[best] == pytest.approx(scores[sharing[:3]])
    wanted: list[list[set[str]]] = [
        [{"cat"}], [{"cat", "kitten"}, {"dog"}], [{"nobodi"}], [set()], [],
    ]  # fmt: skip
    for words in wanted:
        assert theirs.holding(words).tolist() == ours.holding(words).tolist()


def test_words_are_alike(local, stored, embedder):
    (query,) = embedder.embed_queries(["Does a cat sleep at night?"])
    weights = np.ones(len(query.words), np.float32)
    ours, theirs = (
        index.words.likeness(query.words, weights, [4, 0, 2]) for index in (local, stored)
    )
    assert theirs.passages == pytest.approx(ours.passages)
    assert theirs.sentences == pytest.approx(ours.sentences)
    assert np.array_equal(stored.words.of(3).rows, local.words.of(3).rows)
    assert len(stored.words) == len(local.words)
    assert stored.word_counts.beginning("c") == local.word_counts.beginning("c")
    assert stored.word_counts.beginning("x") == {}


def test_a_word_is_said_or_not(local, stored):
    for word in ("purr", "purring", "ferry", "the", "unicorn"):
        assert stored.says(word) == local.says(word)
        inside = local.passages_of("cats.txt")
        assert stored.says(word, inside) == local.says(word, inside)
