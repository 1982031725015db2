"""Questions, answers and documents as HTML. Pure functions.

Every string that comes from a user or a document goes through `text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from index import Document, Passage, PinciteError, Span
from index.files import Skipped
from index.segment import blocks as blocks
from qa.types import Answer, Citation, Hit

Numbers = Mapping[str, int]
"""Each document's number on the page, by its id."""

PART = 200_000
"""Characters of a document shown at once: what a browser lays out without a noticeable wait."""

_SURE = ((0.85, "quite sure"), (0.65, "fairly sure"), (0.0, "not sure, check the source"))


def text(string: str) -> str:
    """``string`` as HTML that shows its characters and nothing else."""
    return escape(string, quote=True)


def question(asked: str) -> str:
    """A question as a chat message."""
    return f'<div class="pc-question">{text(asked)}</div>'


def problem(error: PinciteError) -> str:
    """An error as a chat message: what is wrong and what to do next."""
    return (
        f'<div class="pc-problem" role="alert"><p><b>{text(error.problem)}</b></p>'
        f"<p>{text(error.next_step)}</p></div>"
    )


def reply(answer: Answer, numbers: Numbers, key: int) -> str:
    """An answer or a refusal as a chat message; ``key`` tells it from the others of its chat."""
    kind, body = (
        ("pc-refusal", _refusal(answer, numbers))
        if answer.abstained
        else ("pc-answer", _answer(answer, numbers))
    )
    return (
        f'<div class="pc-reply {kind}" id="reply-{key}">{_understood(answer)}{body}'
        f"{_passages(answer.hits, numbers)}</div>"
    )


def waiting() -> str:
    """What stands for a reply until it is there."""
    return '<p class="pc-waiting">Looking through the source…</p>'


def sureness(confidence: float) -> str:
    """A confidence in words."""
    return next(words for least, words in _SURE if confidence >= least)


def _answer(answer: Answer, numbers: Numbers) -> str:
    short = f'<p class="pc-short">{text(answer.short_answer)}</p>' if answer.short_answer else ""
    quotes = "".join(
        f'<p class="pc-quote">{text(citation.quote)} '
        + _link(citation.span, numbers.get(citation.document_id), "cite", f"[{n}]")
        + _origin(citation, numbers)
        + "</p>"
        for n, citation in enumerate(answer.citations, start=1)
    )
    sure = (
        f'<p class="pc-sure" title="{answer.confidence:.2f} of 1">'
        f"Confidence: {sureness(answer.confidence)}</p>"
    )
    return short + quotes + sure


def _refusal(answer: Answer, numbers: Numbers) -> str:
    said = f'<p class="pc-none">{text(answer.text)}</p>'
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
    return f'<p class="pc-understood">Understood as: {text(answer.searched)}</p>'


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
    return _link(passage.span, numbers.get(passage.document.id), "near", passage.text) + _origin(
        passage, numbers
    )


def _origin(quoted: Citation | Passage, numbers: Numbers) -> str:
    if len(numbers) < 2:
        return ""
    return f' <span class="pc-origin">{text(quoted.document.title)}</span>'


def _link(span: Span, number: int | None, kind: str, label: str) -> str:
    """What shows a span of a document in the source when clicked; plain text when it isn't there.

    The chat's sanitizer keeps no data attributes, so the place is in the address.
    """
    if number is None:
        return text(label)
    return (
        f'<a class="pc-{kind}" href="#{kind}-{number}-{span.start}-{span.end}"'
        f' title="Show in the source">{text(label)}</a>'
    )


def source(document: Document, number: int, at: Span | None = None) -> str:
    """A document to read, or where it is longer than `PART` the part of it around ``at``.

    The article's text is the document's, character by character: the page finds a citation by
    counting. Blank lines stand between the blocks, where HTML shows none.
    """
    part = shown(document.text, at)
    inside = []
    edge = part.start
    for block in blocks(part.of(document.text)):
        span = block.span.shifted(part.start)
        inside.append(text(document.text[edge : span.start]))
        if block.words:
            inside.append(
                _heading(document.text, span, block.words.shifted(part.start), block.level)
            )
        else:
            inside.append(f"<p>{text(span.of(document.text))}</p>")
        edge = span.end
    inside.append(text(document.text[edge : part.end]))
    before, after = part.start, len(document.text) - part.end
    return (
        _elsewhere(before, "before", number, max(0, part.start - PART // 2))
        + f'<article id="source-{number}-{part.start}-{part.end}" aria-label="'
        f'{text(document.title)}">{"".join(inside)}</article>'
        + _elsewhere(after, "after", number, part.end)
    )


def shown(content: str, at: Span | None = None) -> Span:
    """The part of ``content`` to show: at most about `PART` characters, with ``at`` whole.

    It is cut at blank lines where there are any near.
    """
    if len(content) <= PART:
        return Span(0, len(content))
    at = at or Span(0, 1)
    start, end = max(0, at.start - PART // 2), min(len(content), max(at.end, at.start + PART // 2))
    if start:
        cut = content.find("\n\n", start, at.start)
        start = cut + 2 if cut >= 0 else start
    if end < len(content):
        cut = content.rfind("\n\n", at.end, end)
        end = cut if cut >= 0 else end
    return Span(start, end)


def _heading(content: str, span: Span, words: Span, level: int) -> str:
    # The page's title is its h1.
    tag = f"h{min(level + 1, 6)}"
    return (
        f'<{tag}><span class="pc-markup">{text(content[span.start : words.start])}</span>'
        f"{text(words.of(content))}"
        f'<span class="pc-markup">{text(content[words.end : span.end])}</span></{tag}>'
    )


def _elsewhere(count: int, where: str, number: int, start: int) -> str:
    if not count:
        return ""
    return (
        f'<p class="pc-elsewhere">{count:,} characters {where} this part. '
        f'<a href="#show-{number}-{start}-{start + 1}">Show the part {where}</a></p>'
    )


def contents(documents: Sequence[Document], skipped: Iterable[Skipped] = ()) -> str:
    """The source pane's head: which document is shown, to choose where there are several."""
    if len(documents) > 1:
        options = "".join(
            f'<option value="{n}">{text(document.title)} ({text(document.id)})</option>'
            for n, document in enumerate(documents)
        )
        chooser = f'<select id="pc-documents" aria-label="Document">{options}</select>'
    else:
        chooser = f'<span class="pc-name">{text(documents[0].id)}</span>'
    left = "".join(f"<li>{text(file.path)}: {text(file.reason)}</li>" for file in skipped)
    unread = (
        f'<details class="pc-skipped"><summary>Files not read</summary><ul>{left}</ul></details>'
        if left
        else ""
    )
    return f'<div class="pc-contents"><h2>Source</h2>{chooser}</div>{unread}'


def masthead() -> str:
    """The page's title and promise."""
    return (
        '<header class="pc-masthead"><h1>Pincite</h1>'
        "<p>Quoted answers, pinned to their source.</p></header>"
    )


def welcome() -> str:
    """What an empty chat shows."""
    return (
        '<p class="pc-welcome"><b>Ask the source a question.</b><br>Pincite answers in its very '
        "sentences, or says that they hold no answer.</p>"
    )


def status(state: str, words: str) -> str:
    """Whether questions are answered yet; ``state`` is "warming", "ready" or "failed"."""
    return f'<p class="pc-status pc-{text(state)}" role="status">{text(words)}</p>'
