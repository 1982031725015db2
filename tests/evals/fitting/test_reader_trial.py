import re
from dataclasses import asdict, replace

import pytest
import torch

from evals.fitting.reader.document_cases import document_cases
from evals.fitting.reader.export import export
from evals.fitting.reader.trial import main, read_pairs
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from qa.reading.network import MINILM, Network
from qa.reading.reader import WINDOW
from qa.reading.trained_reader import TrainedReader, reader_files
from qa.reading.word_pieces import load_word_pieces
from tests.evals.fitting.small_sets import OTHER, TEXT, append_rows, write_squad

BASE = model_folder(DEFAULT_MODEL)


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    documents = folder / "real-docs" / "documents"
    documents.mkdir(parents=True)
    for name in ("a", "b"):
        (documents / f"{name}.txt").write_text(f"{TEXT}\n\n{OTHER}\n", encoding="utf-8")
        case = {"question": "When was Brno founded?", "document": f"{name}.txt"}
        quote = {"document": f"{name}.txt", "quote": "Brno was founded in 1243"}
        there = {"answers": ["1243"], "evidence": [quote], "kind": "plain", "id": f"{name}1"}
        absent = {"answers": [], "evidence": [], "kind": "absent", "id": f"{name}2"}
        append_rows(folder / "real-docs" / "cases.jsonl", [case | there, case | absent])
    write_squad(folder / "squad11-train", folder / "reading" / "squad20-train-unanswerable")
    return folder


@pytest.fixture
def checkpoint(tmp_path):
    torch.manual_seed(2)
    network = Network(replace(MINILM, layers=1, size=128, heads=4, inner=512))
    state = {"model": network.state_dict(), "shape": asdict(network.shape), "step": 3}
    torch.save(state, tmp_path / "checkpoint.pt")
    return tmp_path / "checkpoint.pt"


def test_a_case_knows_the_sentences_that_answer(shared):
    plain, absent = document_cases(shared / "real-docs", "choose")
    sentences = {plain.passages[i].sentences[j].of(TEXT) for i, j in plain.right}
    assert sentences == {"Brno was founded in 1243 by King Wenceslaus."}
    assert (absent.right, absent.golds) == (frozenset(), ())


def test_a_checkpoint_and_its_export_are_tried(shared, checkpoint, tmp_path, capsys):
    options = ["--shared", str(shared), "--questions", "5"]
    assert main([str(checkpoint), "--base", str(BASE), *options]) == 0
    first = capsys.readouterr().out
    assert "At step 3" in first
    assert re.search(r"\| plain \| 1 \| 1\.000 ", first)
    assert "Looks answerable (10), AUROC: odds " in first
    export(checkpoint, BASE, tmp_path / "reader")
    assert main([str(tmp_path / "reader"), *options]) == 0
    assert "| plain | 1 | 1.000 " in capsys.readouterr().out


def test_pairs_are_read_as_by_the_reader(checkpoint, tmp_path):
    export(checkpoint, BASE, tmp_path / "reader")
    reader = TrainedReader(tmp_path / "reader")
    pairs = [("When?", TEXT), ("Who?", OTHER), ("Which river?", f"{TEXT} {OTHER}")]
    words = load_word_pieces(BASE, WINDOW)
    for (question, text), odds in zip(
        pairs, read_pairs(reader_files(tmp_path / "reader").network(), words, pairs), strict=True
    ):
        (alone,) = reader.read(question, [text])
        assert odds.places.tolist() == alone.places.tolist()
        assert odds.starts.tolist() == pytest.approx(alone.starts.tolist(), abs=1e-3)
        assert odds.kinds.tolist() == pytest.approx(alone.kinds.tolist(), abs=1e-3)


def test_what_is_no_reader_is_refused(shared, tmp_path, capsys):
    assert main([str(tmp_path), "--shared", str(shared)]) == 2
    assert "does not load" in capsys.readouterr().err
