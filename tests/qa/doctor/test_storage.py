"""Folders that can be written, cannot, or have too little room."""

import shutil
import tempfile

import pytest

from index.errors import StorageError
from qa.doctor.storage import LEAST_ROOM, home_folder, results, temporary
from tests.robustness.test_full_disk import no_file_longer_than


def test_a_folder_that_is_not_there_is_tried_and_not_left(tmp_path):
    folder = tmp_path / "a" / "home"
    assert home_folder(folder).startswith(f"{folder}: not there yet, can be made and written, ")
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_stays(tmp_path):
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "file").write_text("kept")
    assert home_folder(tmp_path).startswith(f"{tmp_path}: can be written, ")
    assert [path.name for path in tmp_path.rglob("*")] == ["library", "file"]


def test_a_file_where_the_folder_is_to_be_is_told(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(StorageError, match=f"{tmp_path}/home/.doctor cannot be written"):
        home_folder(tmp_path / "home")


def test_a_full_disk_is_told_with_what_to_do(tmp_path):
    (tmp_path / "indexes").mkdir()
    with no_file_longer_than(1000), pytest.raises(StorageError) as caught:
        home_folder(tmp_path)
    assert caught.value.problem == f"{tmp_path}/.doctor cannot be written: File too large."
    assert caught.value.next_step.endswith("or set PINCITE_HOME to another folder.")
    assert [path.name for path in tmp_path.rglob("*")] == ["indexes"]


def test_too_little_room_is_told(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=LEAST_ROOM - 1)
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage)
    with pytest.raises(StorageError) as caught:
        home_folder(tmp_path)
    assert caught.value.problem == (
        f"{tmp_path} has too little room: 99 MB free, and a document may take 100 MB."
    )
    assert "PINCITE_HOME" in caught.value.next_step


def test_a_temporary_folder_that_is_named_and_not_there_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert temporary().startswith(f"{tmp_path}: can be written, ")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    with pytest.raises(StorageError, match=r"TMPDIR names '.*/gone', which cannot be written"):
        temporary()


def test_both_folders_are_tried(home):
    assert [(result.name, result.state) for result in results()] == [
        ("PINCITE_HOME", "ok"),
        ("TMPDIR", "ok"),
    ]
    assert not home.exists()
