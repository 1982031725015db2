"""The few words of a cited sentence that answer by themselves."""

from __future__ import annotations

import re

from index.documents.blocks import BlockKind
from index.documents.parsers.text.marks import turn_width
from index.documents.span import Span, trim
from qa.answering.values import value_of_field, values_in_row
from qa.question.answer_type import wants_sentence
from qa.retrieval.search import SearchResult
from qa.types import Citation

MIN_CHANCE = 0.1
"""The chance from which a short answer is marked.

On 703 questions to fit on, 88 of 100 were then marked and 9 of 100 of these had no word right; with
all marked it was 14, and from 0.2 on, which leaves 81, still 7.
"""

# A short answer that is more of its sentence than this is no shorter than the sentence.
_MOSTLY = 0.9
_MARK = re.compile(r"(?:[-–—*_:,;]+\s+)+")
_SPEAKER = re.compile(r"(?P<name>[^\W\d_][^\[\]:]*?)\W*:\W*$")
_MYSELF = re.compile(r"\bI\b")


def short_answers(result: SearchResult, citation: Citation) -> tuple[Span, ...]:
    """The few words that answer in a cited sentence, in several cells of a row; none without any.

    Nor where it is less than `MIN_CHANCE`, would be no shorter than the sentence, or the question
    wants a whole one. The column that is asked for settles it in a table's row; in a field, where
    the reader gives none, what follows its name.
    """
    question = result.query.text
    if wants_sentence(question):
        return ()
    if cells := values_in_row(question, citation):
        return cells
    read = _read_answer(result, citation)
    if read and (turn := _of_turn(citation, read)):
        read = turn
    if read and len(citation.document.blocks_in(read)) > 1:
        return ()  # several items of a list, which the whole list tells better
    short = read or value_of_field(question, citation)
    return (short,) if short else ()


def _read_answer(result: SearchResult, citation: Citation) -> Span | None:
    for candidate, odds in result.odds.items():
        passage = result.index.passages[result.numbers[candidate]]
        here = passage.document.id == citation.document_id
        if here and passage.span.overlap(citation.span):
            # A list that is cited whole may go on in other passages.
            inside = Span(
                max(citation.start, passage.start), min(citation.end, passage.end)
            ).shifted(-passage.start)
            answer = odds.answer(inside, MIN_CHANCE)
            answer = answer and _trimmed(passage.text, answer)
            if answer and len(answer) < _MOSTLY * len(citation.span):
                return answer.shifted(passage.start)
    return None


def _trimmed(text: str, answer: Span) -> Span:
    """``answer`` without a dash or mark that it begins with."""
    mark = _MARK.match(text, answer.start, answer.end)
    return Span(mark.end(), answer.end) if mark and mark.end() < answer.end else answer


def _of_turn(citation: Citation, answer: Span) -> Span | None:
    """The part of an ``answer`` read in a speaker's line over its mark ("Dana: I …"), if it is.

    That is the speaker, who says "I", or else what is said.
    """
    document = citation.document
    if document.kind_of(citation.span) is not BlockKind.TURN:
        return None
    mark = citation.quote[: turn_width(citation.quote)]
    said = citation.start + len(mark)
    name = _SPEAKER.search(mark)
    if not name or not (answer.start < said < answer.end):
        return None
    if _MYSELF.search(document.text, said, citation.end):
        return Span(*name.span("name")).shifted(citation.start)
    return trim(document.text, said, answer.end)
