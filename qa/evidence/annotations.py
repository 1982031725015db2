"""Quotes as others' tools take them: W3C Web Annotations, and PDF files with highlights.

https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index import Document, Span
from index.documents.drawing import PageDrawer, has_pages, is_pdf
from qa.evidence.pack import Pack, quotes_asked
from qa.evidence.verifying import Verdict

_AROUND = 32  # characters before and after a quote by which it is found again
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PDF_PAGES = "http://tools.ietf.org/rfc/rfc3778"


def web_annotations(pack: Pack, verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    """An annotation for each quote of ``pack`` that still stands, with its question as comment."""
    return [
        _annotation(question, document, span)
        for question, document, span in _standing(pack, verdicts)
    ]


def highlighted_files(
    pack: Pack, verdicts: Sequence[Verdict], drawer: PageDrawer
) -> dict[str, bytes]:
    """Copies of the PDF files that ``pack`` quotes, by document, with what they say highlighted.

    Raises:
        DocumentError: when a file does not say there what its document does.
    """
    quotes: dict[str, list[tuple[Span, str]]] = {}
    documents: dict[str, Document] = {}
    for question, document, span in _standing(pack, verdicts):
        if has_pages(document) and is_pdf(document):
            documents[document.id] = document
            quotes.setdefault(document.id, []).append((span, question))
    return {id_: drawer.highlighted(documents[id_], some) for id_, some in quotes.items()}


def _standing(pack: Pack, verdicts: Sequence[Verdict]) -> list[tuple[str, Document, Span]]:
    """The question, the document and the place of each quote that its document still says."""
    return [
        (question, verdict.match.document, verdict.now)
        for (question, _), verdict in zip(quotes_asked(pack), verdicts, strict=True)
        if verdict.now and verdict.match.document
    ]


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
