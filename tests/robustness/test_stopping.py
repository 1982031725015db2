"""However and whenever the page is stopped, it ends with 0 and leaves nothing of its visitors."""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from threading import Event, Thread

import httpx
import pytest

from index.storage.scratch import scratch_folder
from qa.library.collection import LibraryError
from qa.library.library import Library
from qa.library.lifetime import Lifetime
from tests.scans import NOTES, needs_ocr, scanned_pdf

ROOT = Path(__file__).parents[2]
STOPS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
APP, PINCITE = ("app.py",), ("-m", "qa", "serve")
# What the other process of the tests takes meanwhile is not the program's own time.
SECONDS = 15 if "PYTEST_XDIST_WORKER" in os.environ else 5


@pytest.fixture
def documents(tmp_path):
    """So many passages that embedding them takes longer than any test."""
    folder = tmp_path / "documents"
    folder.mkdir()
    lines = (f"Ferry {n} waits for {n * 7} days in the harbour." for n in range(6_000))
    (folder / "ferries.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return folder


@contextmanager
def started(tmp_path, *arguments, program=APP):
    """The page's process, with folders of its own for what is kept and what is not."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "scratch").mkdir(exist_ok=True)
    with subprocess.Popen(
        [sys.executable, *program, "--port", str(port), *map(str, arguments)],
        cwd=ROOT,
        env=os.environ
        | {"TMPDIR": str(tmp_path / "scratch"), "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.kill()


@contextmanager
def visit(address):
    """The page opened as a browser does, and the stream of its events."""
    with httpx.Client(base_url=address, trust_env=False, timeout=SECONDS) as client:
        client.get("/")  # and so a cookie
        load = next(
            each["id"]
            for each in client.get("/config").json()["dependencies"]
            if any(trigger == "load" for _, trigger in each["targets"])
        )
        message = {"data": [None], "fn_index": load, "session_hash": "one", "event_data": None}
        client.post("/gradio_api/queue/join", json=message).raise_for_status()
        events = "/gradio_api/queue/data?session_hash=one"
        with client.stream("GET", events, timeout=None) as stream:
            yield stream.iter_lines()


def wait_for(stream, words):
    return next(line for line in stream if words in line)


def left(tmp_path):
    return [path.name for path in (tmp_path / "scratch").iterdir() if "pincite" in path.name]


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("program", [APP, PINCITE])
def test_before_the_page_is_up(tmp_path, program, stop):
    with started(tmp_path, program=program) as (process, _):
        wait_until_listening(process)
        process.send_signal(stop)
        _, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, "Traceback" in errors, left(tmp_path)) == (0, False, [])


def wait_until_listening(process):
    """Until it has said itself what is to happen when it is stopped."""
    status = Path(f"/proc/{process.pid}/status")
    caught = 1 << (signal.SIGTERM - 1)
    while process.poll() is None:
        line = next(it for it in status.read_text().splitlines() if it.startswith("SigCgt"))
        if int(line.split()[1], 16) & caught:
            return
    pytest.fail("it ended by itself")


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("program", [APP, PINCITE])
def test_while_the_models_are_loaded(tmp_path, program, stop):
    with started(tmp_path, program=program) as (process, _):
        wait_for(process.stdout, "Pincite is at")
        process.send_signal(stop)
        _, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, errors.strip(), left(tmp_path)) == (0, "", [])


@pytest.mark.parametrize(
    ("stop", "shared", "program"),
    [(stop, "off", APP) for stop in STOPS]
    + [(signal.SIGTERM, "on", APP), (signal.SIGINT, "on", PINCITE)],
)
def test_while_an_index_is_embedded(tmp_path, documents, stop, shared, program):
    options = ["--documents", documents, "--shared", shared]
    with started(tmp_path, *options, program=program) as (process, address):
        wait_for(process.stdout, "Pincite is at")
        with visit(address):
            wait_for(process.stderr, "Indexing")
            process.send_signal(stop)
            _, errors = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert "terminate called" not in errors
    assert left(tmp_path) == []


@needs_ocr
@pytest.mark.parametrize("shared", ["on", "off"])
def test_while_pages_are_read_by_ocr(tmp_path, home, shared):
    (tmp_path / "scan.pdf").write_bytes(scanned_pdf(NOTES * 20))
    options = ["--ocr", "--documents", tmp_path / "scan.pdf", "--shared", shared]
    with started(tmp_path, *options) as (process, address):
        wait_for(process.stdout, "Pincite is at")
        with visit(address) as events:
            wait_for(events, "page 3 of 80 by OCR")
            process.send_signal(signal.SIGTERM)
            _, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, "Traceback" in errors, left(tmp_path)) == (0, False, [])
    kept = [*home.glob("library/*/parsed/pages/*.json")]
    assert len(kept) >= (2 if shared == "on" else 0)
    assert len(kept) < 80


def test_what_a_killed_one_left_is_removed_at_the_next_start(tmp_path, documents):
    with started(tmp_path, "--documents", documents, "--shared", "off") as (process, address):
        wait_for(process.stdout, "Pincite is at")
        with visit(address):
            wait_for(process.stderr, "Indexing")
            process.kill()
            process.wait()
    assert len(left(tmp_path)) == 1
    with started(tmp_path) as (process, _):
        wait_for(process.stdout, "Pincite is at")
        assert len(left(tmp_path)) == 1  # its own
        process.terminate()
        process.wait(SECONDS)
    assert left(tmp_path) == []


def test_the_folder_of_a_living_process_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch_folder() as mine:
        (mine / "text").touch()
        with scratch_folder() as other:
            assert mine != other
            assert (mine / "text").exists()
            assert mine.stat().st_mode & 0o777 == 0o700
        assert not other.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_build_ends_at_its_next_batch_when_the_library_is_closed(embedder, documents):
    library = Library.temporary([documents], embedder)
    (first,) = library.collections()
    steps = []

    def close(stage, done, of):
        steps.append((stage, done))
        if stage == "embedding":
            library.close()

    with pytest.raises(LibraryError, match="was closed"):
        library.open(first.folder, close)
    assert [stage for stage, _ in steps].count("embedding") == 1
    assert not library.home.exists()


def test_an_end_waits_for_the_work_of_others_and_lets_none_begin():
    lifetime, begun, may_end, done = Lifetime(), Event(), Event(), []

    def work():
        with lifetime.work():
            begun.set()
            may_end.wait()
            done.append("work")

    worker = Thread(target=work)
    worker.start()
    begun.wait()

    def end():
        lifetime.end()
        done.append("end")

    ending = Thread(target=end)
    ending.start()
    may_end.set()
    worker.join()
    ending.join()
    assert done == ["work", "end"]
    with pytest.raises(LibraryError, match="was closed"), lifetime.work():
        pass
