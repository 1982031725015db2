from dataclasses import fields

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from evals.fitting.network.batches import (
    STEP,
    ReadBatch,
    ReadRows,
    SentenceRows,
    load_batches,
    read_batch,
    read_rows,
    save_batches,
    sentence_batch,
    sentence_rows,
)

MARKS = (1, 2, 4, 8)  # of the passage, a start, an end, not the question's
TOKEN = st.integers(0, 2**16 - 1)
TEXT = st.lists(TOKEN, min_size=1, max_size=2 * STEP + 2)
SAMPLES = st.lists(
    st.tuples(TEXT, st.lists(st.tuples(TEXT, st.booleans()), max_size=4)), min_size=1, max_size=4
)


@st.composite
def questions_with_texts(draw):
    """Rows as lists: each the tokens with their marks, its group, and its kind."""
    tokens = st.lists(st.tuples(TOKEN, st.integers(0, 15)), min_size=1, max_size=2 * STEP + 2)
    row = st.tuples(tokens, st.integers(0, 2**16 - 1), st.integers(-1, 3))
    return draw(st.lists(row, min_size=1, max_size=4))


def unpadded(rows):
    every = [token for tokens, _, _ in rows for token in tokens]
    return ReadRows(
        np.array([token for token, _ in every], np.uint16),
        np.array([mark for _, mark in every], np.uint8),
        np.array([len(tokens) for tokens, _, _ in rows], np.uint16),
        np.array([group for _, group, _ in rows], np.uint16),
        np.array([kind for _, _, kind in rows], np.int8),
    )


def as_tensors(rows):
    width = -(-max(len(tokens) for tokens, _, _ in rows) // STEP) * STEP
    ids, mask = torch.zeros(len(rows), width, dtype=torch.long), torch.zeros(len(rows), width) > 0
    marked = [torch.zeros_like(mask) for _ in MARKS]
    for i, (tokens, _, _) in enumerate(rows):
        for j, (token, mark) in enumerate(tokens):
            ids[i, j], mask[i, j] = token, True
            for bit, where in zip(MARKS, marked, strict=True):
                where[i, j] = bool(mark & bit)
    inside, starts, ends, second = marked
    groups, kinds = torch.tensor([g for _, g, _ in rows]), torch.tensor([k for _, _, k in rows])
    return ReadBatch(ids, second.long(), mask, inside, starts, ends, groups, kinds)


def assert_same_arrays(ours, theirs):
    for ours_one, theirs_one in zip(ours, theirs, strict=True):
        for field in fields(ours_one):
            array, other = getattr(ours_one, field.name), getattr(theirs_one, field.name)
            assert array.dtype == other.dtype, field.name
            assert array.tolist() == other.tolist(), field.name


def assert_same_tensors(ours, theirs):
    for field in fields(ours):
        tensor, other = getattr(ours, field.name), getattr(theirs, field.name)
        assert tensor.dtype == other.dtype, field.name
        assert torch.equal(tensor, other), field.name


@given(
    st.lists(questions_with_texts().map(unpadded), min_size=1, max_size=3),
    st.lists(SAMPLES.map(sentence_rows), min_size=1, max_size=3),
)
def test_what_was_saved_is_loaded(tmp_path_factory, read, sentences):
    file = tmp_path_factory.mktemp("batches") / "batches"
    save_batches(read, sentences, file)
    read_again, sentences_again = load_batches(file)
    assert_same_arrays(read_again, read)
    assert_same_arrays(sentences_again, sentences)


@given(questions_with_texts())
def test_rows_are_padded_again_as_they_were(rows):
    batch = as_tensors(rows)
    assert_same_arrays([read_rows(batch)], [unpadded(rows)])
    assert_same_tensors(read_batch(read_rows(batch)), batch)


@given(SAMPLES)
def test_sentences_are_put_together_by_their_length_and_put_back_in_order(samples):
    batch = sentence_batch(sentence_rows(samples))
    sentences = [(n, *one) for n, (_, own) in enumerate(samples) for one in own]
    texts = [question for question, _ in samples] + [tokens for _, tokens, _ in sentences]
    rows = [
        (row_ids, row_mask)
        for ids, mask in zip(batch.ids, batch.masks, strict=True)
        for row_ids, row_mask in zip(ids, mask, strict=True)
    ]
    assert sorted(batch.order.tolist()) == list(range(len(texts)))
    for place, text in zip(batch.order.tolist(), texts, strict=True):
        ids, mask = rows[place]
        width = -(-len(text) // STEP) * STEP
        assert ids.tolist() == text + [0] * (width - len(text))
        assert mask.tolist() == [True] * len(text) + [False] * (width - len(text))
    assert len({ids.shape[1] for ids in batch.ids}) == len(batch.ids)
    assert batch.right.shape == (len(samples), len(sentences))
    assert batch.right.tolist() == [
        [right and owner == n for owner, _, right in sentences] for n in range(len(samples))
    ]


def test_each_question_stands_before_its_sentences():
    rows = sentence_rows([([5, 6], [([7], True), ([8, 9], False)]), ([1], [([2], True)])])
    assert_same_arrays(
        [rows],
        [
            SentenceRows(
                np.array([5, 6, 7, 8, 9, 1, 2], np.uint16),
                np.array([2, 1, 2, 1, 1], np.uint16),
                np.array([2, 1, 0, 2, 1], np.uint8),
            )
        ],
    )


def test_a_batch_goes_to_a_device_whole():
    meta = torch.device("meta")
    read = as_tensors([([(3, 1)], 0, 1)]).to(meta)
    assert {getattr(read, field.name).device for field in fields(read)} == {meta}
    texts = sentence_batch(sentence_rows([([1], [([2] * (STEP + 1), True)])])).to(meta)
    tensors = [*texts.ids, *texts.masks, texts.order, texts.right]
    assert [tensor.device for tensor in tensors] == [meta] * 6
