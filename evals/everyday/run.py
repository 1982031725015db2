"""The folders' questions asked, and their figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.everyday.folders import Folder, Question
from evals.everyday.verdicts import Judgement, Verdict, judge
from evals.fresh_index import fresh_index
from evals.report import CLAIMED_ABSENT, Figure, mean_figure
from index import PinciteError
from index.embedding.embedder import Embedder
from qa import Assistant
from qa.reading.reader import Reader
from qa.types import Answer, Grade

NAMES = ("right", "poor", "wrong", "place_shown", "accuracy_unanswerable", CLAIMED_ABSENT)
"""The names of the figures."""


@dataclass(frozen=True)
class Reply:
    """What came of a question; ``answer`` is None where it could not be asked."""

    folder: Folder
    question: Question
    answer: Answer | None
    judgement: Judgement

    @property
    def line(self) -> str:
        """What is not right, in one line."""
        reasons = "; ".join(self.judgement.reasons)
        verdict = self.judgement.verdict
        return f"{verdict:5} {self.folder.name} | {self.question.text} | {reasons}"


def ask_folder(folder: Folder, embedder: Embedder, reader: Reader | None) -> list[Reply]:
    """What comes of each question of ``folder``."""
    try:
        assistant = Assistant(fresh_index(folder.documents, embedder), reader=reader)
    except PinciteError as error:
        return [_failure(folder, question, error) for question in folder.questions]
    return [_reply(assistant, folder, question) for question in folder.questions]


def _reply(assistant: Assistant, folder: Folder, question: Question) -> Reply:
    try:
        answer = assistant.ask(question.text, question.history)
    except PinciteError as error:
        return _failure(folder, question, error)
    return Reply(folder, question, answer, judge(question.expectation, answer))


def _failure(folder: Folder, question: Question, error: PinciteError) -> Reply:
    return Reply(folder, question, None, Judgement(Verdict.WRONG, (str(error),), False))


def figures(replies: Sequence[Reply], intervals: bool = True) -> dict[str, Figure]:
    """The figures over ``replies``, by name; without ``intervals`` these are None."""

    def share(values: Iterable[bool]) -> Figure:
        return mean_figure([float(value) for value in values], intervals)

    there = [reply for reply in replies if not reply.question.expectation.absent]
    absent = [reply for reply in replies if reply.question.expectation.absent]
    shares = (
        *(share(reply.judgement.verdict is verdict for reply in replies) for verdict in Verdict),
        share(reply.judgement.shown for reply in there),
        share(reply.judgement.verdict is Verdict.RIGHT for reply in absent),
        share(not reply.answer or reply.answer.grade is Grade.ABSENT for reply in there),
    )
    return dict(zip(NAMES, shares, strict=True))


def by_kind(replies: Iterable[Reply]) -> dict[str, list[Reply]]:
    """The replies of each kind of text that folders name, in the order of first mention."""
    kinds: dict[str, list[Reply]] = {}
    for reply in replies:
        if reply.folder.kind:
            kinds.setdefault(reply.folder.kind, []).append(reply)
    return kinds
