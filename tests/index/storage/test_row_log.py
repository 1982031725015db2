import shutil
import signal
import subprocess
import sys
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import index.opening
import index.storage.row_log
from index.documents.files import read_documents
from index.embedding.sentence_transformer import SentenceTransformerEmbedder
from index.errors import StorageError
from index.opening import load_or_build
from index.partial import NO_ROWS, PassageRows, ReusableRows
from index.search.late_interaction import DIMENSION, PassageWords, axes_of
from index.storage.row_log import RowLog
from index.storage.saved_index import ROWS, is_saved, save
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
    with suppress(StopError), RowLog(tmp_path, embedder, pytest.fail) as log:
        log.put(axes, {"1": rows["1"]})
        assert RowLog(tmp_path, embedder, pytest.fail).read() == NO_ROWS  # it is not time yet
        monkeypatch.setattr(index.storage.row_log, "SECONDS", 0)
        log.put(axes, {"2": rows["2"]})
        monkeypatch.setattr(index.storage.row_log, "SECONDS", 3600)
        log.put(axes, {"5": rows["5"]})
        raise StopError
    assert len([*(tmp_path / ROWS).iterdir()]) == 2
    read = RowLog(tmp_path, embedder, pytest.fail).read()
    assert read.rows.keys() == rows.keys()
    assert all(equal(read.rows[key], rows[key]) for key in rows)
    assert read.axes is not None
    assert np.array_equal(read.axes, axes)
    assert not is_saved(tmp_path)
    with RowLog(tmp_path, embedder, pytest.fail):
        pass
    assert [*tmp_path.iterdir()] == []


def test_nothing_is_left_of_a_build_that_made_nothing(tmp_path, embedder):
    with pytest.raises(StopError), RowLog(tmp_path, embedder, pytest.fail):
        raise StopError
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_was_removed_is_not_made_again(tmp_path, embedder, monkeypatch):
    monkeypatch.setattr(index.storage.row_log, "SECONDS", 0)
    folder = tmp_path / "collection" / "index"
    with suppress(StopError), RowLog(folder, embedder, pytest.fail) as log:
        shutil.rmtree(folder.parent)
        log.put(axes_of(embedder), {"1": made(1)})
        raise StopError
    assert [*tmp_path.iterdir()] == []


def test_what_another_build_writes_stays(tmp_path, embedder):
    axes, other = axes_of(embedder), RowLog(tmp_path, embedder, pytest.fail)
    with RowLog(tmp_path, embedder, pytest.fail) as log:
        log.put(axes, {"1": made(1)})
        log.write()
        other.put(axes, {"2": made(2)})
        other.write()
    assert RowLog(tmp_path, embedder, pytest.fail).read().rows.keys() == {"2"}


@pytest.fixture
def written(tmp_path, embedder):
    """A file of rows."""
    log = RowLog(tmp_path, embedder, pytest.fail)
    (tmp_path / ROWS).mkdir()
    log.put(axes_of(embedder), {"1": made(1)})
    log.write()
    (file,) = (tmp_path / ROWS).iterdir()
    return file


@given(at=st.integers(0, 150_000), bit=st.integers(0, 7), cut=st.booleans())
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_what_is_damaged_is_passed_over(written, embedder, at, bit, cut):
    whole = bytearray(written.read_bytes())
    try:
        damaged = whole[:at] if cut else whole.copy()
        if not cut:
            damaged[at % len(whole)] ^= 1 << bit
        written.write_bytes(damaged)
        log = RowLog(written.parents[1], embedder, pytest.fail)
        assert log.read() == NO_ROWS or damaged == whole
    finally:
        written.write_bytes(whole)


class Other(SentenceTransformerEmbedder):
    """The same model under another fingerprint."""

    fingerprint = "other"


def test_rows_of_another_model_are_passed_over(written, embedder):
    folder = written.parents[1]
    assert RowLog(folder, Other(), pytest.fail).read() == NO_ROWS
    assert RowLog(folder, embedder, pytest.fail).read().rows.keys() == {"1"}


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

    def full(file, data):
        raise StorageError(f"{file.name[:0]}The disk is full.", "Make room.")

    monkeypatch.setattr(index.storage.row_log, "write_atomically", full)
    lines: list[str] = []
    with RowLog(tmp_path, embedder, lines.append) as log:
        for n in (1, 2):
            log.put(axes_of(embedder), {f"{n}": made(n)})
    assert lines == ["If this is stopped, it begins anew. The disk is full."]


def test_an_index_is_kept_where_the_log_leaves_no_room(notes, embedder, monkeypatch):
    tries = []

    def tight(index, folder, base):
        tries.append([*(folder / ROWS).glob("*")])
        if tries[-1]:
            raise StorageError("The disk is full.", "Make room.")
        save(index, folder, base)

    monkeypatch.setattr(index.storage.row_log, "SECONDS", 0)
    monkeypatch.setattr(index.opening, "save", tight)
    _, lines = built(notes, embedder)
    assert ([bool(files) for files in tries], len(lines)) == ([True, False], 1)
    assert is_saved(notes.parent / "index")


def test_what_is_left_goes_when_the_saved_index_fits(notes, embedder):
    built(notes, embedder)
    log = RowLog(notes.parent / "index", embedder, pytest.fail)
    (notes.parent / "index" / ROWS).mkdir()
    log.put(axes_of(embedder), {"1": made(1)})
    log.write()
    built(notes, embedder)
    assert not (notes.parent / "index" / ROWS).exists()
