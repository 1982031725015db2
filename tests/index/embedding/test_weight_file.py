"""Weights are found where they are written, by this package and by others."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from safetensors.numpy import load, save_file

from index.embedding.weight_file import WeightPlace, weight_bytes, weight_places

WEIGHTS: Mapping[str, NDArray[Any]] = {
    "a": np.arange(6, dtype=np.float32).reshape(2, 3),
    "b.steps": np.array([1.5, -2.0], np.float32),
    "c": np.array([[-127, 0, 127]], np.int8),
    "d": np.array([1, 2**40]),
}


def test_weights_are_where_they_are_said_to_be(tmp_path):
    save_file({name: WEIGHTS[name] for name in "ad"}, tmp_path / "one")
    save_file({name: WEIGHTS[name] for name in ("b.steps", "c")}, tmp_path / "two")
    places = weight_places([tmp_path / "one", tmp_path / "two"])
    assert places.keys() == WEIGHTS.keys()
    for name, place in places.items():
        data = (tmp_path / place.location).read_bytes()
        numbers = np.frombuffer(data[place.offset :][: place.length], place.kind)
        assert numbers.reshape(place.shape).tolist() == WEIGHTS[name].tolist()
        assert place.read(tmp_path).tolist() == WEIGHTS[name].tolist()


@given(
    st.dictionaries(
        st.text(min_size=1),
        arrays.arrays(
            st.sampled_from([np.float32, np.int8, np.int64]),
            arrays.array_shapes(max_dims=3, max_side=4),
            elements=st.integers(-128, 127),
        ),
        max_size=5,
    )
)
def test_safetensors_reads_what_is_written(weights):
    weights.pop("__metadata__", None)
    read = load(weight_bytes(weights))
    assert read.keys() == weights.keys()
    for name, weight in weights.items():
        assert (read[name].dtype, read[name].tolist()) == (weight.dtype, weight.tolist())


def test_numbers_begin_at_a_multiple_of_64_bytes():
    for name in ("a", "a" * 30, "a" * 61):
        assert (len(weight_bytes({name: WEIGHTS["a"]})) - WEIGHTS["a"].nbytes) % 64 == 0


def test_a_place_of_another_size_than_its_shape_is_refused():
    with pytest.raises(ValueError, match="are 8 bytes, not 9"):
        WeightPlace(Path("a").name, 0, 9, np.float32, (2,))
