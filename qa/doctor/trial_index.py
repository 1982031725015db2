"""An index for trial: built of a document, kept, loaded and asked, all in a folder that goes."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from index.build import build
from index.documents.files import read_documents
from index.embedding.embedder import Embedder
from index.embedding.embedders import default_embedder
from index.errors import PinciteError
from index.storage.saved_index import load, save
from index.storage.scratch import scratch_folder
from qa.assistant import Assistant
from qa.doctor.check import CheckResult, checked
from qa.project import install_command

QUESTION, QUOTE = "When does the hall open?", "The hall opens at nine."
TEXT = f"The library has two floors. {QUOTE} Dogs are not allowed.\n"


def results() -> Iterator[CheckResult]:
    """The one check."""
    yield checked("build and ask", lambda: trial(default_embedder()))


def trial(embedder: Embedder) -> str:
    """That an index can be built, kept, loaded and asked.

    Raises:
        PinciteError: when it cannot, or the answer is another one.
    """
    start = perf_counter()
    with scratch_folder() as scratch:
        file, folder = scratch / "hall.txt", scratch / "index"
        file.write_text(TEXT, encoding="utf-8")
        save(build(read_documents([file]).documents, embedder, progress=False), folder)
        answer = Assistant(load(folder, embedder)).ask(QUESTION)
    quotes = [citation.quote for citation in answer.citations]
    if quotes != [QUOTE]:
        raise PinciteError(
            f"{QUESTION!r} was answered with {answer.text!r} and not {QUOTE!r}.",
            f"Install Pincite again: {install_command()}",
        )
    return f"built, kept, loaded and asked in {perf_counter() - start:.1f} s; cited {quotes[0]!r}"
