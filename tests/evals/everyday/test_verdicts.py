import pytest

from evals.everyday.folders import Expectation
from evals.everyday.verdicts import Verdict, judge
from index import Document, Passage, Span
from qa.types import Answer, Citation, Grade, Hit, Standing, Why

TEXT = "The pump weighs 4 kg.\n\nThe crane weighs 9 t."
PUMP, CRANE = "The pump weighs 4 kg.", "The crane weighs 9 t."
DOCUMENT = Document("a/pumps.md", "Pumps", TEXT, "pumps.md")
STANDING = Standing(1, 1.0)


def cite(quote, short=""):
    start = TEXT.index(quote)
    place = TEXT.index(short)
    answers = (Span(place, place + len(short)),) if short else ()
    return Citation.of(DOCUMENT, Span(start, start + len(quote)), answers)


def hit(quote):
    span = cite(quote).span
    passage = Passage(DOCUMENT, span.start, span.end, quote, (span,))
    why = Why(STANDING, STANDING, STANDING, (), None)
    return Hit(passage, 0.5, cite(quote), why)


def reply(grade, *places, closest=CRANE):
    cited = places if grade is Grade.ANSWER else ()
    likely = places if grade is Grade.LIKELY else ()
    return Answer("Q?", "Q?", "text", cited, (hit(closest),), 0.5, grade, likely=likely)


WEIGHT = Expectation(False, ("4 kg",), longest=30, short_answer="^4 kg$")
RIGHT, POOR, WRONG = Verdict


@pytest.mark.parametrize(
    ("expected", "answer", "verdict", "shown"),
    [
        (WEIGHT, reply(Grade.ANSWER, cite(PUMP, "4 kg")), RIGHT, True),
        (WEIGHT, reply(Grade.ANSWER, cite(PUMP)), POOR, True),
        (WEIGHT, reply(Grade.ANSWER, cite(PUMP, "4")), WRONG, True),
        (WEIGHT, reply(Grade.ANSWER, cite(TEXT, "4 kg")), POOR, True),
        (WEIGHT, reply(Grade.ANSWER, cite(PUMP, "4 kg"), cite(PUMP, "4 kg")), POOR, True),
        (WEIGHT, reply(Grade.ANSWER, cite(CRANE, "9 t")), WRONG, False),
        (WEIGHT, reply(Grade.LIKELY, cite(CRANE), cite(PUMP)), POOR, True),
        (WEIGHT, reply(Grade.LIKELY, cite(CRANE)), WRONG, False),
        (WEIGHT, reply(Grade.ABSENT), WRONG, False),
        (WEIGHT, reply(Grade.ABSENT, closest=PUMP), POOR, False),
        (Expectation(True), reply(Grade.ANSWER, cite(PUMP)), WRONG, False),
        (Expectation(True), reply(Grade.LIKELY, cite(PUMP)), RIGHT, False),
        (Expectation(True), reply(Grade.ABSENT), RIGHT, False),
        (Expectation(False, ("4 kg",), file="b.md"), reply(Grade.ANSWER, cite(PUMP)), WRONG, True),
        (Expectation(False, ("4 kg",), file="s.md"), reply(Grade.ANSWER, cite(PUMP)), RIGHT, True),
        (Expectation(False, any_of=("4", "5")), reply(Grade.ANSWER, cite(PUMP)), RIGHT, True),
        (Expectation(False, any_of=("5", "6")), reply(Grade.ANSWER, cite(PUMP)), WRONG, False),
        (
            Expectation(False, ("4",), excluded=("kg",)),
            reply(Grade.ANSWER, cite(PUMP)),
            WRONG,
            True,
        ),
    ],
)
def test_the_verdict_is_the_worst_fault(expected, answer, verdict, shown):
    made = judge(expected, answer)
    assert (made.verdict, made.shown) == (verdict, shown)
    assert bool(made.reasons) is (verdict is not RIGHT)
