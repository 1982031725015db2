"""Cases: questions with their answers and the sentences that hold them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from evals.places import Place, places
from index import Document, PinciteError
from qa.feedback import DISLIKED, PREFIX

T = TypeVar("T")

ARTICLE = Path(__file__).with_name("article.jsonl")
"""The cases of the article that Pincite ships with."""

TWO = "two"
"""The kind of a case that asks two things at once."""

Evidence = tuple[tuple[Place, ...], ...]
"""For each quote of a case, everywhere that its document says it."""


class CaseError(PinciteError):
    """A file of cases, or a case in it, that cannot be used."""


@dataclass(frozen=True)
class Quote:
    """The words of ``document`` that answer a case."""

    document: str
    quote: str

    def __post_init__(self) -> None:
        if not (self.document and self.quote.strip()):
            raise CaseError(f"Evidence is blank: {self}.", "Give a document and its words.")


@dataclass(frozen=True)
class Case:
    """A question; its answers, any of which will do; and the evidence, verbatim.

    Without evidence the documents do not answer the question. For the kind ``two``, which asks two
    things at once, ``answers[i]`` is in ``evidence[i]`` and all of them are wanted. ``document``
    is the one that scope ``case`` searches; ``history`` the questions asked before, oldest first.

    Raises:
        CaseError: for a blank id or question, or when only one of answers and evidence is given.
    """

    id: str
    question: str
    answers: tuple[str, ...]
    evidence: tuple[Quote, ...]
    kind: str = ""
    document: str | None = None
    history: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.id.strip() and self.question.strip()):
            raise CaseError(f"Case {self.id!r} has a blank id or question.", "Fill it in.")
        if bool(self.answers) != bool(self.evidence):
            raise CaseError(
                f"Case {self.id} has {len(self.answers)} answers and {len(self.evidence)} quotes.",
                "Give both, or neither when it is not in the documents.",
            )

    @property
    def golds(self) -> tuple[str, ...]:
        """The answers to compare with."""
        return (" ".join(self.answers),) if self.kind == TWO else self.answers

    @property
    def feedback(self) -> bool:
        """Whether it is what somebody said of an answer, and not written for the evals."""
        return self.id.startswith(PREFIX)


def load_cases(path: str | Path) -> list[Case]:
    """The cases in ``path``, as `read_cases` reads them, every line of which has to be one.

    Raises:
        CaseError: naming the line that is not a case, or the id that comes twice.
    """
    cases, damaged = read_cases(path)
    if damaged:
        raise damaged[0]
    return cases


def read_cases(path: str | Path) -> tuple[list[Case], list[CaseError]]:
    """The cases in ``path``, one JSON object a line, and what is wrong with lines that are none.

    Such lines are borne only beside feedback, which nobody writes by hand and which one bad line
    must not silence. Blank lines are passed over, and so are those of the kind `DISLIKED`, of which
    nobody has said what is right; standard error says how many.

    Raises:
        CaseError: naming the line that is not a case where there is no feedback, or the id that
            comes twice; or when there is no case to ask.
    """
    try:
        lines = Path(path).read_bytes().split(b"\n")
    except OSError as error:
        raise CaseError(
            f"The cases {str(path)!r} cannot be read: {error.strerror}.", "Check it."
        ) from error
    cases: dict[str, Case] = {}
    damaged: list[CaseError] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = _case(line, f"line {number} of {Path(path).name}")
        except CaseError as error:
            damaged.append(error)
            continue
        if case.id in cases:
            raise CaseError(f"Two cases have the id {case.id}.", "Give each its own.")
        cases[case.id] = case
    known = [case for case in cases.values() if case.kind != DISLIKED]
    if damaged and not (known and any(case.feedback for case in cases.values())):
        raise damaged[0]
    if len(known) < len(cases):
        print(f"Not asked, for want of a right answer: {len(cases) - len(known)}.", file=sys.stderr)
    if not known:
        raise CaseError(
            f"{str(path)!r} holds no case to ask.",
            "Write one JSON object a line, with what is right.",
        )
    return known, damaged


def stale(cases: Iterable[Case], documents: Iterable[Document]) -> list[Case]:
    """The feedback among ``cases`` whose evidence the documents do not say, or not any more."""
    known = {document.id: document for document in documents}
    return [case for case in cases if case.feedback and not all(_evidence(case, known))]


def locate(cases: Sequence[Case], documents: Iterable[Document]) -> dict[str, Evidence]:
    """Where the evidence of each case stands, by case id.

    Raises:
        CaseError: naming the cases whose quotes the documents do not say.
    """
    known = {document.id: document for document in documents}
    by_case: dict[str, Evidence] = {}
    lost = []
    for case in cases:
        by_case[case.id] = _evidence(case, known)
        if not all(by_case[case.id]):
            lost.append(case.id)
    if lost:
        more = f" and {len(lost) - 10} more" if len(lost) > 10 else ""
        raise CaseError(
            f"The documents do not say the evidence of {', '.join(lost[:10])}{more}.",
            "Quote them verbatim, or give the documents that the cases are about.",
        )
    return by_case


def scopes(cases: Sequence[Case], documents: Sequence[Document]) -> dict[str, str]:
    """The document that each case is about, by case id.

    It is the case's ``document``, else that of its evidence, else the only one there is.

    Raises:
        CaseError: naming a case for which none of these is known.
    """
    known = [document.id for document in documents]
    by_case = {}
    for case in cases:
        named = case.document or next((e.document for e in case.evidence), None)
        if named is None and len(known) == 1:
            named = known[0]
        if named not in known:
            raise CaseError(
                f"Case {case.id} is about the document {named!r}, which was not given.",
                'Name one of those given in its field "document", or use --scope all.',
            )
        by_case[case.id] = named
    return by_case


def _evidence(case: Case, known: Mapping[str, Document]) -> Evidence:
    return tuple(
        places(e.quote, known[e.document]) if e.document in known else () for e in case.evidence
    )


def _case(line: bytes, where: str) -> Case:
    try:
        fields = json.loads(line.decode())
    except ValueError as error:  # no UTF-8, or no JSON
        raise CaseError(
            f"There is no JSON on {where}: {error}.", "Write one object a line."
        ) from error
    if not isinstance(fields, dict):
        raise CaseError(f"There is no JSON object on {where}.", "Write one object a line.")
    evidence = _field(fields, "evidence", list, where)
    if not all(isinstance(item, dict) for item in evidence):
        raise CaseError(f"Evidence on {where} is no object.", 'Write {"document", "quote"}.')
    return Case(
        id=_field(fields, "id", str, where),
        question=_field(fields, "question", str, where),
        answers=_texts(fields, "answers", where),
        evidence=tuple(
            Quote(_field(item, "document", str, where), _field(item, "quote", str, where))
            for item in evidence
        ),
        kind=_field({"kind": "", **fields}, "kind", str, where),
        document=_field(fields, "document", str, where) if "document" in fields else None,
        history=_texts({"history": [], **fields}, "history", where),
    )


def _texts(fields: Mapping[str, object], name: str, where: str) -> tuple[str, ...]:
    texts = _field(fields, name, list, where)
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise CaseError(f"{name!r} on {where} holds no text: {texts}.", "Write it in strings.")
    return tuple(texts)


def _field(fields: Mapping[str, object], name: str, kind: type[T], where: str) -> T:
    value = fields.get(name)
    if not isinstance(value, kind):
        problem = f"is {value!r}" if name in fields else "is missing"
        raise CaseError(f"{name!r} {problem} on {where}.", f"Give it as a {kind.__name__}.")
    return value
