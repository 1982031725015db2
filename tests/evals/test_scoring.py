import pytest

from evals.cases import Case, Quote, locate
from evals.report import figures
from evals.scoring import failed_score, score
from index import Document, Span
from qa.types import Answer, Citation, Grade

OPENS, CLOSES, LIST = "The desk opens at nine.", "It closes at five.", "It has tea.\n\nIt has cake."
DESK = Document("desk.md", "Desk", f"# Desk\n\n{OPENS} {CLOSES}\n\n{LIST}\n", "desk.md")


def cite(quote):
    start = DESK.text.index(quote)
    return Citation.of(DESK, Span(start, start + len(quote)))


def reply(grade, *quotes):
    places = tuple(map(cite, quotes))
    cited = places if grade is Grade.ANSWER else ()
    likely = places if grade is Grade.LIKELY else ()
    return Answer("Q?", "Q?", "text", cited, (), 0.5, grade, likely=likely)


def case(*quotes, kind="plain"):
    evidence = tuple(Quote("desk.md", quote) for quote in quotes)
    return Case("a", "Q?", tuple("x" for _ in quotes), evidence, kind)


def scored(asked, answer):
    return score(asked, locate([asked], [DESK])["a"], answer, 0.1)


@pytest.mark.parametrize(
    ("answer", "right", "cited", "likely", "claimed"),
    [
        (reply(Grade.ANSWER, OPENS), True, True, False, False),
        (reply(Grade.ANSWER, CLOSES), True, False, False, False),
        (reply(Grade.LIKELY, CLOSES, OPENS), False, False, True, False),
        (reply(Grade.LIKELY, CLOSES), False, False, False, False),
        (reply(Grade.ABSENT), False, False, False, True),
    ],
)
def test_a_score_tells_the_grades_of_what_is_there(answer, right, cited, likely, claimed):
    made = scored(case(OPENS), answer)
    assert (made.right, made.cited, made.likely) == (right, cited, likely)
    assert made.claimed_absent is claimed


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (reply(Grade.ANSWER, OPENS), False),
        (reply(Grade.LIKELY, OPENS), True),
        (reply(Grade.ABSENT), True),
    ],
)
def test_nothing_but_an_answer_is_wrong_where_there_is_none(answer, right):
    made = scored(case(), answer)
    assert (made.right, made.cited, made.likely) == (right, False, False)
    assert not made.claimed_absent


def test_of_several_quotes_any_will_do_but_two_questions_want_both():
    one, both = reply(Grade.ANSWER, OPENS), reply(Grade.ANSWER, OPENS, CLOSES)
    assert scored(case(OPENS, CLOSES), one).cited
    assert not scored(case(OPENS, CLOSES, kind="two"), one).cited
    assert scored(case(OPENS, CLOSES, kind="two"), both).cited


def test_citations_hold_a_long_quote_together():
    long = f"{OPENS} {CLOSES}\n\n{LIST}"
    assert not scored(case(long), reply(Grade.ANSWER, OPENS)).cited
    assert scored(case(long), reply(Grade.ANSWER, OPENS, CLOSES)).cited


def test_what_could_not_be_asked_is_wrong_in_everything():
    there, absent = failed_score(case(OPENS)), failed_score(case())
    assert not there.right
    assert not absent.right
    assert there.claimed_absent
    made = figures([there, absent], intervals=False)
    assert made["place_shown"].value == made["answer_cited"].value == 0
    assert made["claimed_absent"].value == 1
    assert made["accuracy_unanswerable"].low is None
