from math import exp, log

import pytest
import torch

from evals.fitting.data.groups import Row
from evals.fitting.network.loss import contrast, read_loss
from evals.fitting.network.rows import make_batch
from evals.fitting.network.transformer import Scores
from index.documents.span import Span
from qa.reading.reader import REPLY_KINDS
from tests.evals.fitting.small_sets import OTHER, TEXT


def test_the_loss_of_reading_is_that_of_the_slow_way(words):
    answer = Row("When?", TEXT, (Span(20, 24),), kind="words")
    batch = make_batch([(answer, Row("Who?", OTHER))], words, 8)
    torch.manual_seed(1)
    start, end = torch.randn(batch.ids.shape), torch.randn(batch.ids.shape)
    kinds = torch.randn(2, len(REPLY_KINDS))
    expected = 0.0
    for scores, right in ((start, batch.starts), (end, batch.ends)):
        rows = [
            (
                [float(scores[n, t]) for t in range(scores.shape[1]) if right[n, t]],
                [float(scores[n, t]) for t in range(scores.shape[1]) if batch.open[n, t] or t == 0],
            )
            for n in (0, 1)
        ]
        alone = [log(sum(map(exp, good))) - log(sum(map(exp, every))) for good, every in rows]
        margins = [
            [float(scores[n, t] - scores[n, 0]) for t in range(scores.shape[1]) if batch.open[n, t]]
            for n in (0, 1)
        ]
        good = [g - float(scores[0, 0]) for g in rows[0][0]]
        among = log(sum(map(exp, good))) - log(sum(exp(m) for row in margins for m in row))
        expected -= sum(alone) / 2 + 0.5 * among
    expected /= 2
    for row, kind in ((0, 0), (1, 3)):
        expected += 0.3 / 2 * (log(sum(map(exp, kinds[row].tolist()))) - float(kinds[row, kind]))
    assert float(read_loss(Scores(start, end, kinds), batch)) == pytest.approx(expected, rel=1e-4)


def test_the_loss_of_encoding_is_of_the_right_sentences_among_all():
    questions = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    sentences = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    right = torch.tensor([[True, False, False], [False, False, True]])
    far, near = exp(0), exp(1 / 0.05)
    first = log(near + 2 * far) - log(near)
    second = log(2 * near + far) - log(near)
    assert float(contrast(questions, sentences, right)) == pytest.approx((first + second) / 2)


def test_several_right_sentences_count_together():
    questions = torch.tensor([[1.0, 0.0]])
    sentences = torch.tensor([[0.6, 0.8], [0.6, -0.8], [0.6, 0.8]])
    both, one = (
        float(contrast(questions, sentences, torch.tensor([right])))
        for right in ([True, True, False], [False, True, False])
    )
    assert both == pytest.approx(log(3 / 2), abs=1e-5)
    assert one == pytest.approx(log(3), abs=1e-5)
