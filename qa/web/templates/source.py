"""Documents to read as HTML. Pure functions.

Every string that comes from a document is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from index import Document, Span
from index.text.passages import blocks
from qa.web.place import document_key, span_address

PART_CHARACTERS = 200_000
"""Characters of a document shown at once: what a browser lays out without a noticeable wait."""


def article(document: Document, at: Span | None = None) -> str:
    """A document to read, or the part of it around ``at`` where it is over `PART_CHARACTERS`.

    The article's text is the document's, character by character: the page finds a citation by
    counting. Blank lines stand between the blocks, where HTML shows none.
    """
    part = part_around(document.text, at)
    inside = []
    edge = part.start
    for block in blocks(part.of(document.text)):
        span = block.span.shifted(part.start)
        inside.append(escape(document.text[edge : span.start]))
        if block.words:
            inside.append(
                _heading(document.text, span, block.words.shifted(part.start), block.level)
            )
        else:
            inside.append(f"<p>{escape(span.of(document.text))}</p>")
        edge = span.end
    inside.append(escape(document.text[edge : part.end]))
    before, after = part.start, len(document.text) - part.end
    return (
        _elsewhere(before, "before", document, part.start - 1)
        + f'<article id="source-{document_key(document)}-{part.start}-{part.end}" aria-label="'
        f'{escape(document.title)}">{"".join(inside)}</article>'
        + _elsewhere(after, "after", document, part.end)
    )


def part_around(content: str, at: Span | None = None) -> Span:
    """The part of ``content`` to show, of about `PART_CHARACTERS` at most, with ``at`` whole.

    It is cut at blank lines where there are any near.
    """
    if len(content) <= PART_CHARACTERS:
        return Span(0, len(content))
    at = at or Span(0, 1)
    start, end = (
        max(0, at.start - PART_CHARACTERS // 2),
        min(len(content), max(at.end, at.start + PART_CHARACTERS // 2)),
    )
    if start:
        cut = content.find("\n\n", start, at.start)
        start = cut + 2 if cut >= 0 else start
    if end < len(content):
        cut = content.rfind("\n\n", at.end, end)
        end = cut if cut >= 0 else end
    return Span(start, end)


def source_panel(document: Document | None, told: str = "") -> str:
    """The document that is shown of a collection, if it has one, under what is to be ``told``."""
    word = f'<p class="pc-elsewhere" role="status">{escape(told)}</p>' if told else ""
    if document:
        return word + article(document)
    return word + (
        '<article id="source-none-0-0" aria-label="No document"><p>There is no document here. '
        "Drop files on the page, or restore the one that Pincite comes with.</p></article>"
    )


def source_head(documents: Sequence[Document], front: Document | None = None) -> str:
    """The source pane's head: which document is in ``front``, to choose where there are several."""
    if len(documents) > 1:
        options = "".join(
            f'<option value="{document_key(document)}" data-id="{escape(document.id)}"'
            f"{' selected' if document is front else ''}>{escape(document.title)}"
            f" ({escape(document.id)})</option>"
            for document in documents
        )
        chooser = f'<select id="pc-documents" aria-label="Document">{options}</select>'
    else:
        name = documents[0].id if documents else ""
        chooser = (
            f'<span class="pc-name" data-id="{escape(name)}">{escape(name or "No document")}</span>'
        )
    return (
        f'<div class="pc-contents"><h2>Source</h2>{chooser}'
        '<button type="button" class="pc-close" aria-label="Close the source">×</button></div>'
    )


def markup(signs: str) -> str:
    """What makes words a heading: there to be counted, and not shown."""
    return f'<span class="pc-markup" aria-hidden="true">{escape(signs)}</span>' if signs else ""


def _heading(content: str, span: Span, words: Span, level: int) -> str:
    # The page's title is its h1.
    tag = f"h{min(level + 1, 6)}"
    return (
        f"<{tag}>{markup(content[span.start : words.start])}{escape(words.of(content))}"
        f"{markup(content[words.end : span.end])}</{tag}>"
    )


def _elsewhere(count: int, where: str, document: Document, start: int) -> str:
    if not count:
        return ""
    return (
        f'<p class="pc-elsewhere">{count:,} characters {where} this part. <a class="pc-{where}"'
        f' href="{span_address("show", document, Span(start, start + 1))}">'
        f"Show the part {where}</a></p>"
    )
