"""When quotes say the same, but for marks, blanks and capitals, or nearly so. Pure functions."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

from index.documents.document import Document
from index.text.terms import words
from qa.types import Citation, Hit

T = TypeVar("T", Citation, Hit)

# The share of their words that sentences have in common that say the same with other values.
_ALIKE = 0.6


def plain_text(text: str) -> str:
    """``text`` as it is compared: its words alone; a text without any as it is."""
    return " ".join(words(text)) or text


def each_once(every: Iterable[T], most: int | None = None) -> tuple[T, ...]:
    """Of citations, or hits, that say the same under the same heading the first, in order.

    Of ``every`` no more is taken than it needs for ``most`` of them.
    """
    first: dict[Hashable, T] = {}
    for it in every:
        first.setdefault(_sense(it), it)
        if len(first) == most:
            break
    return tuple(first.values())


def each_text_once(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Of documents with the same text the one with the shortest id, in order."""
    every = [*documents]
    texts = {document.id: " ".join(document.text.split()).casefold() for document in every}
    first: dict[str, Document] = {}
    for document in sorted(every, key=lambda document: (len(document.id), document.id)):
        first.setdefault(texts[document.id], document)
    chosen = {document.id for document in first.values()}
    return tuple(document for document in every if document.id in chosen)


def _sense(it: Citation | Hit) -> Hashable:
    if isinstance(it, Hit):
        return plain_text(it.passage.text), it.passage.headings[-1:]
    heading = it.document.heading_before(it.start)
    words = heading.words if heading else None
    return plain_text(it.quote), words and words.of(it.document.text)


def is_alike(one: str, other: str) -> bool:
    """Whether two sentences say nearly the same, but not quite."""
    ours, theirs = set(words(one)), set(words(other))
    shared = len(ours & theirs)
    return ours != theirs and shared >= _ALIKE * max(len(ours), len(theirs), 1)
