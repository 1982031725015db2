from random import Random

import numpy as np
import pytest

from evals.fitting.data.training_data import Data
from evals.fitting.network.batches import read_batch, sentence_batch
from evals.fitting.network.draw import read_batches, sentence_batches
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.embedding.word_pieces import load_pieces_alone
from qa.reading.encoder import LONGEST
from tests.evals.fitting.small_data import EXAMPLE, FOUNDED, NONE, TWIN, article

ANSWER = "brno was founded in 1243 by king wenceslaus."


@pytest.fixture(scope="module")
def data():
    articles = [article(f"a{n}", (FOUNDED, TWIN)) for n in range(20)]
    return Data(articles, [EXAMPLE], NONE)


def test_an_epoch_to_read_is_drawn_alike_for_a_seed(data, words):
    first, again, other = (
        [rows.tokens.tolist() for rows in read_batches(data, words, 512, Random(seed))]
        for seed in (1, 1, 2)
    )
    assert first == again != other


def test_batches_to_read_hold_about_so_many_tokens(data, words):
    batches = [read_batch(rows) for rows in read_batches(data, words, 512, Random(1))]
    assert len(batches) > 5
    assert max(batch.ids.numel() for batch in batches) <= 512
    right = [
        words.decode(ids[starts].tolist())
        for batch in batches
        for ids, starts, kind in zip(batch.ids, batch.starts, batch.kinds, strict=True)
        if kind == 0
    ]
    assert len(right) >= 20
    assert all(text.startswith("124") for text in right)


def test_batches_of_sentences_hold_so_many_questions(data):
    alone = load_pieces_alone(model_folder(DEFAULT_MODEL), LONGEST)
    batches = list(sentence_batches(data, alone, 4, Random(1)))
    again = list(sentence_batches(data, alone, 4, Random(1)))
    assert [b.tokens.tolist() for b in batches] == [b.tokens.tolist() for b in again]
    assert len(batches) > 1
    for rows in batches:
        batch = sentence_batch(rows)
        assert len(batch.right) == 4
        assert batch.right.any(dim=1).all()
        texts = np.split(rows.tokens, np.cumsum(rows.lengths.astype(int))[:-1])
        right = [t for t, role in zip(texts, rows.roles, strict=True) if role == 1]
        assert all(alone.decode(text.tolist()).endswith(ANSWER) for text in right)
