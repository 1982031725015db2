"""Text to searchable passages.

`open_index` reads documents, cuts them into passages and sentences, embeds both, counts their
words, and keeps the result in a folder.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_MODULES = {
    "Document": "index.documents.document",
    "Passage": "index.documents.document",
    "Span": "index.documents.span",
    "open_index": "index.opening",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """What this package offers, imported when first used (PEP 562).

    FAISS and BM25 take a while, and a program that is stopped must have said before what is to
    happen then.
    """
    if name in __all__:
        return getattr(import_module(_MODULES.get(name, "index.errors")), name)
    raise AttributeError(f"module 'index' has no attribute {name!r}")
