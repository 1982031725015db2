"""One answer held against its case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.cases import TWO, Case, Evidence
from evals.metrics import precision_recall, token_f1
from evals.places import Place
from index import Document, Span
from qa.feedback import CORRECTED
from qa.types import Answer, Grade


@dataclass(frozen=True)
class Score:
    """What an answer to a case is worth.

    ``passages`` and ``sentences`` say, best first, which of the ranked ones hold evidence, and
    ``reached`` how many characters of these sentences end with the first that does. Without
    evidence, and without an answer, they are empty and None, and ``precision``, ``recall`` and
    ``f1`` are 0. ``cited`` says whether the citations of an answer hold the evidence, ``likely``
    whether the places do that a reply calls likely. ``confidence`` is that of the answer.
    ``seconds`` is None when asking failed.
    """

    id: str
    kind: str
    answerable: bool
    passages: tuple[bool, ...]
    sentences: tuple[bool, ...]
    reached: int | None
    precision: float
    recall: float
    f1: float
    grade: Grade
    cited: bool
    likely: bool
    confidence: float
    seconds: float | None

    @property
    def right(self) -> bool:
        """Whether it is an answer where there is one, and none where there is none."""
        return self.answerable is (self.grade is Grade.ANSWER)

    @property
    def claimed_absent(self) -> bool:
        """Whether it says of what is there that it is not."""
        return self.answerable and self.grade is Grade.ABSENT


def score(case: Case, evidence: Evidence, answer: Answer, seconds: float) -> Score:
    """The score of ``answer``, which took ``seconds``."""
    answerable = bool(evidence)
    cited = [_place(c.document, c.span) for c in answer.citations]
    precision, recall, f1 = 0.0, 0.0, 0.0
    if answerable and not answer.abstained:
        precision, recall = precision_recall(cited, evidence)
        # What was selected in the source is a sentence: a few words of it would never match it.
        short = None if case.kind == CORRECTED else answer.short_answer
        given = answer.text if short is None else short
        f1 = max(token_f1(given, gold) for gold in case.golds)
    passages = [_place(hit.passage.document, hit.passage.span) for hit in answer.hits]
    handed = [_place(c.document, c.span) for c in answer.sentences]
    holding = tuple(holds(place, evidence) for place in handed if answerable)
    return Score(
        id=case.id,
        kind=case.kind,
        answerable=answerable,
        passages=tuple(holds(place, evidence) for place in passages if answerable),
        sentences=holding,
        reached=_characters_to_first(handed, holding),
        precision=precision,
        recall=recall,
        f1=f1,
        grade=answer.grade,
        cited=_hold_together(cited, case, evidence),
        likely=_hold_together([_place(c.document, c.span) for c in answer.likely], case, evidence),
        confidence=answer.confidence,
        seconds=seconds,
    )


def failed_score(case: Case) -> Score:
    """The score of a case that could not be asked: wrong in everything."""
    answerable = bool(case.evidence)
    return Score(
        id=case.id,
        kind=case.kind,
        answerable=answerable,
        passages=(),
        sentences=(),
        reached=None,
        precision=0.0,
        recall=0.0,
        f1=0.0,
        grade=Grade.ABSENT if answerable else Grade.ANSWER,
        cited=False,
        likely=False,
        confidence=0.0 if answerable else 1.0,
        seconds=None,
    )


def _characters_to_first(handed: Sequence[Place], holding: Sequence[bool]) -> int | None:
    """The characters up to the end of the first sentence that holds evidence, a blank between."""
    if not any(holding):
        return None
    return sum(len(place.span) + 1 for place in handed[: list(holding).index(True) + 1]) - 1


def holds(place: Place, evidence: Sequence[Sequence[Place]]) -> bool:
    """Whether at least half the characters of any evidence are in ``place``.

    Half, because a long sentence may have been divided, and sentences may have been told apart
    differently; not less, because then a fragment would count.
    """
    return any(
        2 * place.overlap(other) >= len(other.span) for places in evidence for other in places
    )


def _hold_together(places: Sequence[Place], case: Case, evidence: Evidence) -> bool:
    """Whether at least half the characters of the evidence are in ``places``.

    Of several quotes any will do; a question that asks two things wants both.
    """
    characters = set().union(*(place.characters() for place in places))
    wanted = all if case.kind == TWO else any
    return bool(evidence) and wanted(
        any(2 * len(place.characters() & characters) >= len(place.span) for place in quote)
        for quote in evidence
    )


def _place(document: Document, span: Span) -> Place:
    return Place(document.id, span)
