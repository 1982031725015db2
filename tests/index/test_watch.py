from itertools import count

from index.watch import changes


def test_each_change_is_told_once_and_only_when_it_is_over(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("one")
    looks = count(1)
    done = {3: "one, two", 4: "one, two, three", 8: None}

    def wait():
        look = next(looks)
        if done.get(look):
            file.write_text(done[look])
        elif look in done:
            file.unlink()
        return look < 12

    told = []
    for _ in changes([tmp_path], wait):
        told.append(file.read_text() if file.exists() else None)
    assert told == ["one", "one, two, three", None]
