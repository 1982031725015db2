"""The vectors of an index that is being built: whoever needs some of them first has them made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.documents.document import Passage
from index.embedding.embedder import Embedder, Vectors
from index.search.late_interaction import DIMENSION, Likeness, PassageWords, WordStore, compress
from index.search.threads import one_thread
from index.search.vector_store import Ids

_NO_WORDS = PassageWords(np.zeros((0, DIMENSION), np.int8), np.zeros(0, np.int16))
# Passages embedded between two steps of the progress told, after which a build may be stopped.
_STEP = 32


@dataclass(frozen=True)
class PassageRows:
    """The vectors of one passage: its own (dimension,), its sentences' and its words'."""

    passage: Vectors
    sentences: Vectors
    words: PassageWords


@dataclass(frozen=True)
class ReusableRows:
    """What an earlier build leaves to the next: rows by `passage_key`, and the words' axes."""

    axes: Vectors | None = None
    rows: Mapping[str, PassageRows] = field(default_factory=dict)

    def joined(self, others: ReusableRows) -> ReusableRows:
        """These and the ``others``, where their words are along the same axes; else these."""
        if self.axes is None or others.axes is None:
            return others if self.axes is None else self
        if not np.array_equal(self.axes, others.axes):
            return self
        return ReusableRows(self.axes, {**others.rows, **self.rows})


NO_ROWS = ReusableRows()


def passage_key(passage: Passage) -> str:
    """A hash of everything a passage's vectors depend on but the model."""
    spans = ",".join(f"{s.start}-{s.end}" for s in passage.local_sentences)
    return sha256(f"{spans}\0{passage.text}".encode()).hexdigest()


class PartialRows:
    """The vectors of ``passages``, in order, each made when it is needed or its turn has come.

    ``axes`` are those of their words; those that are ``reusable`` are there from the beginning.
    After each batch ``made`` is given its rows by their keys, and ``step`` is told how many of the
    others are there, whoever needed them; what it raises ends the work. Safe to share between
    threads.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        embedder: Embedder,
        axes: Vectors,
        reusable: Mapping[str, PassageRows],
        step: Callable[[int, int], None] = lambda done, of: None,
        made: Callable[[Mapping[str, PassageRows]], None] = lambda rows: None,
    ) -> None:
        self.axes, self._step, self._made = axes, step, made
        self._passages, self._embedder = passages, embedder
        self._firsts = np.cumsum([0, *(len(p.sentences) for p in passages)])
        self._of_passages = np.zeros((len(passages), embedder.dimension), np.float32)
        self._of_sentences = np.zeros((self._firsts[-1], embedder.dimension), np.float32)
        self._of_words = [_NO_WORDS] * len(passages)
        self.there = np.zeros(len(passages), bool)
        self._numbers: dict[str, list[int]] = {}
        for number, passage in enumerate(passages):
            self._numbers.setdefault(passage_key(passage), []).append(number)
        self._keys = {n: key for key, numbers in self._numbers.items() for n in numbers}
        # Who comes while a batch is embedded is next, and not the build that made it.
        self._next, self._embedding = Lock(), Lock()
        for key in self._numbers.keys() & reusable.keys():
            self._put(key, reusable[key])
        self._new = self.missing

    def __len__(self) -> int:
        return len(self.there)

    @property
    def missing(self) -> int:
        """How many passages have no vectors yet."""
        return int((~self.there).sum())

    @property
    def passages(self) -> PartialVectors:
        """The vectors of the passages."""
        return PartialVectors(self, self._of_passages, np.arange(len(self)))

    @property
    def sentences(self) -> PartialVectors:
        """The vectors of their sentences."""
        owners = np.repeat(np.arange(len(self)), np.diff(self._firsts))
        return PartialVectors(self, self._of_sentences, owners)

    def words(self, passage: int) -> PassageWords:
        """The words of a passage."""
        self.need([passage])
        return self._of_words[passage]

    def need(self, numbers: Iterable[int]) -> None:
        """Embed those of the passages so numbered that are missing."""
        # Texts of like length go through the model together.
        keys = sorted(
            {self._keys[n] for n in numbers if not self.there[n]},
            key=lambda key: (len(self._passage(key).text), self._numbers[key]),
        )
        for at in range(0, len(keys), _STEP):
            with self._next:
                self._embedding.acquire()
            try:
                some = keys[at : at + _STEP]
                self._embed([key for key in some if not self.there[self._numbers[key][0]]])
            finally:
                self._embedding.release()
            self._step(self._new - self.missing, self._new)

    def fill(self) -> None:
        """Embed all that are missing."""
        self.need(range(len(self)))

    @one_thread
    def _embed(self, keys: Sequence[str]) -> None:
        passages = [self._passage(key) for key in keys]
        spans = [p.local_sentences for p in passages]
        every = self._embedder.embed_passages([p.text for p in passages], spans) if keys else []
        new = {}
        for key, passage, of_sentences, e in zip(keys, passages, spans, every, strict=True):
            words = compress(e, passage.text, of_sentences, self.axes)
            new[key] = PassageRows(e.whole, e.sentences, words)
            self._put(key, new[key])
        self._made(new)

    def _put(self, key: str, rows: PassageRows) -> None:
        for number in self._numbers[key]:
            self._of_passages[number] = rows.passage
            self._of_sentences[slice(*self._firsts[number : number + 2])] = rows.sentences
            self._of_words[number] = rows.words
            self.there[number] = True  # last, as others look at it meanwhile

    def _passage(self, key: str) -> Passage:
        return self._passages[self._numbers[key][0]]


class PartialVectors:
    """Vectors of passages or of their sentences, as `VectorSearch`.

    ``made`` (n, dimension) are the vectors, of zeros where they are missing, and ``owners`` (n,)
    the number of the passage that each belongs to.
    """

    def __init__(self, rows: PartialRows, made: Vectors, owners: Ids) -> None:
        self._rows, self._made, self._owners = rows, made, owners

    def __len__(self) -> int:
        return len(self._made)

    @property
    def dimension(self) -> int:
        """The length of a row."""
        return int(self._made.shape[1])

    def search(self, query: Vectors, k: int, ids: Ids | None = None) -> Ids:
        """The numbers of the ``k`` rows most like ``query`` of those there are, best first."""
        among = np.arange(len(self)) if ids is None else np.unique(ids)
        among = among[(among >= 0) & (among < len(self))]
        among = among[self._rows.there[self._owners[among]]]
        best: Ids = among[np.argsort(-(self._made[among] @ query), kind="stable")[:k]]
        return best

    def rows(self, ids: Sequence[int] | Ids) -> Vectors:
        """The rows of these numbers, made where they are missing: (ids, dimension)."""
        numbers = np.asarray(ids, dtype=np.int64)
        self._rows.need(np.unique(self._owners[numbers]).tolist())
        rows: Vectors = self._made[numbers]
        return rows


class PartialWords:
    """The words of passages, as `WordSearch`."""

    def __init__(self, rows: PartialRows) -> None:
        self.axes = rows.axes
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def of(self, passage: int) -> PassageWords:
        """The words of a passage."""
        return self._rows.words(passage)

    def likeness(
        self, words: Vectors, weights: NDArray[np.float32], passages: Sequence[int]
    ) -> Likeness:
        """How like a question's ``words`` the passages are; see `WordStore.likeness`."""
        self._rows.need(passages)
        some = WordStore.build(self.axes, [self.of(passage) for passage in passages])
        return some.likeness(words, weights, range(len(passages)))
