"""The time or the number that is asked for: whether what is cited has it, or another sentence."""

from __future__ import annotations

from collections.abc import Sequence

from index.documents.document import Passage
from index.text.context import context_of
from index.text.list_items import LIST_ITEM
from index.text.terms import terms
from qa.answering.outline import Section
from qa.question.answer_type import expected_type, fits, surely_lacks
from qa.question.english.asking import NO_TIME
from qa.retrieval.search import SearchResult
from qa.types import Citation

# Passages and sentences among which another is looked for.
_PASSAGES, _SENTENCES = 5, 40
# The share of what the question asks, by weight, that the other must have.
_MAIN = 0.6


def of_kind_asked(result: SearchResult, best: Citation) -> Citation:
    """``best``, or where that lacks what is asked for, the next sentence that has it.

    That is one of the first passages, with as many of the question's main words.
    """
    question = result.query.text
    if not _lacks(result, best):
        return best
    near, kind = result.passages(_PASSAGES), expected_type(question)
    least = max(_MAIN, _covered(result, best, _passage_of(best, near)))
    for other, _ in result.sentences(_SENTENCES):
        passage = _passage_of(other, near)
        if passage and fits(kind, other.quote) and _covered(result, other, passage) >= least:
            return other
    return best


def lacks_kind_asked(result: SearchResult, cited: Sequence[Citation]) -> bool:
    """Whether nothing that is ``cited`` has the time or the number that is asked for."""
    return bool(cited) and all(_lacks(result, citation) for citation in cited)


def _lacks(result: SearchResult, citation: Citation) -> bool:
    """Whether a citation lacks what is asked for, with what it is read with and its heading."""
    document = citation.document
    heading = document.heading_before(citation.start)
    above = [NO_TIME.sub("", Section(document, heading, ()).name)] if heading else []
    read = [citation.quote, *citation.context, *above]
    return all(surely_lacks(result.query.text, LIST_ITEM.sub("", text, 1)) for text in read)


def _passage_of(citation: Citation, passages: Sequence[Passage]) -> Passage | None:
    return next(
        (
            passage
            for passage in passages
            if passage.document is citation.document and passage.span.overlap(citation.span)
        ),
        None,
    )


def _covered(result: SearchResult, citation: Citation, passage: Passage | None) -> float:
    """The share of what is asked that a sentence has, with its headings and its context."""
    idf, asked = result.index.passage_terms.idf, {*result.query.terms, *result.query.borrowed}
    document = citation.document
    read = [citation.quote]
    if passage:
        read += [span.of(document.text) for span in context_of(passage, citation.span)]
        read += [document.title, *passage.headings]
    there = set(terms("\n".join(read), document.language))
    most = sum(map(idf, asked))
    return sum(map(idf, asked & there)) / most if most else 0.0
