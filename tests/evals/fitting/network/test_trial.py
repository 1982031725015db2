import re
from dataclasses import asdict, replace

import pytest
import torch

from evals.fitting.network.byte_weights import saved_network
from evals.fitting.network.export import export
from evals.fitting.network.transformer import MINILM, Network
from evals.fitting.network.trial import main, read_pairs
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.embedding.word_pieces import load_word_pieces
from qa.reading.network_files import NetworkFiles
from qa.reading.reader import WINDOW
from qa.reading.trained_reader import TrainedReader
from tests.evals.fitting.small_sets import OTHER, TEXT, write_real_docs, write_squad

BASE = model_folder(DEFAULT_MODEL)


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    write_real_docs(folder / "real-docs")
    write_squad(folder / "squad11-train", folder / "reading" / "squad20-train-unanswerable")
    return folder


@pytest.fixture
def checkpoint(tmp_path):
    torch.manual_seed(2)
    network = Network(replace(MINILM, layers=1, size=128, heads=4, inner=512))
    state = {"model": network.state_dict(), "shape": asdict(network.shape), "step": 3}
    torch.save(state, tmp_path / "checkpoint.pt")
    return tmp_path / "checkpoint.pt"


def test_a_checkpoint_and_its_export_are_tried(shared, checkpoint, tmp_path, capsys):
    options = ["--shared", str(shared), "--questions", "5"]
    assert main([str(checkpoint), "--base", str(BASE), *options]) == 0
    first = capsys.readouterr().out
    assert "At step 3" in first
    assert re.search(r"\| plain \| 1 \| 1\.000 ", first)
    assert "Looks answerable (10), AUROC: odds " in first
    export(checkpoint, BASE, tmp_path / "network")
    assert main([str(tmp_path / "network"), *options]) == 0
    assert "| plain | 1 | 1.000 " in capsys.readouterr().out


def test_pairs_are_read_as_by_the_reader(checkpoint, tmp_path):
    export(checkpoint, BASE, tmp_path / "network")
    files = NetworkFiles(tmp_path / "network")
    reader = TrainedReader(files)
    pairs = [("When?", TEXT), ("Who?", OTHER), ("Which river?", f"{TEXT} {OTHER}")]
    together = read_pairs(saved_network(files), load_word_pieces(BASE, WINDOW), pairs)
    for (question, text), odds in zip(pairs, together, strict=True):
        (alone,) = reader.read(question, [text])
        assert odds.places.tolist() == alone.places.tolist()
        assert odds.starts.tolist() == pytest.approx(alone.starts.tolist(), abs=1e-3)
        assert odds.kinds.tolist() == pytest.approx(alone.kinds.tolist(), abs=1e-3)


def test_what_is_no_network_is_refused(shared, tmp_path, capsys):
    assert main([str(tmp_path), "--shared", str(shared)]) == 2
    assert "does not load" in capsys.readouterr().err
