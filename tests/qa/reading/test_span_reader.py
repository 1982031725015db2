from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering

from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.errors import ModelError
from qa.reading.reader import WINDOW
from qa.reading.readers import reader_named
from qa.reading.span_reader import SpanReader
from qa.reading.trained_reader import SHIPPED

BASE = model_folder(DEFAULT_MODEL)
QUESTION = "When was Brno founded?"
FOUNDED = "Brno is a city. It was founded in 1243 by King Wenceslaus. It has 400,000 people."
CARD = "---\nlanguage: [en, cs]\n---\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A small question-answering model of random weights."""
    torch.manual_seed(8)
    settings = BertConfig(
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        initializer_range=0.3,
    )
    result = tmp_path_factory.mktemp("model")
    BertForQuestionAnswering(settings).save_pretrained(result)
    AutoTokenizer.from_pretrained(BASE).save_pretrained(result)
    (result / "README.md").write_text(CARD, encoding="utf-8")
    return result


@pytest.fixture(scope="module")
def reader(folder):
    return SpanReader(str(folder))


def test_the_odds_are_the_networks_margins_over_no_answer(folder, reader):
    network = BertForQuestionAnswering.from_pretrained(folder).eval()
    given = AutoTokenizer.from_pretrained(folder)(QUESTION, FOUNDED, return_tensors="pt")
    inside = [part == 1 for part in given.sequence_ids(0)]
    with torch.inference_mode():
        out = network(**given)
    (odds,) = reader.read(QUESTION, [FOUNDED])
    for side, logits in ((odds.starts, out.start_logits[0]), (odds.ends, out.end_logits[0])):
        assert side.tolist() == pytest.approx((logits - logits[0])[inside].tolist(), abs=1e-4)
        assert np.ptp(side) > 0.1
    assert "".join(FOUNDED[a:b] for a, b in odds.places) == FOUNDED.replace(" ", "")
    assert odds.kinds.tolist() == []


def test_texts_are_read_alike_alone_and_together(reader):
    texts = [FOUNDED, FOUNDED * 3, "Nothing."] * 4
    together = reader.read(QUESTION, texts)
    for text, odds in zip(texts, together, strict=True):
        (alone,) = reader.read(QUESTION, [text])
        assert alone.places.tolist() == odds.places.tolist()
        assert alone.starts == pytest.approx(odds.starts, abs=1e-3)
        assert alone.ends == pytest.approx(odds.ends, abs=1e-3)


def test_a_text_longer_than_the_window_is_read_to_its_end(reader):
    text = " ".join(f"In {year} the town had {year * 7} people." for year in range(1300, 1380))
    (odds,) = reader.read(QUESTION, [text])
    assert (odds.places[0, 0], odds.places[-1, 1]) == (0, len(text))
    assert (np.diff(odds.places[:, 0]) > 0).all()  # each token once
    assert len(odds.places) > 2 * WINDOW


def test_a_question_longer_than_the_window_is_read_as_far_as_it_goes(reader):
    (odds,) = reader.read(QUESTION + " Please tell me now." * 90, [FOUNDED])
    (less,) = reader.read(QUESTION + " Please tell me now." * 40, [FOUNDED])
    assert odds.starts.tolist() == less.starts.tolist()
    assert len(odds.starts) == len(odds.places) > 10


def test_threads_share_a_reader(folder, reader):
    fresh = SpanReader(str(folder))
    texts = [FOUNDED * (1 + n % 5) for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: fresh.read(QUESTION, [text])[0], texts))
    for text, odds in zip(texts, together, strict=True):
        (alone,) = reader.read(QUESTION, [text])
        assert alone.starts == pytest.approx(odds.starts, abs=1e-3)


def test_the_languages_are_those_of_the_card(reader):
    assert reader.languages == {"en", "cs"}


def test_a_folder_without_a_network_is_refused(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="does not load as a question-answering model"):
        SpanReader(str(tmp_path)).read("Who?", ["He."])


def test_a_network_that_was_not_trained_to_answer_is_refused():
    with pytest.raises(ModelError, match="was not trained to answer: it lacks qa_outputs"):
        SpanReader(str(BASE)).read("Who?", ["He."])


def test_an_unknown_name_is_refused():
    with pytest.raises(ModelError, match="no model 'nowhere/nothing'"):
        SpanReader("nowhere/nothing").read("Who?", ["He."])


def test_a_command_line_names_a_reader_or_none(folder):
    assert reader_named("none") is None
    assert reader_named(None) is reader_named("") is SHIPPED
    chosen = reader_named(str(folder))
    assert isinstance(chosen, SpanReader)
    assert chosen.name == str(folder)
