"""Whether answers still are what people said is right."""

from __future__ import annotations

from evals.cases import Case, Evidence
from evals.places import Place
from evals.scoring import holds
from qa.answering.refusal import shorten
from qa.feedback import CORRECTED, LIKED
from qa.types import Answer

# Characters of a quote or an answer in the line on a broken promise.
_SHOWN = 80


def is_promise(case: Case) -> bool:
    """Whether the case is a promise: somebody said of an answer what is right."""
    return case.kind in (LIKED, CORRECTED)


def is_kept(evidence: Evidence, answer: Answer) -> bool:
    """Whether ``answer`` is what was said to be right.

    Without evidence it has to be a refusal. Otherwise it has to be an answer, one of whose
    citations shares at least half the characters of one evidence quote.
    """
    if not evidence or answer.abstained:
        return not evidence and answer.abstained
    return any(holds(Place(c.document_id, c.span), evidence) for c in answer.citations)


def broken_promise(case: Case, evidence: Evidence, answer: Answer | None) -> str | None:
    """The line on a promise that was broken; None when it was kept, or nothing was promised.

    ``answer`` is None for a case that could not be asked.
    """
    if not is_promise(case) or (answer and is_kept(evidence, answer)):
        return None
    expected = _quote(case.evidence[0].quote) if case.evidence else "a refusal"
    if answer is None:
        came = "an error"
    else:
        came = "a refusal" if answer.abstained else _quote(answer.text)
    return f"{case.id}: {_line(case.question)} Expected {expected}, came {came}."


def _quote(text: str) -> str:
    return f"“{shorten(_line(text), _SHOWN)}”"


def _line(text: str) -> str:
    return " ".join(text.split())
