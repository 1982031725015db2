"""A network run by ONNX Runtime. The home of that library.

A graph's file holds operators only, and says where in which files its weights are. These are mapped
into memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

GRAPHS = Path(__file__).parents[2] / "data" / "graphs"
"""Where the graphs are that `evals.fitting.graphs` makes."""

REMEDY = "Install Pincite again."
"""What helps when a graph that Pincite ships does not load."""

Ids = NDArray[np.int64]
"""Tokens, (rows, tokens)."""
Mask = NDArray[np.int32]
"""1 where there is a token, else 0: (rows, tokens)."""
Vector = NDArray[np.float32]
"""What a network makes of a text, (size,), of length 1."""

LEAST_COSINE = 0.99
"""Of a vector with that which it should be; rounding to bytes takes .001 to .004."""

Weights = Path | Mapping[str, NDArray[Any]]
"""Those of a graph: the folder of their files, or by name."""

_ERRORS_ONLY = 3


class OnnxSession:
    """The graph in ``file`` with ``weights``; any thread may run it.

    They are in files in a folder, or given by name. ``remedy`` ends the errors.

    Raises:
        ModelError: when the graph does not load, or the weights are not those that it names.
    """

    def __init__(self, file: Path, weights: Weights, remedy: str = REMEDY) -> None:
        # Else it reports to its makers over the network, from the moment it is loaded.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = cores()
        settings.log_severity_level = _ERRORS_ONLY
        # Threads that wait for the next product would keep those of others waiting.
        settings.add_session_config_entry("session.intra_op.allow_spinning", "0")
        if isinstance(weights, Path):
            place = "session.model_external_initializers_file_folder_path"
            settings.add_session_config_entry(place, str(weights))
        else:
            values = [*map(onnxruntime.OrtValue.ortvalue_from_numpy, weights.values())]
            settings.add_external_initializers([*weights], values)
        try:  # what broken files raise is anyone's guess
            self._session = onnxruntime.InferenceSession(
                file.read_bytes(), settings, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise not_loaded(file, error, remedy) from error
        self._outputs = [output.name for output in self._session.get_outputs()]

    def run(self, **inputs: NDArray[Any]) -> dict[str, NDArray[np.float32]]:
        """The graph's outputs, by their names."""
        return dict(zip(self._outputs, self._session.run(None, inputs), strict=True))


def session_like(
    graphs: Sequence[Path],
    weights: Weights,
    reference: Path,
    vector_of: Callable[[OnnxSession, Ids, Mask], Vector],
    remedy: str = REMEDY,
) -> OnnxSession:
    """That of the first of ``graphs`` that gives vectors here as where they were made.

    ``vector_of`` gets it, and what `reference_cosine` hands over.

    Raises:
        ModelError: when there is none, or a file does not load.
    """
    cosines = []
    for graph in graphs:
        session = OnnxSession(graph, weights, remedy)
        cosines.append(reference_cosine(reference, partial(vector_of, session), remedy))
        if cosines[-1] >= LEAST_COSINE:
            return session
    known = ", ".join(f"{cosine:.6f}" for cosine in cosines)
    raise ModelError(
        f"{graphs[0]} gives other vectors on this processor than where it was made: of one the"
        f" cosines are {known}.",
        remedy,
    )


def reference_cosine(
    file: Path, vector_of: Callable[[Ids, Mask], Vector], remedy: str = REMEDY
) -> float:
    """The cosine of the vector that ``file`` was left with and what ``vector_of`` makes now.

    ``file`` holds tokens, ``ids`` (1, tokens), and their ``vector`` (size,) of length 1, as it was
    made where the graph was. ``vector_of`` gets them with their mask.

    Raises:
        ModelError: when the file is not there, or its vector is of another size.
    """
    try:
        with np.load(BytesIO(file.read_bytes())) as reference:
            ids, vector = reference["ids"], reference["vector"]
        return float(vector_of(ids, np.ones(ids.shape, np.int32)) @ vector)
    except (
        OSError,
        EOFError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        BadZipFile,
    ) as error:
        raise not_loaded(file, error, remedy) from error


def not_loaded(file: Path, error: Exception, remedy: str) -> ModelError:
    """That ``file`` does not load, in a sentence, and what helps."""
    known = isinstance(error, OSError) and error.strerror
    why = str(known or error).strip().split("\n")[0].rstrip(".")
    return ModelError(f"{file} does not load: {why}.", remedy)


def padded(rows: Sequence[Sequence[int]]) -> tuple[Ids, Mask]:
    """Rows of tokens made as long as the longest: (rows, tokens), and 1 where there is a token."""
    ids = np.zeros((len(rows), max(map(len, rows))), np.int64)
    mask = np.zeros(ids.shape, np.int32)
    for own, marks, tokens in zip(ids, mask, rows, strict=True):
        own[: len(tokens)] = tokens
        marks[: len(tokens)] = 1
    return ids, mask


def cores() -> int:
    """How many cores this process may use: those it may run on, or what its group is given.

    No more than OMP_NUM_THREADS says, by which other libraries go as well.
    """
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    given = os.environ.get("OMP_NUM_THREADS", "")
    most = int(given) if given.isdecimal() else 1 << 10
    return max(1, min(allowed or 1, most, _group_cores(Path("/sys/fs/cgroup/cpu.max"))))


def _group_cores(file: Path) -> int:
    """What the control group's ``file`` of Linux grants, rounded up; many where it is silent."""
    try:
        quota, period = file.read_text().split()
        return -(-int(quota) // int(period))
    except (OSError, ValueError):  # no such file, or "max"
        return 1 << 10
