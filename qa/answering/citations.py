"""What is cited of a search: its best sentence, made whole, and what adds to it or changes it."""

from __future__ import annotations

from dataclasses import replace

from index.documents.blocks import BlockKind
from index.documents.span import Span
from index.text.terms import terms
from qa.answering.below_heading import below_heading
from qa.answering.changes import change_of, outcome_of, sentences_after, with_exceptions
from qa.answering.kind_asked import holds_on_day_asked, of_kind_asked
from qa.answering.lists import MOST_CHARACTERS, whole_list, with_what_follows
from qa.answering.same_text import each_once
from qa.answering.short_answer import short_answers
from qa.question.english.asking import AMENDS, ASKS_OF_ASKING, SETTLES
from qa.retrieval.search import SearchResult
from qa.types import Citation

MAX_SENTENCES = 3
"""Sentences in an answer."""

# A further sentence must score this share of the first one's, and add what that one leaves out.
_NEARLY = 0.8
# The share of the terms asked that a question above must have to be the same one, and the most
# characters from the opening of its answer to the end of the best sentence in it.
_SAME, _MOST_OPENING = 0.8, 400
# Sentences that may join the answer.
_REACH = 8


def cite(result: SearchResult) -> list[Citation]:
    """The best sentence, with the short answer marked, and up to two more that add to it.

    A sentence without the time or number that is asked for gives way to one that has it, one for
    other days, or that only mentions what is to be defined, to its fellow, one that asks to its
    answer, and an item of a list or a lead-in to the list where that is asked for. A rule is cited
    with its exceptions, and a wish behind what came of it. A further sentence is taken when it
    changes the first, or when its score comes near the first one's and it has a term that was
    asked about and that those before it lack.
    """
    (best, score), *others = result.sentences(_REACH)
    best = of_kind_asked(result, best)
    asked = set(result.query.terms)  # what a follow-up borrows is not asked again
    first = whole_list(result, _from_opening(result, answer_below(result, best)))
    first = with_exceptions(result, first)
    outcome = outcome_of(result, first)
    change = None if outcome else change_of(result, first)
    if outcome:
        chosen = [_marked(result, outcome), first]
    elif change:
        chosen = _marked_as_changed(_marked(result, first), _marked(result, change))
    else:
        chosen = [_marked(result, first)]
    covered = _terms(best) | {term for citation in chosen for term in _terms(citation)}
    if holds_on_day_asked(result, first):
        covered |= asked  # "Tue - Thu" leaves out no Wednesday
    for other, its_score in others:
        citation = with_what_follows(other)
        if any(_within(citation, one) for one in chosen) or _is_no_answer(result, citation):
            continue
        new = _terms(citation) & asked - covered
        if new and its_score >= _NEARLY * score and len(chosen) < MAX_SENTENCES:
            chosen.append(citation)
            covered |= new
    return [*each_once(chosen)]


def _marked(result: SearchResult, citation: Citation) -> Citation:
    return replace(citation, answers=short_answers(result, citation))


def _marked_as_changed(first: Citation, change: Citation) -> list[Citation]:
    """A sentence and what changes it, or is changed by it: what holds no longer is no answer.

    The later of the two holds; of two documents the one that says that it changes something.
    """
    if change.document_id == first.document_id:
        holding = max(first, change, key=lambda citation: citation.start)
    elif AMENDS.search(change.quote):
        holding = change
    else:
        return [first, change]
    old = change if holding is first else first
    before = {answer.of(old.document.text) for answer in old.answers}
    new = [a for a in holding.answers if a.of(holding.document.text) not in before]
    marked = replace(holding, answers=tuple(new))
    return [
        marked if citation is holding else replace(citation, answers=())
        for citation in (first, change)
    ]


def answer_below(result: SearchResult, citation: Citation) -> Citation:
    """``citation``, or what stands below it where it is no answer itself.

    That is the answer to a question, the row of a table that its head is cited of, and the best of
    what a heading that only names what is asked for stands over.
    """
    if citation.document.kind_of(citation.span) is BlockKind.TABLE_HEAD:
        return _row_below(result, citation)
    if not _asks(result, citation) and (below := below_heading(result, citation)):
        return below
    if not _asks(result, citation):
        return citation
    for below in sentences_after(result, citation):
        if below.document.kind_of(below.span) in (BlockKind.QUESTION, BlockKind.HEADING):
            break
        if not _ends_asking(below):
            return below
    return citation


def answers_another(result: SearchResult, citation: Citation) -> bool:
    """Whether it is the "Yes" or "No" to a question that has nothing of the one that is asked."""
    document = citation.document
    above = [Citation.of(document, span) for span in document.context_at(citation.start)]
    asked = {*result.query.terms, *result.query.borrowed}
    questions = [question for question in above if _ends_asking(question)]
    answer = bool(questions) and bool(SETTLES.match(citation.quote))
    return answer and all(asked.isdisjoint(_terms(question)) for question in questions)


def _from_opening(result: SearchResult, citation: Citation) -> Citation:
    """``citation`` from the opening of its answer on, where the very question is asked above.

    "Yes" and "Only in summer" are the answer, which the sentences after them explain.
    """
    document, asked = citation.document, set(result.query.terms)
    block = document.block_at(citation.start)
    said = Citation.of(document, Span(block.span.start, citation.end))
    for above in document.context_at(citation.start):
        question = Citation.of(document, above)
        same = len(asked & _terms(question)) >= _SAME * len(asked)
        if asked and same and _ends_asking(question) and len(said.span) <= _MOST_OPENING:
            return said
    return citation


def _is_no_answer(result: SearchResult, citation: Citation) -> bool:
    head = citation.document.kind_of(citation.span) is BlockKind.TABLE_HEAD
    return head or _asks(result, citation) or below_heading(result, citation) is not None


def _asks(result: SearchResult, citation: Citation) -> bool:
    """Whether ``citation`` is a question, which is no answer but to who asked what."""
    if ASKS_OF_ASKING.search(result.query.question):
        return False
    question = citation.document.kind_of(citation.span) is BlockKind.QUESTION
    return question or _ends_asking(citation)


def _ends_asking(citation: Citation) -> bool:
    return citation.quote.rstrip("*_)\"'”’ ").endswith(("?", "？"))


def _row_below(result: SearchResult, head: Citation) -> Citation:
    """The row that says most of what was asked, of the table under ``head``; else the whole table.

    That is `MOST_CHARACTERS` long at the most; of a longer one the head alone is cited.
    """
    document, idf = head.document, result.index.passage_terms.idf
    asked = {*result.query.terms, *result.query.borrowed} - _terms(head)
    rows = [
        Citation.of(document, block.span)
        for block in document.blocks
        if block.kind is BlockKind.TABLE_ROW and head.span in document.context_at(block.span.start)
    ]
    weights = [sum(map(idf, asked & _terms(row))) for row in rows]
    if any(weights):
        return rows[weights.index(max(weights))]
    table = Span(head.start, rows[-1].end) if rows else head.span
    return Citation.of(document, table) if len(table) <= MOST_CHARACTERS else head


def _terms(citation: Citation) -> set[str]:
    return set(terms(citation.quote, citation.document.language))


def _within(citation: Citation, other: Citation) -> bool:
    return citation.document_id == other.document_id and citation.span.overlap(other.span) > 0
