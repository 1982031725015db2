"""Which parts of a saved index stay when its documents have changed. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.documents.document import Document
from index.storage.manifest import Part

LEAST = 200_000
"""Characters of a part that stays: less is built again in half a second, with what is new."""

# What is new is built with each part that is not so many times as large. So a document is built
# again each time that what it is built with has doubled, and there are few parts.
_TIMES = 2


@dataclass(frozen=True)
class Growth:
    """The numbers of the ``parts`` that stay, and the ``documents`` to build beside them.

    ``order`` (documents,) are of all documents the places of their parts among those that stay,
    one more for what is to be built.
    """

    parts: Sequence[int]
    documents: Sequence[Document]
    order: Sequence[int]


def growth(
    parts: Sequence[Part], documents: Sequence[Document], states: Mapping[str, str]
) -> Growth | None:
    """How ``parts`` become an index of ``documents`` in these ``states``; None when none stays.

    A part stays whose documents are all there, as they were, in the same order, and that is large
    beside what is to be built. There is nothing to build where documents went that were a part of
    their own; what is to be built has text.
    """
    places = {document.id: n for n, document in enumerate(documents)}
    kept = [n for n, part in enumerate(parts) if _holds(part, places, states)]
    owners = {id_: n for n in kept for id_ in parts[n].documents}
    new = [document for document in documents if document.id not in owners]
    size = sum(len(document.text.strip()) for document in new)
    while kept and new and (not size or parts[kept[-1]].size < max(LEAST, _TIMES * size)):
        size += parts[kept.pop()].size
    if not kept:
        return None
    numbers = {part: n for n, part in enumerate(kept)}
    order = [numbers.get(owners.get(document.id, -1), len(kept)) for document in documents]
    built = [d for d, n in zip(documents, order, strict=True) if n == len(kept)]
    return Growth(kept, built, order)


def _holds(part: Part, places: Mapping[str, int], states: Mapping[str, str]) -> bool:
    """Whether the documents of ``part`` are all there as they were, in the same order."""
    own = [places[id_] for id_, state in part.documents.items() if states.get(id_) == state]
    return len(own) == len(part.documents) and own == sorted(own)
