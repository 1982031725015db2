from dataclasses import replace

from evals.fitting.data.distractors import with_distractors
from index.documents.span import Span
from tests.evals.fitting.small_data import EXAMPLE
from tests.evals.fitting.small_sets import OTHER


def test_a_distractor_is_of_the_same_part_and_has_no_answer():
    exact = replace(EXAMPLE, spans=(Span(20, 24),), exact=True, kind="words", distractors=())
    others = [replace(exact, text=text) for text in (OTHER, "Brno is from 1243.", "Brno is large.")]
    apart = [replace(exact, text="Brno is a town.", test=True)]
    first, *_ = with_distractors([exact, *others, *apart])
    assert set(first.distractors) == {OTHER, "Brno is large."}


def test_an_examples_own_distractors_are_put_by_the_words_they_share():
    (near,) = with_distractors([replace(EXAMPLE, distractors=("A river.", "Brno is old."))])
    assert near.distractors == ("Brno is old.", "A river.")
