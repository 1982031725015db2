"""What people say of answers, kept as cases that `python -m evals --cases FILE` asks again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict

from index.documents.document import Document
from index.documents.span import Span, trim
from index.errors import PinciteError
from index.storage.atomic_write import PART_SUFFIX, make_folder, write_atomically
from index.storage.lock import file_lock, hold_lock
from index.storage.paths import own_folder
from qa.question.validation import check_history, check_question
from qa.types import Answer, Citation, Grade, Turn

if TYPE_CHECKING:
    from index.index import Index

PREFIX = "feedback-"
"""What the id of each line begins with."""
LIKED, CORRECTED = "liked", "corrected"
"""The kinds of lines that say what is right: the evals ask whether it still holds."""
DISLIKED = "disliked"
"""The kind of a line that says what is wrong, not what is right: the evals pass over it."""
MAX_QUOTE = 2000
"""Characters; more than this is no place in a document but a stretch of it."""


class FeedbackError(PinciteError):
    """Feedback that says nothing of the document, or that cannot be kept."""


class Evidence(TypedDict):
    """Words of a document, verbatim."""

    document: str
    quote: str


class Feedback(TypedDict):
    """One line of a file of feedback, a case of the evals.

    ``id`` is the same for all feedback on the same question, asked after the same ``history`` of
    the same ``document`` (absent where all were asked). ``answers`` and ``evidence`` are empty
    where the documents do not answer, and for the kind `DISLIKED`, where only ``said``, what was
    answered, is known. ``grade`` is that of the reply that was judged, absent where none was.
    """

    id: str
    question: str
    history: list[str]
    kind: str
    answers: list[str]
    evidence: list[Evidence]
    document: NotRequired[str]
    said: NotRequired[str]
    grade: NotRequired[str]


def approval(
    answer: Answer, history: Sequence[Turn | str] = (), within: str | None = None
) -> Feedback:
    """That ``answer`` is right: what it cites is the evidence, or there is none.

    ``history`` and ``within`` are those that it was asked with. Its short answer will do, and so
    will its whole text. Of a list that is cited as a whole the items that were found are evidence
    too: the evals ask of the best sentence that it holds half of some evidence.

    Raises:
        QuestionError: for a history that cannot be searched with.
        FeedbackError: for likely places, none of which is said to be right; for a character that is
            not text.
    """
    if answer.grade is Grade.LIKELY:
        raise FeedbackError(
            f"No answer was given to {answer.question!r}, only likely places.",
            "Say which sentence is right.",
        )
    cited = dict.fromkeys(
        (citation.document_id, citation.quote)
        for citation in (*answer.citations, *answer.sentences)
        if any(_inside(citation, whole) for whole in answer.citations)
    )
    answers = [] if answer.abstained else [answer.short_answer or answer.text, answer.text]
    return {
        **_new_line(LIKED, answer.question, history, within, answer.grade),
        "answers": [*dict.fromkeys(map(_text, answers))],
        "evidence": [{"document": _text(name), "quote": _text(quote)} for name, quote in cited],
    }


def disapproval(
    answer: Answer, history: Sequence[Turn | str] = (), within: str | None = None
) -> Feedback:
    """That ``answer`` is wrong, when nobody has said yet what is right.

    It goes into the same file, where it replaces what was said before and is replaced by what is
    said next: one file holds the last word on each question, whenever it is read. The evals cannot
    hold an answer against it, so they pass over it and say how many there are.

    Raises:
        QuestionError: for a history that cannot be searched with.
        FeedbackError: for a character that is not text.
    """
    return {
        **_new_line(DISLIKED, answer.question, history, within, answer.grade),
        "said": _text(answer.text),
    }


def correction(
    question: str,
    history: Sequence[Turn | str],
    document: Document,
    span: Span,
    within: str | None = None,
    grade: Grade | None = None,
) -> Feedback:
    """That what ``document`` says at ``span`` is the answer to ``question``, and its evidence.

    Blank ends of the span are left out. ``history`` and ``within`` are those that were asked with,
    ``grade`` is that of the reply that is corrected, if there was one.

    Raises:
        QuestionError: for a question or history that cannot be searched with.
        FeedbackError: when the span is not in the document, is blank, or is longer than
            `MAX_QUOTE`.
    """
    if span.end > len(document.text):
        raise FeedbackError(
            f"There is nothing at {span.start}:{span.end} of {document.id}, which has"
            f" {len(document.text):,} characters.",
            "Select the sentence in the source.",
        )
    place = trim(document.text, span.start, span.end)
    if place is None:
        raise FeedbackError("The selection is blank.", "Select the sentence that answers.")
    if len(place) > MAX_QUOTE:
        raise FeedbackError(
            f"The selection has {len(place):,} characters, {MAX_QUOTE:,} at most are kept.",
            "Select only the sentence that answers.",
        )
    quote = _text(place.of(document.text))
    return {
        **_new_line(CORRECTED, question, history, within, grade),
        "answers": [quote],
        "evidence": [{"document": _text(document.id), "quote": quote}],
    }


def whole_sentences(index: Index, document: Document, span: Span) -> Span:
    """``span`` of a document of ``index`` with the rest of each sentence that it is in."""
    if span.end > len(document.text):
        return span
    passages = [index.passages[number] for number in index.passages_of(document.id)]
    cut = [s for passage in passages for s in passage.sentences if s.overlap(span)]
    return Span(min(s.start for s in cut), max(s.end for s in cut)) if cut else span


def feedback_folder() -> Path:
    """The folder of what people say of the collections of kept libraries."""
    return own_folder("feedback")


def feedback_file(folder: Path, collection: str) -> Path:
    """The file in ``folder`` for the collection in the library's folder ``collection``."""
    return folder / f"{collection}.jsonl"


def remove_leftovers(folder: Path) -> None:
    """Remove from a ``folder`` of feedback what writers that were killed left there.

    Nothing is removed while somebody writes: the next start does it.
    """
    parts = [*folder.glob(f"*{PART_SUFFIX}")]
    for lock in folder.glob(".*.lock"):
        held = hold_lock(lock)
        if held is None:
            return
        held.close()
    for part in parts:  # whose writers had a lock, and do not hold it any more
        with suppress(OSError):
            part.unlink()


def save(feedback: Feedback, file: str | Path) -> None:
    """Make ``feedback`` the last line of ``file``, in place of an earlier one of the same id.

    The file holds the old lines or the new ones, whole, whatever happens; threads and processes
    wait for each other; only its owner may read it. Lines that are no feedback stay as they are.
    One file is for one set of documents: the evals ask all its lines of the documents they are
    given, and an id does not tell one set from another.

    Raises:
        FeedbackError: when the file cannot be read, or its folder not be made.
        StorageError: when it cannot be written.
    """
    path = Path(file)
    line = json.dumps(feedback, ensure_ascii=False).encode()
    try:
        make_folder(path.parent)
        with file_lock(path.with_name(f".{path.name}.lock")):
            before = path.read_bytes().split(b"\n") if path.exists() else []
            others = [other for other in before if other and _id(other) != feedback["id"]]
            write_atomically(path, b"".join(one + b"\n" for one in (*others, line)))
    except OSError as error:
        raise FeedbackError(
            f"The feedback could not be kept in {str(path)!r}: {error.strerror or error}.",
            "Check that the folder can be written.",
        ) from error


def _new_line(
    kind: str,
    question: str,
    history: Sequence[Turn | str],
    within: str | None,
    grade: Grade | None,
) -> Feedback:
    """A line on ``question`` without an answer.

    Of the history only what was answered is kept: a follow-up is understood from nothing else.
    """
    asked = check_question(question)
    before = [turn.question for turn in check_history(history) if turn.answered]
    key = json.dumps([asked, before, within])
    line: Feedback = {
        "id": f"{PREFIX}{sha256(key.encode()).hexdigest()[:16]}",
        "question": asked,
        "history": before,
        "kind": kind,
        "answers": [],
        "evidence": [],
    }
    if within is not None:
        line["document"] = _text(within)
    if grade is not None:
        line["grade"] = grade.value
    return line


def _inside(citation: Citation, whole: Citation) -> bool:
    same = citation.document_id == whole.document_id
    return same and whole.start <= citation.start < citation.end <= whole.end


def _text(string: str) -> str:
    """``string``, once it is known that a file of UTF-8 can hold it."""
    try:
        string.encode()
    except UnicodeEncodeError as error:
        raise FeedbackError(
            f"The feedback holds a character that is not text ({string[error.start]!r}).",
            "Leave it out.",
        ) from error
    return string


def _id(line: bytes) -> str | None:
    try:
        fields = json.loads(line)
    except ValueError:
        return None
    return fields.get("id") if isinstance(fields, dict) else None
