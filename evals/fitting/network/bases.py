"""The networks that training starts from: all-mpnet-base-v2, and all-MiniLM-L6-v2."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from evals.fitting.network.transformer import MINILM, MPNET, Network, Shape
from evals.fitting.network.weights import load_weights
from index.errors import ModelError

# What transformers calls a module, and what `Network` does.
_NAMES = {
    "embeddings.word_embeddings": "words",
    "embeddings.position_embeddings": "positions",
    "embeddings.token_type_embeddings": "types",
    "embeddings.LayerNorm": "norm",
    "encoder.relative_attention_bias": "distances",
    "attention.output.dense": "out",
    "attention.attn.o": "out",
    "attention.output.LayerNorm": "norm",
    "attention.LayerNorm": "norm",
    "intermediate.dense": "wide",
    "output.dense": "narrow",
    "output.LayerNorm": "last",
    "qa_outputs": "spans",
}
# Query, key and value, which are one product here.
_JOINT = (
    ("attention.self.query", "attention.self.key", "attention.self.value"),
    ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
)
# What neither base has.
_HEADS = {"spans.weight", "spans.bias", "kinds.weight", "kinds.bias"}

_SHAPES = {"bert": MINILM, "mpnet": MPNET}


def base_network(folder: Path) -> Network:
    """The model in ``folder`` as a network with new scores.

    Raises:
        ModelError: when it is neither of the two models.
    """
    try:
        kind = json.loads((folder / "config.json").read_bytes())["model_type"]
        shape = _SHAPES[kind]
        weights = load_weights(folder / "model.safetensors")
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"{folder} holds neither all-mpnet-base-v2 nor all-MiniLM-L6-v2.",
            "Name the folder of one, with config.json and model.safetensors.",
        ) from error
    return network_of(shape, weights)


def some_layers(network: Network, layers: Sequence[int]) -> Network:
    """A network with only these ``layers`` of another, in this order."""
    whole = network.state_dict()
    weights = {name: weight for name, weight in whole.items() if not name.startswith("layers.")}
    for number, layer in enumerate(layers):
        old, new = f"layers.{layer}.", f"layers.{number}."
        weights |= {
            new + name.removeprefix(old): weight
            for name, weight in whole.items()
            if name.startswith(old)
        }
    result = Network(replace(network.shape, layers=len(layers)))
    result.load_state_dict(weights)
    return result


def network_of(shape: Shape, weights: Mapping[str, Tensor]) -> Network:
    """A network with ``weights`` as transformers names them; scores that they lack are new.

    Raises:
        ModelError: when they are not those of a network of this ``shape``.
    """
    ours: dict[str, Tensor] = {}
    for name, weight in weights.items():
        module, _, part = name.rpartition(".")
        layer = re.match(r"encoder\.layer\.(\d+)\.(.*)", module)
        prefix, module = (f"layers.{layer[1]}.", layer[2]) if layer else ("", module)
        for joint in _JOINT:
            if module == joint[0]:
                three = [weights[name.replace(module, one)] for one in joint]
                ours[f"{prefix}joint.{part}"] = torch.cat(three)
        if module in _NAMES:
            ours[f"{prefix}{_NAMES[module]}.{part}"] = weight
    network = Network(shape)
    try:
        missing, unknown = network.load_state_dict(ours, strict=False)
    except RuntimeError as error:  # sizes differ
        raise ModelError(str(error), "Name another base.") from error
    if unknown or set(missing) - _HEADS:
        raise ModelError(
            f"The base has {sorted(unknown)} too many and lacks {sorted(set(missing) - _HEADS)}.",
            "Name another base.",
        )
    return network
