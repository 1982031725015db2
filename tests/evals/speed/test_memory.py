import json

import pytest

from evals.speed import memory
from evals.speed.memory import Grown, Memory, main, table


def test_a_process_is_looked_at_early_and_late(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(memory, "EARLY", 2)
    out = tmp_path / "memory.json"
    assert main(["--questions", "4", "--out", str(out)]) == 0
    without, reader = json.loads(out.read_text())["grown"]
    assert (without["read"], reader["read"], reader["questions"]) == (False, True, 4)
    assert 50 < without["early"] <= reader["late"] < 2000
    assert "| with the reader | " in capsys.readouterr().out


def test_the_table_tells_the_ratio():
    *_, line = table(Memory("2 cores", (Grown(True, 5000, 300, 303),))).splitlines()
    assert line == "| with the reader | 300 MiB | 303 MiB | 5,000 | 1.010 |"


def test_too_few_questions_are_refused(capsys):
    with pytest.raises(SystemExit):
        main(["--questions", "100"])
    assert "100 questions tell nothing: give more than 100" in capsys.readouterr().err
