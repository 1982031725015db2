"""A folder for temporary files that is full, or gone: one plain line, and no traceback."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager

import httpx
import pytest

from index.errors import StorageError
from index.storage.scratch import PREFIX, scratch_folder
from qa.library.library import Library
from tests.browser.server import SECONDS, serving
from tests.robustness.test_full_disk import ROOT, no_file_longer_than

LONGEST = 200_000
FULL = (
    "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    "resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}));"
    "import app; app.end(app.main())"
)
UPLOAD = "/gradio_api/upload"


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """The folder for temporary files of the programs that are started."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@contextmanager
def no_temporary_file():
    """No folder for temporary files can be written; nor can the tests' own output be."""
    with pytest.MonkeyPatch.context() as patch, no_file_longer_than(0):
        patch.setattr(tempfile, "tempdir", None)
        yield


def test_a_library_for_a_while_needs_a_folder():
    with (
        no_temporary_file(),
        pytest.raises(StorageError, match=r"No usable temporary directory .* TMPDIR"),
    ):
        Library.temporary()


def test_a_program_for_a_while_needs_a_folder():
    with no_temporary_file(), pytest.raises(StorageError, match="TMPDIR"), scratch_folder():
        pass


def test_a_folder_that_is_gone_is_named(tmp_path):
    with pytest.raises(StorageError, match="gone cannot be written: No such file or directory"):
        Library.temporary(parent=tmp_path / "gone")


def test_the_page_does_not_start_without_one(scratch):
    done = subprocess.run(
        [sys.executable, "-c", FULL.format(size=0)],
        cwd=ROOT, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("Pincite: No file can be written for a while: No usable")
    assert len(done.stderr.splitlines()) == 1


def test_an_upload_that_does_not_fit_is_refused_in_a_word_and_leaves_nothing(tmp_path, scratch):
    with (
        serving(tmp_path, program=("-c", FULL.format(size=LONGEST))) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=SECONDS) as client,
    ):
        client.get("/")
        for _ in range(2):
            refused = client.post(UPLOAD, files={"files": ("a.txt", b"x" * 2 * LONGEST)})
            assert (refused.status_code, refused.text) == (
                507,
                "The upload could not be stored: File too large. Try again when there is room for"
                " it.",
            )
        assert [path for path in scratch.rglob("*") if path.is_file() and "tmp" in path.name] == []
        assert client.post(UPLOAD, files={"files": ("a.txt", b"x")}).status_code == 200


def test_whoever_needs_a_folder_of_their_own_is_told(tmp_path, scratch):
    with serving(tmp_path, "--shared", "off") as server:
        (own,) = scratch.glob(f"{PREFIX}*")
        shutil.rmtree(own)
        own.write_text("")  # so that nothing can be made in it
        with httpx.Client(base_url=server.url, trust_env=False, timeout=SECONDS) as client:
            client.get("/")
            refused = client.post(UPLOAD, files={"files": ("a.txt", b"x")})
            assert refused.status_code == 507
            assert "could not be stored: " in refused.text
            assert f"{own} cannot be written" in loaded(client)


def loaded(client):
    """What the page is told when it is opened."""
    handlers = client.get("/config").json()["dependencies"]
    load = next(it["id"] for it in handlers if any(on == "load" for _, on in it["targets"]))
    call = {"data": [None], "fn_index": load, "session_hash": "one"}
    client.post("/gradio_api/queue/join", json=call).raise_for_status()
    with client.stream("GET", "/gradio_api/queue/data?session_hash=one") as events:
        return "".join(line for line in events.iter_lines() if "process_" in line)
