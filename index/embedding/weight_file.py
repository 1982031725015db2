"""A file of weights in the format of safetensors: where in it each is, and how it is written.

Such a file is a header's length in 8 bytes, the header as JSON, and the numbers. It is written here
so that the same weights are the same bytes whatever is installed: graphs say where each one is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_KINDS: Mapping[str, type[np.generic]] = {"F32": np.float32, "I64": np.int64, "I8": np.int8}
# Bytes of which the header is a multiple: numbers begin where a processor reads them at once.
_ALIGNED = 64


@dataclass(frozen=True)
class WeightPlace:
    """Where a weight's numbers are: ``length`` bytes from ``offset`` on in a file, ``location``."""

    location: str
    offset: int
    length: int
    kind: type[np.generic]
    shape: tuple[int, ...]

    def __post_init__(self) -> None:
        size = np.dtype(self.kind).itemsize * int(np.prod(self.shape))
        if size != self.length:
            raise ValueError(f"{self.shape} of {self.kind} are {size} bytes, not {self.length}")

    def read(self, folder: Path) -> NDArray[Any]:
        """The numbers, in the file in ``folder``, of which what is used is read."""
        return np.memmap(folder / self.location, self.kind, "r", self.offset, self.shape)


def weight_places(files: Iterable[Path]) -> dict[str, WeightPlace]:
    """Where each weight is in ``files``, by name."""
    places: dict[str, WeightPlace] = {}
    for file in files:
        with file.open("rb") as opened:
            length = int.from_bytes(opened.read(8), "little")
            header = json.loads(opened.read(length))
        for name, about in header.items():
            if name != "__metadata__":
                start, end = about["data_offsets"]
                kind, shape = _KINDS[about["dtype"]], tuple(about["shape"])
                places[name] = WeightPlace(file.name, 8 + length + start, end - start, kind, shape)
    return places


def weight_bytes(weights: Mapping[str, NDArray[Any]]) -> bytes:
    """The bytes of a file of ``weights``, in their order."""
    kinds = {np.dtype(kind): name for name, kind in _KINDS.items()}
    header, at = {}, 0
    for name, weight in weights.items():
        end = at + weight.nbytes
        own = {"dtype": kinds[weight.dtype], "shape": weight.shape, "data_offsets": (at, end)}
        header[name], at = own, end
    data = json.dumps(header).encode()
    data = data.ljust(len(data) + -(8 + len(data)) % _ALIGNED)
    return b"".join(
        [len(data).to_bytes(8, "little"), data, *(weight.tobytes() for weight in weights.values())]
    )
