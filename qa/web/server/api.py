"""What programs may ask of the server: the two endpoints of its API, and its MCP tools."""

# No annotations from the future: the endpoints' make their schema.
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from index.errors import PinciteError
from qa.library.collection import LibraryError
from qa.library.library import Library
from qa.serialization import AnswerRecord, RetrievalRecord, record, retrieval_record

if TYPE_CHECKING:
    from qa.assistant import Assistant


@dataclass(frozen=True)
class Api:
    """The endpoints, for a ``library`` whose models are loaded when ``warm`` is done.

    ``fault`` makes the error that the server tells its callers.
    """

    library: Library
    warm: "Future[None]"
    fault: Callable[[str], Exception]

    def ask(
        self, question: str, history: list[str] | None = None, collection: str = ""
    ) -> AnswerRecord:
        """Answer a question with exact citations, or say that the documents do not.

        Args:
            question: What to ask, in plain words.
            history: The earlier questions of the conversation, oldest first, if any.
            collection: The name of the collection to ask; the first one when empty.
        """
        with self._telling():
            assistant, begun = self._assistant(collection), perf_counter()
            return record(assistant.ask(question, history or []), perf_counter() - begun)

    def retrieve(self, question: str, k: int = 5, collection: str = "") -> RetrievalRecord:
        """Find the passages that a question is about, best first, each with its best sentence.

        Args:
            question: What to look for, in plain words.
            k: How many passages.
            collection: The name of the collection to search; the first one when empty.
        """
        with self._telling():
            assistant, begun = self._assistant(collection), perf_counter()
            return retrieval_record(
                question, assistant.retrieve(question, k), perf_counter() - begun
            )

    def _assistant(self, collection: object) -> "Assistant":
        name = "" if collection is None else collection
        if not isinstance(name, str):
            raise LibraryError(f"{name!r:.60} is no name of a collection.", "Give a text.")
        self.warm.result()
        return self.library.open(self.library.by_name(name).folder)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except PinciteError as error:
            raise self.fault(str(error)) from error


def answer_in_json(mcp_server: object) -> None:
    """Have the MCP tools write JSON, where Gradio's would write dicts as Python does."""
    server: Any = mcp_server
    text = server.types.TextContent
    server.postprocess_output_data = lambda results, _: [
        text(type="text", text=json.dumps(result, ensure_ascii=False)) for result in results
    ]
