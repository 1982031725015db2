"""What happens in the view that compares documents: one function an event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from index.errors import PinciteError
from qa.templating import Html
from qa.web import messages
from qa.web.anchors import document_key
from qa.web.events import PageEvent, Parts
from qa.web.server.payload import read_payload, texts
from qa.web.session import feedback
from qa.web.session.comparison import (
    MOST_DOCUMENTS,
    MOST_QUESTIONS,
    empty_table,
    export_table,
)
from qa.web.session.remarks import remarks
from qa.web.session.unforeseen import in_one_line
from qa.web.templates import comparison as templates
from qa.web.templates.frame import File


def view() -> Html:
    """Where documents are compared, as it is at first."""
    return templates.view(MOST_DOCUMENTS, MOST_QUESTIONS)


def compare(event: PageEvent) -> Iterator[Parts]:
    """Documents are to be compared: the table, and then more and more of what fills it.

    All that was sent is sent again each time, with more behind it: so nothing is lost where the
    page takes only the last of several. Gradio sends what is new of it.
    """
    sent = event.session.numbered(Html())
    try:
        with in_one_line():
            for part in _parts(event):
                sent = Html(sent + part)
                yield (sent,)
    except PinciteError as error:
        yield (Html(sent + templates.problem(messages.of_engine(str(error)))),)


def _parts(event: PageEvent) -> Iterator[Html]:
    session = event.session
    event.enter()
    turn = session.comparison.begin()
    questions, keys = read_payload(event.payload, questions=texts, documents=texts)
    shown = session.workspace.last_read().documents
    empty_table(questions, keys, shown)  # what is wrong is told before seconds go into the models
    yield templates.progress(0, 0)
    assistant = session.assistant()
    index = assistant.index
    ready = {document_key(document) for document in index.documents}
    left_out = [it.id for it in shown if document_key(it) in {*keys} - ready]
    asked = (it for it in index.documents if document_key(it) in keys)
    notes = (note for it in asked for note in it.notes)
    said = [
        *remarks(index, notes, messages.compared_early, messages.compared_before_ocr),
        *([messages.not_compared(", ".join(left_out))] if left_out else []),
    ]
    if not ready & {*keys}:
        problem = messages.not_compared(", ".join(left_out))
        raise PinciteError(problem, messages.COMPARE_WHEN_READ)
    before = table = empty_table(questions, keys, index.documents)
    for filled in session.comparison.fill(assistant, table, turn):
        if filled is table:
            yield Html(templates.table(filled, said) + templates.progress(0, filled.size))
            continue
        yield templates.changes(before, filled)
        before = filled
    yield templates.end(before)


def stop(event: PageEvent) -> None:
    """The visitor has seen enough of the table."""
    event.session.comparison.stop()


def export(event: PageEvent) -> Html:
    """The table is to be handed over as a file."""
    session = event.session

    def make() -> File:
        (kind,) = read_payload(event.payload, kind=str)
        now = datetime.now(UTC)
        name, file = export_table(session.comparison.table, kind, now, event.visitor)
        address = session.shared_state.downloads.address(session, file)
        return File(name, file.type, address=address)

    return feedback.notification_of(session, make)
