"""The answer a search gives: its best sentences, or a refusal that says what is missing."""

from __future__ import annotations

from index.lexical import terms
from qa.confidence import THRESHOLD, confidence, signs
from qa.keywords import content_words, search_terms
from qa.retriever import Found
from qa.types import Answer, Citation

MOST = 3
"""Sentences in an answer."""

# A further sentence must score this share of the first one's, and add what that one leaves out.
_NEARLY = 0.8
# Passages whose sentences may join the answer.
_REACH = 3


def answer(question: str, searched: str, found: Found, k: int) -> Answer:
    """The answer to ``question``, searched as ``searched``, with the best ``k`` passages."""
    sure = confidence(signs(found))
    abstained = sure < THRESHOLD
    cited = () if abstained else citations(found)
    return Answer(
        question=question,
        searched=searched,
        text=refusal(found) if abstained else " ".join(c.quote for c in cited),
        citations=cited,
        hits=tuple(found.hits(k)),
        confidence=sure,
        abstained=abstained,
    )


def citations(found: Found) -> tuple[Citation, ...]:
    """The best passage's best sentence, and up to two more that add what it leaves out.

    A further sentence is taken from the best passages when its score comes near the first one's
    and it has a term that was asked about and that those before it lack.
    """
    first = int(found.order[0])
    chosen = [found.hit(first).citation]
    best = found.sentence_scores[found.best_sentence(first)]
    asked = set(search_terms(found.asked))  # what a follow-up borrows is not asked again
    covered = set(terms(chosen[0].quote))
    for citation in _others(found, floor=_NEARLY * float(best)):
        new = set(terms(citation.quote)) & asked - covered
        if new and citation not in chosen:
            chosen.append(citation)
            covered |= new
        if len(chosen) == MOST:
            break
    return tuple(chosen)


def _others(found: Found, floor: float) -> list[Citation]:
    """Sentences of the best passages that score ``floor`` or more, best first."""
    others: list[tuple[float, Citation]] = []
    for candidate in found.order[:_REACH]:
        passage = found.index.passages[found.numbers[candidate]]
        start = found.signals.firsts[candidate]
        for n, span in enumerate(passage.sentences):
            score = float(found.sentence_scores[start + n])
            if score >= floor:
                others.append((score, Citation.of(passage.document, span)))
    return [citation for _, citation in sorted(others, key=lambda pair: -pair[0])]


def refusal(found: Found) -> str:
    """That the document does not say, and which words of the question it never has."""
    missing = unmentioned(found)
    what = "document does" if len(found.index.documents) == 1 else "documents do"
    said = f"The {what} not say."
    if missing:
        names = " or ".join(f"“{word}”" for word in missing)
        it = "It never mentions" if len(found.index.documents) == 1 else "They never mention"
        said += f" {it} {names}."
    return said


def unmentioned(found: Found, most: int = 3) -> list[str]:
    """The question's words, as written, none of whose terms is anywhere in the index."""
    missing = [
        word
        for word in dict.fromkeys(content_words(found.asked))
        if not any(term in found.index.passage_terms for term in terms(word))
    ]
    return missing[:most]
