import json

import pytest

import evals.speed.scale
from evals.cluster.__main__ import Compared, main, table
from evals.cluster.agreement import SETS, Agreement, agreements
from evals.cluster.scale import Cost, cost

TEXT = "Cats purr at night.\n\nBees dance at noon. The queen of the bees lays eggs."


def test_a_store_agrees_with_an_index_here(tmp_path, monkeypatch, lite, embedder):
    for name in SETS:
        folder = tmp_path / name / "documents"
        folder.mkdir(parents=True)
        (folder / "animals.txt").write_text(TEXT, encoding="utf-8")
        cases = [
            {"id": str(n), "question": question, "answers": [], "evidence": []}
            for n, question in enumerate(["When do cats purr?", "Who sank the ship?"])
        ]
        (tmp_path / name / "cases.jsonl").write_text(
            "\n".join(map(json.dumps, cases)), encoding="utf-8"
        )
    monkeypatch.setenv("PINCITE_DATA", str(tmp_path))
    made = agreements(lite, embedder, lambda line: None)
    assert made == tuple(Agreement(name, 2, 2, 2, 2, ()) for name in SETS)


def test_what_a_question_costs(tmp_path, monkeypatch, lite, embedder):
    folder = tmp_path / "squad11-train"
    folder.mkdir()
    corpus = [{"title": f"Article {n}", "text": f"{TEXT} It is page {n}."} for n in range(4)]
    questions = [{"text": f"When do cats purr on page {n}?"} for n in range(3)]
    for name, rows in (("corpus", corpus), ("queries", questions)):
        lines = "\n".join(map(json.dumps, rows))
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setenv("PINCITE_DATA", str(tmp_path))
    monkeypatch.setattr(evals.speed.scale, "_QUESTIONS", 3)
    made = cost(lite, embedder, 50, lambda line: None)
    assert (made.passages, made.first) == (50, 1.0)
    assert min(made.written, made.here, made.there, made.here_read, made.there_read) > 0


def test_figures_are_told_in_tables():
    same = Agreement("real-docs", 576, 120, 120, 119, ("Why?",))
    at_once = Cost(200_000, 60.4, 0.02, 0.05, 0.04, 0.3, 0.31, 0.99)
    lines = table(Compared("a machine", (same,), (at_once,))).splitlines()
    assert lines[2] == "| real-docs | 576 | 120 | 1.000 | 0.992 |"
    assert lines[-1] == (
        "| 200,000 | 60 s | 20 ms | 50 ms | 2.50 | 40 ms | 300 ms | 310 ms | 0.990 |"
    )
    assert len(table(Compared("a machine", (same,), ())).splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["http://host"], "is no address of a store"),
        (["milvus://127.0.0.1:1/x?timeout=1"], "Milvus does not answer within 1 s"),
    ],
)
def test_what_cannot_be_measured_is_told(arguments, says, tmp_path, capsys):
    assert main([*arguments, "--out", str(tmp_path / "out.json")]) == 2
    assert says in capsys.readouterr().err


def test_sizes_that_are_not_made_are_refused(capsys):
    with pytest.raises(SystemExit):
        main(["milvus://host", "--sizes", "30"])
    assert "30 passages are not made: give multiples of 25" in capsys.readouterr().err
