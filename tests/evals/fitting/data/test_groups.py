from dataclasses import replace
from random import Random

import pytest

from evals.fitting.data.groups import (
    Row,
    Shares,
    add_heading,
    example_group,
    groups,
    question_group,
)
from tests.evals.fitting.small_data import EXAMPLE, FOUNDED, NONE, TWIN, UNSAID, article
from tests.evals.fitting.small_sets import TEXT


@pytest.mark.parametrize("seed", range(40))
def test_the_first_row_answers_and_the_others_do_not(seed):
    first, *others = question_group(article("a", (FOUNDED,)), FOUNDED, NONE, Random(seed))
    assert [span.of(first.text) for span in first.spans] == ["1243"]
    for row in others:
        assert row.spans == ()
        assert (row.question, row.text) != (first.question, first.text)


def test_what_people_wrote_to_have_no_answer_has_none():
    for seed in range(10):
        rows = question_group(article("a", (UNSAID,)), UNSAID, NONE, Random(seed))
        assert rows[0] == Row(UNSAID.text, TEXT)
        assert all(row.spans == () for row in rows)


def test_a_twin_is_asked_of_the_same_text():
    for seed in range(10):
        first, *others = question_group(article("a", (TWIN,)), TWIN, NONE, Random(seed))
        twins = [row for row in others if row.question == TWIN.twins[0]]
        assert [row.text for row in twins] == [first.text]
        assert twins[0].kind == "none"


@pytest.mark.parametrize("seed", range(20))
def test_a_heading_before_a_text_moves_its_spans(seed):
    group = example_group(EXAMPLE, NONE, Random(seed))
    first, *others = add_heading(group, "Towns", Random(seed))
    assert first.kind == "yes"
    assert [span.of(first.text) for span in first.spans] == [TEXT[:44]]
    assert all(not row.spans and row.kind == "none" for row in others)


def test_a_claim_is_asked_in_several_ways():
    claim = replace(EXAMPLE, question="Brno is old.")
    ways = {example_group(claim, NONE, Random(seed))[0].question.lower() for seed in range(60)}
    assert "brno is old." in ways
    assert any("is it true that brno is old" in question for question in ways)


def test_groups_are_drawn_alike_for_a_seed():
    ours = article("a", (FOUNDED, TWIN))
    every = Shares(plain=1.0)
    drawn = list(groups([ours], [EXAMPLE], every, NONE, Random(3)))
    assert len([g for g in drawn if g[0].kind == "words"]) == 2
    assert len([g for g in drawn if g[0].kind == "yes"]) >= 1
    assert list(groups([ours], [EXAMPLE], every, NONE, Random(3))) == drawn
