from pathlib import Path

import numpy as np
import pytest

import index.search.arrays
from index.search.arrays import is_large, let_go, load_array


def resident(file):
    """KiB of ``file`` that are in the memory of this process."""
    lines = iter(Path("/proc/self/smaps").read_text().splitlines())
    every = (
        next(line for line in lines if line.startswith("Rss:")) for at in lines if str(file) in at
    )
    return sum(int(line.split()[1]) for line in every)


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="the system does not tell it")
def test_what_was_read_of_a_large_array_does_not_stay(tmp_path, monkeypatch):
    file = tmp_path / "rows.npy"
    np.save(file, np.arange(1 << 20, dtype=np.int32).reshape(-1, 64))
    array = load_array(file)
    assert array[::99].sum() > 0
    assert resident(file) > 3000
    assert not is_large(array)
    monkeypatch.setattr(index.search.arrays, "_LARGE", 1 << 22)
    assert is_large(array)
    let_go(array)
    assert resident(file) == 0
    np.testing.assert_array_equal(array[7], np.arange(448, 512))


def test_what_is_in_memory_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(index.search.arrays, "_LARGE", 0)
    np.save(tmp_path / "few.npy", np.arange(5))
    for array in (np.arange(5)[1:], load_array(tmp_path / "few.npy")):
        assert not is_large(array)
        let_go(array)
        assert array[-1] == 4
