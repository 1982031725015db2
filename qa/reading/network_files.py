"""The folder of a trained network: settings, graphs, its weights as bytes, and its tokenizer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.embedding.checkpoints import check_weights
from index.embedding.onnx_session import (
    Ids,
    Mask,
    OnnxSession,
    Vector,
    not_loaded,
    session_like,
)
from index.errors import ModelError

if TYPE_CHECKING:
    from index.embedding.word_pieces import WordPieces


SETTINGS = "network.json"
"""The file that has a network's languages, its shape, and its weights' files with their SHA-256."""

GRAPH_FILES = ("network.onnx", "network-signed.onnx")
"""The files of its graph: with products that not all processors do rightly, and with others."""

REFERENCE = "reference.npz"
"""The file with the ``vector`` (size,) that tokens ``ids`` had when the network was exported."""


@dataclass(frozen=True)
class NetworkFiles:
    """What `evals.fitting.network.export` wrote to ``folder``; ``remedy`` ends the errors.

    A reader and an encoder of the same files share one network.
    """

    folder: Path
    remedy: str = "Write it again (python -m evals.fitting.network.export), or name another."
    _lock: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    @property
    def there(self) -> bool:
        """Whether the folder holds such a network."""
        return (self.folder / SETTINGS).is_file()

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that the network was trained on.

        Raises:
            ModelError: when the settings do not tell.
        """
        try:
            return frozenset(self.settings["languages"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._broken(error) from error

    @property
    def network(self) -> OnnxSession:
        """The network, whose weights stay bytes; loaded when first asked for, once.

        Raises:
            ModelError: when a file is missing or was altered, they do not belong together, or
                give other vectors here.
        """
        with self._lock:
            return self._network

    @cached_property
    def _network(self) -> OnnxSession:
        try:
            for name, checksum in self.settings["weights"].items():
                check_weights(self.folder / name, checksum, self.remedy)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._broken(error) from error
        graphs = [self.folder / name for name in GRAPH_FILES]
        reference = self.folder / REFERENCE
        return session_like(graphs, self.folder, reference, _vector, self.remedy)

    @property
    def pieces(self) -> WordPieces:
        """What cuts texts of any length, for reader and encoder; loaded once.

        Raises:
            ModelError: when there is no tokenizer.
        """
        with self._lock:
            return self._pieces

    @cached_property
    def _pieces(self) -> WordPieces:
        from index.embedding.word_pieces import load_pieces

        try:  # tokenizers raises nothing more special
            return load_pieces(self.folder)
        except Exception as error:
            raise self._broken(error) from error

    def parts(self, longest: int, overlap: int) -> WordPieces:
        """What cuts a question with its text in parts, as `load_word_pieces`.

        Raises:
            ModelError: when there is no tokenizer.
        """
        from index.embedding.word_pieces import load_word_pieces

        try:  # as above
            return load_word_pieces(self.folder, longest, overlap)
        except Exception as error:
            raise self._broken(error) from error

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What `SETTINGS` holds.

        Raises:
            OSError: when there is no such file.
            ValueError: when it is not JSON.
        """
        settings: dict[str, Any] = json.loads((self.folder / SETTINGS).read_bytes())
        return settings

    def _broken(self, error: Exception) -> ModelError:
        return not_loaded(self.folder, error, self.remedy)


def _vector(session: OnnxSession, ids: Ids, mask: Mask) -> Vector:
    vector: Vector = session.run(ids=ids, types=0 * ids, mask=mask)["vectors"][0]
    return vector


SHIPPED_FILES = NetworkFiles(
    Path(__file__).parents[2] / "data" / "network",
    "Fetch the folder anew (git checkout data/network), or install Pincite again.",
)
"""The network that Pincite ships."""
