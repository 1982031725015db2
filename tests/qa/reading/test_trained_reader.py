from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import numpy as np
import onnx
import pytest
import torch

from evals.fitting.network.byte_weights import (
    ByteLinear,
    byte_network,
    dequantise,
    quantise,
)
from evals.fitting.network.export import export
from evals.fitting.network.transformer import Network, Shape
from evals.fitting.network.weights import load_weights
from index.documents.span import Span
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.embedding.word_pieces import load_word_pieces
from index.errors import ModelError
from qa.assistant import Assistant
from qa.reading.network_files import GRAPH_FILES, REFERENCE, SETTINGS, NetworkFiles
from qa.reading.reader import OVERLAP, WINDOW
from qa.reading.readers import reader_named
from qa.reading.trained_reader import TrainedReader

SHAPES = {
    "bert": Shape(2, 128, 4, 512, 30522, 512, 2, 0, 0, 1e-12),
    "mpnet": Shape(2, 128, 4, 512, 30522, 514, 0, 32, 2, 1e-5),
}
BASE = model_folder(DEFAULT_MODEL)
QUESTION = "When was Brno founded?"
FOUNDED = "Brno is a city. It was founded in 1243 by King Wenceslaus. It has 400,000 people."


def random_network(shape):
    torch.manual_seed(3)
    network = Network(shape).eval()
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if weight.ndim > 1 and not name.startswith(("spans", "kinds")):
                weight.normal_(0, 0.1)
        network.spans.weight.normal_(0, 1)
    return network


@pytest.fixture(scope="module", params=SHAPES)
def trained(request, tmp_path_factory):
    """A network of random weights, and the folder that it was exported to."""
    network = random_network(SHAPES[request.param])
    folder = tmp_path_factory.mktemp(request.param)
    state = {"model": network.state_dict(), "shape": asdict(network.shape)}
    torch.save(state, folder / "checkpoint.pt")
    export(folder / "checkpoint.pt", BASE, folder / "network")
    return network, folder / "network"


@pytest.fixture(scope="module")
def reader(trained):
    return TrainedReader(NetworkFiles(trained[1]))


def margins(network, pieces):
    """What a network says of question and text: starts and ends over those of the first token."""
    ids, types = torch.tensor([pieces.ids]), torch.tensor([pieces.type_ids])
    with torch.inference_mode():
        scores = network(ids, types, torch.ones_like(ids, dtype=torch.bool))
    inside = np.array([sequence == 1 for sequence in pieces.sequence_ids])
    sides = [side[0].numpy() for side in scores[:2]]
    return [side[inside] - side[0] for side in sides], scores.kinds[0].softmax(-1).numpy()


def test_bytes_say_what_the_network_said(trained, reader):
    network, _ = trained
    (odds,) = reader.read(QUESTION, [FOUNDED])
    (starts, ends), kinds = margins(
        network, load_word_pieces(BASE, WINDOW).encode(QUESTION, FOUNDED)
    )
    for exact, nearly in ((starts, odds.starts), (ends, odds.ends)):
        assert np.abs(exact - nearly).max() < 0.05 * (exact.max() - exact.min())
        assert np.corrcoef(exact, nearly)[0, 1] > 0.999
    assert odds.kinds == pytest.approx(kinds, abs=0.02)
    assert odds.kinds.sum() == pytest.approx(1, abs=1e-5)


def test_a_folder_that_was_exported_is_chosen(trained, monkeypatch):
    _, folder = trained
    chosen = reader_named(str(folder))
    assert isinstance(chosen, TrainedReader)
    assert chosen.languages == {"en"}
    monkeypatch.setenv("HOME", str(folder.parent))
    assert isinstance(reader_named("~/network"), TrainedReader)
    assert not NetworkFiles(folder.parent).there


def test_weights_take_a_quarter(trained):
    network, folder = trained
    size = sum(weight.nbytes for weight in network.state_dict().values())
    assert sum(file.stat().st_size for file in folder.glob("*.safetensors")) < 0.3 * size


def test_places_and_answers_are_inside_the_text(reader):
    (odds,) = reader.read(QUESTION, [FOUNDED])
    words = [FOUNDED[start:end] for start, end in odds.places]
    assert "".join(words) == FOUNDED.replace(" ", "")
    sentence = Span(FOUNDED.index("It was"), FOUNDED.index(" It has"))
    answer = odds.answer(sentence)
    assert answer is not None
    assert sentence.start <= answer.start < answer.end <= sentence.end
    assert np.isfinite(odds.odds(sentence))


def test_a_long_text_is_read_in_parts_that_overlap(trained, reader):
    text = " ".join(f"In {year} the town had {year * 7} people." for year in range(1300, 1380))
    (odds,) = reader.read(QUESTION, [text])
    assert (odds.places[0, 0], odds.places[-1, 1]) == (0, len(text))
    assert (np.diff(odds.places[:, 0]) > 0).all()  # each token once
    first = load_word_pieces(BASE, WINDOW, OVERLAP).encode(QUESTION, text)
    parts = [first, *first.overflowing]
    assert len(parts) > 2
    best: dict[tuple[int, int], float] = {}
    for part in parts:
        ids = np.array([part.ids])
        inputs = {
            "ids": ids,
            "types": np.array([part.type_ids]),
            "mask": np.ones_like(ids, np.int32),
        }
        spans = reader.files.network.run(**inputs)["spans"][0]
        starts = (spans - spans[0])[np.array([it == 1 for it in part.sequence_ids]), 0]
        own = [p for p, s in zip(part.offsets, part.sequence_ids, strict=True) if s == 1]
        for place, start in zip(own, starts, strict=True):
            best[place] = max(best.get(place, -np.inf), float(start))
    assert len(best) < sum(len(part.ids) for part in parts) - OVERLAP
    assert odds.starts.tolist() == pytest.approx([best[p] for p in sorted(best)], abs=1e-4)


def test_texts_are_read_alike_alone_and_together(reader):
    texts = [FOUNDED, FOUNDED * 3, "Nothing."]
    for text, odds in zip(texts, reader.read(QUESTION, texts), strict=True):
        (alone,) = reader.read(QUESTION, [text])
        assert alone.starts.tolist() == odds.starts.tolist()


def test_a_long_question_is_read_as_far_as_it_goes(reader):
    (odds,) = reader.read(QUESTION + " Please tell me now." * 90, [FOUNDED])
    (less,) = reader.read(QUESTION + " Please tell me now." * 40, [FOUNDED])
    assert odds.starts.tolist() == less.starts.tolist()
    assert len(odds.starts) == len(odds.places) > 10


def test_threads_share_a_reader(trained):
    fresh = TrainedReader(NetworkFiles(trained[1]))
    texts = [FOUNDED * (1 + n % 5) for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: fresh.read(QUESTION, [text])[0], texts))
    for text, odds in zip(texts, together, strict=True):
        (alone,) = fresh.read(QUESTION, [text])
        assert alone.starts.tolist() == pytest.approx(odds.starts.tolist(), abs=1e-4)


def test_an_assistant_reads_with_it(reader, tmp_path):
    (tmp_path / "a.txt").write_text(FOUNDED, encoding="utf-8")
    hits = Assistant(str(tmp_path), reader=reader).retrieve(QUESTION)
    assert hits[0].why.reader is not None


def test_padding_changes_no_score(trained):
    network, _ = trained
    words = load_word_pieces(BASE, WINDOW)
    short, long = (words.encode(QUESTION, text) for text in (FOUNDED, FOUNDED * 2))
    size = len(short.ids)
    ids, types = (torch.zeros((2, len(long.ids)), dtype=torch.long) for _ in range(2))
    for row, pieces in enumerate((short, long)):
        ids[row, : len(pieces.ids)] = torch.tensor(pieces.ids)
        types[row, : len(pieces.ids)] = torch.tensor(pieces.type_ids)
    with torch.inference_mode():
        together = network(ids, types, ids > 0)
        alone = network(ids[:1, :size], types[:1, :size], ids[:1, :size] > 0)
    assert torch.allclose(together.starts[0, :size], alone.starts[0], atol=1e-4)
    assert torch.allclose(together.kinds[0], alone.kinds[0], atol=1e-4)


def test_matrices_are_put_in_bytes_and_what_is_small_stays_exact():
    torch.manual_seed(1)
    weights = {"wide.weight": torch.randn(200, 8), "kinds.weight": torch.randn(4, 8)}
    stored = quantise(weights | {"wide.bias": torch.randn(200)})
    assert stored["wide.weight"].dtype == torch.int8
    assert torch.equal(stored["kinds.weight"], weights["kinds.weight"])
    again = dequantise(stored)
    assert set(again) == {*weights, "wide.bias"}
    error = (again["wide.weight"] - weights["wide.weight"]).square().mean()
    assert error < 1e-4 * weights["wide.weight"].square().mean()


def test_the_linear_layers_multiply_bytes(trained):
    network, folder = trained
    weights = load_weights(folder / "network-1.safetensors")
    ours = byte_network(network.shape, weights)
    states = torch.randn(2, 5, network.shape.size)
    layers = [n.get_submodule("layers.0.joint") for n in (network, ours)]
    exact, nearly = (layer(states) for layer in layers)
    assert isinstance(layers[1], ByteLinear)
    assert layers[1].columns.dtype == torch.int8
    assert exact.shape == nearly.shape
    assert (exact - nearly).square().mean() < 1e-3 * exact.square().mean()


@pytest.mark.parametrize("name", [SETTINGS, "network-1.safetensors", "tokenizer.json", REFERENCE])
def test_a_broken_folder_is_refused(trained, tmp_path, name):
    for file in trained[1].iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(ModelError, match=r"does not load|is not the published file"):
        TrainedReader(NetworkFiles(tmp_path)).read(QUESTION, [FOUNDED])
    if name == SETTINGS:
        with pytest.raises(ModelError, match="does not load"):
            _ = TrainedReader(NetworkFiles(tmp_path)).languages


def test_a_graph_of_other_shapes_than_its_weights_is_refused(trained, tmp_path):
    _, folder = trained
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    for name in GRAPH_FILES:
        graph = onnx.load(folder / name, load_external_data=False)
        weight = next(t for t in graph.graph.initializer if t.name == "words.weight")
        weight.dims[0] += 1
        (tmp_path / name).write_bytes(graph.SerializeToString())
    with pytest.raises(ModelError, match="does not load"):
        TrainedReader(NetworkFiles(tmp_path)).read(QUESTION, [FOUNDED])


def test_products_of_bytes_with_a_sign_give_the_same(trained, tmp_path, reader):
    _, folder = trained
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / GRAPH_FILES[0]).write_bytes((folder / GRAPH_FILES[1]).read_bytes())
    (odds,) = reader.read(QUESTION, [FOUNDED])
    (signed,) = TrainedReader(NetworkFiles(tmp_path)).read(QUESTION, [FOUNDED])
    assert signed.starts.tolist() == pytest.approx(odds.starts.tolist(), abs=1e-4)


def test_where_the_first_graph_goes_wrong_the_second_is_taken(trained, tmp_path):
    _, folder = trained
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    graph = onnx.load(folder / GRAPH_FILES[0], load_external_data=False)
    (unit,) = (tensor for tensor in graph.graph.initializer if tensor.name == "unit")
    unit.CopyFrom(onnx.numpy_helper.from_array(np.array(0.05, np.float32), "unit"))
    wrong = graph.SerializeToString()
    (tmp_path / GRAPH_FILES[0]).write_bytes(wrong)
    (odds,) = TrainedReader(NetworkFiles(tmp_path)).read(QUESTION, [FOUNDED])
    assert np.isfinite(odds.starts).all()
    (tmp_path / GRAPH_FILES[1]).write_bytes(wrong)
    with pytest.raises(ModelError, match="other vectors on this processor"):
        TrainedReader(NetworkFiles(tmp_path)).read(QUESTION, [FOUNDED])
