"""What documents are about: the sentences that carry them, in the documents' own words.

Of several documents, a copy counts once, and so does a sentence that many have.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.documents.document import Document
from qa.answering.centrality import central_sentences
from qa.answering.head import Head, head_of
from qa.answering.outline import Section, sections, top_sections
from qa.answering.same_text import each_text_once, plain_text
from qa.answering.scope import Scope, cited_reply, in_reading_order
from qa.answering.subject import documents_meant, section_meant
from qa.question.english.documents import PART_LABEL
from qa.question.english.overviews import ASKS_SUMMARY
from qa.question.kind import Request
from qa.types import Answer, Citation, ReplyKind

MAX_DOCUMENTS = 8
"""Documents that an overview of several has."""
MAX_HEADINGS = 6
"""Headings in the overview of one."""

_COVER = 3000  # characters before a title

_ONE, _SEVERAL = "In the document's own words:", "In the documents' own words:"
_MORE_HEADINGS = "In the document's own words, with {} of its {} headings:"
_MORE_DOCUMENTS = "The first {} of {} documents, in their own words:"


def overview(scope: Scope, request: Request, question: str) -> Answer | None:
    """What the documents that a ``request`` names are about, None where it names something else."""
    surely = bool(ASKS_SUMMARY.match(request.question))
    documents = documents_meant(scope, request.things[0], surely)
    if not documents:
        part = section_meant(scope, request.things[0]) if surely else []
        return _of_section(scope, part[0], request, question) if len(part) == 1 else None
    texts = each_text_once(documents)
    if len(texts) > 1:
        return _of_several(scope.inside(documents), texts, request, question)
    return _of_one(scope.inside(documents), texts[0], request, question)


def _of_one(scope: Scope, document: Document, request: Request, question: str) -> Answer:
    head = head_of(document)
    chosen = central_sentences(scope, document, request.sentences)
    headings = [] if request.sentences else _telling(top_sections(document))
    title = title_of(document, head)
    cited = [*title, *_facts(document, head), *chosen]
    cited.extend(Citation.of(document, section.words) for section in headings[:MAX_HEADINGS])
    more = len(headings) > MAX_HEADINGS
    note = _MORE_HEADINGS.format(MAX_HEADINGS, len(headings)) if more else _ONE
    return cited_reply(
        scope,
        ReplyKind.OVERVIEW,
        question,
        in_reading_order(cited),
        note=note,
        about=_gist(document, chosen),
    )


def _of_several(
    scope: Scope, documents: Sequence[Document], request: Request, question: str
) -> Answer:
    cited: list[Citation] = []
    said: set[str] = set()
    each = 1 if request.sentences == 1 or len(documents) > MAX_DOCUMENTS // 2 else 2
    for document in documents[:MAX_DOCUMENTS]:
        chosen = central_sentences(scope, document, each, without=said)
        said.update(plain_text(citation.quote) for citation in chosen)
        cited.extend(in_reading_order([*title_of(document, head_of(document)), *chosen]))
    more = len(documents) > MAX_DOCUMENTS
    note = _MORE_DOCUMENTS.format(MAX_DOCUMENTS, len(documents)) if more else _SEVERAL
    return cited_reply(
        scope,
        ReplyKind.OVERVIEW,
        question,
        cited,
        note=note,
        about=" ".join(document.title for document in documents[:MAX_DOCUMENTS]),
    )


def _of_section(scope: Scope, section: Section, request: Request, question: str) -> Answer | None:
    chosen = central_sentences(scope, section.document, request.sentences, section.span)
    if not chosen:
        return None
    heading = Citation.of(section.document, section.words)
    return cited_reply(
        scope,
        ReplyKind.OVERVIEW,
        question,
        in_reading_order([heading, *chosen]),
        note=_ONE,
        about=section.title,
    )


def title_of(document: Document, head: Head) -> list[Citation]:
    """The citation of a document's title, none where it has none.

    It is the heading with its words where the document begins with others, as those of a cover.
    """
    title = plain_text(document.title)
    if head.title is None or title not in plain_text(head.title.line.of(document.text)):
        for section in sections(document):
            if section.words.start > _COVER:
                break
            if plain_text(section.title) == title:
                return [Citation.of(document, section.words)]
    return [Citation.of(document, head.title.line)] if head.title else []


def _telling(headings: Sequence[Section]) -> list[Section]:
    """Those of ``headings`` that say more than which part follows."""
    return [section for section in headings if not PART_LABEL.match(section.title)]


def _facts(document: Document, head: Head) -> list[Citation]:
    """The lines that tell author and date, the words that do marked in them."""
    told = [line for line in (head.author, head.date or head.changed) if line]
    return [Citation.of(document, line.line, line.values) for line in told]


def _gist(document: Document, chosen: Sequence[Citation]) -> str:
    """What the passages of an overview are found by."""
    said = " ".join(citation.quote for citation in chosen[:1])
    return " ".join(f"{document.title} {said}".split())[:500]
