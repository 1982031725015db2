"""Quotes as others' tools take them: W3C Web Annotations, and PDF files with highlights.

https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from index import Document, PinciteError, Span
from index.documents.contained import UniqueNames, safe_path
from index.documents.drawing import has_pages, is_on_pages, is_pdf
from index.text.language import count_of
from qa.evidence.pack import Failure, Pack, quotes_asked
from qa.evidence.verifying import Verdict
from qa.types import Answer

Highlight = Callable[[Document, Sequence[tuple[Span, str]]], bytes]
"""Makes a copy of a PDF file with quotes highlighted, each with a comment; may raise PinciteError.

As `index.documents.drawing.PageDrawer.highlighted` does.
"""

_AROUND = 32  # characters before and after a quote by which it is found again
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PDF_PAGES = "http://tools.ietf.org/rfc/rfc3778"


class Quoted(NamedTuple):
    """What answers a ``question``, or does so likely: a ``span`` of a ``document``."""

    question: str
    document: Document
    span: Span


@dataclass(frozen=True)
class HighlightedFiles:
    """Copies of PDF files by names that are safe, and what was ``left_out``, in sentences."""

    files: dict[str, bytes]
    left_out: tuple[str, ...] = ()


def quoted_in(conversation: Iterable[Answer | Failure]) -> list[Quoted]:
    """What a ``conversation`` quotes, but for closest passages, which answer nothing."""
    return [
        Quoted(answer.question, citation.document, citation.span)
        for answer in conversation
        if not isinstance(answer, Failure)
        for citation in (*answer.citations, *answer.likely)
    ]


def quoted_still(pack: Pack, verdicts: Sequence[Verdict]) -> list[Quoted]:
    """What ``pack`` quotes that its documents still say; closest passages are left out here too.

    ``verdicts`` are those of all its quotes.
    """
    return [
        Quoted(asked.question, verdict.match.document, verdict.now)
        for asked, verdict in zip(quotes_asked(pack), verdicts, strict=True)
        if verdict.now and verdict.match.document and not asked.closest
    ]


def web_annotations(quoted: Iterable[Quoted]) -> list[dict[str, Any]]:
    """An annotation for each quote, with its question as comment."""
    return [_annotation(*each) for each in quoted]


def highlighted_files(quoted: Iterable[Quoted], highlight: Highlight) -> HighlightedFiles:
    """Copies of the PDF files that are quoted, with what they say highlighted.

    A file that cannot be copied, and a quote that stands beside the text of its page, are named in
    ``left_out``.
    """
    quotes: dict[str, list[tuple[Span, str]]] = {}
    documents: dict[str, Document] = {}
    for question, document, span in quoted:
        if is_pdf(document):
            documents[document.sha256] = document  # two versions of a file may be quoted
            quotes.setdefault(document.sha256, []).append((span, question))
    files: dict[str, bytes] = {}
    left_out, names = [], UniqueNames()
    for key, document in documents.items():
        shown = [(span, comment) for span, comment in quotes[key] if is_on_pages(document, span)]
        if not has_pages(document):
            left_out.append(f"{document.id}: Its file is gone. Add it again.")
            continue
        try:
            if shown:
                files[names.name(_file_name(document))] = highlight(document, shown)
        except PinciteError as error:
            left_out.append(f"{document.id}: {error}")
            continue
        if beside := len(quotes[key]) - len(shown):
            notes = f"{count_of(beside, 'quote')} in notes or fields of a form"
            left_out.append(f"{document.id}: {notes}, which are not highlighted.")
    return HighlightedFiles(files, tuple(left_out))


def _file_name(document: Document) -> str:
    """The path of a copy: what stands behind the "https://" of one that was fetched."""
    return safe_path(document.id.partition("://")[2] or document.id)


def _annotation(question: str, document: Document, span: Span) -> dict[str, Any]:
    text, place = document.text, document.place_of(span)
    selectors: list[dict[str, object]] = [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
    if place.page_index:
        fragment = {"type": "FragmentSelector", "value": f"page={place.page_index}"}
        selectors.append({**fragment, "conformsTo": _PDF_PAGES})
    return {
        "@context": _CONTEXT,
        "type": "Annotation",
        "motivation": "highlighting",
        "body": {"type": "TextualBody", "value": question, "purpose": "commenting"},
        "target": {"source": document.id, "selector": selectors},
    }
