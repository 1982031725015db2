"""A graph of ONNX, put together node by node. The home of onnx."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import ArrayLike, DTypeLike
from onnx import helper, numpy_helper

FUSED = "com.microsoft"
"""The operators of ONNX Runtime that do in one step what takes many of the standard's."""

_KINDS: Mapping[str, type[np.generic]] = {"F32": np.float32, "I64": np.int64, "I8": np.int8}
_OPSETS = {"": 18, FUSED: 1}
_IR_VERSION = 10


@dataclass(frozen=True)
class WeightPlace:
    """Where a weight's numbers are: ``length`` bytes from ``offset`` on in a file, ``location``."""

    location: str
    offset: int
    length: int
    kind: type[np.generic]
    shape: Sequence[int]

    def __post_init__(self) -> None:
        size = np.dtype(self.kind).itemsize * int(np.prod(self.shape))
        if size != self.length:
            raise ValueError(f"{self.shape} of {self.kind} are {size} bytes, not {self.length}")


def weight_places(files: Iterable[Path]) -> dict[str, WeightPlace]:
    """Where each weight is in ``files`` of safetensors, by name.

    Such a file is a header's length in 8 bytes, the header as JSON, and the numbers.
    """
    places: dict[str, WeightPlace] = {}
    for file in files:
        with file.open("rb") as opened:
            length = int.from_bytes(opened.read(8), "little")
            header = json.loads(opened.read(length))
        for name, about in header.items():
            if name != "__metadata__":
                start, end = about["data_offsets"]
                kind, shape = _KINDS[about["dtype"]], about["shape"]
                places[name] = WeightPlace(file.name, 8 + length + start, end - start, kind, shape)
    return places


class GraphBuilder:
    """Nodes, weights and constants, in the order in which they are named.

    The graph says where the numbers of its ``weights`` are, and holds none of them.
    """

    def __init__(self, name: str, weights: Mapping[str, WeightPlace]) -> None:
        self.name = name
        self._places = weights
        self._nodes: list[onnx.NodeProto] = []
        self._tensors: dict[str, onnx.TensorProto] = {}

    def has(self, name: str) -> bool:
        """Whether a weight is in one of the files."""
        return name in self._places

    def weight(self, name: str) -> str:
        """A weight in one of the files."""
        place = self._places[name]
        tensor = onnx.TensorProto(
            name=name,
            data_type=_number(place.kind),
            dims=place.shape,
            data_location=onnx.TensorProto.EXTERNAL,
        )
        for key in ("location", "offset", "length"):
            tensor.external_data.add(key=key, value=str(getattr(place, key)))
        self._tensors[name] = tensor
        return name

    def constant(self, name: str, value: ArrayLike, kind: DTypeLike = np.int64) -> str:
        """A constant that is part of the graph."""
        self._tensors[name] = numpy_helper.from_array(np.array(value, kind), name)
        return name

    def node(
        self,
        operator: str,
        inputs: Sequence[str],
        output: str,
        domain: str = "",
        **settings: int | float | Sequence[int],
    ) -> str:
        """What ``operator`` makes of ``inputs``, called ``output``."""
        return self.nodes(operator, inputs, [output], domain, **settings)[0]

    def nodes(
        self,
        operator: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        domain: str = "",
        **settings: int | float | Sequence[int],
    ) -> Sequence[str]:
        """The several ``outputs`` of one operator."""
        self._nodes.append(
            helper.make_node(operator, inputs, outputs, None, None, domain, None, **settings)
        )
        return outputs

    def cast(self, value: str, kind: DTypeLike, output: str) -> str:
        """``value`` as numbers of another ``kind``."""
        return self.node("Cast", [value], output, to=_number(kind))

    def serialize(
        self,
        inputs: Sequence[tuple[str, DTypeLike, Sequence[str]]],
        outputs: Sequence[tuple[str, DTypeLike, Sequence[str | int]]],
    ) -> bytes:
        """The graph as the bytes of a file; each input and output with its kind and shape."""

        def info(name: str, kind: DTypeLike, shape: Sequence[str | int]) -> onnx.ValueInfoProto:
            return helper.make_tensor_value_info(name, _number(kind), shape)

        graph = helper.make_graph(
            self._nodes,
            self.name,
            [info(*own) for own in inputs],
            [info(*own) for own in outputs],
            [*self._tensors.values()],
        )
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid(*own) for own in _OPSETS.items()],
            ir_version=_IR_VERSION,
            producer_name="pincite",
        )
        return bytes(model.SerializeToString(deterministic=True))


def _number(kind: DTypeLike) -> int:
    return int(helper.np_dtype_to_tensor_dtype(np.dtype(kind)))
