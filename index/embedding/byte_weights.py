"""The default model's weights as bytes: a quarter of the size, and twice as quick to multiply by.

Each row of a matrix has steps of its own size: its largest number is 127 of them, either way. They
are made of the published weights, the same bytes on every machine, once, and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.checkpoints import DEFAULT_MODEL, check_default_weights
from index.embedding.weight_file import weight_bytes, weight_places
from index.errors import ModelError, StorageError
from index.storage.atomic_write import write_atomically
from index.storage.checksum import checksum
from index.storage.paths import own_folder

BYTE_WEIGHTS = "7ed6ada2360d31124e84f8ded57eb21291b2a99c1b98d978bf720aec63eca288"
"""The SHA-256 of the file that is made."""
FILE = f"{DEFAULT_MODEL}-bytes.safetensors"
"""Its name."""

LARGEST = 127
"""The largest byte, either way."""
STEPS = ".steps"
"""What follows a matrix's name in that of its rows' steps (rows,)."""

# What the published model calls a thing, and what `evals.fitting.graphs` does. Keys and values are
# put behind the queries.
_NAMES = (
    (r"embeddings\.word_embeddings", "words"),
    (r"embeddings\.position_embeddings", "positions"),
    (r"embeddings\.LayerNorm", "norm"),
    (r"encoder\.layer\.(\d+)\.attention\.self\.query", r"layers.\1.joint"),
    (r"encoder\.layer\.(\d+)\.attention\.output\.dense", r"layers.\1.out"),
    (r"encoder\.layer\.(\d+)\.attention\.output\.LayerNorm", r"layers.\1.norm"),
    (r"encoder\.layer\.(\d+)\.intermediate\.dense", r"layers.\1.wide"),
    (r"encoder\.layer\.(\d+)\.output\.dense", r"layers.\1.narrow"),
    (r"encoder\.layer\.(\d+)\.output\.LayerNorm", r"layers.\1.last"),
)
_TYPES = "embeddings.token_type_embeddings.weight"


def byte_weights(published: Path) -> Path | dict[str, NDArray[Any]]:
    """The folder of the weights, in `FILE`, made of those in ``published`` where need be.

    They are kept in `own_folder`; where nothing can be written there, they are given by name.

    Raises:
        ModelError: when the published weights are not those that they should be, or give other
            bytes here.
    """
    folder = own_folder("models")
    with suppress(OSError):  # it is not there, or another's
        if checksum(folder / FILE) == BYTE_WEIGHTS:
            return folder
    weights = in_bytes(check_default_weights(published))
    data = weight_bytes(weights)
    if (actual := sha256(data).hexdigest()) != BYTE_WEIGHTS:
        raise ModelError(
            f"{published} gives other bytes on this machine: SHA-256 {actual}, not {BYTE_WEIGHTS}.",
            f"Have PyTorch run it: --model {published}.",
        )
    try:
        write_atomically(folder / FILE, data)
    except StorageError:
        return weights
    return folder


def in_bytes(file: Path) -> dict[str, NDArray[Any]]:
    """The weights in ``file``, those of all-MiniLM-L6-v2, by the names that the graphs give them.

    There is one type of tokens: its vector is added to those of the places, which stay numbers of
    4 bytes, as all vectors do.
    """
    weights: dict[str, NDArray[Any]] = {}
    for name, weight in _renamed(file):
        if weight.ndim < 2 or name == "positions.weight":
            weights[name] = weight
        else:
            steps = np.abs(weight).max(axis=1) / np.float32(LARGEST)
            weights[name] = np.rint(weight / steps[:, None]).astype(np.int8)
            weights[name + STEPS] = steps
    return weights


def _renamed(file: Path) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The weights that the graphs use, by the names that they have there."""
    places = weight_places([file])
    for name in sorted(places):
        module, _, kind = name.rpartition(".")
        for pattern, ours in _NAMES:
            if not (known := re.fullmatch(pattern, module)):
                continue
            parts = [name]
            if ours.endswith("joint"):
                parts += [name.replace("query", part) for part in ("key", "value")]
            weight = np.concatenate([places[part].read(file.parent) for part in parts])
            if ours == "positions":
                weight += places[_TYPES].read(file.parent)[0]
            yield f"{known.expand(ours)}.{kind}", weight
