import math
from itertools import islice

import numpy as np
import pytest

from evals.capacity.__main__ import main, sections
from evals.capacity.plan import (
    GIB,
    Catalogue,
    Kind,
    Load,
    Node,
    Prices,
    Texts,
    dense_work,
    kinds,
    plan,
    wire,
)
from evals.capacity.service_times import ServiceTimes
from index.cluster.packing import Signals, pack_words
from index.search.late_interaction import DIMENSION, PassageWords

SMALL = Texts(sentences=3, dimension=6, links=2, terms=5, sentence_terms=2, words=9, text=100)


def test_bytes_are_those_that_are_written():
    own = {f"term {n}": 0.5 for n in range(5)}
    theirs = [{f"term {n}": 0.5 for n in range(2)}] * 3
    vectors = np.zeros((3, 6), np.float32)
    written = sum(map(len, Signals.of(vectors[0], vectors, own, theirs).packed()))
    assert written == 4 * math.ceil(SMALL.signals / 4)  # base64 fills up to four letters
    words = PassageWords(np.zeros((9, DIMENSION), np.int8), np.zeros(9, np.int16))
    assert sum(map(len, pack_words(words))) == SMALL.late
    assert SMALL.axes == DIMENSION


def test_a_passage_is_the_sum_of_its_parts():
    parts = SMALL.parts
    assert parts["vector of the passage"] == 24
    assert parts["vectors of its sentences"] == 72
    assert parts["links of the graphs"] == 4 * (4 * (2 * 2 + 2))
    assert parts["terms"] == 8 * (5 + 3 * 2)
    assert SMALL.columns == parts["signals"] + parts["words"] + parts["text and counts"]
    assert set(map(type, (SMALL.vector, SMALL.postings))) == {int}


def test_the_links_are_those_of_levels_counted_one_by_one():
    links, rows = 8, 8**6
    slots = 2 * links * rows + sum(links * rows // links**level for level in range(1, 7))
    assert Texts(links=links).graph == pytest.approx(4 * slots / rows, rel=1e-4)


def test_kinds_take_what_their_layout_says():
    hnsw, inverted, disk, gpu = kinds(Texts())
    assert hnsw.memory == pytest.approx(1536 + 264.129, abs=8.2)
    assert inverted.memory == 392
    assert (disk.memory, disk.disk) == (345.6, 2048)  # two rows in 4096 bytes
    assert (gpu.memory, gpu.gpu) == (0, 1536 + 256)


def test_a_plan_that_is_done_by_hand():
    node = Node(cores=2, memory=1000, disk=10_000, reads=100, fill=0.5)
    kind = Kind("made", memory=20, work=0.1, node=node)
    texts = Texts(sentences=1, dimension=1, terms=1, sentence_terms=1, keys=5, text=1)
    load = Load(questions=10, utilisation=0.5, rows=300_000, met=0, replicas=2)
    it = plan(kind, 100, texts, load, Prices(0, 0, 3, 0, 0))
    assert it.memory == 100 * (2 * (20 + 5) + 8 * 2)  # 6600 bytes, 500 to a node
    # The columns take more: each passage some 13 kB, of 5000 bytes to a node.
    assert it.nodes == math.ceil(100 * texts.columns / 5000) > 14
    assert it.work == pytest.approx(0.1 / 2)  # one segment, on two cores
    assert it.replicas == 2  # 10 × .05 = half of the time of one: one would do
    assert plan(kind, 100, texts, Load(questions=21, met=0), Prices()).replicas == 3
    assert it.readers == 5  # 10 × .25 / .5
    assert it.cost == it.nodes * 2 * 2 * 3 + 5 * 2 * 3


def test_the_slowest_part_of_a_node_is_what_counts():
    node = Node(cores=10, reads=1000)
    load = Load(rows=300_000)
    rows = 5 * 300_000
    assert dense_work(Kind("cores", 0, 0.1, node=node), rows, load) == pytest.approx(0.05)
    assert dense_work(Kind("disk", 0, 0.1, reads=50, node=node), rows, load) == pytest.approx(0.25)
    gpu = Kind("gpu", 0, 0.1, gpu=1, node=Node(cores=10, gpu=GIB))
    assert dense_work(gpu, rows, load) == pytest.approx(0.5)
    # Ten times as large, a tenth of the segments: each is searched for a little longer.
    large = dense_work(Kind("cores", 0, 0.1, node=node), 10 * rows, Load(rows=3_000_000))
    assert large == pytest.approx(0.05 * math.log(3_000_000) / math.log(300_000))


def test_more_passages_take_more_nodes_and_no_more_replicas():
    for kind in kinds(Texts()):
        small, large = (plan(kind, n, Texts(), Load(), Prices()) for n in (10**9, 10**10))
        assert 9 * small.nodes < large.nodes <= 10 * small.nodes
        assert large.replicas == small.replicas
        assert 9 * small.cost < large.cost < 10.1 * small.cost


def test_what_is_fetched_and_held():
    assert wire(Texts(), signals=2, words=3) == (2 * Texts().signals, 3 * Texts().late)
    assert Catalogue(document=100, passage=10, passages=4).memory(8) == 8 * 10 + 2 * 100


def test_the_tables_on_paper_are_tables():
    paper = [*islice(sections(ServiceTimes.load(), 0), 7)]
    for _, text in paper:
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert len({row.count("|") for row in rows}) == 1
    rows = dict(paper)["A passage"].splitlines()
    whole = 10 * sum(Texts().parts.values()) / 2**40 * 10**9
    assert rows[-1].endswith(f"| {whole:,.0f} TiB |")


def test_what_cannot_be_is_refused(capsys, tmp_path):
    with pytest.raises(ValueError, match="no texts"):
        Texts(words=0)
    assert main(["--measured", str(tmp_path / "none.json")]) == 2
    assert "holds no service times" in capsys.readouterr().err
