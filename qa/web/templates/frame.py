"""What stands around the chat and the source, as HTML. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from index.documents.limits import reads_scans
from qa.question.validation import MAX_CHARACTERS
from qa.templating import Html
from qa.web import messages
from qa.web.loading import Loading
from qa.web.templates import TEMPLATES

_make = partial(TEMPLATES.make, "frame.html")


class File(NamedTuple):
    """A file for the page to hand over: its ``text``, or else the ``address`` it is fetched from.

    ``left_out`` are sentences on what is not in it.
    """

    name: str
    type: str
    text: str = ""
    address: str = ""
    left_out: tuple[str, ...] = ()


def masthead(*, kept: bool) -> Html:
    """The page's title, promise and buttons, what it shows for a moment, and what its scripts say.

    ``kept`` says that chats outlive the visit.
    """
    sentences = json.dumps(messages.SCRIPTS, ensure_ascii=False)
    return _make("masthead", kept=kept, sentences=sentences)


def welcome(*, kept: bool) -> Html:
    """What an empty chat shows; ``kept`` says that documents outlive the visit."""
    return _make("welcome", kept=kept, scans=reads_scans())


def form(*, kept: bool) -> Html:
    """Where questions are typed; ``kept`` as in `masthead`."""
    return _make("form", longest=MAX_CHARACTERS, kept=kept)


def openers(questions: Sequence[str], loading: Loading | None = None, about: str = "") -> Html:
    """Questions to begin with, what they are ``about``, and how far its opening is."""
    return _make("openers", questions=questions, loading=loading, about=about)


def status(state: str, sentence: str) -> Html:
    """Whether questions are answered: "warming", "ready", "empty" or "failed"."""
    return _make("status", state=state, sentence=sentence)


def numbered(session: str, number: int, panel: Html) -> Html:
    """A ``panel`` with how many were sent before it in this ``session``.

    So it differs from the one before and is shown anew, and never takes the place of a newer one.
    """
    return _make("numbered", session=session, number=number, panel=panel)


def notification(number: int, sentence: str, files: Sequence[File] = ()) -> Html:
    """What the page is to say, and to hand over; ``number`` tells it from the one before."""
    return _make("notification", number=number, sentence=sentence, files=files)
