from dataclasses import fields
from random import Random

import torch

from evals.fitting.data.groups import Row
from evals.fitting.network.batches import STEP, read_batch, read_rows
from evals.fitting.network.rows import make_batch, pack, padded_length
from index.documents.span import Span
from tests.evals.fitting.small_sets import OTHER, TEXT

EXACT = Row("When?", TEXT, (Span(20, 24),), kind="words")
WHOLE = Row("What?", TEXT, (Span(0, 7), Span(20, 24)), exact=False, kind=None)


def test_targets_are_the_answers_tokens_or_the_first(words):
    batch = make_batch([(EXACT, Row("Who?", TEXT)), (WHOLE,)], words, 16)
    assert batch.ids.shape[1] % 16 == 0
    assert batch.groups.tolist() == [0, 0, 1]
    assert batch.kinds.tolist() == [0, 3, -1]

    def words_at(row, marks):
        return words.decode(batch.ids[row][marks[row]].tolist(), skip_special_tokens=False)

    assert words_at(0, batch.starts).startswith("124")
    assert words_at(1, batch.starts) == words_at(1, batch.ends) == "[CLS]"
    assert "was founded" not in words_at(2, batch.starts)
    assert "brno" in words_at(2, batch.starts).replace(" ##", "")
    assert not batch.open[:, 0].any()


def test_questions_with_texts_are_the_same_after_they_were_unpadded(words):
    batch = make_batch([(EXACT, Row("Who?", OTHER)), (WHOLE,)], words)
    again = read_batch(read_rows(batch))
    for field in fields(batch):
        assert torch.equal(getattr(again, field.name), getattr(batch, field.name)), field.name


def test_batches_hold_every_group_once_and_rows_of_like_length(words):
    groups = [tuple(Row(f"{n}?", TEXT * (1 + n % 3)) for _ in range(1 + n % 2)) for n in range(30)]
    batches = pack(groups, words, Random(1), 5 * STEP)
    packed = [group for batch in batches for group in batch]
    assert sorted(packed, key=groups.index) == groups
    for batch in batches:
        (length,) = {max(padded_length(row, words) for row in group) for group in batch}
        rows = sum(map(len, batch))
        assert rows * length <= 5 * STEP or len(batch) == 1
    assert max(len(batch) for batch in batches) > 1
    assert pack(groups, words, Random(1), 5 * STEP) == batches
