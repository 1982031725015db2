"""A network's weights as bytes: each row of a product's weights in steps of its own size.

They take a quarter of the room, and are multiplied as they are, in a quarter of the time. Here it
is done by PyTorch, to try what was trained; `evals.fitting.graphs.byte_layers` is the same for ONNX
Runtime.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from evals.fitting.network.transformer import Network, Shape
from evals.fitting.network.weights import load_weights
from index.embedding.byte_weights import LARGEST, STEPS
from qa.reading.network_files import NetworkFiles

# Shares of a row's largest weight that are tried as its largest byte.
_SHARES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)


def quantise(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """``weights`` with their matrices as bytes, and beside each the steps of its rows (rows,).

    Vectors, and matrices of few rows, stay as they are, in float32.
    """
    result: dict[str, Tensor] = {}
    for name, weight in weights.items():
        if weight.ndim < 2 or len(weight) < LARGEST:
            result[name] = weight.to(torch.float32).contiguous()
            continue
        steps = _steps(weight.float())
        rows = (weight.float() / steps[:, None]).round().clamp(-LARGEST, LARGEST)
        result[name], result[name + STEPS] = rows.to(torch.int8), steps
    return result


def dequantise(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The weights that `quantise` was given, nearly."""
    return {
        name: weight.float() * weights[name + STEPS][:, None]
        if name + STEPS in weights
        else weight.float()
        for name, weight in weights.items()
        if not name.endswith(STEPS)
    }


class ByteLinear(nn.Module):
    """A linear layer whose weights stay bytes; each token that comes in is put in bytes as well."""

    columns: Tensor
    steps: Tensor
    bias: Tensor

    def __init__(self, weight: Tensor, steps: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.register_buffer("columns", weight.t())
        self.register_buffer("steps", steps)
        self.register_buffer("bias", bias)

    def forward(self, states: Tensor) -> Tensor:
        """The product of ``states`` (…, size in) and the weights, in float32 (…, size out)."""
        tokens = states.flatten(0, -2)
        steps = tokens.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / LARGEST
        sums = torch._int_mm((tokens / steps).round().to(torch.int8), self.columns)
        result: Tensor = sums.float().mul_(steps).mul_(self.steps).add_(self.bias)
        return result.view(*states.shape[:-1], -1)


def byte_network(shape: Shape, weights: Mapping[str, Tensor]) -> Network:
    """The network with the ``weights`` that `quantise` gave; its linear layers keep the bytes."""
    with torch.device("meta"):
        network = Network(shape)
    network.load_state_dict(dequantise(weights), assign=True)
    for name, module in list(network.named_modules()):
        steps = weights.get(f"{name}.weight{STEPS}")
        if isinstance(module, nn.Linear) and steps is not None:
            parent, _, own = name.rpartition(".")
            layer = ByteLinear(weights[f"{name}.weight"], steps, module.bias.detach())
            setattr(network.get_submodule(parent), own, layer)
    return network.eval()


def saved_network(files: NetworkFiles) -> Network:
    """The network in a folder, run by PyTorch.

    Raises:
        ModelError: when its settings do not load.
    """
    weights: dict[str, Tensor] = {}
    for name in files.settings["weights"]:
        weights |= load_weights(files.folder / name)
    return byte_network(Shape(**files.settings["shape"]), weights)


def _steps(weight: Tensor) -> Tensor:
    """For each row the size of a step that has the least squared error.

    Larger weights than the largest byte stands for are cut down to it.
    """
    whole = weight.abs().amax(dim=1).clamp(min=1e-8) / LARGEST
    best, least = whole, torch.full_like(whole, torch.inf)
    for share in _SHARES:
        steps = whole * share
        rows = (weight / steps[:, None]).round().clamp(-LARGEST, LARGEST) * steps[:, None]
        error = (rows - weight).square().sum(dim=1)
        best, least = torch.where(error < least, steps, best), torch.minimum(error, least)
    return best
