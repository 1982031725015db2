"""A disk that is full, or a folder that is not ours: one plain line, and what was there stays."""

import os
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.build import build
from index.documents.document import Document
from index.errors import StorageError
from index.storage.atomic_write import write_atomically
from index.storage.saved_index import load, save
from qa.library.library import Library

ROOT = Path(__file__).parents[2]


@contextmanager
def no_file_longer_than(size):
    """As on a full disk: what is written beyond fails, by whatever library."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.getsignal(signal.SIGXFSZ)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def index_of(embedder, *texts):
    documents = [Document(f"{n}.txt", str(n), text, f"{n}.txt") for n, text in enumerate(texts)]
    return build(documents, embedder, progress=False)


@pytest.mark.parametrize("size", [0, 700, 2_000, 5_000])
def test_an_index_that_does_not_fit_is_told_and_the_one_before_stays(embedder, tmp_path, size):
    small = index_of(embedder, "The ferry sails at nine.")
    large = index_of(embedder, *(f"Ferry {n} sails at {n}." for n in range(40)))
    save(small, tmp_path / "index")
    with no_file_longer_than(size), pytest.raises(StorageError, match="cannot be written"):
        save(large, tmp_path / "index")
    assert tuple(load(tmp_path / "index", embedder).passages) == small.passages
    assert len(list((tmp_path / "index").iterdir())) == 3  # its manifest, its files, and the lock
    save(large, tmp_path / "index")
    assert len(load(tmp_path / "index", embedder).passages) == 40


def test_a_file_that_does_not_fit_stays_as_it_was(tmp_path):
    write_atomically(tmp_path / "file", b"old")
    with no_file_longer_than(10), pytest.raises(StorageError, match="File too large"):
        write_atomically(tmp_path / "file", b"new" * 10)
    assert (tmp_path / "file").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_document_that_does_not_fit_is_not_added(tmp_path, embedder):
    library = Library(tmp_path / "library", embedder=embedder)
    folder = library.create("Notes").folder
    (tmp_path / "long.txt").write_text("Ferries wait. " * 1000, encoding="utf-8")
    with no_file_longer_than(2_000), pytest.raises(StorageError, match="File too large"):
        library.add(folder, [("long.txt", tmp_path / "long.txt")])
    assert library.read(folder).documents == ()
    assert library.add(folder, [("long.txt", tmp_path / "long.txt")]).documents == ("long.txt",)


def test_the_command_line_says_so_and_answers_all_the_same(tmp_path):
    (tmp_path / "ferry.txt").write_text("The ferry sails at nine.", encoding="utf-8")
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300));"
        "from qa.__main__ import main;"
        "sys.exit(main(['ask', 'When does the ferry sail?', '--documents', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "ferry.txt")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The ferry sails at nine.")
    assert "The index could not be kept." in done.stderr
    assert "None" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_reads_what_is_kept(tmp_path, embedder, mask):
    before = os.umask(mask)
    try:
        library = Library(tmp_path / "home" / "library", embedder=embedder)
        folder = library.create("Notes").folder
        (tmp_path / "ferry.txt").write_text("The ferry sails at nine.", encoding="utf-8")
        library.add(folder, [("ferry.txt", tmp_path / "ferry.txt")])
        library.open(folder)
    finally:
        os.umask(before)
    modes = {
        (path.is_dir(), path.stat().st_mode & 0o777) for path in (tmp_path / "home").rglob("*")
    }
    assert modes == {(True, 0o700), (False, 0o600)}
