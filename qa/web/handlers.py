"""What happens on the page: one function an event. They know nothing of Gradio."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import astuple
from functools import partial, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

from index.documents.span import Span
from index.errors import PinciteError
from qa.suggestions.suggest import suggestions
from qa.templating import Html
from qa.web import messages
from qa.web.events import PageEvent, Parts
from qa.web.loading import Loading
from qa.web.panels import Panels
from qa.web.server.payload import marks, pairs, read_payload, text, texts
from qa.web.server.uploads import Uploads
from qa.web.session import feedback
from qa.web.session.changes import ADD_FOLDER
from qa.web.session.unforeseen import in_one_line
from qa.web.templates.frame import File
from qa.web.templates.reply import Messages, chat_messages
from qa.web.templates.source import article, source_panel

P = ParamSpec("P")


def _in_parts(
    handler: Callable[Concatenate[PageEvent, P], Iterator[Panels]],
) -> Callable[Concatenate[PageEvent, P], Iterator[Parts]]:
    """``handler`` with its panels in parts, and any error as the last of them."""

    @wraps(handler)
    def handle(event: PageEvent, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[Parts]:
        try:
            with in_one_line():
                yield from map(astuple, handler(event, *args, **kwargs))
        except PinciteError as error:
            yield astuple(event.session.broken(str(error)))

    return handle


@_in_parts
def open_page(event: PageEvent) -> Iterator[Panels]:
    """A page was loaded."""
    event.enter()
    yield from event.session.open_collection()


def follow_chat(event: PageEvent) -> Messages:
    """The page's chat has changed: a question was asked, edited or taken back."""
    chat = event.session.chat
    with suppress(PinciteError), in_one_line():  # the answering meets it too
        event.enter()
    with suppress(PinciteError), in_one_line():  # not sent by the page's own script
        payload = read_payload(
            event.payload, revision=int, asked=pairs, alone=texts, marks=marks, stopped=texts
        )
        chat.follow(*payload)
    return chat_messages(chat)


def answer(event: PageEvent) -> Iterator[Parts]:
    """A change of the chat was shown: the chat, the status, and the source where it is another."""
    session = event.session
    try:
        with in_one_line():
            correct = partial(feedback.marked, session)
            for exchanges in session.chat.answer_waiting(session.assistant, suggestions, correct):
                panels = session.changed_panels()
                source = (panels.contents, panels.source) if panels else (None, None)
                yield chat_messages(exchanges), session.status(), *source
    except PinciteError as error:
        yield chat_messages(session.chat), session.status(str(error)), None, None


def stop(event: PageEvent) -> Messages:
    """The visitor gives up on what is still to be answered."""
    event.session.chat.stop()
    return chat_messages(event.session.chat)


def show_document(event: PageEvent) -> Html:
    """The page needs another document, or another part of one."""
    session = event.session
    try:
        with in_one_line():
            event.enter()
            key, start, end = read_payload(event.payload, key=str, start=int, end=int)
            document = session.workspace.document(key)
            addresses = session.shared_state.addresses_of(document)
            return session.numbered(article(document, Span(start, end), addresses))
    except PinciteError as error:
        return session.numbered(source_panel(None, messages.of_engine(str(error))))


@_in_parts
def change_collection(event: PageEvent) -> Iterator[Panels]:
    """A collection was chosen, created or deleted, or what it holds was changed.

    Or the list comes to be seen, and others may have changed what it lists.
    """
    session = event.session
    event.enter()
    try:
        does, name, front, ids = read_payload(
            event.payload, does=str, name=text, front=str, ids=texts
        )
        if panels := session.arranged(does, name):
            yield panels
            return
        if does == "look":
            yield from _followed(event, changed=session.workspace.look(front))
            return
        if does == ADD_FOLDER:
            event.check_own_account()
            yield session.panels(Loading(messages.READING))  # much of it takes a while
        outcomes = session.workspace.change(does, name, front, ids)
    except PinciteError as error:
        yield session.not_changed([messages.of_engine(str(error))])
    else:
        yield from session.open_collection(outcomes)


@_in_parts
def follow_files(event: PageEvent) -> Iterator[Panels]:
    """The page looks whether its collection, which is watched, was opened anew."""
    event.enter()
    (front,) = read_payload(event.payload, front=str)
    yield from _followed(event, changed=event.session.workspace.follow(front))


def _followed(event: PageEvent, *, changed: bool) -> Iterator[Panels]:
    """The collection, where it has ``changed``."""
    if changed:
        session = event.session
        yield from session.open_collection(session.outcomes, session.encrypted)
    else:  # something is sent in any case: Gradio would empty the panels
        yield Panels(None, None, None, event.session.status(), None)


@_in_parts
def add_files(event: PageEvent, uploads: Uploads) -> Iterator[Panels]:
    """Files were uploaded, to be added to the open collection."""
    session = event.session
    files: list[tuple[str, Path]] = []
    outcomes: list[str] = []
    event.enter()
    try:
        sent, failed, front, password, into = read_payload(
            event.payload, sent=pairs, failed=pairs, front=str, password=text, folder=str
        )
        for name, path in sent:
            try:
                files.append((name, uploads.file(path, event.visitor)))
            except PinciteError as error:
                failed.append((name, str(error)))
        outcomes += [messages.not_added(f"{name}: {reason}") for name, reason in failed]
        if files:
            yield session.panels(Loading(messages.READING))  # each is read before it is taken
        outcome = session.workspace.add(files, front, password, into)
        names = [name for name, _ in sent]
        others = [it for it in session.encrypted if password and it not in names]
    except PinciteError as error:
        yield session.not_changed([*outcomes, messages.of_engine(str(error))])
    else:
        yield from session.open_collection(
            [*outcomes, *outcome.sentences], [*outcome.encrypted, *others]
        )
    finally:
        for _, file in files:
            uploads.take_away(file, event.visitor)


def judge(event: PageEvent) -> Html:
    """An answer was called good or bad."""

    def save() -> str:
        key, good = read_payload(event.payload, key=str, good=bool)
        return feedback.save_judgement(event.session, key, good=good)

    return feedback.notification_of(event.session, save)


def correct(event: PageEvent) -> Parts:
    """A sentence was called the right answer, or none: the chat, and what is told."""

    def save() -> str:
        key, document, start, end = read_payload(
            event.payload, key=str, document=str, start=int, end=int
        )
        if not document:
            return feedback.save_absence(event.session, key)
        return feedback.save_correction(event.session, key, document, Span(start, end))

    told = feedback.notification_of(event.session, save)
    return chat_messages(event.session.chat), told


def export(event: PageEvent) -> Html:
    """The chat is to be handed over as evidence."""

    def make() -> File:
        (kind,) = read_payload(event.payload, kind=str)
        return feedback.export_chat(event.session, kind, event.visitor)

    return feedback.notification_of(event.session, make)
