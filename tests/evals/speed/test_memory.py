import json

import pytest

from evals.speed import memory
from evals.speed.memory import Grown, Memory, main, table


def test_a_process_is_looked_at_early_and_late(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(memory, "EARLY", 2)
    monkeypatch.setenv("PINCITE_DATA", str(tmp_path))
    (tmp_path / "squad20-dev").mkdir()
    lines = [json.dumps({"text": f"Who wrote the strategy of {year}?"}) for year in range(4)]
    (tmp_path / "squad20-dev" / "queries.jsonl").write_text("\n".join(lines))
    out = tmp_path / "memory.json"
    assert main(["--questions", "4", "--out", str(out)]) == 0
    without, reader = json.loads(out.read_text())["grown"]
    assert (without["read"], reader["read"], reader["questions"]) == (False, True, 4)
    assert 50 < without["early"] <= reader["late"] < 2000
    assert "| with the reader | " in capsys.readouterr().out


def test_the_table_tells_the_ratio():
    *_, line = table(Memory("2 cores", (Grown(True, 5000, 300, 303),))).splitlines()
    assert line == "| with the reader | 300 MiB | 303 MiB | 5,000 | 1.010 |"


def test_too_few_questions_are_refused(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("PINCITE_DATA", str(tmp_path))
    assert main([]) == 2
    assert "There is no squad20-dev here." in capsys.readouterr().err
    (tmp_path / "squad20-dev").mkdir()
    (tmp_path / "squad20-dev" / "queries.jsonl").write_text('{"text": "Who?"}\n')
    assert main([]) == 2
    assert "squad20-dev has 1 questions." in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--questions", "100"])
    assert "100 questions tell nothing: give more than 100" in capsys.readouterr().err
