"""The sentences that carry a document, and how they are told.

A sentence carries a document when it is like many others in it (centrality, after LexRank by Erkan
and Radev 2004, over the index's sentence vectors) and like its title, when it stands at the
beginning, and when the text says that it sums up. Those chosen differ from each other (maximal
marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.documents.blocks import BlockKind
from index.documents.document import Document, Passage
from index.documents.span import Span
from index.text.terms import WORD
from qa.answering.head import head_of
from qa.answering.same_text import plain_text
from qa.answering.scope import Scope, in_reading_order
from qa.question.english.documents import (
    ASIDE_HEADING,
    CONCLUDES,
    CONTACT_FIELD,
    CONTACT_VALUE,
    LEANS_BACK,
    OWN_SUMMARY,
    SPEAKS_OF_ITSELF,
)
from qa.types import Citation

# Sentences for a document of so many, up to each length.
_LENGTHS = ((6, 3), (25, 4), (100, 5))
_MOST = 6
_FEWEST_WORDS, _SHORT, _LONG, _TOO_LONG = 4, 8, 45, 80
# What each sign adds to a sentence's score, whose centrality varies by about 1.
_TITLE, _LEAD, _FIRST, _SUMS_UP, _OWN_SUMMARY, _SELF = 0.5, 1.5, 0.4, 2.5, 1.0, 0.8
_LEANS, _ODD_LENGTH, _ASIDE, _ITEM, _ALIKE = 0.8, 0.6, 1.5, 1.0, 2.5
# Sentences of a text that is brief, and the share of a longer one before what concludes it.
_BRIEF_TEXT, _LAST_PART = 30, 0.75
_MANY = 20  # sentences, of which the central ones can be told
_LEAD_REACH = 2.0  # paragraphs
_UNSAID = frozenset({BlockKind.HEADING, BlockKind.FRONT_MATTER, BlockKind.NOISE})
_STATED = frozenset(
    {
        BlockKind.PARAGRAPH, BlockKind.CLAUSE, BlockKind.ANSWER, BlockKind.TURN, BlockKind.LINE,
        BlockKind.QUOTE, BlockKind.LIST_ITEM,
    }
)  # fmt: skip
"""Kinds of blocks whose sentences state something by themselves."""
_PROSE = re.compile(r"[.!…:。！]['\"”’)\]*_]*$")


@dataclass(frozen=True)
class _Sentence:
    """A sentence that may stand in an overview: its number, passage, paragraph and place."""

    number: int
    passage: Passage
    paragraph: int
    span: Span
    first: bool

    @property
    def text(self) -> str:
        return self.span.of(self.passage.document.text)

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(WORD.findall(self.text))


def central_sentences(
    scope: Scope,
    document: Document,
    most: int = 0,
    inside: Span | None = None,
    without: Collection[str] = (),
) -> list[Citation]:
    """The sentences that carry ``document``, or what is ``inside`` a place in it, in order.

    ``most`` is how many, 0 for as many as its length calls for. Those that say what is in
    ``without``, texts as they are compared, are passed over.
    """
    every = _sentences(scope, document, inside)
    every = [s for s in every if not is_contact(s.text)] or every
    every = [s for s in every if plain_text(s.text) not in without]
    prose = [s for s in every if _is_prose(document, s)] or [s for s in every if s.words > 1]
    if not prose:
        return []
    most = most or next((n for length, n in _LENGTHS if len(prose) <= length), _MOST)
    rows = scope.index.sentence_vectors.rows([s.number for s in prose])
    title = scope.index.embedder.embed_queries([document.title])[0].whole
    scores = _scores(document, prose, rows, rows @ title)
    chosen = _diverse(scores, rows, most)
    return in_reading_order([_with_question(document, prose[n].span) for n in chosen])


def _sentences(scope: Scope, document: Document, inside: Span | None) -> list[_Sentence]:
    """The sentences of ``document`` that are no headings or front matter, in order."""
    head = head_of(document)
    told = [it.line for it in (head.title, head.author, head.date, head.changed) if it]
    every: list[_Sentence] = []
    firsts = scope.index.numbering.sentences
    for paragraph, number in enumerate(map(int, scope.index.passages_of(document.id))):
        passage = scope.index.passages[number]
        first = True
        for at, span in enumerate(passage.sentences):
            apart = document.kind_of(span) in _UNSAID or any(span.overlap(line) for line in told)
            if not apart and (inside is None or span.overlap(inside)):
                row = int(firsts[number]) + at
                every.append(_Sentence(row, passage, paragraph, span, first))
                first = False
    return every


def _with_question(document: Document, span: Span) -> Citation:
    """The citation of a sentence, with the question before it where it is what answers that."""
    block = document.block_at(span.start)
    if block.kind is BlockKind.ANSWER and span.start == block.span.start:
        before = [b for b in document.blocks if b.span.end <= span.start][-1:]
        if before and before[0].kind is BlockKind.QUESTION:
            return Citation.of(document, Span(before[0].span.start, span.end))
    return Citation.of(document, span)


def is_contact(text: str) -> bool:
    """Whether ``text`` is how somebody is reached, or the most of it: "Phone: …", an address."""
    left = CONTACT_VALUE.sub(" ", text)
    reached = len(left) < len(text)
    return bool(CONTACT_FIELD.match(text)) or (reached and len(WORD.findall(left)) <= _FEWEST_WORDS)


def _is_prose(document: Document, sentence: _Sentence) -> bool:
    """Whether it is a whole statement: no question, row of a table, field, label or code."""
    text = sentence.text
    count = sentence.words
    letters = sum(c.isalpha() or c.isspace() for c in text)
    return (
        document.kind_of(sentence.span) in _STATED
        and _FEWEST_WORDS <= count <= _TOO_LONG
        and text.count("|") < 2
        and "\t" not in text
        and "```" not in text
        and not text.rstrip('*_"”’) ').endswith("?")
        and letters > 0.7 * len(text)
        and (bool(_PROSE.search(text)) or count >= _SHORT)
        and not text.rstrip("*_ ").endswith((":", "："))
    )


def _scores(
    document: Document,
    prose: Sequence[_Sentence],
    rows: NDArray[np.float32],
    titled: NDArray[np.float32],
) -> NDArray[np.float64]:
    central = rows @ rows.mean(axis=0)
    scores = _spread(central) + _TITLE * _spread(titled)
    paragraphs = sorted({s.paragraph for s in prose})
    bonuses = np.array(
        [
            _bonus(s, paragraphs.index(s.paragraph)) + _SUMS_UP * sums_up(s.text, n, len(prose))
            for n, s in enumerate(prose)
        ],
        np.float64,
    )
    return np.asarray(scores + bonuses, dtype=np.float64)


def _bonus(sentence: _Sentence, paragraph: int) -> float:
    """What its place and its words add to a sentence of the ``paragraph``-th, from 0."""
    text, headings = sentence.text, sentence.passage.headings
    kind = sentence.passage.document.kind_of(sentence.span)
    summary = any(OWN_SUMMARY.match(heading) for heading in headings[-1:])
    aside = any(ASIDE_HEADING.match(heading) for heading in headings[1:])
    count = sentence.words
    return (
        _LEAD * float(np.exp(-paragraph / _LEAD_REACH)) * (1.0 if sentence.first else 0.5)
        + _FIRST * sentence.first
        + _SELF * bool(SPEAKS_OF_ITSELF.search(text))
        + _OWN_SUMMARY * summary
        - _LEANS * bool(LEANS_BACK.match(text))
        - _ODD_LENGTH * (count < _SHORT or count > _LONG)
        - _ASIDE * aside
        - (0 if summary else _ITEM) * (kind is BlockKind.LIST_ITEM)
    )


def sums_up(sentence: str, place: int, of: int) -> bool:
    """Whether a sentence, at a ``place`` from 0 among all ``of`` a text, says that it concludes.

    In the middle of a long text it concludes only what is there.
    """
    last = of <= _BRIEF_TEXT or place >= _LAST_PART * of
    return last and bool(CONCLUDES.match(sentence))


def _spread(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """``values`` around 0, varying by 1; by less for a few, of which none is far from the rest."""
    deviation = float(values.std())
    centred = values.astype(np.float64) - float(values.mean())
    few = min(1.0, len(values) / _MANY) ** 0.5
    return few * centred / deviation if deviation > 1e-6 else centred


def _diverse(scores: NDArray[np.float64], rows: NDArray[np.float32], most: int) -> list[int]:
    """The best ``most`` by ``scores``, less what each says that those before it have said."""
    chosen: list[int] = []
    left = scores.copy()
    alike = np.zeros(len(scores))
    while len(chosen) < min(most, len(scores)):
        best = int(np.argmax(left - _ALIKE * alike))
        chosen.append(best)
        left[best] = -np.inf
        alike = np.maximum(alike, np.clip(rows @ rows[best], 0, 1))
    return chosen
