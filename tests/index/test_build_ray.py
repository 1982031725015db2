import os
import signal
import sys
from dataclasses import replace
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest

pytest.importorskip("ray", reason="Ray is not installed")
pytest.importorskip("milvus_lite", reason="milvus-lite is not installed")

import ray

import index.cluster.shared_build
import index.cluster.worker
from index.build_ray import build_with_ray
from index.cluster.building import build_store
from index.cluster.store import Store
from index.cluster.worker import Outcome, Task, Worker, patiently
from index.documents.listing import ListedFile
from index.errors import DocumentError, StoreError
from qa.retrieval.pipeline import find
from tests.milvus_servers import free_port, lite_server

# Ray sets its own settings by names that it has given up.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray.data.context"),
    pytest.mark.filterwarnings("ignore:.target_shuffle_max:UserWarning:ray.data.context"),
]
TOWNS = 30
QUESTIONS = (
    "How deep is the harbour of Town 7?",
    "Who is the mayor of Town 21?",
    "When was the harbour of Town 12 opened?",
    "What do the bees of Town 3 do?",
    "What is sold on the market?",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with lite_server(tmp_path_factory.mktemp("milvus")) as address:
        yield address


@pytest.fixture(scope="module")
def deadly(tmp_path_factory):
    """Ray, two of whose workers may run; the file in a folder ends one as it writes passages."""
    file = tmp_path_factory.mktemp("deadly") / "file"

    def prepare():
        """Have this worker kill itself when it reads deadly.txt, and once where there is a file."""
        module: Any = import_module("index.cluster.worker")
        milvus: Any = import_module("index.search.milvus_client").Milvus
        read, put = module.read_listed, milvus.put

        def read_or_die(files, reader):
            if files[0].path.name == "deadly.txt":
                os.kill(os.getpid(), signal.SIGKILL)
            return read(files, reader)

        def put_or_die(self, table, rows, *args, **kwargs):
            put(self, table, rows, *args, **kwargs)
            if table.endswith("_passages") and file.exists():
                file.unlink()
                os.kill(os.getpid(), signal.SIGKILL)

        module.read_listed, milvus.put = read_or_die, put_or_die

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("PINCITE_HOME", str(tmp_path_factory.mktemp("home")))
        ray.init(
            "local",
            num_cpus=2,
            include_dashboard=False,
            object_store_memory=1 << 28,
            log_to_driver=False,
            runtime_env={"worker_process_setup_hook": prepare},
        )
        yield file
        ray.shutdown()


@pytest.fixture
def address(server, deadly, monkeypatch):
    """A store of its own, in which a small build is divided as a large one is."""
    monkeypatch.setattr(index.cluster.shared_build, "_MEASURED", 1)
    monkeypatch.setattr(index.cluster.shared_build, "_LEAST", 1)
    return replace(server, name=f"ray{uuid4().hex}")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "towns"
    folder.mkdir()
    for n in range(TOWNS):
        text = f"The harbour of Town {n} was opened in {1800 + n}. It is {n + 3} metres deep.\n\n"
        mayor = f"The mayor of Town {n} is called Person{n}. The bees of Town {n} make honey.\n"
        (folder / f"town{n:02}.txt").write_text(text + mayor)
    (folder / "market.md").write_text("# Market\n\nFish and bread are sold on the market.\n")
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    return folder


def rows(store):
    """How many rows each table has."""
    milvus = store.milvus
    return {
        table.removeprefix(store.address.name): milvus.count(table)
        for table in store.tables.columns
    }


def names(store):
    tables = store.tables
    return [
        sorted(row["name"] for row in store.milvus.each(table, "", ["name"]))
        for table in (tables.documents, tables.passages, tables.sentences)
    ]


def states(store):
    return {entry.label.id: entry.state for entry in store.catalogue.documents}


def built_plainly(address, embedder, folder):
    store = Store(replace(address, name=f"plain{uuid4().hex}"), embedder, create=True)
    return store, build_store(store, folder)


def test_a_store_is_built_as_on_one_machine(address, embedder, folder):
    lines: list[str] = []
    built = build_with_ray(address, folder, say=lines.append)
    plain, other = built_plainly(address, embedder, folder)
    assert built == other
    assert (built.documents, built.passages, built.there) == (TOWNS + 1, 2 * TOWNS + 1, 0)
    (skipped,) = built.skipped
    assert skipped.path == str(folder / "torn.pdf")
    assert lines == [f"Not read: {skipped.path}: {skipped.advice}"]
    store = Store(address, embedder)
    assert states(store) == states(plain)
    assert names(store) == names(plain)
    assert rows(store) == rows(plain)
    for question in QUESTIONS:
        (mine,), (theirs,) = (find(it.index, question).passages(1) for it in (store, plain))
        assert (mine.document.id, mine.text) == (theirs.document.id, theirs.text)


def test_what_is_there_is_not_written_again(address, embedder, folder):
    build_store(Store(address, embedder, create=True), folder)
    (folder / "new.txt").write_text("The new town has a bridge.")
    (folder / "town00.txt").write_text("Town 0 is gone.")
    built = build_with_ray(address, folder)
    assert (built.documents, built.passages, built.there) == (2, 2, TOWNS)
    again = build_with_ray(address, folder)
    assert again == replace(built, documents=0, passages=0, there=TOWNS + 2)


def test_nothing_is_lost_or_doubled_when_a_worker_is_killed(address, deadly, embedder, folder):
    deadly.touch()
    built = build_with_ray(address, folder)
    assert not deadly.exists()
    assert (built.documents, built.passages, built.there) == (TOWNS + 1, 2 * TOWNS + 1, 0)
    store, (plain, _) = Store(address, embedder), built_plainly(address, embedder, folder)
    assert states(store) == states(plain)
    assert names(store) == names(plain)
    assert rows(store) == rows(plain)


def test_a_file_that_ends_its_worker_each_time_is_skipped(address, folder):
    for file in [*folder.iterdir()]:
        if not file.name.startswith("town0"):
            file.unlink()
    (folder / "deadly.txt").write_text("Whoever reads this is done for.")
    # It is not the first, which is read here.
    (folder / "a.txt").write_text("The first file is about apples.")
    lines: list[str] = []
    built = build_with_ray(address, folder, say=lines.append)
    reason = "What reads it broke off 6 times."
    assert [(it.path, it.reason) for it in built.skipped] == [(str(folder / "deadly.txt"), reason)]
    assert lines == [f"Not read: {folder / 'deadly.txt'}: {reason}"]
    assert built.documents == 11


@pytest.fixture
def worker(monkeypatch):
    """Makes workers here, whose environment is not left."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    return lambda address: Worker(Task(address, None, 1, 0, {}, measured=False))


def test_a_file_that_a_worker_does_not_see_is_skipped(address, embedder, folder, worker):
    Store(address, embedder, create=True)
    outcome = worker(address).write({3: ListedFile(folder / "gone.txt", "gone.txt")})
    assert (outcome.files, outcome.states, outcome.failure) == ((3,), {}, None)
    (skipped,) = outcome.skipped
    assert "cannot be read: No such file or directory" in skipped.reason


def test_a_worker_tells_what_ended_its_work(address, folder, worker):
    outcome = worker(address).write({3: ListedFile(folder / "town01.txt", "town01.txt")})
    kind, problem, _ = outcome.failure
    assert (outcome.files, kind) == ((), StoreError)
    assert f"There is no store {address.name!r}" in problem


def test_where_it_is_not_known_which_file_fails_none_is_done_with(
    address, embedder, folder, worker, monkeypatch
):
    def fail(store, documents):
        raise ValueError("not like this")

    monkeypatch.setattr(index.cluster.worker, "write", fail)
    Store(address, embedder, create=True)
    files = {n: ListedFile(folder / f"town{n:02}.txt", f"town{n:02}.txt") for n in (3, 4)}
    assert worker(address).write(files) == Outcome()
    (skipped,) = worker(address).write({3: files[3]}).skipped
    assert skipped.path == str(folder / "town03.txt")
    assert skipped.reason == "It cannot be read or written (ValueError: not like this)."


def test_a_store_that_does_not_answer_is_tried_again_and_then_reported():
    tries = []

    def work():
        tries.append(1)
        raise StoreError("It is gone.", "Look.")

    with pytest.raises(StoreError, match="It is gone"):
        patiently(work, 0)
    assert len(tries) == 1


def test_without_a_server_nothing_is_built(address, folder):
    gone = replace(address, port=free_port(), timeout=1)
    with pytest.raises(StoreError, match="does not answer"):
        build_with_ray(gone, folder)


def test_without_files_nothing_is_built(address, tmp_path):
    with pytest.raises(DocumentError, match="There is no file"):
        build_with_ray(address, tmp_path / "none")


@pytest.mark.parametrize(
    ("cluster", "problem"),
    [
        ("ray://127.0.0.1:10001", "by Ray's client"),
        ("127.0.0.1:1", "cannot be reached at .*: .*Connection refused"),
        ("127.0.0.1:none", "cannot be reached at"),
    ],
)
def test_a_cluster_that_cannot_be_reached_is_named(address, folder, cluster, problem, monkeypatch):
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    with pytest.raises(StoreError, match=problem):
        build_with_ray(address, folder, cluster)


def test_without_ray_the_extra_is_named(server, folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(StoreError, match=r"pip install 'pincite\[cluster\]'"):
        build_with_ray(server, folder)
