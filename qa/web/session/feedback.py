"""What visitors say of answers, and what they keep of a chat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from textwrap import shorten

from index import PinciteError, Span
from qa import feedback
from qa.web.place import key
from qa.web.session.export import evidence
from qa.web.session.session import Room
from qa.web.templates import frame


def judged(room: Room, wanted: str, *, good: bool) -> str:
    """Keep what the visitor thinks of the answer with the key ``wanted``; the word on it.

    Raises:
        PinciteError: when it cannot be kept.
    """
    answer, history = room.chat.answer(wanted), room.chat.before(wanted)
    if not good:
        room.house.keep(feedback.disliked(answer, history), room.desk.folder)
        return f"Thank you. Select the sentence in the source that answers {_named(wanted, room)}."
    for citation in answer.citations:  # evidence must be there to be found
        room.desk.document(key(citation.document))
    room.house.keep(feedback.liked(answer, history), room.desk.folder)
    return "Thank you. The answer is kept as a test."


def corrected(room: Room, wanted: str, document: str, span: Span) -> str:
    """Keep which sentence answers rightly; the word on it.

    Raises:
        PinciteError: when it cannot be kept.
    """
    answer, history = room.chat.answer(wanted), room.chat.before(wanted)
    right = room.desk.document(document)
    whole = feedback.sentences(room.assistant().index, right, span)
    room.house.keep(feedback.corrected(answer.question, history, right, whole), room.desk.folder)
    return f"Thank you. It is kept as a test that this answers {_named(wanted, room)}."


def _named(wanted: str, room: Room) -> str:
    return f"“{shorten(room.chat.answer(wanted).question, 60, placeholder='…')}”"


def exported(room: Room, kind: str) -> frame.File:
    """The chat as an evidence pack, as "json" or else as a page.

    Raises:
        PinciteError: when nothing was answered.
    """
    return evidence(room.chat.conversation(), kind, datetime.now(UTC))


def outbox_of(room: Room, work: Callable[[], str | frame.File]) -> str:
    """What the page is to say when ``work`` is done, or why it was not, or the file made."""
    room.sent += 1
    try:
        made = work()
    except PinciteError as error:
        made = str(error)
    if isinstance(made, str):
        return frame.outbox(room.sent, made)
    return frame.outbox(room.sent, f"Exported as {made.name}.", [made])
