"""The readers that there are, by their names, and what loads one with all that goes with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa.cli_options import NO_READER
from qa.reading.encoder import SHIPPED_ENCODER
from qa.reading.network_files import NetworkFiles
from qa.reading.span_reader import SpanReader
from qa.reading.trained_reader import SHIPPED, TrainedReader

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder
    from qa.reading.reader import Reader


def reader_named(name: str | None) -> Reader | None:
    """The reader that a command line names: the shipped one when it names none."""
    if name == NO_READER:
        return None
    if not name:
        return SHIPPED
    files = NetworkFiles(Path(name).expanduser())
    return TrainedReader(files) if files.there else SpanReader(name)


def load_models(embedder: Embedder, reader: Reader | None) -> None:
    """Load all that answers a question, so that the next one is answered at once.

    Raises:
        ModelError: when one cannot be loaded.
    """
    embedder.embed_queries(["warm-up"])
    if reader:
        SHIPPED_ENCODER.encode(["warm-up"])
        reader.read("warm-up", ["warm-up"])
