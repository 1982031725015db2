"""What is public gives to many threads what it gives to one."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from threading import Event

import numpy as np
import pytest

from index.build import build
from index.documents.document import Document
from index.embedding.onnx import OnnxEmbedder
from index.embedding.sentence_transformer import SentenceTransformerEmbedder
from index.text.passages import cut_passages
from qa import Assistant
from qa.serialization import record

THREADS, COUNTS, CALLS = 4, 120, 42
LONG = "The harbour of Orme is dredged every spring, and the ferries wait. " * 60
TEXTS = (
    "The ferry sails at nine.",
    "Dogs sail free, and cats pay half of what a child pays on all days of the week.",
    LONG,
    f"# Rules\n\n{LONG[:900]}\n\n- no smoking\n- no fires\n\n{LONG[:2500]}",
)
QUESTIONS = (
    "When does the ferry sail?", "Do dogs pay?", "What is this about?", "How many rules are there?",
    "Does it mention fires?", "Who owns the harbour?",
)  # fmt: skip


@pytest.fixture(scope="module")
def embedder():
    return OnnxEmbedder()


@pytest.fixture(autouse=True)
def many_turns():
    """Threads take turns as often as they can, so that what they share is met half done."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def documents():
    return [Document(f"{n}.md", f"text {n}", text, f"{n}.md") for n, text in enumerate(TEXTS)]


def passages(embedder):
    return [
        (p.document.id, p.start, p.end, p.sentences)
        for d in documents()
        for p in cut_passages(d, embedder.count, embedder.window)
    ]


def by_many(*works):
    """The results of ``CALLS`` calls, each work's own in turn, made by ``THREADS`` at once."""
    with ThreadPoolExecutor(THREADS) as threads:
        return [it.result() for it in [threads.submit(w) for w in islice(cycle(works), CALLS)]]


def test_texts_are_counted_and_cut_alike_while_others_embed(embedder):
    counts, cut = embedder.count(TEXTS), passages(embedder)
    alone = [e.whole for e in embedder.embed_queries(QUESTIONS)]
    done = Event()

    def embeds():
        calls = 0
        while not done.is_set() or not calls:
            for own, whole in zip(embedder.embed_queries(QUESTIONS), alone, strict=True):
                np.testing.assert_allclose(own.whole, whole, atol=1e-5)
            calls += 1
        return calls

    with ThreadPoolExecutor(THREADS) as threads:
        embedding = [threads.submit(embeds) for _ in range(THREADS - 1)]
        try:
            assert [embedder.count(TEXTS) for _ in range(COUNTS)] == [counts] * COUNTS
            assert passages(embedder) == cut
        finally:
            done.set()
        assert all(it.result() for it in embedding)


def test_a_model_is_loaded_once_by_many_threads():
    transformer, fresh = SentenceTransformerEmbedder(), OnnxEmbedder()
    for load in (lambda: transformer.model, lambda: fresh.network):
        assert len({id(model) for model in by_many(load)}) == 1


def test_questions_are_answered_alike_while_indexes_are_built(embedder):
    index = build(documents(), embedder, progress=False)
    assistant = Assistant(index)
    alone = [plain(assistant, question) for question in QUESTIONS]
    rows = index.passage_vectors.rows(range(len(index.passages)))

    def asked(number):
        return lambda: plain(assistant, QUESTIONS[number])

    def built():
        made = build(documents(), embedder, progress=False)
        assert made.passages == index.passages
        found = made.passage_vectors.rows(range(len(made.passages)))
        np.testing.assert_allclose(found, rows, atol=1e-5)

    works = [asked(number) for number in range(len(QUESTIONS))]
    results = by_many(*works, built)
    for number, found in enumerate(results):
        if (at := number % (len(works) + 1)) < len(works):
            assert found == alone[at]


def plain(assistant, question):
    """What programs get, with figures that rounding may change made coarse."""
    answer = assistant.ask(question)
    found = record(answer, 0)
    return found["grade"], found["answer"], [c["quote"] for c in found["citations"]]
