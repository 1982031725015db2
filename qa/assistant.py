"""Documents held open, to be asked again and again."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.documents.files import default_documents, file_states
from index.index import Index, IndexSource
from index.local_paths import local_paths
from index.numbering import DocumentIds
from index.opening import to_stderr
from index.search.store_address import StoreAddress
from index.source import Documents, open_source
from qa.answering.answer import answer_from, merge_hits
from qa.answering.confidence import surer
from qa.answering.reply import reply_after, reply_from_sources, reply_to
from qa.answering.scope import Scope
from qa.answering.source import sources_of
from qa.library.assistant_cache import AssistantCache
from qa.question.kind import Request, request
from qa.question.split import split_question
from qa.question.validation import check_count, check_history, check_question
from qa.reading.reader import Reader
from qa.reading.readers import load_models
from qa.reading.trained_reader import SHIPPED
from qa.retrieval.pipeline import find, find_ways
from qa.retrieval.search import MATCHED_CLOSELY, SearchResult
from qa.types import Answer, Hit, ReplyKind, Turn

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder

PASSAGES = 5
"""How many passages a question gets when nobody says."""


class Assistant:
    """An index and what can be asked of it. Safe to share between threads.

    ``documents`` are one or more paths, the address of a store (``milvus://host:19530/name``), an
    opened `Index`, or None for the article that Pincite ships with, or the store that PINCITE_STORE
    names; ``say`` and ``allow_web`` are those of `open_source`. ``reader`` reads the best passages
    for the answer; without one, sentences are ranked by retrieval alone.

    Raises:
        DocumentError: when a path cannot be read.
        ModelError: when the model cannot.
        StoreError: when a store does not answer; asking one may raise it too.
        IndexMismatchError: when a store was made by another model.
    """

    def __init__(
        self,
        documents: Documents = None,
        embedder: Embedder | None = None,
        say: Callable[[str], None] = to_stderr,
        reader: Reader | None = SHIPPED,
        *,
        allow_web: bool = False,
    ) -> None:
        self._source = open_source(documents, embedder, say, allow_web=allow_web)
        self.reader = reader

    @property
    def index(self) -> Index:
        """What is asked, as it was last."""
        return self._source.index

    def warm(self) -> None:
        """Load the models, so that the next question is answered at once."""
        load_models(self.index.embedder, self.reader)

    def retrieve(self, question: str, k: int = PASSAGES, within: str | None = None) -> list[Hit]:
        """The best ``k`` passages for ``question``, best first; fewer when there are fewer.

        ``within`` is the id of the one document to search.

        Raises:
            QuestionError: for a question or ``k`` that cannot be searched with.
            DocumentError: when there is no document ``within``.
        """
        asked, k = check_question(question), check_count(k)
        return self._source.asked(lambda index: self._retrieve(index, asked, k, within))

    def _retrieve(self, index: Index, asked: str, k: int, within: str | None) -> list[Hit]:
        wanted = request(asked)
        scope = self._scope(index, k, within)
        overall = wanted.kind is ReplyKind.OVERVIEW
        if overall and (reply := reply_to(scope, wanted, asked)) and reply.hits:
            return [*reply.hits]
        sources = sources_of(scope, wanted.question)
        if sources and all(source.sure for source in sources):
            scope = scope.inside([d for source in sources for d in source.documents])
        return [*merge_hits(self._results(wanted.question, (), scope), k)]

    def ask(
        self,
        question: str,
        history: Sequence[Turn | str] = (),
        k: int = PASSAGES,
        within: str | None = None,
    ) -> Answer:
        """The sentences that answer ``question``, or a refusal; or the reply that its kind wants.

        "What is it about?" gets an overview, "Does it mention …?" all places, "hello" a line. One
        that names its source ("in the lease") is asked of the documents of that name.

        ``history`` holds the earlier turns, or just the earlier questions, oldest first; a
        follow-up ("And on which day?") is understood from it.

        Raises:
            QuestionError: for a question or ``k`` that cannot be searched with.
            DocumentError: when there is no document ``within``.
        """
        asked, k = check_question(question), check_count(k)
        turns, wanted = check_history(history), request(asked)

        def reply(index: Index) -> Answer:
            scope = self._scope(index, k, within)
            return reply_from_sources(scope, wanted, asked, turns, self._answer) or self._answer(
                scope, wanted, asked, turns
            )

        return self._source.asked(reply)

    def _answer(self, scope: Scope, wanted: Request, asked: str, turns: Sequence[Turn]) -> Answer:
        """The reply that is wanted of all in ``scope``."""
        if reply := reply_to(scope, wanted, asked, turns):
            return reply
        answer = answer_from(asked, self._results(wanted.question, turns, scope), scope.passages)
        return (answer.abstained and reply_after(scope, wanted, asked)) or answer

    def _scope(self, index: Index, k: int, within: str | None) -> Scope:
        """What is asked of ``index``, searched without a history."""
        if within is not None:
            index.passages_of(within)  # or there is no such document

        def search(question: str, within: DocumentIds | None) -> SearchResult:
            return find(index, question, self.reader, within=within)

        return Scope(index, search, k, within)

    def _results(self, question: str, history: Sequence[Turn], scope: Scope) -> list[SearchResult]:
        """The searches for the parts of a question, each of which follows on those before it."""
        results: list[SearchResult] = []
        closely = max(scope.passages, MATCHED_CLOSELY)
        for part in split_question(question):
            ways = find_ways(
                scope.index,
                part,
                self.reader,
                history=history,
                within=scope.within,
                closely=closely,
            )
            results.append(surer(ways))
            history = [*history, Turn(part)]
        return results


# What `ask` and `retrieve` opened, by what they were asked of.
_opened = AssistantCache()


def open_assistant(documents: Documents = None) -> Assistant:
    """The assistant for ``documents``, opened once and again only when the files have changed."""
    if isinstance(documents, Index | IndexSource):
        return Assistant(documents)
    if isinstance(documents, StoreAddress):
        return _opened.open(documents, lambda: None, lambda _: (None, Assistant(documents)))
    if address := StoreAddress.in_place_of(documents):
        return open_assistant(address)
    paths = local_paths(default_documents() if documents is None else documents)

    def open_new(_: object) -> tuple[object, Assistant]:
        return file_states(paths), Assistant(paths)

    key = (os.environ.get("PINCITE_HOME", ""), *map(str, paths))
    return _opened.open(key, lambda: file_states(paths), open_new)


def retrieve(question: str, k: int = PASSAGES, documents: Documents = None) -> list[Hit]:
    """The best ``k`` passages of ``documents`` for ``question``; see `Assistant.retrieve`."""
    check_question(question), check_count(k)
    return open_assistant(documents).retrieve(question, k)


def ask(
    question: str,
    history: Sequence[Turn | str] = (),
    documents: Documents = None,
    k: int = PASSAGES,
) -> Answer:
    """The sentences of ``documents`` that answer ``question``; see `Assistant.ask`."""
    check_question(question), check_count(k), check_history(history)
    return open_assistant(documents).ask(question, history, k)
