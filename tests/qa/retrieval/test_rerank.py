"""What encoder and reader are asked, and what comes of it."""

import numpy as np
import pytest

from index.build import build
from index.documents.document import Document
from index.documents.parsers.text.text_blocks import text_blocks
from qa.question.query import understand
from qa.reading.encoder import SHIPPED_ENCODER
from qa.reading.trained_reader import SHIPPED
from qa.retrieval.pipeline import find
from qa.retrieval.rerank import SENTENCES_ENCODED, encoder_input, rerank
from qa.retrieval.search import search

QUESTION = "How does it help poor nations?"


class Recorder:
    """The shipped encoder, of one language, and what it was asked."""

    def __init__(self, languages=frozenset({"en"})):
        self.languages = languages
        self.asked = []

    def likeness(self, question, texts):
        self.asked.append((question, list(texts)))
        return SHIPPED_ENCODER.likeness(question, texts)


def test_the_best_sentences_are_encoded_and_the_others_are_no_better(assistant):
    index, encoder = assistant.index, Recorder()
    before = search(index, understand(index, QUESTION))
    after = rerank(before, SHIPPED, encoder=encoder)
    ((question, texts),) = encoder.asked
    assert question == QUESTION
    assert len(texts) == min(SENTENCES_ENCODED, len(before.ranking.sentences))
    best = np.argsort(-before.ranking.sentences, kind="stable")[: len(texts)]
    expected = SHIPPED_ENCODER.likeness(QUESTION, texts)
    assert after.signals.sentence_encoded[best] == pytest.approx(expected, abs=1e-6)
    others = np.delete(after.signals.sentence_encoded, best)
    assert set(others.tolist()) <= {float(expected.min())}


def test_other_words_for_the_same_rank_first(assistant):
    (citation, _), *_ = find(assistant.index, QUESTION, SHIPPED).sentences(1)
    assert "developing countr" in citation.quote
    without = find(assistant.index, QUESTION, SHIPPED, encoder=None)
    assert not without.signals.sentence_encoded.any()


def test_neither_is_asked_without_a_reader_or_in_another_language(assistant):
    index, encoder = assistant.index, Recorder(frozenset({"fr"}))
    before = search(index, understand(index, QUESTION))
    assert rerank(before, None, encoder=encoder) is before
    after = rerank(before, SHIPPED, encoder=encoder)
    assert not after.signals.sentence_encoded.any()
    assert after.odds
    assert not encoder.asked


def test_a_sentence_is_encoded_under_its_title_headings_and_context(embedder):
    text = "# Boats\n\n## Sizes\n\n| Name | Length |\n|---|---|\n| Ada | 9 m |\n"
    document = Document("b.md", "Boats", text, "b.md", blocks=tuple(text_blocks(text)))
    (passage,) = [p for p in build([document], embedder).passages if "Ada" in p.text]
    (row,) = [s for s in passage.sentences if "Ada" in s.of(text)]
    assert encoder_input(passage, row) == "Boats, Sizes: | Name | Length |: | Ada | 9 m |"
