"""Questions and the replies to them as HTML. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from textwrap import shorten
from typing import NamedTuple
from weakref import WeakKeyDictionary

from index import Document, PinciteError, Span
from index.text.list_items import ITEM_OR_ROW
from qa.templating import Html
from qa.types import Answer, Citation, Grade, Hit, ReplyKind
from qa.web import messages
from qa.web.anchors import span_anchor
from qa.web.session.exchange import Answered, Exchange, Failed, Stopped
from qa.web.templates import TEMPLATES
from qa.web.templates.origin import (
    Origin,
    full_name,
    origin_in_words,
    origin_of,
    origins_in_words,
    place_in_words,
)
from qa.web.templates.parts import Part, bold_or_not, shown_text
from qa.web.templates.source import blocks_in
from qa.web.templates.why import passage_text, why

Messages = list[dict[str, str]]
"""What a chat component shows: role and content."""

# Characters of the document before and after a quote in its preview.
_AROUND = 120
# Quotes that are read one after another; more are a list.
_FEW = 3
_LOOKS = {Grade.ANSWER: "answer", Grade.LIKELY: "likely", Grade.ABSENT: "refusal"}
_make = partial(TEMPLATES.make, "reply.html")
# All of a chat is sent again whenever it changes.
_MADE: WeakKeyDictionary[Exchange, str] = WeakKeyDictionary()


class _Quote(NamedTuple):
    """A citation, and what stands around it in the document, for the page to show beside it.

    ``mark`` is how the source shows it; ``origin`` is its document and its place there, and
    ``place`` what is shown of that; ``source`` names its document where the quotes are of several
    and the one before is of another; ``context`` is what it is read with, a table's head
    or what a list is of, where that is not shown already; ``before`` and ``after`` are of its
    paragraph, and cut where that is longer; ``heading`` and ``lines`` say that it is one, or that
    each of its lines is one.
    """

    text: Html
    mark: str
    anchor: str
    origin: Origin
    place: str
    source: str
    context: str
    before: Html
    after: Html
    cut_before: bool
    cut_after: bool
    heading: bool
    lines: bool
    right_key: str
    right_title: str


class _Stretch(NamedTuple):
    """Some of a quote: a short answer, which is bold, or what stands around it."""

    bold: bool
    parts: list[Part]


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


def reply(
    answer: Answer,
    key: str,
    suggestions: Sequence[str] = (),
    *,
    completed: bool = False,
    remark: str = "",
) -> Html:
    """An answer, likely places or a refusal as a chat message, and what may be asked next.

    ``key`` tells it from all others of its page. That it was ``completed`` with words of the
    questions before it can be undone. ``remark`` is what is to be known of how it was answered.
    """
    if answer.kind is ReplyKind.TALK:
        return _make("talk", key=key, sentence=answer.text)
    return _make(
        "reply",
        look=_LOOKS[answer.grade],
        answer=answer,
        key=key,
        quotes=[*_quotes(answer, key)],
        listed=len(answer.citations) > _FEW,
        closest=answer.closest and _closest(answer.closest),
        passages=[_passage_values(hit, key) for hit in answer.hits],
        suggestions=suggestions,
        completed=completed,
        remark=remark,
    )


def quote_html(citation: Citation) -> Html:
    """A citation's words, the short answers in bold; see `passage_text`."""
    parted = bold_or_not(citation.document, citation.span, citation.answers)
    stretches = [_Stretch(bold, parts) for bold, parts in parted]
    return _make("in_bold", stretches=stretches)


def _reply_to(exchange: Exchange) -> str:
    if exchange not in _MADE:
        match exchange.reply:
            case Answered(answer, suggestions, completed, remark):
                html = reply(answer, exchange.key, suggestions, completed=completed, remark=remark)
            case Failed(error):
                html = problem(error, exchange.key)
            case Stopped():
                html = stopped_reply(exchange.key)
            case _:
                html = waiting()
        _MADE[exchange] = str(html)
    return _MADE[exchange]


def _quotes(answer: Answer, key: str) -> Iterator[_Quote]:
    """What is cited, or the likely places; with their documents where these are several."""
    cited = answer.citations or answer.likely
    mark = "likely" if answer.likely else "cite"
    several = len({citation.document_id for citation in cited}) > 1
    shown = {(citation.document_id, citation.span) for citation in cited}
    quoted = [(citation.document, citation.span) for citation in cited]
    if several:  # their documents stand above them
        origins = [place_in_words(document, span) for document, span in quoted]
    else:
        origins = origins_in_words(quoted)
    document = None
    for citation, origin in zip(cited, origins, strict=True):
        turns = several and citation.document_id != document
        document = citation.document_id
        places = [(document, span) for span in citation.document.context_at(citation.start)]
        context = [span for place, span in places if (place, span) not in shown]
        shown.update(places)
        yield _quote(
            citation,
            key,
            mark,
            origin,
            full_name(citation.document) if turns else "",
            "\n".join(
                shorten(shown_text(citation.document, span), _AROUND, placeholder="…")
                for span in context
            ),
        )


def _quote(
    citation: Citation, key: str, mark: str, place: str, source: str, context: str
) -> _Quote:
    document, text, start, end = (
        citation.document,
        citation.document.text,
        citation.start,
        citation.end,
    )
    before = start - len(text[max(0, start - _AROUND) : start].split("\n\n")[-1])
    after = end + len(text[end : end + _AROUND].split("\n\n")[0])
    return _Quote(
        text=quote_html(citation),
        mark=mark,
        anchor=span_anchor(mark, document, citation.span),
        origin=origin_of(document, citation.span),
        place=place,
        source=source,
        context=context,
        before=_passage_or_nothing(document, before, start),
        after=_passage_or_nothing(document, end, after),
        cut_before=before > 0,
        cut_after=after < len(text),
        heading=all(block.words for block in blocks_in(document, citation.span)),
        lines=len(ITEM_OR_ROW.findall(citation.quote)) > 1,
        right_key=_right_key(citation, key),
        right_title=messages.keep_as_right(citation.quote),
    )


def _passage_or_nothing(document: Document, start: int, end: int) -> Html:
    """What a document says from ``start`` to ``end``, which may be nothing."""
    return passage_text(document, Span(start, end)) if start < end else Html()


def _right_key(citation: Citation, key: str) -> str:
    """What tells the page to keep ``citation`` as the right answer to the question ``key``."""
    place = span_anchor("", citation.document, citation.span).removeprefix("#-")
    return f"{key}-{place}"


def _closest(hit: Hit) -> _Passage:
    passage = hit.passage
    anchor = span_anchor("near", passage.document, passage.span)
    text = passage_text(passage.document, passage.span)
    return _Passage(anchor, text, origin_in_words(passage.document, passage.span))


def _passage_values(hit: Hit, key: str) -> _PassageValues:
    passage, citation = hit.passage, hit.citation
    return _PassageValues(
        span_anchor("near", passage.document, passage.span),
        passage_text(passage.document, passage.span, hit.why.matched),
        f"{passage.document.id}, {place_in_words(passage.document, passage.span)}",
        why(hit),
        _right_key(citation, key),
        messages.keep_as_right(citation.quote),
    )
