"""How far a network is from what it should say. Pure functions."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from evals.fitting.network.batches import ReadBatch
from evals.fitting.network.transformer import Scores

# Of the cosines of questions and sentences.
_TEMPERATURE = 0.05


def read_loss(scores: Scores, batch: ReadBatch, shared: float = 0.5, kinds: float = 0.3) -> Tensor:
    """The loss of ``scores`` for ``batch``, a number.

    Each row by itself, the first token against those of the passage; and ``shared`` times over all
    passages of a question together (Clark and Gardner 2018), so that a passage that answers
    outscores the others. ``kinds`` times the cross-entropy of the kind of reply.
    """
    total = scores.starts.new_zeros(())
    allowed = batch.open.clone()
    allowed[:, 0] = True
    for logits, right in ((scores.starts, batch.starts), (scores.ends, batch.ends)):
        alone = _log_sum(logits, right) - _log_sum(logits, allowed)
        total = total - alone.mean()
        # Texts are compared by their margins over "no answer here".
        margin = logits - logits[:, :1]
        answerable = right.any(dim=1) & ~right[:, 0]
        every = _over_groups(_log_sum(margin, batch.open), batch.groups)[batch.groups]
        among = (_log_sum(margin, right) - every)[answerable]
        if len(among):
            total = total - shared * among.mean()
    total = total / 2
    if (batch.kinds >= 0).any():
        entropy = functional.cross_entropy(scores.kinds, batch.kinds, ignore_index=-1)
        total = total + kinds * entropy
    return total


def contrast(questions: Tensor, sentences: Tensor, right: Tensor) -> Tensor:
    """The mean loss of telling each question's right sentences among those of its batch.

    Of unit vectors (questions, size) and (sentences, size), and which of the sentences are right
    (questions, sentences); van den Oord et al. 2018.
    """
    logits = questions @ sentences.T / _TEMPERATURE
    best = _log_sum(logits, right)
    return (logits.logsumexp(dim=1) - best).mean()


def _log_sum(logits: Tensor, tokens: Tensor) -> Tensor:
    return logits.masked_fill(~tokens, float("-inf")).logsumexp(dim=1)


def _over_groups(values: Tensor, numbers: Tensor) -> Tensor:
    top = values.detach().max()
    sums = values.new_zeros(int(numbers.max()) + 1).index_add(0, numbers, (values - top).exp())
    return sums.log() + top
