"""The few words of a cited sentence that answer by themselves."""

from __future__ import annotations

from index.documents.span import Span
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


def short_answer(result: SearchResult, citation: Citation) -> Span | None:
    """The likeliest answer in a sentence of a passage that was read, None where there is none.

    Nor where it is less than `MIN_CHANCE`, would be no shorter than the sentence, or the question
    wants a whole one.
    """
    if wants_sentence(result.query.text):
        return None
    for candidate, odds in result.odds.items():
        passage = result.index.passages[result.numbers[candidate]]
        here = passage.document.id == citation.document_id
        if here and passage.span.overlap(citation.span):
            answer = odds.answer(citation.span.shifted(-passage.start), MIN_CHANCE)
            if answer and len(answer) < _MOSTLY * len(citation.span):
                return answer.shifted(passage.start)
    return None
