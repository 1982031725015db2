"""One answer held against what is expected of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evals.everyday.folders import Expectation
from qa.types import Answer, Grade

# Characters of an answer in a reason.
_SHOWN = 80


class Verdict(StrEnum):
    """Whether an answer is right.

    Right: the right place is cited and the right words marked, or rightly nothing is answered.
    Poor: not answered although the nearest places hold the answer, a quote far too long, no short
    answer, or the same quote twice. Wrong: anything else.
    """

    RIGHT = "right"
    POOR = "poor"
    WRONG = "wrong"


@dataclass(frozen=True)
class Judgement:
    """The verdict on an answer, the reasons why it is not right, and whether it shows the place.

    The right place is shown when what has to be quoted stands in the citations, or in the places
    that are called likely.
    """

    verdict: Verdict
    reasons: tuple[str, ...]
    shown: bool


def judge(expected: Expectation, answer: Answer) -> Judgement:
    """The judgement of ``answer``."""
    faults = list(_faults(expected, answer))
    by_verdict = {verdict for verdict, _ in faults}
    worst = next((v for v in (Verdict.WRONG, Verdict.POOR) if v in by_verdict), Verdict.RIGHT)
    places = (*answer.citations, *answer.likely)
    shown = not expected.absent and expected.in_text("\n".join(place.quote for place in places))
    return Judgement(worst, tuple(reason for _, reason in faults), shown)


def _faults(expected: Expectation, answer: Answer) -> Iterator[tuple[Verdict, str]]:
    if expected.absent:
        if answer.grade is Grade.ANSWER:
            words = (answer.short_answer or answer.text)[:_SHOWN]
            yield Verdict.WRONG, f"answered what is not there: {words!r}"
    elif answer.grade is Grade.ANSWER:
        yield from _citation_faults(expected, answer)
        yield from _short_answer_faults(expected.short_answer, answer.short_answer)
    else:
        likely = "\n".join(place.quote for place in answer.likely)
        closest = answer.closest.passage.text if answer.closest else ""
        if expected.in_text(likely) or expected.in_text(closest):
            yield Verdict.POOR, f"{answer.grade}; its nearest place holds the answer"
        else:
            yield Verdict.WRONG, f"{answer.grade}; its nearest place lacks the answer"


def _citation_faults(expected: Expectation, answer: Answer) -> Iterator[tuple[Verdict, str]]:
    quotes = [citation.quote for citation in answer.citations]
    every = "\n".join(quotes)
    for words in expected.quotes:
        if words not in every:
            yield Verdict.WRONG, f"not cited: {words!r}"
    if expected.any_of and not any(words in every for words in expected.any_of):
        yield Verdict.WRONG, f"none cited of {list(expected.any_of)}"
    for words in expected.excluded:
        if words in every:
            yield Verdict.WRONG, f"cited: {words!r}"
    if not answer.citations[0].document_id.endswith(expected.file):
        yield Verdict.WRONG, f"cited first: {answer.citations[0].document_id}"
    if expected.longest is not None and (longest := max(map(len, quotes))) > expected.longest:
        yield Verdict.POOR, f"a quote of {longest} characters"
    if len(set(quotes)) < len(quotes):
        yield Verdict.POOR, "the same quote twice"


def _short_answer_faults(pattern: str | None, given: str | None) -> Iterator[tuple[Verdict, str]]:
    if pattern is None:
        return
    if given is None:
        yield Verdict.POOR, "no short answer"
    elif not re.search(pattern, given):
        yield Verdict.WRONG, f"short answer: {given[:_SHOWN]!r}"
