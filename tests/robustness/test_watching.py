"""A folder that is kept up to date is let go of in time when the server is stopped."""

import signal
from pathlib import Path

import pytest

from index.storage.saved_index import is_saved
from qa.library.library import Library
from tests.robustness.test_stopping import SECONDS, left, started, wait_for


@pytest.fixture
def watched(tmp_path: Path) -> Library:
    """The library of the shipped article with a watched folder that takes minutes to embed."""
    folder = tmp_path / "ferries"
    folder.mkdir()
    lines = (f"Ferry {n} waits for {n * 7} days in the harbour." for n in range(6_000))
    (folder / "ferries.txt").write_text("\n\n".join(lines), encoding="utf-8")
    library = Library.persistent(local=True)
    ferries = library.create("Ferries").folder
    library.folders.add(ferries, str(folder))
    library.folders.keep_up_to_date(ferries, watched=True)
    library.close()
    return library


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_folder_that_is_embedded_in_the_background(tmp_path, watched, stop):
    with started(tmp_path) as (process, _):
        wait_for(process.stdout, "Pincite is at")
        wait_for(process.stderr, "6,000 passages to embed")  # though nobody has the page open
        process.send_signal(stop)
        _, errors = process.communicate(timeout=SECONDS)
        written = {path: path.stat().st_mtime_ns for path in watched.home.rglob("*")}
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert left(tmp_path) == []
    assert {path: path.stat().st_mtime_ns for path in watched.home.rglob("*")} == written
    assert not any(is_saved(index) for index in watched.home.rglob("index"))
