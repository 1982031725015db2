"""What visitors think of answers, saved as tests; and what they are told when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from index import Document, PinciteError, Span
from index.documents.span import trim
from qa import feedback
from qa.templating import Html
from qa.types import Answer, Citation, Grade, ReplyKind, answer_text
from qa.web import messages
from qa.web.anchors import document_key
from qa.web.messages import english
from qa.web.session.downloads import Download
from qa.web.session.exchange import Mark
from qa.web.session.export import export_file, marked_copies
from qa.web.session.session import Session
from qa.web.session.unforeseen import in_one_line
from qa.web.templates import frame


def save_judgement(session: Session, key: str, *, good: bool) -> str:
    """Save what the visitor thinks of the answer with this key; the thanks.

    Raises:
        PinciteError: when it cannot be saved.
    """
    answer, history = session.chat.answer(key), session.chat.turns_before(key)
    if not good:
        disapproval = feedback.disapproval(answer, history)
        session.shared_state.save_feedback(disapproval, session.workspace.folder)
        return messages.THANKS_BAD
    current = session.workspace.current()
    for citation in answer.citations:  # evidence must be there to be found
        current.document(document_key(citation.document))
    session.shared_state.save_feedback(feedback.approval(answer, history), current.folder)
    return messages.THANKS_GOOD


def save_correction(session: Session, key: str, document: str, span: Span) -> str:
    """Save which sentence is the right answer to the question with this key; the thanks.

    ``document`` is the key of the sentence's document.

    The chat has it as the answer from now on, even where it cannot be saved.

    Raises:
        PinciteError: when it cannot be saved.
    """
    answer, history = session.chat.answer(key), session.chat.turns_before(key)
    right, whole = _sentences(session, document, span)
    correction = feedback.correction(answer.question, history, right, whole, grade=answer.grade)
    session.chat.correct(key, partial(_marked_right, citation=_citation(right, whole)))
    session.shared_state.save_feedback(correction, session.workspace.folder)
    return messages.thanks_corrected(answer.question)


def save_absence(session: Session, key: str) -> str:
    """Save that the documents do not answer the question with this key; the thanks.

    The chat says so from now on, even where it cannot be saved.

    Raises:
        PinciteError: when it cannot be saved.
    """
    session.chat.correct(key, _marked_absent)
    answer, history = session.chat.answer(key), session.chat.turns_before(key)
    session.shared_state.save_feedback(feedback.approval(answer, history), session.workspace.folder)
    return messages.thanks_absent(answer.question)


def marked(session: Session, answer: Answer, mark: Mark) -> Answer:
    """``answer`` as its visitor marked it before; as it is where that sentence is gone."""
    if not mark.document:
        return _marked_absent(answer)
    try:
        right, whole = _sentences(session, mark.document, Span(mark.start, mark.end))
        feedback.correction(answer.question, (), right, whole, grade=answer.grade)
    except PinciteError:  # nor was it taken then
        return answer
    return _marked_right(answer, _citation(right, whole))


def _sentences(session: Session, document: str, span: Span) -> tuple[Document, Span]:
    """The document with this key, and the whole sentences of ``span`` there."""
    right = session.workspace.document(document)
    return right, feedback.whole_sentences(session.assistant().index, right, span)


def _citation(document: Document, sentences: Span) -> Citation:
    place = trim(document.text, sentences.start, sentences.end) or sentences
    return Citation.of(document, place)


def _marked_right(answer: Answer, citation: Citation) -> Answer:
    note = english.MARKED_RIGHT  # exported so, and translated where it is shown
    return replace(
        answer,
        text=answer_text([citation.quote], note=note),
        citations=(citation,),
        confidence=1.0,
        grade=Grade.ANSWER,
        unsaid="",
        likely=(),
        note=note,
        kind=ReplyKind.MARKED,
    )


def _marked_absent(answer: Answer) -> Answer:
    return replace(
        answer,
        text=english.MARKED_ABSENT,
        citations=(),
        confidence=0.0,
        grade=Grade.ABSENT,
        unsaid="",
        likely=(),
        note="",
        kind=ReplyKind.MARKED,
    )


def export_chat(session: Session, kind: str, visitor: str = "") -> frame.File:
    """The chat for its ``visitor``: as "pdf", the PDF files with highlights; else `export_file`.

    Raises:
        PinciteError: when there is nothing of that kind, or it cannot be made.
    """
    conversation, now = session.chat.conversation(), datetime.now(UTC)
    if kind != "pdf":
        return export_file(conversation, kind, now)
    shared = session.shared_state
    made = marked_copies(conversation, shared.highlight, now)
    address = shared.downloads.address(session, Download(made.data, made.type, visitor))
    return frame.File(made.name, made.type, address=address, left_out=made.left_out)


def notification_of(session: Session, work: Callable[[], str | frame.File]) -> Html:
    """What the page is to say when ``work`` is done, or why it was not, or the file made."""
    try:
        with in_one_line():
            result = work()
    except PinciteError as error:
        result = messages.of_engine(str(error))
    number = session.next_number()
    if isinstance(result, str):
        return frame.notification(number, result)
    return frame.notification(number, messages.exported(result.name, result.left_out), [result])
