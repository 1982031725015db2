from random import Random

from evals.fitting.data.articles import Article, ArticleQuestion, Paragraph
from evals.fitting.data.examples import Example
from evals.fitting.data.samples import samples
from index.documents.span import Span
from tests.evals.fitting.small_data import NONE

TEXT = "The mill is old. It grinds rye. Nobody lives there."


def mill(number):
    sentences = (Span(0, 16), Span(17, 31), Span(32, 51))
    passages = (Paragraph(TEXT, sentences), Paragraph("Ferries sail.", (Span(0, 13),)))
    questions = (ArticleQuestion("What does it grind?", 0, 27, 30, (0, 1)),)
    return Article(f"Mill_{number}", "Mill", passages, questions)


def test_the_sentences_that_answer_are_marked():
    example = Example("a", "Who lives there?", "", TEXT, (Span(32, 38),), True, "words", False)
    every = list(samples([mill(n) for n in range(40)], [example], NONE, Random(3)))
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
    assert not list(samples([], [whole, none], NONE, Random(1)))
