import json
import subprocess
import sys

import numpy as np
import pytest

from evals.speed.addition import Addition
from evals.speed.asked import Asked
from evals.speed.machine import ROOT
from evals.speed.made import MadeCollection
from evals.speed.scale import Collection, Scale, main, table
from index.build import build
from index.documents.document import Document
from index.storage.saved_index import load, save

TEXTS = (
    "The ferry leaves at nine. It is late. It costs two euros.",
    "The desk is open on Monday. Ask Ann.",
    "Cats purr.",
)


@pytest.fixture(scope="module")
def real(embedder):
    return build([Document(f"{n}.md", f"{n}", text, "") for n, text in enumerate(TEXTS)], embedder)


@pytest.fixture
def made(real, tmp_path):
    (tmp_path / "made").mkdir()
    return MadeCollection(real, 50).index(tmp_path / "made")


def test_a_passage_is_half_of_one_and_half_of_another(made):
    halves = {
        f"{first} {second}".strip()
        for first in (
            "The ferry leaves at nine. It is late.",
            "The desk is open on Monday.",
            "Cats purr.",
        )
        for second in ("It costs two euros.", "Ask Ann.", "")
    }
    assert (len(made.documents), len(made.passages)) == (2, 50)
    texts = {" ".join(passage.text.split()) for passage in made.passages}
    assert len(texts) > 4
    assert texts <= halves
    assert [len(p.sentences) for p in made.passages] == np.diff(made.numbering.sentences).tolist()


def test_each_grain_has_its_own_of_everything(made):
    passage = made.passages[30]
    assert passage.document.id == "made-1.md"
    sentences = made.sentences_of(np.array([30]))
    vectors = made.sentence_vectors.rows(sentences)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    assert len(made.passage_vectors) == len(made.words) == 50
    assert {*made.words.of(30).sentences.tolist()} == {*range(len(passage.sentences))}
    with_ferry = [n for n, each in enumerate(made.passages) if "ferry" in each.text]
    assert made.passage_terms.holding([["ferri"]]).tolist() == with_ferry
    assert made.word_counts.beginning("f") == {"ferry": len(with_ferry)}


def test_what_is_made_is_asked_in_a_process_of_its_own(made, embedder, tmp_path):
    save(made, tmp_path / "index")
    assert tuple(load(tmp_path / "index", embedder).passages) == tuple(made.passages)
    (tmp_path / "questions.json").write_text(json.dumps(["When does the ferry leave?"] * 8))
    paths = tmp_path / "index", tmp_path / "questions.json"
    run = subprocess.run(
        [sys.executable, "-m", "evals.speed.asked", *map(str, paths)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    asked = Asked(**json.loads(run.stdout))
    assert (asked.documents, asked.passages) == (2, 50)
    assert 0 < asked.p50 <= asked.p95
    assert asked.first_p50 > 0
    assert 50 < asked.own < asked.resident < 1000


def test_the_table_has_a_line_for_each_size():
    asked = Asked(40, 1000, 4000, 0.5, 0.07, 0.05, 0.1, 200, 300, 250)
    collection = Collection(512, 3, asked, Addition(26, 1.5, 1.25, 0.1))
    head, _, line = table(Scale("2 cores", 9, 100, (collection,))).splitlines()
    assert head.count("|") == line.count("|")
    assert line == (
        "| 1,000 | 4,000 | 0.5 GiB | 3 s | 0.50 s | 70 ms | 50 ms | 100 ms | 300 MiB | 250 MiB"
        " | 1.50 s | 1.25 s | 0.10 s |"
    )


def test_documents_are_added_in_a_process_of_its_own(made, embedder, tmp_path):
    save(made, tmp_path / "index")
    run = subprocess.run(
        [sys.executable, "-m", "evals.speed.addition", str(tmp_path / "index")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    added = Addition(**json.loads(run.stdout))
    assert added.passages > 0
    assert 0 < added.embedding < added.first + added.again
    assert len(load(tmp_path / "index", embedder).documents) == 4


def test_what_cannot_be_made_is_told(capsys, monkeypatch, tmp_path):
    with pytest.raises(SystemExit):
        main(["--sizes", "30"])
    assert "30 passages are not made: give multiples of 25" in capsys.readouterr().err
    monkeypatch.setenv("PINCITE_DATA", str(tmp_path))
    assert main(["--sizes", "25"]) == 2
    assert "There is no squad11-train here. Set PINCITE_DATA" in capsys.readouterr().err
