"""What the figures were measured on, and the data they can be measured with."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from index.embedding.onnx_session import cores

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the checkout."""


def machine() -> str:
    """The machine in a few words: cores, memory, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{cores()} cores, {memory:.0f} GiB memory,"
        f" {platform.machine()} {platform.system()}, Python {platform.python_version()}"
    )


def squad() -> Path | None:
    """The folder of SQuAD cases, or None when it is not there."""
    return dataset("squad-dev-cases")


def dataset(name: str) -> Path | None:
    """The folder ``name`` in the `data_folder`, or None when it is not there."""
    folder = data_folder() / name
    return folder if folder.is_dir() else None


def data_folder() -> Path:
    """``PINCITE_DATA``; ``../shared/data`` beside the checkout when it is not set."""
    return Path(os.environ.get("PINCITE_DATA") or ROOT.parent / "shared" / "data")


def resident(name: str) -> float:
    """MiB that Linux gives under ``name`` for this process."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))
