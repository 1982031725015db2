"""Questions to begin with, for whoever opens the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from index.documents.files import default_documents

if TYPE_CHECKING:
    from qa.assistant import Assistant

EXAMPLES = (
    "What is the aim of the strategy?",
    "Who issued the strategy?",
    "With which countries will China carry out practical cooperation?",
    "What is the population of Brazil?",
)
"""For the article that Pincite ships with, which does not answer the last."""


def page_openers(*, shipped: bool) -> Callable[[Assistant], Sequence[str]]:
    """What gives them: of the shipped article's own, of other documents made from them."""
    questions: WeakKeyDictionary[Assistant, Sequence[str]] = WeakKeyDictionary()

    def openers_of(assistant: Assistant) -> Sequence[str]:
        from qa.suggestions.suggest import openers

        (first, *others) = assistant.index.documents
        if shipped and not others and first.source == str(default_documents() / first.id):
            return EXAMPLES
        if assistant not in questions:  # it takes seconds for long documents
            questions[assistant] = openers(assistant)
        return questions[assistant]

    return openers_of
