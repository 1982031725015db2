from dataclasses import replace

import numpy as np
import pytest

import qa.retrieval.search
from index.build import build
from index.documents.document import Document
from index.documents.span import Span
from index.embedding.sentence_transformer import SentenceTransformerEmbedder
from index.search.late_interaction import (
    DIMENSION,
    WordStore,
    axes_of,
    compress,
    principal_axes,
)
from index.storage.saved_index import load, save
from index.text.terms import terms
from qa.question.query import Query, understand
from qa.retrieval.explanation import matching_words
from qa.retrieval.fusion import Signals, Weights, fuse, weights_for
from qa.retrieval.pipeline import find
from qa.retrieval.search import search

QUESTION = "Who combats cyber terrorism?"


@pytest.fixture(scope="module")
def fruit(embedder):
    """Two documents that share a word."""
    return build(
        [
            Document("a", "a", "Apples are red.\n\nPears are green.", "a"),
            Document("b", "b", "Apples are sold on Monday.\n\nPlums are blue.", "b"),
        ],
        embedder,
    )


def test_only_the_named_document_is_searched(fruit):
    query = understand(fruit, "What colour are apples?")
    found = search(fruit, query, within="b")
    assert {h.passage.document.id for h in found.hits(9)} == {"b"}
    without = search(fruit, query, without=[0])
    assert "Apples are red." not in {h.passage.text for h in without.hits(9)}


def test_signals_equal_slow_reckoning(assistant):
    index = assistant.index
    found = search(index, understand(index, QUESTION))
    (query,) = index.embedder.embed_queries([QUESTION])
    assert list(found.numbers) == list(range(len(index.passages)))
    for candidate, passage in enumerate(index.passages):
        (alone,) = index.embedder.embed_passages([passage.text], [()])
        cosine = alone.whole @ query.whole
        assert found.signals.passage_dense[candidate] == pytest.approx(cosine, abs=1e-4)
    idf = {term: index.passage_terms.idf(term) for term in found.query.terms}
    raw = index.passage_terms.matches(dict.fromkeys(found.query.terms, 1.0)).of(found.numbers)
    assert found.signals.passage_lexical == pytest.approx(raw / sum(idf.values()))


def test_late_interaction_equals_slow_reckoning(assistant):
    index = assistant.index
    (question,) = index.embedder.embed_queries([QUESTION])
    found = search(index, understand(index, QUESTION))
    passage = index.passages[3]
    (text,) = index.embedder.embed_passages([passage.text], [passage.local_sentences])
    total, weights = 0.0, 0.0
    for word, (start, end) in zip(question.words, question.places, strict=True):
        if (said := QUESTION[start:end]) == "?":
            continue
        best = -1.0
        for other in text.words:
            one, two = word @ index.words.axes, other @ index.words.axes
            best = max(best, one @ two / np.linalg.norm(one) / np.linalg.norm(two))
        idf = index.passage_terms.idf
        weight = max(map(idf, terms(said)), default=0.3 * idf("said by no text"))
        total, weights = total + weight * best, weights + weight
    assert found.signals.passage_words[3] == pytest.approx(total / weights, abs=0.01)  # 8 bits


def test_the_axes_keep_most_of_the_likeness(embedder):
    turned = principal_axes(embedder)
    assert turned.shape == (384, DIMENSION)
    assert turned.T @ turned == pytest.approx(np.eye(DIMENSION), abs=1e-4)
    text = "The treaty was signed in Paris. Its author lived in Rome."
    spans = [Span(0, 31), Span(32, 57)]
    (made,) = embedder.embed_passages([text], [spans])
    kept = compress(made, text, spans, turned)
    assert kept.sentences.tolist() == [0] * 6 + [1] * 5  # the full stops are left out
    store = WordStore.build(turned, [kept])
    spoken = made.words[made.spoken(text)]
    like = store.likeness(spoken, np.ones(len(spoken), np.float32), [0])
    assert like.passages == pytest.approx([1], abs=0.001)
    assert (like.owners.tolist(), like.numbers.tolist()) == ([0, 0], [0, 1])
    assert max(like.sentences) < 0.9
    assert like.weakest == pytest.approx([1], abs=0.01)


def test_the_axes_that_are_shipped_are_those_of_the_model(embedder):
    shipped, made = axes_of(embedder), principal_axes(SentenceTransformerEmbedder())
    assert (shipped.shape, shipped.dtype) == (made.shape, made.dtype)
    # Which way an axis points, rounding may decide: they span the same.
    assert np.linalg.svd(shipped.T @ made)[1].min() > 0.98


def test_the_weakest_word_is_the_one_that_a_passage_lacks(embedder):
    axes = principal_axes(embedder)
    texts = ["The ferry carries forty bicycles.", "The ferry carries forty dogs."]
    made = embedder.embed_passages(texts, [[Span(0, len(text))] for text in texts])
    store = WordStore.build(
        axes, [compress(e, t, [Span(0, len(t))], axes) for e, t in zip(made, texts, strict=True)]
    )
    (asked,) = embedder.embed_queries(["ferry bicycles"])
    like = store.likeness(asked.words, np.ones(len(asked.words), np.float32), [0, 1])
    assert like.weakest[0] > like.weakest[1] + 0.2
    unimportant = np.array([1.0, 0.4], np.float32)  # of the second word little depends
    assert store.likeness(asked.words, unimportant, [1]).weakest[0] > like.weakest[1] + 0.2


def test_fusion_is_the_weighted_sum_of_the_signals():
    signals = Signals(
        passage_dense=np.array([0.4, 0.2], np.float32),
        passage_lexical=np.array([0, 0.3], np.float32),
        passage_words=np.array([0.5, 0.6], np.float32),
        sentence_dense=np.array([0.5, -0.1, 0.25], np.float32),
        sentence_lexical=np.array([0, 0, 0], np.float32),
        sentence_words=np.array([0.1, 0.2, 0.3], np.float32),
        sentence_context=np.array([1, 0.5, 0], np.float32),
        sentence_fits=np.array([0, 1, 0], np.float32),
        sentence_encoded=np.array([0.5, 0, 0], np.float32),
        sentence_read=np.array([0, 0, 0.5], np.float32),
        firsts=np.array([0, 2, 3]),
    )
    ranking = fuse(signals, Weights(1, 2, 3, 1, 1, 1, 1, 2, 4, 4))
    own, other = 0.4 + 1.5, 0.2 + 0.6 + 1.8
    assert ranking.sentences == pytest.approx(
        [(own + 3.6) / 20, (own + 2.7) / 20, (other + 0.55 + 2) / 20]
    )
    assert ranking.best.tolist() == [0, 2]
    assert ranking.passages == pytest.approx([(own + 3.6) / 20, (other + 2.55) / 20])


def test_sentences_of_all_passages_are_ranked_together(assistant):
    index = assistant.index
    found = search(index, understand(index, "Which industry is a priority area?"))
    sentences = found.sentences(99)
    assert len(sentences) == sum(len(p.sentences) for p in index.passages)
    scores = [score for _, score in sentences]
    assert scores == sorted(scores, reverse=True)
    (best,) = found.hits(1)
    assert sentences[0] == (best.citation, best.score)


def test_a_hit_explains_itself(assistant):
    index = assistant.index
    found = search(index, understand(index, "Which industry is a priority area?"))
    first, second = found.hits(2)
    assert first.why.matched == ("industry", "priority", "area")
    assert first.why.lexical.rank == first.why.words.rank == 1
    assert first.why.margin == pytest.approx(first.score - second.score)
    kinds = (first.why.dense, first.why.lexical, first.why.words)
    assert all(0 <= kind.score <= 1 for kind in kinds)
    last = found.hits(99)[-1]
    assert last.why.margin is None


def test_matched_words_are_as_written():
    text = "Cyber crimes; CYBER crime, cooperation."
    assert matching_words(text, terms("cyber crime"), "en") == ("Cyber", "crimes", "crime")


def test_in_scripts_without_blanks_matched_characters_are_given():
    text = "東京は日本の首都です。人口は約1400万人です。"
    asked = terms("東京の人口は", "ja")
    assert matching_words(text, asked, "ja") == ("東京", "人口は")


def test_a_hit_far_down_is_matched_word_by_word_too(assistant):
    hits = assistant.retrieve("Which industry is a priority area?", k=10)
    assert all(hit.why.words.score > 0 for hit in hits)


@pytest.mark.parametrize("text", ["... --- !!! ???", "What is it? And the of.", "x"])
def test_a_document_of_hardly_any_words_can_be_asked(text, embedder, tmp_path):
    index = build([Document("d", "", text, "d")], embedder)
    save(index, tmp_path / "kept")
    loaded = load(tmp_path / "kept", embedder)
    (hit,) = search(loaded, understand(loaded, "What is the aim?")).hits(5)
    assert (hit.citation.quote in text, 0 <= hit.score <= 1) == (True, True)


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("Wren", "Wren"), ("Wheat exports", "Wheat exports"),
        ("Wien conference", "Wien conference"),
        ("Hot topics in cyberspace", "Hot topics in cyberspace"),
        ("Wat is the aim?", "what is the aim?"), ("wehn was it released", "when was it released"),
    ],
)  # fmt: skip
def test_only_a_question_begins_with_a_question_word(assistant, question, searched):
    assert understand(assistant.index, question).text == searched


def test_another_name_is_not_taken_for_a_slip(embedder):
    text = "The bridge was painted by Robert Hallenbeck in 1911, and Maria Gonsalves designed it."
    index = build([Document("d", "", text, "d")], embedder)
    for question in ("When did Hallenbach paint it?", "What did Gonzalvez design?"):
        assert understand(index, question).text == question


def test_a_mixed_collection_knows_each_languages_idle_words(embedder):
    german = "Das Museum wurde 1901 gegründet. Der Besitzer heißt Karl Meier und wohnt in Bremen."
    english = "The museum was founded in 1901. Its owner lives in Boston and sells old paintings."
    index = build([Document("d", "", german, "d"), Document("e", "", english, "e")], embedder)
    asked = understand(index, "Wie heißt der Besitzer?")
    assert asked.foreign
    assert asked.terms == ("heisst", "besitz")
    assert not understand(index, "Who is the owner?").foreign
    hit = search(index, asked).hits(1)[0]
    assert hit.citation.quote.startswith("Der Besitzer heißt Karl Meier")
    assert hit.why.dense.score > 0


def test_korean_is_found_whatever_its_particles(embedder):
    text = "서울시는 한국의 수도이다. 서울에는 많은 사람들이 살고 있다."
    index = build([Document("k", "", text, "k")], embedder)
    assert index.languages == ("ko",)
    assert index.says("서울")
    assert not index.says("부산")


def test_slips_are_mended_from_the_documents(assistant):
    query = understand(assistant.index, "wen was the stratgy relased in Brazil")
    assert query == Query(
        "wen was the stratgy relased in Brazil",
        "when was the strategy released in Brazil",
        ("strategi", "releas", "brazil"),
    )


def test_german_is_stemmed_as_german(embedder):
    text = (
        "Der Verein wurde im Jahr 1901 in Berlin gegründet und hat heute viele Mitglieder.\n\n"
        "Die Häuser der Altstadt wurden nach dem Krieg wieder aufgebaut und sind bewohnt."
    )
    index = build([Document("d", "d", text, "d")], embedder)
    assert index.languages == ("de",)
    query = understand(index, "Wann hat man das Haus aufgebaut?")
    assert "haus" in query.terms
    assert search(index, query).hits(1)[0].passage.text.startswith("Die Häuser")


def test_chinese_is_found_by_pairs_of_characters(embedder):
    text = "北京是中国的首都，人口超过两千万。\n\n上海是中国最大的港口城市，位于长江口。"
    index = build([Document("z", "z", text, "z")], embedder)
    assert index.languages == ("zh",)
    query = understand(index, "哪个城市是最大的港口？")
    assert {"最大", "港口"} <= set(query.terms)
    assert search(index, query).hits(1)[0].passage.text.startswith("上海")


def test_weights_that_are_given_are_kept_when_passages_are_read(assistant):
    weights = Weights(sentence_read=1.0)
    result = find(assistant.index, "Who issued it?", assistant.reader, weights=weights)
    assert (result.weights, bool(result.odds)) == (weights, True)
    unread = find(assistant.index, "Who issued the strategy?", assistant.reader, passages_read=0)
    assert (unread.weights, unread.odds) == (weights_for(unread.query), {})


def test_a_foreign_question_that_was_read_keeps_the_weights_of_its_language():
    query = Query("Wer gab sie heraus?", "Wer gab sie heraus?", ("gab",), foreign=True)
    before, after = weights_for(query), weights_for(query, read=True)
    assert before.sentence_read == 0 < after.sentence_read
    assert replace(after, sentence_read=0) == before


def test_passages_are_those_of_the_hits(fruit):
    result = find(fruit, "Which apples are sold?")
    for k in (1, 2, 99):
        hits = result.hits(k)
        assert result.passages(k) == [hit.passage for hit in hits]
        assert [*result.each_hit(k)] == hits


def test_some_passages_may_be_asked_whether_they_have_a_word(fruit):
    one, two = fruit.passages_of("a"), fruit.passages_of("b")
    assert [fruit.says("Plums", passages) for passages in (None, one, two)] == [True, False, True]
    assert fruit.says("the", one)  # idle


def test_a_large_collection_is_searched_as_a_small_one(fruit, monkeypatch):
    def signals(question):
        found = find(fruit, question)
        return found.numbers.tolist(), found.ranking.sentences.tolist()

    questions = ("Which apples are sold?", "When are they red or blue?")
    small = [*map(signals, questions)]
    monkeypatch.setattr(qa.retrieval.search, "EXACT_ROWS", 0)
    assert [*map(signals, questions)] == small
