from random import Random

import pytest

from evals.fitting.data.edits import contradict, edit
from tests.evals.fitting.small_sets import OTHER, TEXT


@pytest.mark.parametrize("seed", range(40))
def test_an_edited_question_is_another_question(seed):
    question = "Who was the first ruler of Brno to build 24 walls before 1243?"
    other = edit(question, TEXT, "Wenceslaus", [OTHER], Random(seed))
    assert other is not None
    assert other != question
    assert "Wenceslaus" not in other


def test_a_question_that_no_way_applies_to_is_left_out():
    assert edit("Why so?", TEXT, "fast", [], Random(0)) is None


@pytest.mark.parametrize("seed", range(20))
def test_a_question_of_yes_or_no_is_turned_so_that_the_text_denies_it(seed):
    contrary = contradict("Was Brno founded in 1243?", TEXT, Random(seed))
    assert contrary not in (None, "Was Brno founded in 1243?")
