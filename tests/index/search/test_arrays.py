import gc
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.search.arrays
from index.errors import IndexDamagedError
from index.search.arrays import FileArray, load_array, load_bytes, load_rows

ROWS = np.arange(60, dtype=np.int16).reshape(20, 3)


@pytest.fixture
def file(tmp_path):
    np.save(tmp_path / "rows.npy", ROWS)
    return tmp_path / "rows.npy"


@pytest.fixture
def large(monkeypatch):
    monkeypatch.setattr(index.search.arrays, "_LARGE", 0)


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    file = tmp_path_factory.mktemp("arrays") / "rows"
    file.write_bytes(b"head" + ROWS.tobytes())
    return FileArray(file, ROWS.dtype, ROWS.shape, 4)


@given(st.integers(0, 25), st.integers(0, 25))
def test_a_run_of_rows_is_as_in_memory(stored, first, last):
    np.testing.assert_array_equal(stored[first:last], ROWS[first:last])


@given(st.lists(st.integers(0, 19)))
def test_rows_are_as_in_memory(stored, numbers):
    ids = np.array(numbers, np.int64)
    np.testing.assert_array_equal(stored[ids], ROWS[ids])


def test_all_of_it_is_an_array_too(stored, tmp_path):
    assert (len(stored), stored.shape, stored.dtype) == (20, (20, 3), np.int16)
    np.testing.assert_array_equal(np.asarray(stored), ROWS)
    np.save(tmp_path / "again.npy", stored)
    np.testing.assert_array_equal(np.load(tmp_path / "again.npy"), ROWS)


def test_only_what_is_large_stays_in_its_file(file, large):
    rows = load_rows(file)
    assert isinstance(rows, FileArray)
    np.testing.assert_array_equal(rows[3:5], ROWS[3:5])
    read = load_bytes(file)
    assert isinstance(read, FileArray)
    assert read[6:8].tobytes() == file.read_bytes()[6:8]


def test_what_is_small_is_in_memory(file):
    for rows in (load_array(file), load_rows(file)):
        assert type(rows) is np.ndarray
        np.testing.assert_array_equal(rows, ROWS)
    assert load_bytes(file)[:].tobytes() == file.read_bytes()


def test_where_parts_cannot_be_read_it_is_mapped(file, large, monkeypatch):
    monkeypatch.delattr(os, "pread")
    np.testing.assert_array_equal(load_rows(file), ROWS)
    assert load_bytes(file)[:].tobytes() == file.read_bytes()


def test_a_file_that_was_cut_is_told(tmp_path):
    file = tmp_path / "rows"
    file.write_bytes(ROWS.tobytes())
    rows = FileArray(file, ROWS.dtype, ROWS.shape)
    os.truncate(file, ROWS.nbytes - 1)
    assert rows[:19].tolist() == ROWS[:19].tolist()
    with pytest.raises(IndexDamagedError, match=r"rows ends before its byte 119\. Delete"):
        rows[19:20]


def test_it_is_read_on_when_its_file_is_gone_and_then_closed(file, large):
    rows = load_rows(file)
    file.unlink()
    np.testing.assert_array_equal(rows[np.array([7])], ROWS[7:8])
    assert isinstance(rows, FileArray)
    number = rows._number
    del rows
    gc.collect()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(number)


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="the system does not tell it")
def test_what_is_read_of_a_large_file_is_not_in_memory(tmp_path, large):
    file = tmp_path / "many.npy"
    np.save(file, np.arange(1 << 20, dtype=np.int32).reshape(-1, 64))
    rows = load_rows(file)
    assert rows[np.arange(0, 16384, 99)].sum() > 0
    assert str(file) not in Path("/proc/self/smaps").read_text()
