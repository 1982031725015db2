"""The folder of a trained network: its settings, its weights as bytes, and its tokenizer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.embedding.checkpoints import check_weights
from index.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor

    from qa.reading.network import Network
    from qa.reading.word_pieces import WordPieces


SETTINGS = "network.json"
"""The file that has a network's languages, its shape, and its weights' files with their SHA-256."""


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
            return frozenset(self._settings["languages"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._broken(error) from error

    @property
    def network(self) -> Network:
        """The network, whose weights stay bytes; loaded when first asked for, once.

        Raises:
            ModelError: when a file is missing or was altered, or they do not belong together.
        """
        with self._lock:
            return self._network

    @cached_property
    def _network(self) -> Network:
        from qa.reading.byte_weights import byte_network
        from qa.reading.network import Shape
        from qa.reading.weights import load_weights

        try:  # what broken files raise is anyone's guess
            weights: dict[str, Tensor] = {}
            for name, checksum in self._settings["weights"].items():
                check_weights(self.folder / name, checksum, self.remedy)
                weights |= load_weights(self.folder / name)
            return byte_network(Shape(**self._settings["shape"]), weights)
        except ModelError:
            raise
        except Exception as error:
            raise self._broken(error) from error

    def pairs(self, longest: int, overlap: int) -> WordPieces:
        """What cuts a question with its text, as `load_word_pieces`.

        Raises:
            ModelError: when there is no tokenizer.
        """
        from qa.reading.word_pieces import load_word_pieces

        try:  # tokenizers raises nothing more special
            return load_word_pieces(self.folder, longest, overlap)
        except Exception as error:
            raise self._broken(error) from error

    def texts(self, longest: int) -> WordPieces:
        """What cuts single texts, as `load_pieces_alone`.

        Raises:
            ModelError: when there is no tokenizer.
        """
        from qa.reading.word_pieces import load_pieces_alone

        try:  # tokenizers raises nothing more special
            return load_pieces_alone(self.folder, longest)
        except Exception as error:
            raise self._broken(error) from error

    @cached_property
    def _settings(self) -> dict[str, Any]:
        settings: dict[str, Any] = json.loads((self.folder / SETTINGS).read_bytes())
        return settings

    def _broken(self, error: Exception) -> ModelError:
        return ModelError(f"{self.folder} does not load: {error}", self.remedy)


SHIPPED_FILES = NetworkFiles(
    Path(__file__).parents[2] / "data" / "network",
    "Fetch the folder anew (git checkout data/network), or install Pincite again.",
)
"""The network that Pincite ships."""
