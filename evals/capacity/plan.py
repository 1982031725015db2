"""What a store of so many passages takes, on paper: bytes, machines, replicas, money.

Pure arithmetic on assumptions, all of which are here with their defaults and can be given anew.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

GIB = 2**30

# What base64 adds.
_BASE64 = 4 / 3
# A disk is read by so many bytes, and a row of DiskANN does not cross their border.
_SECTOR = 4096
# Of DiskANN as Milvus sets it: neighbours of a row; bytes in memory for each of the raw vector's.
_NEIGHBOURS, _COARSE, _CACHE = 56, 0.125, 0.1
# Of CAGRA as Milvus sets it: neighbours of a row.
_GPU_NEIGHBOURS = 64
# Bytes of a row's number in the lists of inverted files.
_NUMBER = 8
_SEGMENT = 300_000


@dataclass(frozen=True)
class Texts:
    """What a passage is like: its ``sentences``, ``terms``, ``words``, and bytes.

    ``terms`` are different ones of a passage and ``sentence_terms`` of a sentence; ``words`` are
    matched one by one, by ``axes`` numbers each. ``text`` is a passage's share of the bytes of its
    document and of its counts, and ``keys`` are the bytes of a row's names.
    """

    sentences: int = 8
    dimension: int = 384
    links: int = 32
    terms: int = 60
    sentence_terms: int = 10
    words: int = 100
    axes: int = 96
    text: int = 1_000
    keys: int = 48

    def __post_init__(self) -> None:
        if min(vars(self).values()) < 1:
            raise ValueError(f"{self} are no texts.")

    @property
    def rows(self) -> int:
        """The rows that are searched for a passage: its own, and its sentences'."""
        return 1 + self.sentences

    @property
    def vector(self) -> int:
        """Bytes of a vector, 4 for a number."""
        return 4 * self.dimension

    @property
    def graph(self) -> float:
        """Bytes of the links of a row of HNSW.

        Twice ``links`` on the lowest level, and ``links`` on each above; one row in ``links`` is on
        the level above its own (Malkov & Yashunin, 2016).
        """
        return 4 * (2 * self.links + self.links / (self.links - 1))

    @property
    def postings(self) -> int:
        """Bytes of a passage's and its sentences' terms in lists: a row and a share for each."""
        return 8 * (self.terms + self.sentences * self.sentence_terms)

    @property
    def signals(self) -> float:
        """Bytes of the signals of a passage, as `index.cluster.packing` writes them."""
        terms = self.terms + self.sentences * self.sentence_terms
        vectors = self.vector + 2 * self.dimension * self.sentences
        return _BASE64 * (12 + vectors + 8 * terms + 4 * self.rows)

    @property
    def late(self) -> float:
        """Bytes of the words of a passage, as `index.cluster.packing` writes them."""
        return _BASE64 * self.words * (self.axes + 2)

    @property
    def columns(self) -> float:
        """Bytes of what is read by name: on the disks, mapped into memory as it is read."""
        return self.signals + self.late + self.text

    @property
    def parts(self) -> Mapping[str, float]:
        """The bytes of a passage by what they are for, with HNSW."""
        return {
            "vector of the passage": self.vector,
            "vectors of its sentences": self.vector * self.sentences,
            "links of the graphs": self.graph * self.rows,
            "terms": self.postings,
            "names": self.keys * self.rows,
            "signals": self.signals,
            "words": self.late,
            "text and counts": self.text,
        }


@dataclass(frozen=True)
class Node:
    """A machine that searches: bytes, ``reads`` of its disk a second, and how full it may be."""

    cores: int = 32
    memory: float = 256 * GIB
    disk: float = 4096 * GIB
    reads: float = 500_000
    gpu: float = 0
    fill: float = 0.7


@dataclass(frozen=True)
class Kind:
    """A kind of index of vectors, by its bytes for each row.

    A search of a segment of 300,000 rows takes ``work`` seconds of a core, or of the GPU where
    there is one, and so many ``reads`` of the disk. Work grows as the logarithm of the rows does.
    """

    name: str
    memory: float
    work: float
    disk: float = 0
    reads: float = 0
    gpu: float = 0
    node: Node = Node()


def kinds(texts: Texts) -> tuple[Kind, ...]:
    """The kinds of index that are compared, for the vectors of ``texts``."""
    sector = _SECTOR // (texts.vector + 4 + 4 * _NEIGHBOURS)
    return (
        Kind("HNSW in memory", texts.vector + texts.graph, 0.002),
        Kind("IVF-SQ8 in memory", texts.dimension + _NUMBER, 0.002),
        Kind("DiskANN", (_COARSE + _CACHE) * texts.vector, 0.002, _SECTOR / sector, reads=100),
        Kind(
            "CAGRA on GPUs",
            0,
            0.00002,
            gpu=texts.vector + 4 * _GPU_NEIGHBOURS,
            node=Node(cores=16, memory=128 * GIB, disk=2048 * GIB, gpu=80 * GIB),
        ),
    )


@dataclass(frozen=True)
class Load:
    """Questions a second, and how busy machines may be with them.

    Segments have so many ``rows``, each its own graph. Of a node's rows, the share ``met`` is
    looked at for a question's terms, each for ``posting`` seconds. ``replicas`` is the least, so
    that one machine may fail. A machine of ``cores`` cores reads a question for so many seconds.
    """

    questions: float = 20
    utilisation: float = 0.5
    replicas: int = 2
    rows: int = _SEGMENT
    met: float = 0.02
    posting: float = 2e-9
    reading: float = 0.25
    cores: int = 2

    @property
    def readers(self) -> int:
        """Machines that ask and read."""
        return math.ceil(self.questions * self.reading / self.utilisation)


@dataclass(frozen=True)
class Prices:
    """Money a month, in any currency: for a GiB, a core, a GPU. Put in what is paid."""

    memory: float = 2.5
    disk: float = 0.1
    core: float = 20
    gpu: float = 1500
    archive: float = 0.02

    def of(self, node: Node) -> float:
        """What a node costs a month."""
        own = self.memory * node.memory / GIB + self.disk * node.disk / GIB
        return own + self.core * node.cores + self.gpu * (node.gpu > 0)


@dataclass(frozen=True)
class Plan:
    """What ``passages`` take with an index of this ``kind``: bytes of one copy, and machines.

    One copy is on ``nodes``; a question costs each of them ``dense`` seconds for vectors and
    ``terms`` for terms. There are so many ``replicas`` of all, and ``readers`` that ask and read;
    ``cost`` is money a month.
    """

    kind: Kind
    passages: int
    memory: float
    disk: float
    gpu: float
    nodes: int
    dense: float
    terms: float
    replicas: int
    readers: int
    cost: float

    @property
    def work(self) -> float:
        """Seconds that a question costs each node."""
        return self.dense + self.terms


def plan(kind: Kind, passages: int, texts: Texts, load: Load, prices: Prices) -> Plan:
    """What it takes to answer ``load`` over ``passages``.

    Every node searches what it holds for each question: more nodes do not answer more questions a
    second, more replicas do.
    """
    rows, node = passages * texts.rows, kind.node
    memory = rows * (kind.memory + texts.keys) + passages * texts.postings
    disk = rows * kind.disk + passages * texts.columns
    gpu = rows * kind.gpu
    needs = [(memory, node.memory), (disk, node.disk), *([(gpu, node.gpu)] if gpu else [])]
    nodes = max(math.ceil(need / (node.fill * there)) for need, there in needs)
    dense, terms = dense_work(kind, rows / nodes, load), terms_work(kind, rows / nodes, load)
    busy = load.questions * (dense + terms)
    replicas = max(load.replicas, math.ceil(busy / load.utilisation))
    # The archive holds what the nodes load: raw vectors beside an index that has none of them.
    archived = disk + memory + gpu + rows * texts.vector * (kind.disk + kind.gpu == 0)
    reading = load.readers * load.cores * prices.core
    cost = nodes * replicas * prices.of(node) + archived / GIB * prices.archive + reading
    return Plan(
        kind, passages, memory, disk, gpu, nodes, dense, terms, replicas, load.readers, cost
    )


def dense_work(kind: Kind, rows: float, load: Load) -> float:
    """Seconds of a node that holds ``rows`` for the vectors of a question: of what is busiest.

    Its cores share the segments; its GPU and its disk are one each.
    """
    segments, node = math.ceil(rows / load.rows), kind.node
    work = segments * kind.work * math.log(load.rows) / math.log(_SEGMENT)
    return max(work if kind.gpu else work / node.cores, segments * kind.reads / node.reads)


def terms_work(kind: Kind, rows: float, load: Load) -> float:
    """Seconds of a node that holds ``rows`` for the terms of a question."""
    return rows * load.met * load.posting / kind.node.cores


@dataclass(frozen=True)
class Catalogue:
    """What a machine that asks holds of all documents: see `index.cluster.catalogue`.

    Bytes for a document and for a passage, and how many passages a document has.
    """

    document: int = 800
    passage: int = 10
    passages: int = 25

    def memory(self, passages: int) -> float:
        """Bytes for so many ``passages``."""
        return passages * (self.passage + self.document / self.passages)


def wire(texts: Texts, signals: int = 150, words: int = 20) -> tuple[float, float]:
    """Bytes that a question fetches of so many candidates' signals, and of others' words."""
    return signals * texts.signals, words * texts.late
