import math
from pathlib import Path
from random import Random

import pytest
import torch

from evals.fitting.encoder.__main__ import some_layers
from evals.fitting.encoder.loop import Plan, contrast, encode, train
from evals.fitting.encoder.samples import Sample, samples
from evals.fitting.reader.articles import Article, ArticleQuestion, Paragraph
from evals.fitting.reader.checkpoint import PlanError
from evals.fitting.reader.examples import Example
from evals.fitting.reader.loop import Data
from evals.fitting.reader.wordnet import Synonyms
from index.documents.span import Span
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from qa.reading.encoder import LONGEST
from qa.reading.network import Network, Shape
from qa.reading.word_pieces import load_pieces_alone

BASE = model_folder(DEFAULT_MODEL)
WORDS = load_pieces_alone(BASE, LONGEST)
SHAPE = Shape(3, 64, 4, 128, 30522, 514, 0, 32, 2, 1e-5)
TEXT = "The mill is old. It grinds rye. Nobody lives there."


def mill(number):
    sentences = (Span(0, 16), Span(17, 31), Span(32, 51))
    passages = (Paragraph(TEXT, sentences), Paragraph("Ferries sail.", (Span(0, 13),)))
    questions = (ArticleQuestion("What does it grind?", 0, 27, 30, (0, 1)),)
    return Article(f"Mill_{number}", "Mill", passages, questions)


def test_the_sentences_that_answer_are_marked():
    example = Example("a", "Who lives there?", "", TEXT, (Span(32, 38),), True, "words", False)
    articles = [mill(n) for n in range(40)]
    every = list(samples(articles, [example], Synonyms(None), Random(3)))
    assert 5 < len(every) < 41
    for sample in every[:-1]:
        marks = {
            text.removeprefix("Mill: "): mark
            for text, mark in zip(sample.sentences, sample.right, strict=True)
        }
        assert marks == {
            "It grinds rye.": True, "The mill is old.": False, "Nobody lives there.": False,
            "Ferries sail.": False,
        }  # fmt: skip
    assert any(s.sentences[0].startswith("Mill: ") for s in every)
    assert (every[-1].sentences[0], every[-1].right) == (
        "Nobody lives there.", (True, False, False),
    )  # fmt: skip


def test_what_settles_half_of_a_text_or_nothing_is_no_sample():
    whole = Example("a", "Is it old?", "", TEXT, (Span(0, 51),), False, "yes", False)
    none = Example("a", "Is it new?", "", TEXT, (), False, "none", False)
    assert not list(samples([], [whole, none], Synonyms(None), Random(1)))


def test_the_loss_is_of_the_right_sentences_among_all():
    batch = [Sample("a", ("b", "c"), (True, False)), Sample("d", ("e",), (True,))]
    questions = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    sentences = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    far, near = math.exp(0), math.exp(1 / 0.05)
    first = math.log(near + 2 * far) - math.log(near)
    second = math.log(2 * near + far) - math.log(near)
    assert float(contrast(questions, sentences, batch)) == pytest.approx((first + second) / 2)


def test_layers_are_those_of_the_whole():
    torch.manual_seed(1)
    whole = Network(SHAPE).eval()
    part = some_layers(whole, (0, 2)).eval()
    assert part.shape.layers == 2
    ours, theirs = part.state_dict(), whole.state_dict()
    assert torch.equal(ours["layers.1.wide.weight"], theirs["layers.2.wide.weight"])
    with torch.inference_mode():
        assert torch.equal(
            encode(some_layers(whole, (0, 1, 2)).eval(), WORDS, [TEXT]),
            encode(whole, WORDS, [TEXT]),
        )


def test_training_brings_question_and_answer_together_and_goes_on(tmp_path):
    torch.manual_seed(2)
    teacher = Network(SHAPE).eval()
    data = Data([mill(n) for n in range(200)], [], Synonyms(None))

    def run(steps: int, file: Path) -> Network:
        student = some_layers(teacher, (0, 2))
        train(student, teacher, WORDS, data, Plan(steps, 1e-3, 3, 0.1, 0), file)
        return student.eval()

    def margin(network: Network) -> float:
        with torch.inference_mode():
            question, right, wrong = encode(
                network, WORDS, ["What does it grind?", "It grinds rye.", "Ferries sail."]
            )
        return float(question @ right - question @ wrong)

    before = margin(some_layers(teacher, (0, 2)).eval())
    file = tmp_path / "checkpoint.pt"
    assert margin(run(4, file)) > before
    assert torch.load(file)["step"] == 4
    with pytest.raises(PlanError, match="another seed or network"):
        train(teacher, teacher, WORDS, data, Plan(6, 1e-3, 3, 0.1, 0), file)
    longer = run(6, file)
    assert torch.load(file)["step"] == 6
    assert margin(longer) > before
