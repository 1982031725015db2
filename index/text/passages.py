"""A document cut into passages along its headings, paragraphs, lists and tables. Pure functions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from index.documents.document import Document, Passage
from index.documents.span import Span, divide
from index.text.context import context_of
from index.text.pieces import Piece, unit_atoms
from index.text.units import units

# Part of every saved index: raise it when the same text would be cut differently.
SEGMENTATION = "blocks-units-sentences/8"

Count = Callable[[Sequence[str]], Sequence[int]]
"""How many word pieces each text takes in the embedding model."""

# A "word" of hundreds of letters is one unknown piece to a model: length has to bound it too.
CHARACTERS_PER_PIECE = 8


def cut_passages(document: Document, count: Count, window: int) -> list[Passage]:
    """The passages of ``document``, in order.

    Each is one of its `units`: a paragraph, a list with its lead-in, a table, a question with its
    answer, with the headings that stand right before it. One that takes more than ``window`` word
    pieces by ``count`` is divided evenly between its blocks, a block that alone takes more at
    sentence ends, and a sentence that does at blanks; what was before it and is needed to read a
    further part is its lead. Every non-blank character of the text is in exactly one passage.
    """
    text = document.text
    result = []
    for unit in units(document):
        for group in _fit(text, unit_atoms(document, unit), count, window):
            span = Span(group[0].span.start, group[-1].span.end)
            sentences = tuple(p.words for p in group if p.spoken) or tuple(p.words for p in group)
            passage = Passage(
                document, span.start, span.end, span.of(text), sentences, unit.headings
            )
            result.append(_with_lead(passage))
    return result


def _with_lead(passage: Passage) -> Passage:
    """``passage`` with what its sentences are read with and that stands before it."""
    context = chain.from_iterable(context_of(passage, s) for s in passage.sentences)
    before = {span for span in context if span.end <= passage.start}
    lead = (s for s in before if not passage.document.block_at(s.start).words)
    return replace(passage, lead=tuple(sorted(lead))) if before else passage


def _fit(
    text: str, atoms: Sequence[Sequence[Piece]], count: Count, window: int
) -> Iterator[list[Piece]]:
    """Group the pieces of ``atoms`` so that each group takes at most ``window`` word pieces."""
    pieces = list(chain.from_iterable(atoms))
    start, end = pieces[0].span.start, pieces[-1].span.end
    size = max(count([text[start:end]])[0], (end - start) // CHARACTERS_PER_PIECE)
    if size <= window:
        yield pieces
        return
    shares = -(-size // window)
    divided: list[Sequence[Sequence[Piece]]]
    if len(atoms) > 1:
        divided = _share(atoms, shares)
    elif len(pieces) > 1:
        divided = _share([[piece] for piece in pieces], shares)
    else:
        parts = divide(text, pieces[0].span, shares)
        if len(parts) == 1:  # one character the model needs more than its window for
            yield pieces
            return
        divided = [[[Piece(part, part)]] for part in parts]
    for some in divided:
        yield from _fit(text, some, count, window)


def _share(atoms: Sequence[Sequence[Piece]], shares: int) -> list[Sequence[Sequence[Piece]]]:
    """``atoms`` in at most ``shares`` runs of about equal length, two at the least."""
    starts = [atom[0].span.start for atom in atoms]
    start, length = starts[0], atoms[-1][-1].span.end - starts[0]
    edges = [0]
    for n in range(1, shares):
        target = start + n * length / shares
        right = max(bisect_left(starts, target), edges[-1] + 1)
        left = right - 1
        if left > edges[-1] and (
            right == len(starts) or target - starts[left] <= starts[right] - target
        ):
            right = left
        if right < len(starts):
            edges.append(right)
    return [atoms[a:b] for a, b in pairwise([*edges, len(atoms)])]
