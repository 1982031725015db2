"""What the reader learns from: a question with passages, one of which may answer. Pure functions.

Half of the passages are cut down to a few sentences, as other people's documents have shorter
paragraphs than Wikipedia.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from evals.fitting.data.articles import Article, ArticleQuestion, Paragraph
from evals.fitting.data.edits import contradict, edit
from evals.fitting.data.examples import Example
from evals.fitting.data.excerpts import MAX_WORDS, excerpt
from evals.fitting.data.statements import make_question
from evals.fitting.data.wording import reword
from evals.fitting.data.wordnet import Synonyms
from index.documents.span import Span
from qa.question.keywords import content_words

# Of a question's nearest passages, those that a negative is drawn from.
_NEAR = 5
# How often a text stands without its heading.
_BARE = 0.35
# Ways to ask a claim, as it ends with a full stop and without.
_CLAIMS = (
    "{0}",
    "{1}?",
    "Is it true that {1}?",
    "Does it say that {1}?",
    "Is it right that {1}?",
    "true or false: {0}",
)
_YES_NO = re.compile(r"(?:Is|Was|Are|Were|Can|Could|Will|Has|Had|May|Must|Should) (?!.*\bmention)")
# Sentences of a passage that is cut down; an answer keeps fewer than so many on each side.
_SHORT = 4


@dataclass(frozen=True)
class Row:
    """A question asked of a text. No ``spans``: it does not answer.

    ``exact``: the one span is the answer itself; otherwise the spans hold what settles it.
    ``kind`` is one of `qa.reading.reader.REPLY_KINDS`, None where that is not known.
    """

    question: str
    text: str
    spans: tuple[Span, ...] = ()
    exact: bool = True
    kind: str | None = "none"


Group = tuple[Row, ...]
"""Rows of one question, or of one that was edited, whose scores are to be comparable."""


@dataclass(frozen=True)
class Shares:
    """How often a question of each sort is drawn an epoch.

    Of SQuAD: ``paired`` have a twin without an answer, ``plain`` have none, ``unanswerable`` only
    look answerable; ``statements`` are passages that a question is made of by rule; ``examples``
    are those of other sets, as often again as they say themselves.
    """

    paired: float = 1.0
    plain: float = 0.25
    unanswerable: float = 0.25
    statements: float = 0.3
    examples: float = 1.0


def groups(
    articles: Sequence[Article],
    examples: Sequence[Example],
    shares: Shares,
    synonyms: Synonyms,
    chance: Random,
) -> Iterator[Group]:
    """One epoch's groups, as often as ``shares`` say."""
    for article in articles:
        for question in article.questions:
            share = shares.paired if question.twins else shares.plain
            if chance.random() < (share if question.answerable else shares.unanswerable):
                group = question_group(article, question, synonyms, chance)
                yield add_heading(group, article.title, chance)
        for number in range(len(article.passages)):
            if chance.random() < shares.statements and (
                about := statement_group(article, number, chance)
            ):
                yield add_heading(about, article.title, chance)
    for example in examples:
        often = example.repeats * shares.examples
        for _ in range(int(often) + (chance.random() < often % 1)):
            yield add_heading(example_group(example, synonyms, chance), example.title, chance)


def add_heading(group: Group, title: str, chance: Random) -> Group:
    """``group`` with its texts under their heading, as often as passages have one."""
    if not title or chance.random() < _BARE:
        return group
    head = f"{title}: "
    return tuple(
        replace(
            row,
            text=head + row.text,
            spans=tuple(span.shifted(len(head)) for span in row.spans),
        )
        for row in group
    )


def example_group(example: Example, synonyms: Synonyms, chance: Random) -> Group:
    """A question of another set with its text, and with one that looks near."""
    question = example.question
    claim = not example.exact and example.kind in ("yes", "no", "none")
    if claim and not question.endswith("?"):
        question = chance.choice(_CLAIMS).format(question, question.rstrip("."))
    question = reword(question, chance, synonyms)
    text, spans = example.text, example.spans
    if spans and len(text.split()) > MAX_WORDS:
        words = chance.randint(MAX_WORDS // 2, MAX_WORDS)
        text, span = excerpt(text, spans[0], chance, words)
        spans = (span,)
    rows = [Row(question, text, spans, example.exact, example.kind)]
    if example.spans and example.distractors and chance.random() < 0.6:
        rows.append(Row(question, chance.choice(example.distractors[:_NEAR])))
    return tuple(rows)


def question_group(
    article: Article, question: ArticleQuestion, synonyms: Synonyms, chance: Random
) -> Group:
    """A question with the passage that answers it and some that do not."""
    own = article.passages[question.passage]
    near = [n for n in question.near[:_NEAR] if n != question.passage]
    if not question.answerable:  # written by people to look answerable
        rows = [Row(question.text, own.text)]
        if near and chance.random() < 0.5:
            rows.append(Row(question.text, article.passages[chance.choice(near)].text))
        return tuple(rows)
    span = Span(question.start, question.end)
    answer = span.of(own.text)
    wording = reword(question.text, chance, synonyms)
    right = Row(wording, own.text, (span,), kind="words")
    if chance.random() < 0.5 or len(own.text.split()) > MAX_WORDS:
        right = _shorten(right, own.sentences, chance)
    rows = [right]
    others = [n for n in near if answer.lower() not in article.passages[n].text.lower()]
    if others and chance.random() < 0.5:
        rows.append(_negative(wording, article.passages[chance.choice(others)], chance))
    if question.twins:
        rows.append(Row(chance.choice(question.twins), right.text))
    elif chance.random() < 0.4:
        if chance.random() < 0.3:
            lacking = _remove_answer(right.text, own, span)
            if lacking and answer.lower() not in lacking.lower():
                rows.append(Row(wording, lacking))
        else:
            elsewhere = [article.passages[n].text for n in question.near if n != question.passage]
            other = edit(question.text, right.text, answer, elsewhere, chance)
            if other:
                rows.append(Row(other, right.text))
    return tuple(rows)


def statement_group(article: Article, number: int, chance: Random) -> Group | None:
    """A question made of what a passage states, with a passage that does not speak of it."""
    own = article.passages[number]
    question = make_question(own.text, own.sentences, chance)
    if question is None:
        return None
    yes_no = _YES_NO.match(question.question) is not None
    kind = "yes" if yes_no else None
    right = Row(question.question, own.text, question.sentences, exact=False, kind=kind)
    contrary = contradict(question.question, own.text, chance) if yes_no else None
    if contrary and chance.random() < 0.7:
        right = replace(right, question=contrary, kind="no")
    words = {word.lower() for word in content_words(question.topic)}
    others = [p for p in article.passages if not any(word in p.text.lower() for word in words)]
    if not others or not words:
        return (right,)
    return right, _negative(question.question, chance.choice(others), chance)


def _negative(question: str, passage: Paragraph, chance: Random) -> Row:
    """``question`` asked of a passage, or of a part of it, that does not answer."""
    if chance.random() < 0.5 and len(passage.text.split()) <= MAX_WORDS:
        return Row(question, passage.text)
    at = chance.randrange(len(passage.sentences))
    run = passage.sentences[at : at + chance.randint(1, _SHORT)]
    return Row(question, passage.text[run[0].start : run[-1].end])


def _shorten(row: Row, sentences: Sequence[Span], chance: Random) -> Row:
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
    return replace(row, text=row.text[start:end], spans=(span.shifted(-start),))


def _remove_answer(text: str, own: Paragraph, span: Span) -> str:
    """``text`` without the sentence of its passage that has the answer."""
    for sentence in own.sentences:
        if sentence.overlap(span):
            text = text.replace(sentence.of(own.text), " ")
    return text.strip()
