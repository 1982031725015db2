"""What the encoder learns from: a question, and sentences some of which answer. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from evals.fitting.data.articles import Article, ArticleQuestion, Paragraph
from evals.fitting.data.examples import Example
from evals.fitting.data.excerpts import units
from evals.fitting.data.wording import reword
from evals.fitting.data.wordnet import Synonyms
from index.documents.span import Span

SENTENCES = 6
"""Sentences of a sample at the most."""

# How often the sentences of a sample stand under their heading, as they do when they are ranked.
_HEADED = 0.7
# Of a question's nearest passages, that which a further wrong sentence is drawn from.
_NEAR = 3
# How often a question of SQuAD is drawn, beside those of the other sets.
_SQUAD = 0.35
_MOST_LETTERS = 600


@dataclass(frozen=True)
class Sample:
    """A question, sentences, and whether each holds what answers it; one at least does."""

    question: str
    sentences: tuple[str, ...]
    right: tuple[bool, ...]


def samples(
    articles: Sequence[Article], examples: Sequence[Example], synonyms: Synonyms, chance: Random
) -> Iterator[Sample]:
    """One epoch's samples, in the order of what they are drawn from."""
    for article in articles:
        for question in article.questions:
            if question.answerable and chance.random() < _SQUAD:
                yield _of_article(article, question, synonyms, chance)
    for example in examples:
        often = example.repeats
        for _ in range(int(often) + (chance.random() < often % 1)):
            if sample := _of_example(example, synonyms, chance):
                yield sample


def _of_article(
    article: Article, question: ArticleQuestion, synonyms: Synonyms, chance: Random
) -> Sample:
    own = article.passages[question.passage]
    answer = Span(question.start, question.end)
    wrong = [s.of(own.text) for s in own.sentences if not s.overlap(answer)]
    near = [n for n in question.near[:_NEAR] if n != question.passage]
    wrong += [_any_sentence(article.passages[n], chance) for n in near]
    right = [s.of(own.text) for s in own.sentences if s.overlap(answer)]
    wording = reword(question.text, chance, synonyms)
    return _sample(wording, right, wrong, article.title, chance)


def _of_example(example: Example, synonyms: Synonyms, chance: Random) -> Sample | None:
    """None where it does not say which of several sentences settle it."""
    pieces = units(example.text)
    right = [p for p in pieces if any(p.overlap(span) for span in example.spans)]
    if not right or len(right) > max(1, len(pieces) // 2):
        return None
    wrong = [p.of(example.text) for p in pieces if p not in right]
    for text in example.distractors[:_NEAR]:
        wrong += [chance.choice(inside).of(text) for inside in [units(text)] if inside]
    question = reword(example.question, chance, synonyms)
    texts = [p.of(example.text) for p in right]
    return _sample(question, texts, wrong, example.title, chance)


def _sample(
    question: str, right: Sequence[str], wrong: Sequence[str], title: str, chance: Random
) -> Sample:
    head = f"{title}: " if title and chance.random() < _HEADED else ""
    first = right[:2]
    others = chance.sample(wrong, min(len(wrong), SENTENCES - len(first)))
    marked = [(text, True) for text in first] + [(text, False) for text in others]
    return Sample(
        question,
        tuple((head + text)[:_MOST_LETTERS] for text, _ in marked),
        tuple(is_right for _, is_right in marked),
    )


def _any_sentence(passage: Paragraph, chance: Random) -> str:
    return chance.choice(passage.sentences).of(passage.text)
