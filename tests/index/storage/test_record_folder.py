import os
import time

import pytest

from index.storage.record_folder import RecordFolder


@pytest.fixture
def records(tmp_path):
    return RecordFolder(tmp_path / "records")


def test_what_is_put_there_is_found_again(records):
    assert (records.get("a"), records.all_keys()) == (None, [])
    records.put("a", {"text": "é", "size": 1.5})
    assert records.get("a") == {"text": "é", "size": 1.5}
    assert RecordFolder(records.folder).all_keys() == ["a"]


def test_what_was_altered_or_cut_short_is_passed_over(records):
    records.put("a", {"text": "nine"})
    (file,) = records.folder.iterdir()
    whole = file.read_bytes()
    for data in (b"", b"{}", whole[:-1], whole.replace(b"nine", b"five"), b"\xff" * 90):
        file.write_bytes(data)
        assert records.get("a") is None


def test_what_nobody_asked_for_in_a_month_is_removed(records):
    for key in ("a", "b"):
        records.put(key, {})
    month = time.time() - 31 * 24 * 3600
    for file in records.folder.iterdir():
        os.utime(file, (month, month))
    later = RecordFolder(records.folder)
    later.get("a")
    later.put("c", {})
    assert sorted(later.all_keys()) == ["a", "c"]


def test_what_is_unwanted_is_removed_with_what_a_killed_writer_left_long_ago(records):
    for key in ("a.1", "b.1"):
        records.put(key, {})
    hours = time.time() - 5 * 3600
    for name, age in (("x.part", hours), ("y.part", time.time())):
        (records.folder / name).touch()
        os.utime(records.folder / name, (age, age))
    records.remove(lambda key: key.startswith("a"))
    # Another process may be writing the other one.
    assert {file.name for file in records.folder.iterdir()} == {"b.1.json", "y.part"}
