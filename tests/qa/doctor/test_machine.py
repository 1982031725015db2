"""Memory as Linux tells it, also of a control group, and where nothing is told."""

import pytest

from index.errors import PinciteError
from qa.doctor.machine import LEAST_MEMORY, memory, results

MEGABYTE = 1_000_000


@pytest.fixture
def meminfo(tmp_path):
    file = tmp_path / "meminfo"
    file.write_text(
        "MemTotal: 16000000 kB\nMemFree: 10 kB\nMemAvailable: 8000000 kB\nHugePages: 0\n"
    )
    return file


def group(tmp_path, limit, current=0, cache=0):
    folder = tmp_path / "group"
    folder.mkdir()
    (folder / "memory.max").write_text(f"{limit}\n")
    (folder / "memory.current").write_text(f"{current}\n")
    (folder / "memory.stat").write_text(f"anon 5\ninactive_file {cache}\nslab 1\n")
    return folder


def test_the_memory_of_the_machine(tmp_path, meminfo):
    assert memory(meminfo, tmp_path / "none") == "16,384 MB, 8,192 MB of it free"
    assert memory(meminfo, group(tmp_path, "max")) == "16,384 MB, 8,192 MB of it free"


def test_a_group_may_grant_less(tmp_path, meminfo):
    folder = group(tmp_path, 2_000 * MEGABYTE, 700 * MEGABYTE, 200 * MEGABYTE)
    assert memory(meminfo, folder) == "2,000 MB, 1,500 MB of it free"


def test_too_little_is_told(tmp_path, meminfo):
    folder = group(tmp_path, LEAST_MEMORY * MEGABYTE, MEGABYTE)
    with pytest.raises(PinciteError, match=r"900 MB, 899 MB of it free: a question may take 900"):
        memory(meminfo, folder)


def test_a_system_that_does_not_say_what_is_free(tmp_path):
    assert memory(tmp_path / "none", tmp_path / "none").endswith(" MB")


def test_this_machine_is_told():
    cores, there = results()
    assert cores.detail.endswith("may be used")
    assert (there.name, there.state) == ("memory", "ok")
