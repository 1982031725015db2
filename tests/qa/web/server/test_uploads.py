import json
import os
from pathlib import Path
from time import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import PinciteError
from qa.web.server.limits import parsed
from qa.web.server.uploads import LONGEST, Uploads, bytes_in, named_files, paths_in, uploaded_file
from tests.qa.web.server.forged import SECRET, file_data


def test_the_bytes_of_a_folder_are_counted(tmp_path: Path) -> None:
    assert bytes_in(tmp_path) == 0
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "b").mkdir()
    (tmp_path / "b/c").write_bytes(b"123")
    assert bytes_in(tmp_path) == 8


def test_what_has_lain_for_an_hour_is_removed(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    old, new = tmp_path / "b/old", tmp_path / "new"
    for file, age in ((old, LONGEST + 60), (new, LONGEST - 60)):
        file.write_bytes(b"12345")
        os.utime(file, (time() - age,) * 2)
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
    assert Uploads(tmp_path).size() == 5
    assert (old.exists(), new.exists()) == (False, True)


def test_an_uploaded_file_is_found_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    file = tmp_path / "one" / "a.txt"
    file.write_text("Text.")
    assert uploaded_file(str(file), tmp_path) == file
    assert uploaded_file(tmp_path / "one" / ".." / "one" / "a.txt", tmp_path) == file
    (tmp_path / "link").symlink_to(tmp_path / "one")
    assert uploaded_file(tmp_path / "link" / "a.txt", tmp_path) == file
    assert uploaded_file(file, tmp_path / "link") == file


@pytest.mark.parametrize(
    "path",
    [
        *("", ".", "..", "folder", "missing", "../beside.txt", "out", "round", "pipe", "~"),
        *("a\0b", "x" * 5000, "http://example.com/", "/dev/null", "/etc/passwd"),
    ],
)
def test_what_is_no_file_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "uploads"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "beside.txt").write_text(SECRET)
    (folder / "out").symlink_to(tmp_path / "beside.txt")
    (folder / "round").symlink_to(folder / "round")
    os.mkfifo(folder / "pipe")
    with pytest.raises(PinciteError, match="was not uploaded here"):
        uploaded_file(path if path.startswith("/") else f"{folder}/{path}", folder)
    with pytest.raises(PinciteError, match="was not uploaded here"):
        uploaded_file(path, folder)


def test_a_folder_with_a_longer_name_is_another(tmp_path: Path) -> None:
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads-too").write_text(SECRET)
    with pytest.raises(PinciteError):
        uploaded_file(tmp_path / "uploads-too", tmp_path / "uploads")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES, st.lists(st.text(), max_size=5), st.text())
def test_a_file_is_found_however_deep_it_lies(beside: Any, way: list[str], path: str) -> None:
    value: Any = file_data(path)
    for name in way:
        value = {"beside": beside, f"_{name}": [beside, value]}
    assert path in named_files(parsed(json.dumps(value).encode()))


@given(st.binary() | VALUES.map(lambda value: json.dumps(value).encode()))
def test_any_other_body_names_no_file(body: bytes) -> None:
    assert list(named_files(parsed(body))) == []


def test_what_two_have_sent_is_both_theirs_until_both_have_taken_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.")
    path, uploads = str(tmp_path / "a.txt"), Uploads(tmp_path)
    for visitor in ("me", "you"):
        uploads.sent(path, visitor)
    file = uploads.file(path, "me")
    with pytest.raises(PinciteError, match="was not uploaded here"):
        uploads.file(path, "a third")
    uploads.take_away(file, "me")
    with pytest.raises(PinciteError, match="was not uploaded here"):
        uploads.file(path, "me")
    assert uploads.file(path, "you") == file
    uploads.take_away(file, "you")
    assert not file.exists()


@pytest.mark.parametrize(
    ("answer", "paths"),
    [(b'["/a", "/b"]', ["/a", "/b"]), (b'{"error": "x"}', []), (b"", []), (b"[1]", [])],
)
def test_the_paths_of_an_upload_are_those_that_gradio_tells(
    answer: bytes, paths: list[str]
) -> None:
    assert paths_in(parsed(answer)) == paths
