"""Text to searchable passages.

`open_index` reads documents, cuts them into passages and sentences, embeds both, counts their
words, and keeps the result in a folder.
"""

from index.document import Document, Passage
from index.errors import (
    DocumentError,
    IndexDamagedError,
    IndexMismatchError,
    ModelError,
    PinciteError,
    QuestionError,
    SpanError,
)
from index.span import Span

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
]
