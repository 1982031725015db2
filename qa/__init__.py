"""Ask documents questions and get the sentences that answer, pinned to their place.

    from qa import ask, retrieve

    ask("Who issued the strategy?").text
    retrieve("cyber terrorism", k=3, documents="reports/")

Importing this is light: the model and its libraries load with the first question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.types import Answer, Citation, Hit, Turn

if TYPE_CHECKING:
    from qa.assistant import Assistant, ask, retrieve

__all__ = ["Answer", "Assistant", "Citation", "Hit", "Turn", "ask", "retrieve"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """`ask`, `retrieve` and `Assistant`, imported when first used (PEP 562)."""
    if name in {"Assistant", "ask", "retrieve"}:
        from qa import assistant

        return getattr(assistant, name)
    raise AttributeError(f"module 'qa' has no attribute {name!r}")
