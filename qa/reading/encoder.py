"""How like a question single sentences are, by a larger network than the one that embeds all.

A bi-encoder (Reimers and Gurevych, "Sentence-BERT", 2019): a text's vector is the mean of its
tokens' states, and likeness is the cosine. It knows more paraphrases than the embedder, at ten
times the cost: it is asked of the best sentences of a search only.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.embedding.onnx_session import padded
from qa.reading.network_files import SHIPPED_FILES, NetworkFiles

LONGEST = 128
"""Tokens of a text that are read; what goes beyond is not."""

# Texts that go through the network together, those of like length: its weights, 70 MB of them, are
# fetched from memory for each.
_BATCH = 5
# Vectors that are kept, of 1.5 kB each: those of a conversation about some documents.
_KEPT = 8192


class Encoder(Protocol):
    """Tells how like a question texts are."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages that it was trained on; empty for all."""

    def likeness(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """The cosines of ``texts`` with ``question``: (texts,)."""


class SentenceEncoder:
    """The network in ``files``, asked for vectors. Nothing is loaded before it is needed.

    Vectors of texts are kept, the last ones used: a document's sentences are met again. Any thread
    may ask.

    Raises:
        ModelError: when its files do not load, or were altered.
    """

    def __init__(self, files: NetworkFiles) -> None:
        self.files = files
        self._vectors: OrderedDict[str, NDArray[np.float16]] = OrderedDict()
        self._lock = Lock()

    @property
    def languages(self) -> frozenset[str]:
        """The languages that it was trained on."""
        return self.files.languages

    def likeness(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """The cosines of ``texts`` with ``question``: (texts,)."""
        with self._lock:
            vectors = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = list(dict.fromkeys(text for text in (question, *texts) if text not in vectors))
        vectors |= self._encode(new)
        with self._lock:  # a question is seldom asked again
            for text in texts:
                self._vectors[text] = vectors[text]
                self._vectors.move_to_end(text)
            while len(self._vectors) > _KEPT:
                self._vectors.popitem(last=False)
        asked, *others = (vectors[text].astype(np.float32) for text in (question, *texts))
        return np.array([other @ asked for other in others], np.float32)

    def encode(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """The unit vectors of ``texts``, each (size,); they are not kept."""
        vectors = self._encode(list(dict.fromkeys(texts)))
        return [vectors[text].astype(np.float32) for text in texts]

    def _encode(self, texts: Sequence[str]) -> dict[str, NDArray[np.float16]]:
        from index.embedding.word_pieces import first_ids

        cut = [first_ids(pieces, LONGEST) for pieces in self.files.pieces.encode_batch(texts)]
        by_length = sorted(zip(cut, texts, strict=True), key=lambda pair: len(pair[0]))
        vectors: dict[str, NDArray[np.float16]] = {}
        for at in range(0, len(texts), _BATCH):
            batch = by_length[at : at + _BATCH]
            ids, mask = padded([own for own, _ in batch])
            units = self.files.network.run(ids=ids, types=0 * ids, mask=mask)["vectors"]
            for (_, text), vector in zip(batch, units, strict=True):
                vectors[text] = vector.astype(np.float16)
        return vectors


SHIPPED_ENCODER = SentenceEncoder(SHIPPED_FILES)
"""The encoder that Pincite ships; one for all, as it is loaded once."""
