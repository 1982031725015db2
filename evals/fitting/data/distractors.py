"""Texts that look near to a question and do not answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evals.fitting.data.examples import Example
from evals.fitting.data.near import nearest
from qa.question.keywords import content_words

# Distractors that an example keeps.
_DISTRACTORS = 4


def with_distractors(examples: Sequence[Example]) -> list[Example]:
    """``examples`` with the texts that look nearest to their question and do not answer it.

    Those of an example's own document, where it has any; otherwise of its set and part.
    """
    result: list[Example] = []
    for part in sorted({(e.source, e.test) for e in examples}):
        own = [e for e in examples if (e.source, e.test) == part]
        if all(e.distractors for e in own):
            result += [
                replace(e, distractors=by_shared_words(e.question, e.distractors)[:_DISTRACTORS])
                for e in own
            ]
            continue
        texts = sorted({e.text for e in own})
        rows = nearest([e.question for e in own], texts, _DISTRACTORS)
        for example, numbers in zip(own, rows, strict=True):
            near = tuple(texts[n] for n in numbers if not _answers(texts[n], example))
            result.append(example if example.distractors else replace(example, distractors=near))
    return result


def by_shared_words(question: str, texts: Sequence[str]) -> tuple[str, ...]:
    """``texts``, those with most of the question's words first."""
    words = {word.lower() for word in content_words(question)}
    return tuple(sorted(texts, key=lambda text: -sum(word in text.lower() for word in words)))


def _answers(text: str, example: Example) -> bool:
    """Whether ``text`` is the example's own, or has its answer too."""
    if text == example.text:
        return True
    if not (example.spans and example.exact):
        return False
    return example.spans[0].of(example.text).lower() in text.lower()
