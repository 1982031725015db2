"""What was trained, as Pincite ships it.

Half precision, without the packaged model's embeddings, which stayed as they were.
"""

from __future__ import annotations

from pathlib import Path

import torch

from index.storage.checksum import checksum
from qa.reading.weights import save_weights


def export(checkpoint: Path, out: Path) -> tuple[int, str]:
    """Write the weights in ``checkpoint`` to ``out``; its size in bytes and its SHA-256."""
    model = torch.load(checkpoint, map_location="cpu")["model"]
    learned = {
        name: weight.to(torch.float16).contiguous()
        for name, weight in model.items()
        if not name.startswith("bert.embeddings.")
    }
    save_weights(learned, out)
    return out.stat().st_size, checksum(out)
