from dataclasses import replace
from itertools import product
from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.span import Span
from index.errors import SpanError
from qa.assistant import Assistant
from qa.reading.reader import TokenOdds, join_parts
from qa.reading.trained_reader import SHIPPED
from qa.retrieval.rerank import PASSAGES_READ, scale_odds
from qa.types import Citation

FOUNDED = "Brno is a city. It was founded in 1243 by King Wenceslaus. It has 400,000 people."


@st.composite
def readings(draw):
    """A reading of a text of words of one to four letters, with a blank between."""
    lengths = draw(st.lists(st.integers(1, 4), min_size=1, max_size=9))
    starts = np.cumsum([0, *(n + 1 for n in lengths[:-1])])
    places = np.stack([starts, starts + lengths], axis=1)
    scores = st.lists(st.floats(-9, 9, width=32), min_size=len(lengths), max_size=len(lengths))
    return TokenOdds(places, *(np.array(draw(scores), np.float32) for _ in range(2)))


@st.composite
def spans_in(draw, reading):
    last = int(reading.places[-1, 1])
    start = draw(st.integers(0, last - 1))
    return Span(start, draw(st.integers(start + 1, last)))


def held(reading, span):
    return [n for n, (a, b) in enumerate(reading.places) if a < span.end and b > span.start]


@given(st.data())
def test_the_odds_of_a_span_are_the_sums_over_its_tokens(data):
    reading = data.draw(readings())
    span = data.draw(spans_in(reading))
    tokens = held(reading, span)
    if not tokens:
        worst = min(*reading.starts, *reading.ends, 0)
        assert reading.odds(span) == pytest.approx(worst)
        return
    sums = [log(sum(exp(side[n]) for n in tokens)) for side in (reading.starts, reading.ends)]
    assert reading.odds(span) == pytest.approx(sum(sums) / 2, abs=1e-4)


@given(st.data(), st.integers(1, 5), st.floats(0, 1))
def test_the_answer_is_the_likeliest_of_all_pairs_of_tokens(data, longest, least):
    reading = data.draw(readings())
    span = data.draw(spans_in(reading))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qa.reading.reader.MAX_ANSWER_TOKENS", longest)
        found, sure = reading.answer(span), reading.answer(span, least)
    every = {
        (a, b): exp(reading.starts[a] + reading.ends[b] - 0.05 * (b - a))
        for a, b in product(range(len(reading.places)), repeat=2)
        if a <= b < a + longest
    }
    tokens = held(reading, span)
    inside = {pair: odds for pair, odds in every.items() if set(pair) <= set(tokens)}
    if not inside:
        assert found is sure is None
        return
    first = next(n for n in tokens if reading.places[n, 0] == found.start)
    last = next(n for n in tokens if reading.places[n, 1] == found.end)
    assert inside[first, last] == pytest.approx(max(inside.values()), rel=1e-3)
    chance = inside[first, last] / (1 + sum(every.values()))
    if chance != pytest.approx(least, abs=1e-3):
        assert sure == (found if chance > least else None)


def test_parts_are_joined_by_what_is_likeliest():
    def part(places, starts, *kinds):
        scores = np.array(starts, np.float32)
        return TokenOdds(np.array(places), scores, -scores, np.array(kinds, np.float32))

    first = part([(0, 2), (3, 5)], [1, 2], 0.1, 0.1, 0.1, 0.7)
    second = part([(3, 5), (6, 9)], [4, 3], 0.2, 0.5, 0.1, 0.2)
    both = join_parts([first, second])
    assert both.places.tolist() == [[0, 2], [3, 5], [6, 9]]
    assert both.starts.tolist() == [1, 4, 3]
    assert both.ends.tolist() == [-1, -2, -3]
    assert both.kinds.tolist() == second.kinds.tolist()
    assert both.after(3).kinds.tolist() == second.kinds.tolist()
    assert join_parts([first]) is first
    bare = replace(first, kinds=np.empty(0, np.float32))
    assert join_parts([bare, bare]).kinds.tolist() == []


@pytest.mark.parametrize(("odds", "share"), [(0, 0.5), (10, 1), (99, 1), (-10, 0), (5, 0.75)])
def test_odds_are_put_on_a_scale(odds, share):
    assert scale_odds(odds) == share


def test_the_shipped_reader_marks_the_answer():
    for question, short in (("When was Brno founded?", "1243"), ("Who founded it?", "Wenceslaus")):
        (reading,) = SHIPPED.read(question, [FOUNDED])
        found = reading.answer(Span(0, len(FOUNDED)))
        assert found is not None
        assert short in found.of(FOUNDED)


def test_the_shipped_reader_knows_when_there_is_no_answer():
    there, absent = (
        SHIPPED.read(question, [FOUNDED])[0].odds(Span(0, len(FOUNDED)))
        for question in ("When was Brno founded?", "Who won the match against Prague?")
    )
    assert absent < 0 < there


def test_a_text_longer_than_the_window_is_read_to_its_end():
    filler = "The weather was fine and the harvest was good that autumn. " * 60
    text = filler + FOUNDED
    (reading,) = SHIPPED.read("When was Brno founded?", [text])
    assert (reading.places[0, 0], reading.places[-1, 1]) == (0, len(text))
    assert (np.diff(reading.places[:, 0]) > 0).all()  # each token once
    found = reading.answer(Span(0, len(text)))
    assert found is not None
    assert found.start == text.index("1243")


def test_the_shipped_reader_knows_english_only():
    assert SHIPPED.languages == {"en"}


def test_the_short_answer_is_marked_in_its_sentence(assistant):
    answer = assistant.ask("On which day was the strategy released?")
    (first, *_) = answer.citations
    assert answer.short_answer is not None
    assert "Wednesday" in answer.short_answer
    assert first.start <= first.answers[0].start < first.answers[0].end <= first.end
    assert first.answers[0].of(first.document.text) in first.quote


def test_a_question_of_yes_or_no_gets_the_sentence_alone(assistant):
    answer = assistant.ask("Is sovereignty mentioned?")
    assert "sovereignty" in answer.citations[0].quote
    assert answer.short_answer is None


def test_both_questions_of_two_are_answered(assistant):
    answer = assistant.ask("When was the strategy released, and who issued it?")
    assert [("Wednesday" in c.quote, "issued by" in c.quote) for c in answer.citations[:2]] == [
        (True, False),
        (False, True),
    ]
    assert len({hit.passage.start for hit in answer.hits}) == len(answer.hits) == 5


def test_the_part_that_is_not_answered_is_named(assistant):
    answer = assistant.ask("Who issued the strategy, and what did the president of Brazil say?")
    assert not answer.abstained
    assert "issued by" in answer.citations[0].quote
    assert "Brazil" in answer.unsaid
    assert answer.text.endswith(answer.unsaid)


def test_one_sentence_that_answers_two_questions_is_cited_once(tmp_path):
    (tmp_path / "a.txt").write_text(f"{FOUNDED} The town hall burned down in 1905.")
    answer = Assistant(str(tmp_path)).ask("Who founded the city, and when was the city founded?")
    first = answer.citations[0]
    assert {a.of(first.document.text) for a in first.answers} >= {"1243"}
    assert len(first.answers) == 2
    assert len({c.start for c in answer.citations}) == len(answer.citations)


def test_a_refusal_speaks_of_the_document_that_was_searched(tmp_path):
    (tmp_path / "a.txt").write_text(FOUNDED)
    (tmp_path / "b.txt").write_text("Duka, the archbishop of Prague, is old.")
    answer = Assistant(str(tmp_path)).ask("Who is Duka?", within="a.txt")
    assert answer.abstained
    assert answer.text == "The document does not say. It never mentions “Duka”."


def test_hits_say_how_the_reader_sees_them(assistant):
    hits = assistant.retrieve("Who issued the strategy?", k=10)
    assert hits[0].why.reader.rank == 1
    assert sum(hit.why.reader is not None for hit in hits) == min(PASSAGES_READ, len(hits))


def test_without_a_reader_nothing_is_read(assistant):
    alone = Assistant(assistant.index, reader=None)
    answer = alone.ask("Who issued the strategy?")
    assert answer.short_answer is None
    assert all(hit.why.reader is None for hit in answer.hits)


def test_a_marked_answer_is_inside_its_quote(assistant):
    document = assistant.index.documents[0]
    whole = Citation.of(document, Span(10, 20))
    with pytest.raises(SpanError, match="15:25 is outside its citation 10:20"):
        replace(whole, answers=(Span(15, 25),))
