"""What visitors say of answers, and what they keep of a chat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from textwrap import shorten

from index import PinciteError, Span
from qa import feedback
from qa.web.place import document_key
from qa.web.session.export import export_file
from qa.web.session.session import Session
from qa.web.templates import frame


def keep_judgement(room: Session, wanted: str, *, good: bool) -> str:
    """Keep what the visitor thinks of the answer with the key ``wanted``; the word on it.

    Raises:
        PinciteError: when it cannot be kept.
    """
    answer, history = room.chat.answer(wanted), room.chat.before(wanted)
    if not good:
        room.house.keep(feedback.disapproval(answer, history), room.desk.folder)
        return f"Thank you. Select the sentence in the source that answers {_named(wanted, room)}."
    for citation in answer.citations:  # evidence must be there to be found
        room.desk.document(document_key(citation.document))
    room.house.keep(feedback.approval(answer, history), room.desk.folder)
    return "Thank you. The answer is kept as a test."


def keep_correction(room: Session, wanted: str, document: str, span: Span) -> str:
    """Keep which sentence answers rightly; the word on it.

    Raises:
        PinciteError: when it cannot be kept.
    """
    answer, history = room.chat.answer(wanted), room.chat.before(wanted)
    right = room.desk.document(document)
    whole = feedback.whole_sentences(room.assistant().index, right, span)
    room.house.keep(feedback.correction(answer.question, history, right, whole), room.desk.folder)
    return f"Thank you. It is kept as a test that this answers {_named(wanted, room)}."


def _named(wanted: str, room: Session) -> str:
    return f"“{shorten(room.chat.answer(wanted).question, 60, placeholder='…')}”"


def export_chat(room: Session, kind: str) -> frame.File:
    """The chat as an evidence pack, as "json" or else as a page.

    Raises:
        PinciteError: when nothing was answered.
    """
    return export_file(room.chat.conversation(), kind, datetime.now(UTC))


def notification_of(room: Session, work: Callable[[], str | frame.File]) -> str:
    """What the page is to say when ``work`` is done, or why it was not, or the file made."""
    room.sent += 1
    try:
        made = work()
    except PinciteError as error:
        made = str(error)
    if isinstance(made, str):
        return frame.notification(room.sent, made)
    return frame.notification(room.sent, f"Exported as {made.name}.", [made])
