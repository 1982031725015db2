"""A graph of ONNX, put together node by node. The home of onnx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from numpy.typing import ArrayLike, DTypeLike
from onnx import helper, numpy_helper

from index.embedding.weight_file import WeightPlace

FUSED = "com.microsoft"
"""The operators of ONNX Runtime that do in one step what takes many of the standard's."""

_OPSETS = {"": 18, FUSED: 1}
_IR_VERSION = 10


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
