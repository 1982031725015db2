"""Text to searchable passages.

`open_index` reads documents, cuts them into passages and sentences, embeds both, counts their
words, and keeps the result in a folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.documents.document import Document, Passage
from index.documents.span import Span
from index.errors import (
    DocumentError,
    IndexDamagedError,
    IndexMismatchError,
    ModelError,
    PinciteError,
    QuestionError,
    SpanError,
)

if TYPE_CHECKING:
    from index.opening import open_index

__all__ = [
    "Document",
    "DocumentError",
    "IndexDamagedError",
    "IndexMismatchError",
    "ModelError",
    "Passage",
    "PinciteError",
    "QuestionError",
    "Span",
    "SpanError",
    "open_index",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """`open_index`, imported when first used: FAISS and BM25 take a while (PEP 562)."""
    if name == "open_index":
        from index.opening import open_index

        return open_index
    raise AttributeError(f"module 'index' has no attribute {name!r}")
