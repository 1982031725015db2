"""Questions and the replies to them as HTML. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple
from weakref import WeakKeyDictionary

from index import Document, PinciteError
from qa.templating import Html
from qa.types import Answer, Citation, Hit
from qa.web import messages
from qa.web.anchors import span_anchor
from qa.web.session.exchange import Answered, Exchange, Failed, Stopped
from qa.web.templates import TEMPLATES
from qa.web.templates.why import passage_text, why_bars

Messages = list[dict[str, str]]
"""What a chat component shows: role and content."""

# Characters of the document before and after a quote in its preview.
_AROUND = 120
_make = partial(TEMPLATES.make, "reply.html")
# All of a chat is sent again whenever it changes.
_MADE: WeakKeyDictionary[Exchange, str] = WeakKeyDictionary()


class _CitationValues(NamedTuple):
    """A citation, and what stands around it in the document, for the page to show beside it."""

    quoted: Html
    anchor: str
    origin: str
    before: str
    after: str


class _Passage(NamedTuple):
    anchor: str
    text: Html
    origin: str


class _PassageValues(NamedTuple):
    """A passage that was found, why, and its best sentence, to be kept as the right one."""

    anchor: str
    text: Html
    origin: str
    why: Html
    right_key: str
    right_title: str


def chat_messages(exchanges: Iterable[Exchange]) -> Messages:
    """A chat as it is shown: this is where replies become HTML."""
    return [
        {"role": role, "content": content}
        for exchange in exchanges
        for role, content in (
            ("user", str(question(exchange.question, exchange.key))),
            ("assistant", _reply_to(exchange)),
        )
    ]


def question(asked: str, key: str) -> Html:
    """A question as a chat message."""
    return _make("question", asked=asked, key=key)


def waiting() -> Html:
    """What stands for a reply until it is there."""
    return _make("waiting")


def stopped_reply(key: str) -> Html:
    """What stands for the reply to a question that was given up."""
    return _make("stopped", key=key)


def problem(error: PinciteError, key: str) -> Html:
    """An error as a chat message: what is wrong and what to do next."""
    return _make("problem", error=error, key=key)


def reply(answer: Answer, key: str, suggestions: Sequence[str] = ()) -> Html:
    """An answer or a refusal as a chat message, and what may be asked next.

    ``key`` tells it from all others of its page.
    """
    return _make(
        "reply",
        answer=answer,
        key=key,
        citations=[_citation_values(citation) for citation in answer.citations],
        closest=answer.closest and _closest(answer.closest),
        passages=[_passage_values(hit, key) for hit in answer.hits],
        suggestions=suggestions,
    )


def quote_html(citation: Citation) -> Html:
    """A citation's words, the short answers in bold."""
    answers = [answer.shifted(-citation.start) for answer in citation.answers]
    return _make("in_bold", quote=citation.quote, answers=[(it.start, it.end) for it in answers])


def _reply_to(exchange: Exchange) -> str:
    if exchange not in _MADE:
        match exchange.reply:
            case Answered(answer, suggestions):
                html = reply(answer, exchange.key, suggestions)
            case Failed(error):
                html = problem(error, exchange.key)
            case Stopped():
                html = stopped_reply(exchange.key)
            case _:
                html = waiting()
        _MADE[exchange] = str(html)
    return _MADE[exchange]


def _citation_values(citation: Citation) -> _CitationValues:
    text, start, end = citation.document.text, citation.start, citation.end
    before = text[max(0, start - _AROUND) : start].split("\n\n")[-1]
    after = text[end : end + _AROUND].split("\n\n")[0]
    return _CitationValues(
        quote_html(citation),
        span_anchor("cite", citation.document, citation.span),
        _full_name(citation.document),
        f"…{before}" if start > len(before) else before,
        f"{after}…" if end + len(after) < len(text) else after,
    )


def _closest(hit: Hit) -> _Passage:
    passage = hit.passage
    anchor = span_anchor("near", passage.document, passage.span)
    return _Passage(anchor, passage_text(passage), _full_name(passage.document))


def _passage_values(hit: Hit, key: str) -> _PassageValues:
    passage, citation = hit.passage, hit.citation
    sentence = span_anchor("", citation.document, citation.span).removeprefix("#-")
    return _PassageValues(
        span_anchor("near", passage.document, passage.span),
        passage_text(passage, hit.why.matched),
        passage.document.id,
        why_bars(hit),
        f"{key}-{sentence}",
        messages.keep_as_right(citation.quote),
    )


def _full_name(document: Document) -> str:
    """Which document it is: two may have the same title."""
    stem = PurePosixPath(document.id).stem
    return document.id if document.title == stem else f"{document.title} ({document.id})"
