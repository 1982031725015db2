"""A network's weights as files. The home of safetensors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor


def load_weights(file: Path) -> dict[str, Tensor]:
    """The weights in ``file``, by name."""
    from safetensors.torch import load_file

    return load_file(file)


def save_weights(weights: Mapping[str, Tensor], file: Path) -> None:
    """Write what `load_weights` reads."""
    from safetensors.torch import save_file

    save_file(dict(weights), file)
