"""Questions and the replies to them as HTML. Pure functions.

Every string that comes from a user or a document is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from index import Passage, PinciteError, Span
from qa.types import Answer, Citation, Hit

Numbers = Mapping[str, int]
"""Each document's number on the page, by its id."""

_SURE = ((0.85, "quite sure"), (0.65, "fairly sure"), (0.0, "not sure, check the source"))


def question(asked: str) -> str:
    """A question as a chat message."""
    return f'<div class="pc-question">{escape(asked)}</div>'


def waiting() -> str:
    """What stands for a reply until it is there."""
    return '<p class="pc-waiting">Looking through the source…</p>'


def problem(error: PinciteError, key: str) -> str:
    """An error as a chat message: what is wrong and what to do next."""
    body = f"<p><b>{escape(error.problem)}</b></p><p>{escape(error.next_step)}</p>"
    return _message("problem", body, key)


def reply(answer: Answer, numbers: Numbers, key: str) -> str:
    """An answer or a refusal as a chat message; ``key`` tells it from all others of its page."""
    kind, body = (
        ("refusal", _refusal(answer, numbers))
        if answer.abstained
        else ("answer", _answer(answer, numbers))
    )
    return _message(kind, _understood(answer) + body + _passages(answer.hits, numbers), key)


def sureness(confidence: float) -> str:
    """A confidence in words."""
    return next(words for least, words in _SURE if confidence >= least)


def _message(kind: str, body: str, key: str) -> str:
    return f'<div class="pc-reply pc-{kind}" id="reply-{escape(key)}">{body}</div>'


def _answer(answer: Answer, numbers: Numbers) -> str:
    quotes = "".join(
        '<p class="pc-quote">'
        + _link(
            citation.span,
            numbers.get(citation.document_id),
            "cite",
            f'{_quote(citation)} <span class="pc-marker">[{n}]</span>',
        )
        + _origin(citation, numbers)
        + "</p>"
        for n, citation in enumerate(answer.citations, start=1)
    )
    sure = (
        f'<p class="pc-sure" title="{answer.confidence:.2f} of 1">'
        f"Confidence: {sureness(answer.confidence)}</p>"
    )
    unsaid = f'<p class="pc-none">{escape(answer.unsaid)}</p>' if answer.unsaid else ""
    return quotes + unsaid + sure


def _quote(citation: Citation) -> str:
    """A citation's words, the short answers in bold."""
    said, at = "", citation.start
    for answer in sorted(citation.answers):
        if answer.start >= at:  # two may overlap
            text = citation.document.text
            said += escape(text[at : answer.start]) + f"<strong>{escape(answer.of(text))}</strong>"
            at = answer.end
    return said + escape(citation.document.text[at : citation.end])


def _refusal(answer: Answer, numbers: Numbers) -> str:
    said = f'<p class="pc-none">{escape(answer.text)}</p>'
    if not answer.closest:
        return said
    passage = answer.closest.passage
    return (
        f'{said}<p class="pc-label">Closest passage, not an answer</p>'
        f'<p class="pc-closest">{_passage(passage, numbers)}</p>'
    )


def _understood(answer: Answer) -> str:
    if answer.searched == answer.question:
        return ""
    return f'<p class="pc-understood">Understood as: {escape(answer.searched)}</p>'


def _passages(hits: Sequence[Hit], numbers: Numbers) -> str:
    if not hits:
        return ""
    items = "".join(
        f'<li><span class="pc-score" title="Score {hit.score:.4f} of 1">{hit.score:.2f}</span> '
        f"<div>{_passage(hit.passage, numbers)}</div></li>"
        for hit in hits
    )
    return (
        f'<details class="pc-passages"><summary>Passages ({len(hits)})</summary>'
        f"<ol>{items}</ol></details>"
    )


def _passage(passage: Passage, numbers: Numbers) -> str:
    number = numbers.get(passage.document.id)
    return _link(passage.span, number, "near", escape(passage.text)) + _origin(passage, numbers)


def _origin(quoted: Citation | Passage, numbers: Numbers) -> str:
    if len(numbers) < 2:
        return ""
    return f' <span class="pc-origin">{escape(quoted.document.title)}</span>'


def _link(span: Span, number: int | None, kind: str, label: str) -> str:
    """What shows a span of a document in the source when clicked; no link when it isn't there.

    ``label`` is HTML. The chat's sanitizer keeps no data attributes: the place is in the address.
    """
    if number is None:
        return label
    return (
        f'<a class="pc-{kind}" href="#{kind}-{number}-{span.start}-{span.end}"'
        f' title="Show in the source">{label}</a>'
    )
