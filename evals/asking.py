"""Cases put to an assistant."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from evals.cases import Case, Evidence, locate, scopes
from evals.scoring import Score, failed_score, score
from index import PinciteError
from qa import Assistant
from qa.types import Answer


@dataclass(frozen=True)
class Reply:
    """What came of a case; ``answer`` is None where it could not be asked."""

    case: Case
    evidence: Evidence
    answer: Answer | None
    score: Score


def ask_cases(assistant: Assistant, cases: Sequence[Case], scope: str = "all") -> list[Reply]:
    """Ask each case of all documents, or with scope ``case`` of the one that it is about.

    A case that raises a `PinciteError` is named on standard error, and scores 0.

    Raises:
        CaseError: when the assistant's documents do not hold the evidence.
    """
    documents = assistant.index.documents
    evidence = locate(cases, documents)
    within = scopes(cases, documents) if scope == "case" else {}
    print(f"Asking {len(cases)} questions.", file=sys.stderr)
    assistant.warm()
    replies = []
    for case in cases:
        begun = perf_counter()
        try:
            answer = assistant.ask(case.question, case.history, within=within.get(case.id))
        except PinciteError as error:
            print(f"{case.id}: {error}", file=sys.stderr)
            replies.append(Reply(case, evidence[case.id], None, failed_score(case)))
            continue
        seconds = perf_counter() - begun
        own = score(case, evidence[case.id], answer, seconds)
        replies.append(Reply(case, evidence[case.id], answer, own))
    return replies
