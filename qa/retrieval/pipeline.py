"""The one way to search: a question is understood, searched for, and the best passages are read."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.index import Index
from index.numbering import DocumentIds
from qa.question.query import understand, understand_ways
from qa.question.validation import check_question
from qa.reading.encoder import SHIPPED_ENCODER, Encoder
from qa.reading.reader import Reader
from qa.retrieval.fusion import Weights
from qa.retrieval.rerank import PASSAGES_READ, rerank
from qa.retrieval.search import MATCHED_CLOSELY, SearchResult, search
from qa.types import Turn


def find(
    index: Index,
    question: str,
    reader: Reader | None = None,
    *,
    history: Sequence[Turn] = (),
    within: DocumentIds | None = None,
    without: Collection[int] = (),
    weights: Weights | None = None,
    closely: int = MATCHED_CLOSELY,
    passages_read: int = PASSAGES_READ,
    encoder: Encoder | None = SHIPPED_ENCODER,
) -> SearchResult:
    """The passages and sentences of ``index`` that ``question`` is about, best first.

    ``history`` holds the earlier turns, oldest first. Only the document ``within`` is searched
    when it is given, and never the passages numbered in ``without``. The best ``closely`` are
    matched word by word; ``encoder`` then tells how like the question the best sentences are, and
    ``reader`` reads the best ``passages_read``; neither when the reader is None.
    ``weights`` are chosen from the query when they are None.

    Raises:
        QuestionError: for a question that cannot be searched with.
        DocumentError: when ``within`` is not in the index.
    """
    query = understand(index, check_question(question), history, within)
    result = search(index, query, within, without, weights, closely)
    return rerank(result, reader, passages_read, weights, encoder)


def find_ways(
    index: Index,
    question: str,
    reader: Reader | None = None,
    *,
    history: Sequence[Turn] = (),
    within: DocumentIds | None = None,
    closely: int = MATCHED_CLOSELY,
) -> list[SearchResult]:
    """As `find`, for each question that a follow-up may ask, the likelier first; mostly one.

    Raises:
        QuestionError: for a question that cannot be searched with.
        DocumentError: when ``within`` is not in the index.
    """
    queries = understand_ways(index, check_question(question), history, within)
    results = [search(index, query, within, closely=closely) for query in queries]
    return [rerank(result, reader) for result in results]
