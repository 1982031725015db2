from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import numpy as np
import pytest
import torch

from evals.fitting.network.export import export
from evals.fitting.network.transformer import Network, Shape, mean_vectors
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.embedding.word_pieces import load_pieces_alone
from index.errors import ModelError
from qa.reading.encoder import LONGEST, SHIPPED_ENCODER, SentenceEncoder
from qa.reading.network_files import SHIPPED_FILES, NetworkFiles
from qa.reading.trained_reader import SHIPPED, TrainedReader

BASE = model_folder(DEFAULT_MODEL)
TEXTS = ["The mill grinds rye.", "A ferry runs to the island at noon.", "word " * 300]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A network of random weights, and the files that it was exported to."""
    torch.manual_seed(5)
    network = Network(Shape(2, 128, 4, 512, 30522, 514, 0, 32, 2, 1e-5)).eval()
    folder = tmp_path_factory.mktemp("encoder")
    state = {"model": network.state_dict(), "shape": asdict(network.shape)}
    torch.save(state, folder / "checkpoint.pt")
    export(folder / "checkpoint.pt", BASE, folder / "network")
    return network, NetworkFiles(folder / "network")


def unpadded(tokens):
    ids = torch.tensor([tokens])
    return ids, torch.ones_like(ids, dtype=torch.bool)


def test_vectors_are_those_that_were_trained(trained):
    network, files = trained
    pieces = load_pieces_alone(BASE, LONGEST).encode_batch(TEXTS)
    with torch.inference_mode():
        exact = [mean_vectors(network, *unpadded(own.ids))[0].numpy() for own in pieces]
    nearly = np.array(SentenceEncoder(files).encode(TEXTS))
    assert nearly.shape == (3, 128)
    assert (np.array(exact) * nearly).sum(axis=1) == pytest.approx([1, 1, 1], abs=5e-3)


def test_likeness_is_the_cosine_of_question_and_text(trained):
    encoder = SentenceEncoder(trained[1])
    question, *vectors = encoder.encode(["Who mills?", *TEXTS])
    expected = [float(question @ vector) for vector in vectors]
    assert encoder.likeness("Who mills?", TEXTS) == pytest.approx(expected, abs=1e-6)
    assert encoder.likeness("Who mills?", []).shape == (0,)
    assert encoder.likeness(TEXTS[0], TEXTS[:1]) == pytest.approx([1], abs=2e-3)
    assert encoder.languages == {"en"}


def test_threads_get_what_one_gets(trained):
    texts = [f"{text} {n}" for n in range(20) for text in TEXTS[:2]]
    alone = SentenceEncoder(trained[1]).likeness("When?", texts)
    shared = SentenceEncoder(trained[1])
    with ThreadPoolExecutor(4) as pool:
        for result in pool.map(lambda _: shared.likeness("When?", texts), range(8)):
            assert result == pytest.approx(alone, abs=2e-3)


def test_reader_and_encoder_of_the_same_files_share_one_network(trained):
    files = NetworkFiles(trained[1].folder)
    reader, encoder = TrainedReader(files), SentenceEncoder(files)
    before = encoder.encode(TEXTS)
    (odds,) = reader.read("Who mills?", TEXTS[:1])
    assert odds.places[-1, 1] == len(TEXTS[0])
    assert reader.files.network is encoder.files.network
    assert np.array_equal(SentenceEncoder(files).encode(TEXTS), before)
    assert SHIPPED.files is SHIPPED_ENCODER.files is SHIPPED_FILES


def test_altered_weights_are_refused(trained, tmp_path):
    for file in trained[1].folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    weights = tmp_path / "network-1.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\1")
    files = NetworkFiles(tmp_path, SHIPPED_FILES.remedy)
    with pytest.raises(ModelError, match=r"is not the published file.*git checkout data/network"):
        SentenceEncoder(files).encode(["a"])
    with pytest.raises(ModelError, match=r"is not the published file.*git checkout data/network"):
        TrainedReader(files).read("a", ["b"])


def test_a_missing_folder_is_named(tmp_path):
    files = NetworkFiles(tmp_path / "none")
    assert not files.there
    with pytest.raises(ModelError, match=r"none does not load.*evals\.fitting\.network\.export"):
        _ = SentenceEncoder(files).languages
    with pytest.raises(ModelError, match="none does not load"):
        SentenceEncoder(files).encode(["a"])


def test_the_shipped_files_are_small_enough_for_a_repository():
    assert SHIPPED_FILES.there
    assert max(file.stat().st_size for file in SHIPPED_FILES.folder.iterdir()) < 100e6


def test_the_shipped_one_knows_other_words_for_the_same():
    question = "How does it help poor nations?"
    texts = [
        "It offers aid to developing countries.",
        "It was published in the capital on Wednesday.",
        "Poor weather kept many ships of all nations in port.",
    ]
    likeness = SHIPPED_ENCODER.likeness(question, texts)
    assert likeness.argmax() == 0
    assert likeness[0] > likeness[1] + 0.1
