"""Whatever a question, a document, a file's name or an error says stays text on the page."""

import inspect
from concurrent.futures import Future
from dataclasses import astuple, replace
from typing import Any

import pytest

from index import PinciteError, Span
from index.documents.loading import SkippedFile
from qa.library.collection import Collection
from qa.library.folders import FolderReport
from qa.library.listing import ListedDocument
from qa.library.report import DocumentReport, LibraryReport
from qa.library.stored_documents import Removal
from qa.library.titles import Matches, NamedDocument
from qa.templating import Html
from qa.types import Citation
from qa.web import panels
from qa.web.anchors import Addresses
from qa.web.loading import Loading
from qa.web.session.changes import Done
from qa.web.session.exchange import Exchange
from qa.web.session.list_view import Listing
from qa.web.templates import frame, library, source, why
from qa.web.templates import reply as replies
from tests.qa.web.html import HOSTILE, Shown, answer, document, hit, likely, refusal, talk

READ = document(HOSTILE, name=HOSTILE, title=HOSTILE)
WHOLE = Span(0, len(HOSTILE))
FOUND = hit(READ, *astuple(WHOLE), matched=(HOSTILE, "script", "alert"))
HEADED = hit(document(f"# {HOSTILE}\n\n{HOSTILE}"), 0, 2 * len(HOSTILE) + 4)
MARKED = Citation.of(READ, WHOLE, (Span(1, len(HOSTILE) - 1),))
ANSWER = replace(
    answer(FOUND, question=HOSTILE, searched=HOSTILE + "?"), citations=(MARKED,), unsaid=HOSTILE
)
SLOW = Loading(HOSTILE, 1, 2)
OWN = Collection("20260101-000000-000000-00000000", HOSTILE)
REPORT = LibraryReport(
    (DocumentReport(HOSTILE, HOSTILE, 9, 9, 9, "en", (HOSTILE,)),), (SkippedFile(HOSTILE, HOSTILE),)
)
FOLDERS = [FolderReport(HOSTILE, frozenset(), HOSTILE)]
LISTED = ListedDocument(READ, "text", 9, 9.0, added=True, removable=True, same_as=HOSTILE)
OTHERS = Matches(OWN, (NamedDocument(HOSTILE, HOSTILE, "text"), NamedDocument(HOSTILE, "", "")))
LISTING = Listing((LISTED,), 1, 1, 1, query=HOSTILE, elsewhere=(OTHERS,))
TOLD: dict[str, Any] = {
    "outcomes": [HOSTILE],
    "encrypted": [HOSTILE],
    "report": REPORT,
    "folders": FOLDERS,
    "done": Done(HOSTILE, Removal(OWN.folder, {HOSTILE: HOSTILE}), target=HOSTILE),
}
SHOWN: dict[str, Any] = {
    "front": READ,
    "missed": HOSTILE,
    "same": False,
    "status": Html(),
    "examples": [HOSTILE],
}
FAILED: Future[None] = Future()
FAILED.set_exception(PinciteError(HOSTILE, HOSTILE))

MADE = {
    "question": replies.question(HOSTILE, HOSTILE),
    "stopped_reply": replies.stopped_reply(HOSTILE),
    "problem": replies.problem(PinciteError(HOSTILE, HOSTILE), HOSTILE),
    "reply": replies.reply(ANSWER, HOSTILE, [HOSTILE]),
    "reply, refused": replies.reply(refusal(FOUND, question=HOSTILE, text=HOSTILE), HOSTILE),
    "reply, likely": replies.reply(
        replace(likely(FOUND, question=HOSTILE), note=HOSTILE),
        HOSTILE,
        completed=True,
        remark=HOSTILE,
    ),
    "reply, talk": replies.reply(talk(HOSTILE), HOSTILE),
    "quote_html": replies.quote_html(MARKED),
    "why": why.why(FOUND),
    "why_bars": why.why_bars(FOUND),
    "passage_text": why.passage_text(HEADED.passage.document, HEADED.passage.span, [HOSTILE]),
    "with_terms": why.with_terms(HOSTILE, [HOSTILE, "script", "<", '"', "&", ".*"]),
    "status": frame.status(HOSTILE, HOSTILE),
    "openers": frame.openers([HOSTILE], SLOW),
    "notification": frame.notification(
        1, HOSTILE, [frame.File(HOSTILE, HOSTILE, HOSTILE, HOSTILE)]
    ),
    "library_panel": library.library_panel(
        [HOSTILE, "b"], OWN, LISTING, restore="Restore it", most=9, loading=SLOW, **TOLD
    ),
    "article": source.article(READ),
    "article, headings": source.article(
        document(f"# {HOSTILE}\n\n# {HOSTILE}\n\n{HOSTILE}", title=HOSTILE),
        addresses=Addresses(HOSTILE, HOSTILE),
    ),
    "source_panel": source.source_panel(READ, HOSTILE),
    "source_panel, empty": source.source_panel(None, HOSTILE),
    "numbered": frame.numbered("a1", 1, source.article(READ)),
    "source_head": source.source_head([READ]),
    "source_head, several": source.source_head([READ, document("b")]),
    "status_of": panels.status_of(FAILED, [READ]),
    "collection_panels": "".join(
        astuple(
            panels.collection_panels(
                [OWN], OWN, [READ], LISTING, loading=Loading(HOSTILE), **SHOWN, **TOLD
            )
        )
    ),
    "broken_panels": "".join(filter(None, astuple(panels.broken_panels(HOSTILE)))),
    "messages": "".join(
        it["content"] for it in replies.chat_messages([Exchange(HOSTILE, HOSTILE)])
    ),
}
STATIC = {"waiting", "masthead", "welcome", "form", "library_frame"}
"""Functions that are told nothing by anyone."""
NO_TEXT = {"why_bars", "stopped_reply"}
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
        ("stopped_reply", "id", f"reply-{HOSTILE}"),
        ("status", "class", f"pc-status pc-{HOSTILE}"),
        ("notification", "data-name", HOSTILE),
        ("notification", "data-type", HOSTILE),
        ("notification", "data-address", HOSTILE),
        ("library_panel", "data-name", HOSTILE),
        ("library_panel", "value", HOSTILE),
        ("library_panel", "aria-label", f"Remove {HOSTILE}"),
        ("library_panel", "aria-label", f"Select {HOSTILE}"),
        ("library_panel", "data-document", HOSTILE),
        ("library_panel", "data-find", HOSTILE),
        ("article", "aria-label", HOSTILE),
        ("article, headings", "data-pages", HOSTILE),
        ("article, headings", "data-find", HOSTILE),
        ("source_head, several", "data-id", HOSTILE),
    ],
)
def test_attributes_hold_what_they_were_given(name, attribute, value):
    assert value in Shown(MADE[name]).all(attribute)


def test_every_function_that_makes_html_is_here():
    public = {
        name
        for module in (frame, library, panels, replies, source, why)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and function.__annotations__["return"] in ("Html", "Panels")
    }
    assert public - STATIC == {name.partition(",")[0] for name in MADE} - {"messages"}
