from dataclasses import replace
from math import exp, log
from random import Random

import pytest
import torch
from transformers import BertModel, MPNetConfig, MPNetModel

from evals.fitting.reader.__main__ import main as train_command
from evals.fitting.reader.articles import (
    Article,
    ArticleQuestion,
    Paragraph,
    load_squad,
    read_articles,
    write_articles,
)
from evals.fitting.reader.bases import base_network, network_of
from evals.fitting.reader.batch import LONGEST, make_batch
from evals.fitting.reader.checkpoint import PlanError
from evals.fitting.reader.data import main as data_command
from evals.fitting.reader.data import with_distractors
from evals.fitting.reader.edits import contradict, edit
from evals.fitting.reader.examples import Example, read_examples, write_examples
from evals.fitting.reader.excerpts import excerpt, windows
from evals.fitting.reader.export import main as export_command
from evals.fitting.reader.groups import (
    Row,
    Shares,
    add_heading,
    example_group,
    groups,
    question_group,
)
from evals.fitting.reader.loop import Data, Plan, rate_share, train, training_data
from evals.fitting.reader.loss import loss
from evals.fitting.reader.sets import load_sets
from evals.fitting.reader.statements import make_question
from evals.fitting.reader.wording import reword
from evals.fitting.reader.wordnet import Synonyms
from evals.fitting.splits import ARTICLES, FITTING, TRAINING, fitting_articles, report_articles
from index.documents.span import Span
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.errors import ModelError
from qa.reading.network import MINILM, MPNET, Network, Scores, Shape
from qa.reading.reader import REPLY_KINDS
from qa.reading.span_reader import SHIPPED, WEIGHTS, reader_named
from qa.reading.trained_reader import TrainedReader
from qa.reading.word_pieces import WordPieces, load_word_pieces
from tests.evals.fitting.small_sets import OTHER, SETS, TEXT, write_sets, write_squad


def article(name: str, questions: tuple[ArticleQuestion, ...]) -> Article:
    def paragraph(text: str) -> Paragraph:
        ends = [n + 1 for n, c in enumerate(text) if c == "."]
        return Paragraph(text, tuple(Span(a, b) for a, b in zip([0, *ends], ends, strict=False)))

    return Article(name, name.title(), (paragraph(TEXT), paragraph(OTHER)), questions)


FOUNDED = ArticleQuestion("When was Brno founded by King Wenceslaus?", 0, 20, 24, (0, 1))
UNSAID = ArticleQuestion("When was Brno burned?", 0, -1, -1, (0, 1))
TWIN = replace(FOUNDED, twins=("When was Prague founded by King Wenceslaus?",))
NONE = Synonyms(None)
TINY = Shape(2, 32, 4, 64, 30527, 514, 0, 32, 2, 1e-5)


@pytest.mark.parametrize("seed", range(40))
def test_an_edited_question_is_another_question(seed):
    question = "Who was the first ruler of Brno to build 24 walls before 1243?"
    other = edit(question, TEXT, "Wenceslaus", [OTHER], Random(seed))
    assert other is not None
    assert other != question
    assert "Wenceslaus" not in other


def test_a_question_that_no_way_applies_to_is_left_out():
    assert edit("Why so?", TEXT, "fast", [], Random(0)) is None


def test_most_sentences_give_a_question():
    own = article("a", ()).passages[0]
    questions = [make_question(own.text, own.sentences, Random(seed)) for seed in range(40)]
    assert sum(question is not None for question in questions) >= 20


@pytest.mark.parametrize("seed", range(40))
def test_a_statement_gives_a_question_that_its_sentence_settles(seed):
    own = article("a", ()).passages[0]
    question = make_question(own.text, own.sentences, Random(seed))
    if question is not None:
        assert set(question.sentences) <= set(own.sentences)
        assert any(question.topic.lower() in s.of(own.text).lower() for s in question.sentences)


@pytest.mark.parametrize("seed", range(40))
def test_the_first_row_answers_and_the_others_do_not(seed):
    first, *others = question_group(article("a", (FOUNDED,)), FOUNDED, NONE, Random(seed))
    assert [span.of(first.text) for span in first.spans] == ["1243"]
    for row in others:
        assert row.spans == ()
        assert (row.question, row.text) != (first.question, first.text)


def test_what_people_wrote_to_have_no_answer_has_none():
    for seed in range(10):
        rows = question_group(article("a", (UNSAID,)), UNSAID, NONE, Random(seed))
        assert rows[0] == Row(UNSAID.text, TEXT)
        assert all(row.spans == () for row in rows)


def test_a_twin_is_asked_of_the_same_text():
    for seed in range(10):
        first, *others = question_group(article("a", (TWIN,)), TWIN, NONE, Random(seed))
        twins = [row for row in others if row.question == TWIN.twins[0]]
        assert [row.text for row in twins] == [first.text]
        assert twins[0].kind == "none"


@pytest.mark.parametrize("seed", range(20))
def test_a_question_of_yes_or_no_is_turned_so_that_the_text_denies_it(seed):
    contrary = contradict("Was Brno founded in 1243?", TEXT, Random(seed))
    assert contrary not in (None, "Was Brno founded in 1243?")


EXAMPLE = Example(
    "boolq", "Is Brno old?", "Brno", TEXT, (Span(0, 44),), False, "yes", False, (OTHER,)
)


@pytest.mark.parametrize("seed", range(20))
def test_a_heading_before_a_text_moves_its_spans(seed):
    group = example_group(EXAMPLE, NONE, Random(seed))
    first, *others = add_heading(group, "Towns", Random(seed))
    assert first.kind == "yes"
    assert [span.of(first.text) for span in first.spans] == [TEXT[:44]]
    assert all(not row.spans and row.kind == "none" for row in others)


def test_a_claim_is_asked_in_several_ways():
    claim = replace(EXAMPLE, question="Brno is old.")
    ways = {example_group(claim, NONE, Random(seed))[0].question.lower() for seed in range(60)}
    assert "brno is old." in ways
    assert any("is it true that brno is old" in question for question in ways)


def test_a_question_keeps_its_words_however_it_is_opened():
    for seed in range(80):
        question = reword("When was the tall tower of Brno built?", Random(seed), NONE).lower()
        words = ("tall", "tower", "brno", "built")
        assert sum(word in question for word in words) >= 3  # one may have a slip


def test_synonyms_are_read_from_wordnets_files(tmp_path):
    (tmp_path / "data.noun").write_text(
        "  1 licence\n00001740 03 n 02 motorcar 0 automobile 0 000 | a car\n", encoding="utf-8"
    )
    (tmp_path / "index.noun").write_text("motorcar n 1 0 1 1 00001740  \n", encoding="utf-8")
    for name in ("data.verb", "index.verb", "data.adj", "index.adj"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "cntlist.rev").write_text("automobile%1:06:00:: 1 9\n", encoding="utf-8")
    known = Synonyms(tmp_path)
    assert known.of("motorcar") == ("automobile",)
    assert known.of("motorcars") == ("automobiles",)
    assert known.of("bicycle") == NONE.of("motorcar") == ()


@pytest.mark.parametrize("seed", range(20))
def test_what_is_cut_out_holds_its_answer_and_the_tables_header(seed):
    rows = "".join(f"| {n} | town {n} |\n" for n in range(60))
    table = f"Some words.\n\n| Number | Name |\n|---|---|\n{rows}"
    start = table.index("town 40 ")
    text, span = excerpt(table, Span(start, start + 7), Random(seed), 50)
    assert span.of(text) == "town 40"
    assert text.startswith("| Number | Name |\n|---|---|\n")
    assert len(text.split()) < 90


def test_windows_hold_every_word_once():
    text = "One sentence of some words stands here. " * 40 + "\n- an item\n- another\n"
    parts = [window.of(text) for window in windows(text, Random(2))]
    assert " ".join(parts).split() == text.split()
    assert len(parts) > 2


def test_each_set_is_read_as_it_is_laid_out(tmp_path):
    write_sets(tmp_path)
    examples = load_sets(tmp_path)
    assert {e.source for e in examples} >= {*SETS, "infotabs-fields", "doc2dial", "sharc"}
    for example in examples:
        assert all(span.of(example.text) for span in example.spans)
        assert example.kind in (None, *REPLY_KINDS)
        assert bool(example.spans) == (example.kind != "none")
    kinds = {e.source: e.kind for e in examples}
    assert (kinds["boolq"], kinds["contractnli"], kinds["sharc"]) == ("yes", "no", "no")
    write_examples(examples, tmp_path / "examples.jsonl")
    assert list(read_examples(tmp_path / "examples.jsonl")) == examples


def test_a_distractor_is_of_the_same_part_and_has_no_answer():
    exact = replace(EXAMPLE, spans=(Span(20, 24),), exact=True, kind="words", distractors=())
    others = [replace(exact, text=text) for text in (OTHER, "Brno is from 1243.", "Brno is large.")]
    apart = [replace(exact, text="Brno is a town.", test=True)]
    first, *_ = with_distractors([exact, *others, *apart])
    assert set(first.distractors) == {OTHER, "Brno is large."}
    (near,) = with_distractors([replace(EXAMPLE, distractors=("A river.", "Brno is old."))])
    assert near.distractors == ("Brno is old.", "A river.")


def test_articles_are_read_with_their_twins(tmp_path):
    write_squad(tmp_path / "squad", tmp_path / "unanswerable")
    first, *others = load_squad(tmp_path / "squad", tmp_path / "unanswerable")
    assert [(q.text, q.passage, q.twins) for q in first.questions] == [
        ("Which sea is near Prague?", 1, ()),
        ("When was Brno founded?", 0, ("When was Olomouc founded?",)),
    ]
    assert all(q.near[0] == q.passage for q in first.questions)
    write_articles([first, *others], tmp_path / "articles.jsonl")
    assert list(read_articles(tmp_path / "articles.jsonl")) == [first, *others]


@pytest.fixture(scope="module")
def words() -> WordPieces:
    return load_word_pieces(model_folder(DEFAULT_MODEL), LONGEST)


def test_targets_are_the_answers_tokens_or_the_first(words):
    exact = Row("When?", TEXT, (Span(20, 24),), kind="words")
    whole = Row("What?", TEXT, (Span(0, 7), Span(20, 24)), exact=False, kind=None)
    batch = make_batch([(exact, Row("Who?", TEXT)), (whole,)], words, 16)
    assert batch.ids.shape[1] % 16 == 0
    assert batch.groups.tolist() == [0, 0, 1]
    assert batch.kinds.tolist() == [0, 3, -1]

    def words_at(row, marks):
        return words.decode(batch.ids[row][marks[row]].tolist(), skip_special_tokens=False)

    assert words_at(0, batch.starts).startswith("124")
    assert words_at(1, batch.starts) == words_at(1, batch.ends) == "[CLS]"
    assert "was founded" not in words_at(2, batch.starts)
    assert "brno" in words_at(2, batch.starts).replace(" ##", "")
    assert not batch.open[:, 0].any()


def test_the_loss_is_that_of_the_slow_way(words):
    answer = Row("When?", TEXT, (Span(20, 24),), kind="words")
    batch = make_batch([(answer, Row("Who?", OTHER))], words, 8)
    torch.manual_seed(1)
    start, end = torch.randn(batch.ids.shape), torch.randn(batch.ids.shape)
    kinds = torch.randn(2, len(REPLY_KINDS))
    expected = 0.0
    for scores, right in ((start, batch.starts), (end, batch.ends)):
        rows = [
            (
                [float(scores[n, t]) for t in range(scores.shape[1]) if right[n, t]],
                [float(scores[n, t]) for t in range(scores.shape[1]) if batch.open[n, t] or t == 0],
            )
            for n in (0, 1)
        ]
        alone = [log(sum(map(exp, good))) - log(sum(map(exp, every))) for good, every in rows]
        margins = [
            [float(scores[n, t] - scores[n, 0]) for t in range(scores.shape[1]) if batch.open[n, t]]
            for n in (0, 1)
        ]
        good = [g - float(scores[0, 0]) for g in rows[0][0]]
        among = log(sum(map(exp, good))) - log(sum(exp(m) for row in margins for m in row))
        expected -= sum(alone) / 2 + 0.5 * among
    expected /= 2
    for row, kind in ((0, 0), (1, 3)):
        expected += 0.3 / 2 * (log(sum(map(exp, kinds[row].tolist()))) - float(kinds[row, kind]))
    assert float(loss(Scores(start, end, kinds), batch)) == pytest.approx(expected, rel=1e-4)


def test_no_article_and_no_part_that_is_kept_apart_is_learned_from():
    names = [f"article {n}" for n in range(200)]
    examples = [EXAMPLE, replace(EXAMPLE, test=True)]
    data = training_data([article(name, (FOUNDED,)) for name in names], examples, NONE)
    fit, test = fitting_articles(names)
    assert {a.name for a in data.articles} == set(names) - {*fit, *test}
    assert data.examples == [EXAMPLE]
    assert len(fit) == len(test) == ARTICLES
    assert not {*fit} & {*test}
    assert report_articles([*TRAINING, *FITTING, "Warsaw"]) == {"Warsaw"}


def test_groups_are_drawn_alike_for_a_seed():
    ours = article("a", (FOUNDED, TWIN))
    every = Shares(plain=1.0)
    drawn = list(groups([ours], [EXAMPLE], every, NONE, Random(3)))
    assert len([g for g in drawn if g[0].kind == "words"]) == 2
    assert len([g for g in drawn if g[0].kind == "yes"]) >= 1
    assert list(groups([ours], [EXAMPLE], every, NONE, Random(3))) == drawn


def test_a_run_that_was_cut_short_goes_on_as_if_it_had_not_been(tmp_path, monkeypatch, words):
    data = Data([article("a", (FOUNDED, TWIN, FOUNDED))], [EXAMPLE], NONE)
    plan = Plan(8, 1e-3, 1, Shares(plain=1.0), 1)
    straight, resumed = tmp_path / "one.pt", tmp_path / "two.pt"

    def run(file):
        torch.manual_seed(5)
        train(Network(TINY), words, data, plan, file, every=1, tokens=64)

    run(straight)
    save = torch.save

    def cut_short(state, path):
        save(state, path)
        if state["step"] == 3:
            path.replace(resumed)
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(torch, "save", cut_short)
        with pytest.raises(KeyboardInterrupt):
            run(resumed)
    run(resumed)
    last, again = (torch.load(file) for file in (straight, resumed))
    assert last["step"] == again["step"] == 8
    for name, weight in last["model"].items():
        assert torch.allclose(weight, again["model"][name], atol=1e-5), name
    for network, other, message in (
        (Network(TINY), replace(plan, seed=2), "another seed or network"),
        (Network(replace(TINY, layers=1)), plan, "another seed or network"),
        (Network(TINY), replace(plan, frozen=2), "another number of frozen layers"),
    ):
        with pytest.raises(PlanError, match=message):
            train(network, words, data, other, resumed)


def test_the_rate_rises_stays_and_falls():
    shares = [rate_share(step, 1000) for step in range(1, 1001)]
    assert shares[59:600] == [1.0] * 541
    assert shares[:60] == sorted(shares[:60])
    assert shares[600:] == sorted(shares[600:], reverse=True)
    assert 0 < shares[-1] < 0.01


def last_states(network, batch):
    """The states that the last layer gives."""
    states = []
    network.layers[-1].register_forward_hook(lambda *given: states.append(given[2]))
    with torch.inference_mode():
        network.eval()(batch.ids, batch.types, batch.mask)
    return states[0][batch.mask]


@pytest.fixture(scope="module")
def padded(words):
    return make_batch([(Row("When?", TEXT), Row("Who?", OTHER))], words, 8)


def test_a_network_starts_as_the_packaged_model(padded):
    folder = model_folder(DEFAULT_MODEL)
    theirs = BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
    with torch.inference_mode():
        states = theirs(padded.ids, padded.mask, padded.types).last_hidden_state
    ours = base_network(folder)
    assert ours.shape == MINILM
    assert torch.allclose(last_states(ours, padded), states[padded.mask], atol=1e-4)
    assert base_network(folder, layers=2).shape == replace(MINILM, layers=2)


def test_a_network_starts_as_mpnet(padded):
    shape = replace(MPNET, layers=2, size=32, heads=4, inner=64)
    settings = MPNetConfig(
        vocab_size=shape.words,
        hidden_size=shape.size,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        layer_norm_eps=shape.epsilon,
        initializer_range=0.5,
    )
    torch.manual_seed(4)
    theirs = MPNetModel(settings, add_pooling_layer=False).eval()
    # Its own padding token is another one: positions are told.
    places = torch.arange(padded.ids.shape[1])[None] + shape.first
    with torch.inference_mode():
        states = theirs(padded.ids, padded.mask, position_ids=places).last_hidden_state
    ours = network_of(shape, theirs.state_dict())
    assert torch.allclose(last_states(ours, padded), states[padded.mask], atol=1e-4)


def test_training_may_go_on_from_the_shipped_reader():
    network = base_network(model_folder(DEFAULT_MODEL), reader=WEIGHTS).eval()
    pieces = load_word_pieces(model_folder(DEFAULT_MODEL), LONGEST).encode("Who grew?", TEXT)
    ids, types = torch.tensor([pieces.ids]), torch.tensor([pieces.type_ids])
    with torch.inference_mode():
        scores = network(ids, types, ids > 0)
    (odds,) = SHIPPED.read("Who grew?", [TEXT])
    inside = [sequence == 1 for sequence in pieces.sequence_ids]
    margins = (scores.starts[0] - scores.starts[0, 0])[inside]
    assert margins.tolist() == pytest.approx(odds.starts.tolist(), abs=1e-3)


def test_another_model_is_no_base(tmp_path):
    with pytest.raises(ModelError, match="holds neither"):
        base_network(tmp_path)
    (tmp_path / "config.json").write_text('{"model_type": "mpnet"}', encoding="utf-8")
    folder = model_folder(DEFAULT_MODEL)
    (tmp_path / "model.safetensors").write_bytes((folder / "model.safetensors").read_bytes())
    with pytest.raises(ModelError, match="Name another base"):
        base_network(tmp_path)


def test_from_data_to_a_reader(tmp_path, capsys):
    shared, data, run, out = (tmp_path / name for name in ("shared", "data", "run", "out"))
    write_sets(shared / "reading")
    write_squad(shared / "squad11-train", shared / "reading" / "squad20-train-unanswerable")
    base = str(model_folder(DEFAULT_MODEL))
    options = ["--layers", "1", "--frozen", "0", "--steps", "2"]
    assert data_command([str(shared), "--out", str(data)]) == 0
    assert train_command([str(data), "--base", base, "--out", str(run), *options]) == 0
    assert export_command([str(run / "checkpoint.pt"), str(out), "--base", base]) == 0
    assert '"step": 2, "of": 2' in capsys.readouterr().out
    reader = reader_named(str(out))
    assert isinstance(reader, TrainedReader)
    (odds,) = reader.read("When was Brno founded?", [TEXT])
    assert odds.places[-1, 1] == len(TEXT)


def test_commands_say_what_is_missing(tmp_path, capsys):
    nowhere = str(tmp_path / "nowhere")
    assert data_command([nowhere, "--out", str(tmp_path)]) == 2
    assert train_command([nowhere, "--base", nowhere, "--out", str(tmp_path)]) == 2
    assert export_command([nowhere, str(tmp_path), "--base", nowhere]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3
