"""The best passages of a search, read for the answer."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from index.documents.document import Passage
from index.documents.span import Span
from qa.question.answer_type import wants_sentence
from qa.reading.reader import Reader
from qa.retrieval.fusion import READ_WEIGHTS
from qa.retrieval.search import SearchResult
from qa.types import Citation

PASSAGES_READ = 5
"""How many of the best passages are read: more find no further answer.

See `evals.fitting.reader_quality`."""

MIN_ANSWER_CHANCE = 0.1
"""The chance from which a short answer is marked.

On 703 questions to fit on, 88 of 100 were then marked and 9 of 100 of these had no word right; with
all marked it was 14, and from 0.2 on, which leaves 81, still 7.
"""

# Log odds that count as certain, either way.
_CERTAIN = 10.0
# Words of a heading that names a topic, at the most.
_TOPIC = 5
_ITEM = re.compile(r"\n[ \t]*[-*•–][ \t]+")
# A short answer that is more of its sentence than this is no shorter than the sentence.
_MOSTLY = 0.9


def rerank(found: SearchResult, reader: Reader | None, most: int = PASSAGES_READ) -> SearchResult:
    """``found`` with its ``most`` best passages read, and ranked by what that told as well.

    Without a reader it is left as it is. So is a query in a language that the reader was not
    trained on, and one that asks for nothing itself ("And on which day?"): its words make no
    question.
    """
    query = found.query
    if reader is None or not query.terms:
        return found
    if reader.languages and query.language not in reader.languages:
        return found
    near = found.order[:most].tolist()
    passages = [found.index.passages[found.numbers[candidate]] for candidate in near]
    given = [reader_input(passage) for passage in passages]
    whole = reader.read(query.text, [head + text for head, text in given])
    readings = [r.after(len(head)) for (head, _), r in zip(given, whole, strict=True)]
    said = found.signals.sentence_read.copy()
    for candidate, passage, reading in zip(near, passages, readings, strict=True):
        for row, sentence in enumerate(passage.local_sentences, found.signals.firsts[candidate]):
            said[row] = scale_odds(reading.odds(sentence))
    return replace(
        found,
        signals=replace(found.signals, sentence_read=said),
        weights=READ_WEIGHTS,
        readings=dict(zip(near, readings, strict=True)),
    )


def short_answer(found: SearchResult, citation: Citation) -> Span | None:
    """The likeliest answer in a sentence of a passage that was read, None where there is none.

    Nor where it is less than `MIN_ANSWER_CHANCE`, would be no shorter than the sentence, or the
    question wants a whole one.
    """
    if wants_sentence(found.query.text):
        return None
    for candidate, reading in found.readings.items():
        passage = found.index.passages[found.numbers[candidate]]
        here = passage.document.id == citation.document_id
        if here and passage.span.overlap(citation.span):
            answer = reading.answer(citation.span.shifted(-passage.start), MIN_ANSWER_CHANCE)
            if answer and len(answer) < _MOSTLY * len(citation.span):
                return answer.shifted(passage.start)
    return None


def reader_input(passage: Passage) -> tuple[str, str]:
    """What a reader is given of a passage: the headings that it stands under, and its text.

    A headline, which says something itself, would be read for the answer: it is left out. Readers
    know prose: a list's items are put with commas, of as many characters.
    """
    head = ", ".join(h for h in passage.headings if len(h.split()) <= _TOPIC)
    text = _ITEM.sub(lambda mark: ", ".ljust(len(mark[0])), passage.text)
    return f"{head}: " if head else "", text


def scale_odds(odds: float) -> float:
    """Log odds on a scale from 0, surely not, to 1, surely."""
    return float(np.clip(0.5 + odds / (2 * _CERTAIN), 0, 1))
