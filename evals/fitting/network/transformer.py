"""The network of a `TrainedReader`, as it is trained: it scores each token, and each kind of reply.

One class for two kinds of transformer: BERT (Devlin et al. 2019), and MPNet (Song et al. 2020),
which has a learned bias for the distance of two tokens and no token types. Written out here for its
speed: one product for query, key and value, and attention in the precision it is given.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from qa.reading.reader import REPLY_KINDS


@dataclass(frozen=True)
class Shape:
    """The sizes of a network.

    ``types`` counts the token types and ``buckets`` those of the distances; 0 where a network has
    none. ``first`` is the number of the first token's position, ``epsilon`` that of its layer
    norms.
    """

    layers: int
    size: int
    heads: int
    inner: int
    words: int
    positions: int
    types: int
    buckets: int
    first: int
    epsilon: float


MINILM = Shape(6, 384, 12, 1536, 30522, 512, 2, 0, 0, 1e-12)
"""The shape of all-MiniLM-L6-v2."""

MPNET = Shape(12, 768, 12, 3072, 30527, 514, 0, 32, 2, 1e-5)
"""The shape of all-mpnet-base-v2."""


class Scores(NamedTuple):
    """Logits that an answer begins and ends at each token (rows, tokens), and of `REPLY_KINDS`.

    Those of the first token stand for "no answer here"; ``kinds`` is (rows, kinds).
    """

    starts: Tensor
    ends: Tensor
    kinds: Tensor


def attention(query: Tensor, key: Tensor, value: Tensor, bias: Tensor) -> Tensor:
    """Attention in the precision given: its gradient is faster so than through torch's own."""
    scores = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(2, 3)) + bias
    with torch.autocast(scores.device.type, enabled=False):
        shares = torch.softmax(scores, dim=-1)
    return torch.matmul(shares, value)


class Layer(nn.Module):
    """Attention and two products, each added to what came in and normed."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.joint = nn.Linear(shape.size, 3 * shape.size)
        self.out = nn.Linear(shape.size, shape.size)
        self.norm = nn.LayerNorm(shape.size, shape.epsilon)
        self.wide = nn.Linear(shape.size, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.size)
        self.last = nn.LayerNorm(shape.size, shape.epsilon)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """``states`` (rows, tokens, size) after this layer.

        ``bias`` (rows, heads or 1, tokens, tokens) is added to the logits of the attention.
        """
        rows, tokens, size = states.shape
        joint = self.joint(states).view(rows, tokens, 3, self.heads, size // self.heads)
        query, key, value = joint.permute(2, 0, 3, 1, 4)
        context = attention(query, key, value, bias.to(query.dtype))
        mixture = self.out(context.transpose(1, 2).reshape(rows, tokens, size))
        states = self.norm(states + mixture)
        result: Tensor = self.last(states + self.narrow(functional.gelu(self.wide(states))))
        return result


class Network(nn.Module):
    """Embeddings, layers, and the scores."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.words, shape.size)
        self.positions = nn.Embedding(shape.positions, shape.size)
        self.types = nn.Embedding(shape.types, shape.size) if shape.types else None
        self.distances = nn.Embedding(shape.buckets, shape.heads) if shape.buckets else None
        self.norm = nn.LayerNorm(shape.size, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.spans = nn.Linear(shape.size, 2)
        self.kinds = nn.Linear(shape.size, len(REPLY_KINDS))

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Scores:
        """The scores for tokens (rows, tokens).

        ``types`` are 1 in the text and 0 in the question; ``mask`` marks what is no padding.
        """
        states = self.states(ids, types, mask)
        starts, ends = self.spans(states).float().unbind(-1)
        return Scores(starts, ends, self.kinds(states[:, 0]).float())

    def states(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """As `forward`, what the last layer makes of each token: (rows, tokens, size)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        states: Tensor = self.words(ids) + self.positions(places + self.shape.first)
        if self.types is not None:
            states = states + self.types(types)
        states = self.norm(states)
        bias = torch.zeros(mask.shape, device=ids.device).masked_fill(~mask, -1e4)[:, None, None]
        if self.distances is not None:
            buckets = bucket_numbers(places[None, :] - places[:, None], self.shape.buckets)
            bias = bias + self.distances(buckets).permute(2, 0, 1)[None]
        bias = bias.expand(-1, -1, ids.shape[1], -1)
        if torch.is_autocast_enabled(ids.device.type):
            bias = bias.to(torch.get_autocast_dtype(ids.device.type))
        bias = bias.to(states.dtype) if states.dtype == torch.bfloat16 else bias
        for layer in self.layers:
            states = layer(states, bias)
        return states


def mean_vectors(network: Network, ids: Tensor, mask: Tensor) -> Tensor:
    """Vectors of length 1 of texts: (texts, size), the means of their tokens' states.

    ``ids`` and ``mask``, which marks what is no padding, are (texts, tokens).
    """
    states = network.states(ids, ids.new_zeros(ids.shape), mask).float()
    return functional.normalize((states * mask[:, :, None]).sum(dim=1), dim=1)


def bucket_numbers(distances: Tensor, buckets: int, longest: int = 128) -> Tensor:
    """The number of each distance's bucket: exact near, logarithmic further away, as in T5.

    ``distances`` are in tokens, below 0 to the left; all from ``longest`` on share a bucket.
    """
    half = buckets // 2
    exact = half // 2
    size = distances.abs()
    ratio = torch.log(size.clamp(min=1).float() / exact) / math.log(longest / exact)
    coarse = exact + (ratio * (half - exact)).to(torch.long)
    side = half * (distances > 0)
    return torch.where(size < exact, size, coarse.clamp(max=half - 1)) + side
