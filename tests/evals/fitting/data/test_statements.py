from random import Random

import pytest

from evals.fitting.data.statements import make_question
from tests.evals.fitting.small_data import paragraph
from tests.evals.fitting.small_sets import TEXT

OWN = paragraph(TEXT)


def test_most_sentences_give_a_question():
    questions = [make_question(OWN.text, OWN.sentences, Random(seed)) for seed in range(40)]
    assert sum(question is not None for question in questions) >= 20


@pytest.mark.parametrize("seed", range(40))
def test_a_statement_gives_a_question_that_its_sentence_settles(seed):
    question = make_question(OWN.text, OWN.sentences, Random(seed))
    if question is not None:
        assert set(question.sentences) <= set(OWN.sentences)
        assert any(question.topic.lower() in s.of(OWN.text).lower() for s in question.sentences)
