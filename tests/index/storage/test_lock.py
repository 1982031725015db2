from concurrent.futures import ThreadPoolExecutor

from index.storage.lock import file_lock


def test_threads_take_turns(tmp_path):
    count, lock = tmp_path / "count", tmp_path / ".lock"
    count.write_text("0")

    def add(_):
        with file_lock(lock):
            count.write_text(str(int(count.read_text()) + 1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(40)))
    assert count.read_text() == "40"


def test_a_lock_is_entered_again_by_whoever_is_inside_and_its_file_stays(tmp_path):
    lock = file_lock(tmp_path / ".lock")
    for _ in range(2):
        with lock, lock:
            pass
    assert [file.name for file in tmp_path.iterdir()] == [".lock"]


def test_only_its_owner_opens_a_lock_of_their_own(tmp_path):
    with file_lock(tmp_path / ".lock"):
        assert (tmp_path / ".lock").stat().st_mode & 0o777 == 0o600
