"""Whatever a question, a document, a file's name or an error says stays text on the page."""

import inspect
from concurrent.futures import Future
from dataclasses import astuple, replace
from typing import Any

import pytest

from index import PinciteError, Span
from index.documents.files import Skipped
from qa.library.collection import Collection
from qa.library.report import DocumentHealth, Health
from qa.types import Citation
from qa.web import panels as view
from qa.web.session.chat import Chat, Exchange
from qa.web.templates import frame, source, why
from qa.web.templates import library as shelf
from qa.web.templates import reply as replies
from tests.shown import HOSTILE, Shown, answer, document, hit, refusal

READ = document(HOSTILE, name=HOSTILE, title=HOSTILE)
WHOLE = Span(0, len(HOSTILE))
FOUND = hit(READ, *astuple(WHOLE), matched=(HOSTILE, "script", "alert"))
MARKED = Citation.of(READ, WHOLE, (Span(1, len(HOSTILE) - 1),))
ANSWER = replace(
    answer(FOUND, question=HOSTILE, searched=HOSTILE + "?"), citations=(MARKED,), unsaid=HOSTILE
)
OWN = Collection("20260101-000000-000000-00000000", HOSTILE)
REPORT = Health(
    (DocumentHealth(HOSTILE, HOSTILE, 9, 9, 9, "en", (HOSTILE,)),), (Skipped(HOSTILE, HOSTILE),)
)
TOLD: dict[str, Any] = {"state": HOSTILE, "told": [HOSTILE], "report": REPORT}
SHOWN: dict[str, Any] = {
    "front": READ,
    "missed": HOSTILE,
    "number": 1,
    "same": False,
    "status": "",
    "examples": [HOSTILE],
}
FAILED: Future[None] = Future()
FAILED.set_exception(PinciteError(HOSTILE, HOSTILE))

MADE = {
    "question": replies.question(HOSTILE, HOSTILE),
    "stopped": replies.stopped(HOSTILE),
    "problem": replies.problem(PinciteError(HOSTILE, HOSTILE), HOSTILE),
    "reply": replies.reply(ANSWER, HOSTILE, [HOSTILE]),
    "reply, refused": replies.reply(refusal(FOUND, question=HOSTILE, text=HOSTILE), HOSTILE),
    "quoted": replies.quoted(MARKED),
    "why": why.why(FOUND),
    "passage": why.passage(f"# {HOSTILE}\n\n{HOSTILE}", [HOSTILE, "script", "&"]),
    "markup": source.markup(HOSTILE),
    "with_terms": why.with_terms(HOSTILE, [HOSTILE, "script", "<", '"', "&", ".*"]),
    "status": frame.status(HOSTILE, HOSTILE),
    "examples": frame.examples([HOSTILE]),
    "outbox": frame.outbox(1, HOSTILE, [frame.File(HOSTILE, HOSTILE, HOSTILE)]),
    "shelf": shelf.shelf([HOSTILE, "b"], HOSTILE, [READ], restore="Restore it", most=9, **TOLD),
    "article": source.article(READ),
    "article, a heading": source.article(document(f"# {HOSTILE}\n\n{HOSTILE}", title=HOSTILE)),
    "beginning": source.beginning(READ, HOSTILE),
    "beginning, empty": source.beginning(None, HOSTILE),
    "contents": source.contents([READ]),
    "contents, several": source.contents([READ, document("b")]),
    "standing": view.standing(FAILED, [READ]),
    "view": "".join(astuple(view.view([OWN], OWN, [READ], **SHOWN, **TOLD))),
    "broken": "".join(filter(None, astuple(view.broken(HOSTILE)))),
    "messages": "".join(it["content"] for it in Chat([Exchange(HOSTILE, HOSTILE)]).messages()),
}
STATIC = {"waiting", "masthead", "welcome", "form", "frame"}
"""Functions that are told nothing by anyone."""
NO_HTML = {"stage"}
NO_TEXT = {"why", "stopped"}
"""What shows nothing of what it is told."""


@pytest.mark.parametrize("name", MADE)
def test_text_stays_text(name):
    shown = Shown(MADE[name])
    assert not {"script", "img"} & set(shown.tags)
    assert not [attribute for attribute, _ in shown.attributes if attribute.startswith("on")]
    assert shown.all("src") == []
    if name not in NO_TEXT:
        assert HOSTILE in shown.text


@pytest.mark.parametrize(
    ("name", "attribute", "value"),
    [
        ("question", "href", f"#edit-{HOSTILE}"),
        ("reply", "id", f"cite-{HOSTILE}-1"),
        ("reply", "title", f"Keep as a test that this is the right sentence: {HOSTILE}"),
        ("stopped", "id", f"reply-{HOSTILE}"),
        ("status", "class", f"pc-status pc-{HOSTILE}"),
        ("outbox", "data-name", HOSTILE),
        ("outbox", "data-type", HOSTILE),
        ("shelf", "data-name", HOSTILE),
        ("shelf", "value", HOSTILE),
        ("shelf", "aria-label", f"Remove {HOSTILE}"),
        ("article", "aria-label", HOSTILE),
        ("contents, several", "data-id", HOSTILE),
    ],
)
def test_attributes_hold_what_they_were_given(name, attribute, value):
    assert value in Shown(MADE[name]).all(attribute)


def test_every_function_that_makes_html_is_here():
    public = {
        name
        for module in (frame, replies, shelf, source, view, why)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and function.__annotations__["return"] in ("str", "View")
    }
    assert public - NO_HTML - STATIC == {name.partition(",")[0] for name in MADE} - {"messages"}
