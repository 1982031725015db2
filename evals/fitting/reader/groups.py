"""What the reader learns from: a question with passages, one of which may answer. Pure functions.

Half of the passages are cut down to a few sentences, as other people's documents have shorter
paragraphs than Wikipedia.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from evals.fitting.reader.articles import Article, Asked, Text
from evals.fitting.reader.edits import edited
from evals.fitting.reader.statements import made
from index.documents.span import Span
from qa.question.keywords import content_words

# Of a question's nearest passages, those that a negative is drawn from.
_NEAR = 5
# Sentences of a passage that is cut down; an answer keeps fewer than so many on each side.
_SHORT = 4


@dataclass(frozen=True)
class Row:
    """A question asked of a text. No ``spans``: it does not answer.

    ``exact``: the one span is the answer itself; otherwise the spans are sentences that settle it.
    """

    question: str
    text: str
    spans: tuple[Span, ...] = ()
    exact: bool = True


Group = tuple[Row, ...]
"""Rows of one question, or of one that was edited, whose scores are to be comparable."""


def groups(articles: Sequence[Article], chance: Random) -> Iterator[Group]:
    """One epoch's groups: each question of ``articles`` once, and questions made by rule."""
    for article in articles:
        for asked in article.asked:
            yield of_question(article, asked, chance)
        for number in range(len(article.passages)):
            if chance.random() < 0.6:
                group = of_statement(article, number, chance)
                if group:
                    yield group


def of_question(article: Article, asked: Asked, chance: Random) -> Group:
    """A question with the passage that answers it and some that do not."""
    own = article.passages[asked.passage]
    if not asked.answerable:  # written by people to look answerable
        near = [n for n in asked.near[:_NEAR] if n != asked.passage]
        rows = [Row(asked.question, own.text)]
        if near and chance.random() < 0.5:
            rows.append(Row(asked.question, article.passages[chance.choice(near)].text))
        return tuple(rows)
    span = Span(asked.start, asked.end)
    answer = span.of(own.text)
    question = _worded(asked.question, chance)
    right = Row(question, own.text, (span,))
    if chance.random() < 0.5:
        right = _shortened(right, own.sentences, chance)
    rows = [right]
    others = [
        n
        for n in asked.near[:_NEAR]
        if n != asked.passage and answer.lower() not in article.passages[n].text.lower()
    ]
    if others and chance.random() < 0.65:
        rows.append(_without(question, article.passages[chance.choice(others)], chance))
    if chance.random() < 0.4:
        if chance.random() < 0.3:
            lacking = _cut(right.text, own, span)
            if lacking and answer.lower() not in lacking.lower():
                rows.append(Row(question, lacking))
        else:
            elsewhere = [article.passages[n].text for n in asked.near if n != asked.passage]
            changed = edited(asked.question, right.text, answer, elsewhere, chance)
            if changed:
                rows.append(Row(changed, right.text))
    return tuple(rows)


def of_statement(article: Article, number: int, chance: Random) -> Group | None:
    """A question made of what a passage states, with a passage that does not speak of it."""
    own = article.passages[number]
    question = made(own.text, own.sentences, chance)
    if question is None:
        return None
    right = Row(question.question, own.text, question.sentences, exact=False)
    words = {word.lower() for word in content_words(question.topic)}
    others = [p for p in article.passages if not any(word in p.text.lower() for word in words)]
    if not others or not words:
        return (right,)
    return right, _without(question.question, chance.choice(others), chance)


def _worded(question: str, chance: Random) -> str:
    """``question`` as people may type it: as it is, as keywords, or with a slip."""
    draw = chance.random()
    if draw < 0.08 and len(words := content_words(question)) > 1:
        return " ".join(words)
    if draw < 0.12:
        return question.rstrip("?")
    if draw < 0.16:
        at = chance.randrange(max(1, len(question) - 2))
        swapped = question[at + 1] + question[at] if len(question) > at + 1 else ""
        return question[:at] + swapped + question[at + 2 :] if swapped else question
    return question


def _without(question: str, text: Text, chance: Random) -> Row:
    if chance.random() < 0.5:
        return Row(question, text.text)
    at = chance.randrange(len(text.sentences))
    run = text.sentences[at : at + chance.randint(1, _SHORT)]
    return Row(question, text.text[run[0].start : run[-1].end])


def _shortened(row: Row, sentences: Sequence[Span], chance: Random) -> Row:
    """``row`` with a few sentences around the answer."""
    (span,) = row.spans
    holding = [n for n, s in enumerate(sentences) if s.overlap(span)]
    if not holding:
        return row
    first = max(0, holding[0] - chance.randrange(_SHORT))
    last = min(len(sentences), holding[-1] + 1 + chance.randrange(_SHORT))
    start, end = sentences[first].start, sentences[last - 1].end
    if not start <= span.start < span.end <= end:
        return row
    return Row(row.question, row.text[start:end], (span.shifted(-start),))


def _cut(text: str, own: Text, span: Span) -> str:
    """``text`` without the sentence of its passage that has the answer."""
    for sentence in own.sentences:
        if sentence.overlap(span):
            text = text.replace(sentence.of(own.text), " ")
    return text.strip()
