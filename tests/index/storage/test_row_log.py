import signal
import subprocess
import sys

import numpy as np
import pytest

import index.storage.row_log
from index.documents.files import read_documents
from index.opening import load_or_build
from index.partial import NO_ROWS, PassageRows, ReusableRows
from index.search.late_interaction import DIMENSION, PassageWords, axes_of
from index.storage.row_log import RowLog
from index.storage.saved_index import ROWS, is_saved
from qa.question.query import understand
from qa.retrieval.search import search

COUNT = 200


class StopError(Exception):
    """The build is to end here."""


@pytest.fixture
def notes(tmp_path):
    """Documents of a passage each, and where their index is."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for n in range(COUNT):
        (folder / f"{n}.txt").write_text(f"House {n} of the street was built in {1700 + n}.")
    return folder


def built(notes, embedder, step=lambda done, of: None):
    """The index of the notes, and what was told of it."""
    lines: list[str] = []
    index = load_or_build(
        read_documents(notes), notes.parent / "index", embedder, lines.append, step
    )
    return index, lines


def made(number):
    words = PassageWords(
        np.full((number, DIMENSION), number, np.int8), np.arange(number, dtype=np.int16)
    )
    vectors = np.full((number + 1, 384), number, np.float32)
    return PassageRows(vectors[0], vectors[1:], words)


def equal(one, other):
    return all(
        np.array_equal(a, b) and a.dtype == b.dtype
        for a, b in (
            (one.passage, other.passage),
            (one.sentences, other.sentences),
            (one.words.rows, other.words.rows),
            (one.words.sentences, other.words.sentences),
        )
    )


def test_rows_that_were_written_are_read(tmp_path, embedder, monkeypatch):
    axes = axes_of(embedder)
    rows = {f"{n}": made(n) for n in (1, 2, 5)}
    log = RowLog(tmp_path, embedder, pytest.fail)
    log.put(axes, {"1": rows["1"]})
    assert log.read() is NO_ROWS  # it is not time yet
    monkeypatch.setattr(index.storage.row_log, "SECONDS", 0)
    log.put(axes, {"2": rows["2"]})
    log.put(axes, {"5": rows["5"]})
    log.write()
    assert len([*(tmp_path / ROWS).iterdir()]) == 2
    read = RowLog(tmp_path, embedder, pytest.fail).read()
    assert read.rows.keys() == rows.keys()
    assert all(equal(read.rows[key], rows[key]) for key in rows)
    assert read.axes is not None
    assert np.array_equal(read.axes, axes)
    assert not is_saved(tmp_path)
    log.remove()
    assert (log.read(), [*tmp_path.iterdir()]) == (NO_ROWS, [])
    log.put(axes, rows)  # who removed its folder wants nothing in it
    assert [*tmp_path.iterdir()] == []


def test_what_is_damaged_or_of_another_model_is_passed_over(tmp_path, embedder, monkeypatch):
    monkeypatch.setattr(index.storage.row_log, "SECONDS", 0)
    axes = axes_of(embedder)
    log = RowLog(tmp_path, embedder, pytest.fail)
    log.put(axes, {"1": made(1)})
    (file,) = (tmp_path / ROWS).iterdir()
    whole = file.read_bytes()
    for at in range(0, len(whole), 997):
        file.write_bytes(whole[:at])
        assert log.read().rows == {}
    file.write_bytes(whole.replace(embedder.fingerprint.encode("utf-32-le"), b"\0" * 256))
    assert log.read().rows == {}
    file.write_bytes(whole)
    assert log.read().rows.keys() == {"1"}


def test_rows_along_other_axes_are_left_out():
    one, other = np.eye(3, 2, dtype=np.float32), np.zeros((3, 2), np.float32)
    rows = ReusableRows(one, {"a": made(1)})
    assert NO_ROWS.joined(rows) is rows
    assert rows.joined(NO_ROWS) is rows
    assert rows.joined(ReusableRows(other, {"b": made(1)})) is rows
    assert rows.joined(ReusableRows(one.copy(), {"b": made(1)})).rows.keys() == {"a", "b"}


def test_a_build_that_is_stopped_goes_on(notes, embedder):
    def stop(done, of):
        if done >= 96:
            raise StopError

    with pytest.raises(StopError):
        built(notes, embedder, stop)
    index, lines = built(notes, embedder)
    assert lines == ["Indexing 200 documents: 104 passages to embed, 96 kept as they were."]
    assert not (notes.parent / "index" / ROWS).exists()
    again, lines = built(notes, embedder)
    assert (len(again.passages), lines) == (COUNT, [])
    (first, *_) = search(index, understand(index, "When was house 77 built?")).hits(1)
    assert "in 1777" in first.passage.text


KILLED = """
import os, signal, sys
from pathlib import Path
import index.storage.row_log
from index.documents.files import read_documents
from index.embedding.embedders import default_embedder
from index.opening import load_or_build

index.storage.row_log.SECONDS = 0
notes = Path(sys.argv[1])

def step(done, of):
    if done >= 64:
        os.kill(os.getpid(), signal.SIGKILL)

load_or_build(read_documents(notes), notes.parent / "index", default_embedder(), print, step)
"""


def test_a_build_that_is_killed_goes_on(notes, embedder):
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, notes], check=False, capture_output=True, text=True
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    _, lines = built(notes, embedder)
    assert lines == ["Indexing 200 documents: 136 passages to embed, 64 kept as they were."]


def test_what_cannot_be_written_is_told_once(tmp_path, embedder, monkeypatch):
    monkeypatch.setattr(index.storage.row_log, "SECONDS", 0)
    (tmp_path / ROWS).write_text("in the way")
    lines: list[str] = []
    log = RowLog(tmp_path, embedder, lines.append)
    for n in (1, 2):
        log.put(axes_of(embedder), {f"{n}": made(n)})
    assert [line.split(".")[0] for line in lines] == ["If this is stopped, it begins anew"]
