from dataclasses import replace

import numpy as np
import pytest

from evals.fitting.data.__main__ import main as data_command
from evals.fitting.network.__main__ import main as train_command
from evals.fitting.network.batches import load_batches
from evals.fitting.network.draw import main as draw_command
from evals.fitting.network.export import main as export_command
from evals.fitting.network.transformer import MINILM, Shape
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from qa.reading.encoder import SentenceEncoder
from qa.reading.network_files import NetworkFiles
from qa.reading.readers import reader_named
from qa.reading.trained_reader import TrainedReader
from tests.evals.fitting.small_sets import TEXT, write_sets, write_squad

BASE = str(model_folder(DEFAULT_MODEL))
DRAWN = ["--epochs", "1", "--tokens", "512", "--questions", "4"]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The file of batches that the small sets gave."""
    folder = tmp_path_factory.mktemp("drawn")
    shared, data, batches = (folder / name for name in ("shared", "data", "batches"))
    write_sets(shared / "reading")
    write_squad(shared / "squad11-train", shared / "reading" / "squad20-train-unanswerable")
    assert data_command([str(shared), "--out", str(data)]) == 0
    assert draw_command([str(data), "--base", BASE, "--out", str(batches), *DRAWN]) == 0
    return batches


def test_from_data_to_a_network_that_reads_and_encodes(drawn, tmp_path, capsys):
    run, out = tmp_path / "run", tmp_path / "out"
    options = ["--layers", "0", "--steps", "2"]
    assert train_command([str(drawn), "--base", BASE, "--out", str(run), *options]) == 0
    assert export_command([str(run / "checkpoint.pt"), str(out), "--base", BASE]) == 0
    told = capsys.readouterr().out
    assert '"step": 2' in told
    assert "network-1.safetensors: " in told
    files = NetworkFiles(out)
    assert Shape(**files.settings["shape"]) == replace(MINILM, layers=1)
    (odds,) = TrainedReader(files).read("When was Brno founded?", [TEXT])
    assert odds.places[-1, 1] == len(TEXT)
    assert np.isfinite(odds.starts).all()
    likeness = SentenceEncoder(files).likeness("When was Brno founded?", [TEXT, "It is cold."])
    assert likeness[0] > likeness[1]
    chosen = reader_named(str(out))
    assert isinstance(chosen, TrainedReader)
    assert chosen.files.folder == out


def test_what_is_drawn_is_told(drawn, tmp_path, capsys):
    read, sentences = load_batches(drawn)
    data = str(drawn.parent / "data")
    again = tmp_path / "again"
    assert draw_command([data, "--base", BASE, "--out", str(again), *DRAWN]) == 0
    rows, texts = (sum(len(b.lengths) for b in batches) for batches in (read, sentences))
    assert capsys.readouterr().out == (
        f"{len(read)} batches of {rows} rows, {len(sentences)} of {texts} texts\n"
    )
    first, same = (np.load(file) for file in (drawn, again))
    assert all(np.array_equal(first[name], same[name]) for name in first.files)


def test_epochs_are_drawn_one_after_the_other(drawn, tmp_path):
    two = tmp_path / "two"
    options = ["--base", BASE, "--out", str(two), *DRAWN, "--epochs", "2"]
    assert draw_command([str(drawn.parent / "data"), *options]) == 0
    (read, sentences), (once, alone) = load_batches(two), load_batches(drawn)
    assert [b.tokens.tolist() for b in read[: len(once)]] == [b.tokens.tolist() for b in once]
    assert len(read) > len(once)
    assert len(sentences) > len(alone)
    assert read[len(once)].tokens.tolist() != once[0].tokens.tolist()


def test_commands_say_what_is_missing(drawn, tmp_path, capsys):
    nowhere, out = str(tmp_path / "nowhere"), str(tmp_path / "out")
    for command, arguments, message in (
        (data_command, [nowhere, "--out", out], "Name the folder with reading/"),
        (draw_command, [nowhere, "--base", BASE, "--out", out], "Write the data first"),
        (train_command, [nowhere, "--base", BASE, "--out", out], "Draw the batches first"),
        (train_command, [str(drawn), "--base", nowhere, "--out", out], "holds neither"),
        (export_command, [nowhere, out, "--base", BASE], "Name a checkpoint"),
    ):
        assert command(arguments) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert "nowhere" in line
        assert message in line


def test_commands_say_what_is_broken(drawn, tmp_path, capsys):
    junk, data = tmp_path / "junk", str(drawn.parent / "data")
    junk.write_bytes(b"PK\3\4 no zip")
    out, nowhere = ["--out", str(tmp_path / "out")], str(tmp_path / "no" / "where")
    base = ["--base", BASE]
    for command, arguments, message in (
        (draw_command, [data, "--base", nowhere, *out], "Name the folder of all-mpnet-base-v2"),
        (draw_command, [data, *base, "--out", nowhere, *DRAWN], "in a folder that is there"),
        (draw_command, [data, *base, *out, "--questions", "999"], "too few questions"),
        (train_command, [str(junk), *base, *out], "Draw the batches first"),
        (train_command, [str(drawn), *base, *out, "--layers", "6"], "has layers 0 to 5"),
        (export_command, [str(junk), str(tmp_path), *base], "Name a checkpoint"),
    ):
        assert command(arguments) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert message in line
