"""Ask documents questions and get the sentences that answer, pinned to their place.

    from qa import ask, retrieve

    ask("Who issued the strategy?").text
    retrieve("cyber terrorism", k=3, documents="reports/")

Importing this is light: the model and its libraries load with the first question.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.assistant import Assistant, ask, retrieve
    from qa.types import Answer, Citation, Hit, Turn

__all__ = ["Answer", "Assistant", "Citation", "Hit", "Turn", "ask", "retrieve"]

_ASSISTANT = {"Assistant", "ask", "retrieve"}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """What this package offers, imported when first used (PEP 562)."""
    if name in __all__:
        module = "qa.assistant" if name in _ASSISTANT else "qa.types"
        return getattr(import_module(module), name)
    raise AttributeError(f"module 'qa' has no attribute {name!r}")
