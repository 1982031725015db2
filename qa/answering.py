"""The answer a search gives: its best sentences, or a refusal that says what is missing."""

from __future__ import annotations

from index.lexical import WORD, terms
from qa.confidence import THRESHOLD, confidence, signs
from qa.keywords import content_words
from qa.retriever import Found
from qa.types import Answer, Citation

MOST = 3
"""Sentences in an answer."""
SENTENCES = 10
"""Sentences handed back beside it."""

# A further sentence must score this share of the first one's, and add what that one leaves out.
_NEARLY = 0.8
# Sentences that may join the answer.
_REACH = 8


def answer(found: Found, k: int) -> Answer:
    """The answer that a search came to, with its best ``k`` passages."""
    sure = confidence(signs(found))
    abstained = sure < THRESHOLD
    cited = () if abstained else citations(found)
    return Answer(
        question=found.query.question,
        searched=found.query.text,
        text=refusal(found) if abstained else " ".join(c.quote for c in cited),
        citations=cited,
        hits=tuple(found.hits(k)),
        sentences=tuple(citation for citation, _ in found.sentences(SENTENCES)),
        confidence=sure,
        abstained=abstained,
    )


def citations(found: Found) -> tuple[Citation, ...]:
    """The best sentence, and up to two more that add what it leaves out.

    A further sentence is taken when its score comes near the first one's and it has a term that
    was asked about and that those before it lack.
    """
    (first, best), *others = found.sentences(_REACH)
    chosen = [first]
    asked = set(found.query.terms)  # what a follow-up borrows is not asked again
    covered = _terms(first)
    for citation, score in others:
        new = _terms(citation) & asked - covered
        if new and score >= _NEARLY * best and len(chosen) < MOST:
            chosen.append(citation)
            covered |= new
    return tuple(chosen)


def _terms(citation: Citation) -> set[str]:
    return set(terms(citation.quote, citation.document.language))


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
    """The question's words, as written, that are nowhere in the index and were not mended."""
    searched = WORD.findall(found.query.text)
    missing = [
        shortened(word)
        for word in dict.fromkeys(content_words(found.query.question))
        if word in searched and not found.index.says(word)
    ]
    return missing[:most]


def shortened(word: str, most: int = 40) -> str:
    """``word``, cut when it is longer than any word is."""
    return word if len(word) <= most else word[: most - 1] + "…"
