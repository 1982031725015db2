"""Questions and the replies to them as HTML. Pure functions.

Every string that comes from a user or a document is escaped. The chat's sanitizer keeps classes,
ids and addresses, and no other attributes: what a thing does is in its class, and where in its
address.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import PurePosixPath

from index import Document, Passage, PinciteError
from qa.bold import in_bold
from qa.types import Answer, Citation, Hit, confidence_label
from qa.web.place import span_address
from qa.web.templates.why import passage_text, why_bars

# Characters of the document before and after a quote in its preview.
_AROUND = 120


def question(asked: str, key: str) -> str:
    """A question as a chat message."""
    edit = _act("edit", key, "Edit", "Edit this question and ask from here on")
    return f'<div class="pc-question">{escape(asked)}</div><p class="pc-acts pc-own">{edit}</p>'


def waiting() -> str:
    """What stands for a reply until it is there."""
    return '<p class="pc-waiting">Looking through the source…</p>'


def stopped(key: str) -> str:
    """What stands for the reply to a question that was given up."""
    body = '<p class="pc-waiting">Stopped.</p>' + _acts(_act("retry", key, "Try again"))
    return _message("stopped", body, key)


def problem(error: PinciteError, key: str) -> str:
    """An error as a chat message: what is wrong and what to do next."""
    body = f"<p><b>{escape(error.problem)}</b></p><p>{escape(error.next_step)}</p>"
    return _message("problem", body + _acts(_act("retry", key, "Try again")), key)


def reply(answer: Answer, key: str, suggested: Sequence[str] = ()) -> str:
    """An answer or a refusal as a chat message, and what may be asked next.

    ``key`` tells it from all others of its page.
    """
    kind, body = (
        ("refusal", _refusal(answer)) if answer.abstained else ("answer", _answer(answer, key))
    )
    whole = _understood(answer) + body + _passages(answer.hits, key) + _judge(key)
    # Last, because they come last: what is there already stays where it is.
    return _message(kind, whole + _suggested(suggested), key)


def _message(kind: str, body: str, key: str) -> str:
    return f'<div class="pc-reply pc-{kind}" id="reply-{escape(key)}">{body}</div>'


def _answer(answer: Answer, key: str) -> str:
    quotes = "".join(
        f'<p class="pc-quote">{quoted(citation)} '
        f'<a class="pc-cite" href="{span_address("cite", citation.document, citation.span)}"'
        f' id="cite-{escape(key)}-{n}">[{n}]</a>{_preview(citation)}</p>'
        for n, citation in enumerate(answer.citations, start=1)
    )
    sure = f'<p class="pc-sure">Confidence: {confidence_label(answer.confidence)}</p>'
    unsaid = f'<p class="pc-none">{escape(answer.unsaid)}</p>' if answer.unsaid else ""
    return quotes + unsaid + sure


def quoted(citation: Citation) -> str:
    """A citation's words, the short answers in bold."""
    answers = (answer.shifted(-citation.start) for answer in citation.answers)
    return in_bold(citation.quote, ((answer.start, answer.end) for answer in answers))


def _preview(citation: Citation) -> str:
    """A quote in what stands around it, for the page to show beside its marker."""
    text, start, end = citation.document.text, citation.start, citation.end
    before = text[max(0, start - _AROUND) : start].split("\n\n")[-1]
    after = text[end : end + _AROUND].split("\n\n")[0]
    return (
        f'<span class="pc-preview">{_origin(citation.document)}'
        f"{'…' if start > len(before) else ''}{escape(before)}<mark>{quoted(citation)}</mark>"
        f"{escape(after)}{'…' if end + len(after) < len(text) else ''}</span>"
    )


def _refusal(answer: Answer) -> str:
    said = f'<p class="pc-none">{escape(answer.text)}</p>'
    if not answer.closest:
        return said
    closest = answer.closest.passage
    return (
        f'{said}<p class="pc-label">Closest passage, not an answer</p>'
        f'<p class="pc-closest">{_near(closest, passage_text(closest.text))}'
        f"{_origin(closest.document)}</p>"
    )


def _understood(answer: Answer) -> str:
    if answer.searched == answer.question:
        return ""
    return f'<p class="pc-understood">Understood as: {escape(answer.searched)}</p>'


def _passages(hits: Sequence[Hit], key: str) -> str:
    if not hits:
        return ""
    items = "".join(
        f"<li>{why_bars(hit)}<div>"
        f"{_near(hit.passage, passage_text(hit.passage.text, hit.why.matched))}"
        f'<span class="pc-origin">{escape(hit.passage.document.id)}</span> '
        f"{_right(hit.citation, key)}</div></li>"
        for hit in hits
    )
    count = len(hits)
    summary = "Why this passage" if count == 1 else f"Why these passages ({count})"
    return f'<details class="pc-passages"><summary>{summary}</summary><ol>{items}</ol></details>'


def _near(found: Passage, label: str) -> str:
    """What shows a passage in the source when clicked; ``label`` is HTML."""
    return (
        f'<a class="pc-near" href="{span_address("near", found.document, found.span)}">{label}</a>'
    )


def _origin(document: Document) -> str:
    """Which document it is: two may have the same title."""
    stem = PurePosixPath(document.id).stem
    name = document.id if document.title == stem else f"{document.title} ({document.id})"
    return f'<span class="pc-origin">{escape(name)}</span>'


def _right(citation: Citation, key: str) -> str:
    where = span_address("", citation.document, citation.span).removeprefix("#-")
    told = f"Keep as a test that this is the right sentence: {citation.quote}"
    return _act("right", f"{key}-{where}", "This is right", told)


def _suggested(questions: Sequence[str]) -> str:
    if not questions:
        return ""
    links = "".join(f'<a class="pc-ask" href="#ask">{escape(asked)}</a>' for asked in questions)
    return f'<p class="pc-suggested">{links}</p>'


def _judge(key: str) -> str:
    return _acts(
        _act("copy", key, "Copy", "Copy the answer with its citations"),
        _act("markdown", key, "Markdown", "Copy the answer with its citations as Markdown"),
        _act("link", key, "Link", "Copy an address that asks this again"),
        _act("retry", key, "Try again", "Ask this again, and from here on"),
        _act("like", key, "Good", "A good answer: keep it as a test"),
        _act("dislike", key, "Bad", "A bad answer"),
    )


def _acts(*acts: str) -> str:
    return f'<p class="pc-acts">{"".join(acts)}</p>'


def _act(does: str, key: str, label: str, told: str = "") -> str:
    return (
        f'<a class="pc-act pc-do-{does}" role="button" href="#{does}-{escape(key)}"'
        f' title="{escape(told or label)}">{escape(label)}</a>'
    )
