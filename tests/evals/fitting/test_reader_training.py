import json
from hashlib import sha256
from math import exp, log
from random import Random

import pytest
import torch
from safetensors.torch import load_file

from evals.fitting.reader import loop
from evals.fitting.reader.articles import Article, Asked, Text, read, searched, write
from evals.fitting.reader.edits import edited
from evals.fitting.reader.export import export
from evals.fitting.reader.groups import Row, groups, of_question
from evals.fitting.reader.model import batch, loss, network, tokenizer
from evals.fitting.reader.statements import made
from evals.fitting.splits import ARTICLES, FITTING, TRAINING, fitting_articles, report_articles
from index.documents.span import Span

TEXT = "Brno was founded in 1243 by King Wenceslaus. The town grew fast. Olomouc grew slowly."
OTHER = "Prague was founded earlier. It lies on the river Vltava, below Vyšehrad."


def article(name: str, asked: tuple[Asked, ...]) -> Article:
    def text(said: str) -> Text:
        ends = [n + 1 for n, c in enumerate(said) if c == "."]
        return Text(said, tuple(Span(a, b) for a, b in zip([0, *ends], ends, strict=False)))

    return Article(name, (text(TEXT), text(OTHER)), asked)


FOUNDED = Asked("When was Brno founded by King Wenceslaus?", 0, 20, 24, (0, 1))
UNSAID = Asked("When was Brno burned?", 0, -1, -1, (0, 1))


@pytest.mark.parametrize("seed", range(40))
def test_an_edited_question_is_another_question(seed):
    question = "Who was the first ruler of Brno to build 24 walls before 1243?"
    changed = edited(question, TEXT, "Wenceslaus", [OTHER], Random(seed))
    assert changed is not None
    assert changed != question
    assert "Wenceslaus" not in changed


def test_a_question_that_no_way_applies_to_is_left_out():
    assert edited("Why so?", TEXT, "fast", [], Random(0)) is None


def test_most_sentences_give_a_question():
    own = article("a", ()).passages[0]
    found = [made(own.text, own.sentences, Random(seed)) for seed in range(40)]
    assert sum(question is not None for question in found) >= 20


@pytest.mark.parametrize("seed", range(40))
def test_a_statement_gives_a_question_that_its_sentence_settles(seed):
    own = article("a", ()).passages[0]
    question = made(own.text, own.sentences, Random(seed))
    if question is not None:
        assert set(question.sentences) <= set(own.sentences)
        assert any(question.topic.lower() in s.of(own.text).lower() for s in question.sentences)


@pytest.mark.parametrize("seed", range(40))
def test_the_first_row_answers_and_the_others_do_not(seed):
    first, *others = of_question(article("a", (FOUNDED,)), FOUNDED, Random(seed))
    assert [span.of(first.text) for span in first.spans] == ["1243"]
    for row in others:
        assert row.spans == ()
        assert (row.question, row.text) != (first.question, first.text)


def test_what_people_wrote_to_have_no_answer_has_none():
    for seed in range(10):
        rows = of_question(article("a", (UNSAID,)), UNSAID, Random(seed))
        assert rows[0] == Row(UNSAID.question, TEXT)
        assert all(row.spans == () for row in rows)


def test_targets_are_the_answers_tokens_or_the_first():
    words = tokenizer()
    exact = Row("When?", TEXT, (Span(20, 24),))
    whole = Row("What?", TEXT, (Span(0, 7), Span(20, 24)), exact=False)
    told = batch([(exact, Row("Who?", TEXT)), (whole,)], words, 16)
    assert told.ids.shape[1] % 16 == 0
    assert told.groups.tolist() == [0, 0, 1]

    def words_at(row, marks):
        return words.decode(told.ids[row][marks[row]].tolist(), skip_special_tokens=False)

    assert words_at(0, told.starts).startswith("124")
    assert words_at(1, told.starts) == words_at(1, told.ends) == "[CLS]"
    assert "was founded" not in words_at(2, told.starts)
    assert "brno" in words_at(2, told.starts).replace(" ##", "")
    assert not told.open[:, 0].any()


def test_the_loss_is_that_of_the_slow_way():
    told = batch([(Row("When?", TEXT, (Span(20, 24),)), Row("Who?", OTHER))], tokenizer(), 8)
    torch.manual_seed(1)
    start, end = torch.randn(told.ids.shape), torch.randn(told.ids.shape)
    expected = 0.0
    for scores, right in ((start, told.starts), (end, told.ends)):
        rows = [
            (
                [float(scores[n, t]) for t in range(scores.shape[1]) if right[n, t]],
                [float(scores[n, t]) for t in range(scores.shape[1]) if told.open[n, t] or t == 0],
            )
            for n in (0, 1)
        ]
        alone = [log(sum(map(exp, good))) - log(sum(map(exp, every))) for good, every in rows]
        margins = [
            [float(scores[n, t] - scores[n, 0]) for t in range(scores.shape[1]) if told.open[n, t]]
            for n in (0, 1)
        ]
        good = [g - float(scores[0, 0]) for g in rows[0][0]]
        among = log(sum(map(exp, good))) - log(sum(exp(m) for row in margins for m in row))
        expected -= sum(alone) / 2 + 0.5 * among
    assert float(loss(start, end, told)) == pytest.approx(expected / 2, rel=1e-4)


PARAGRAPHS = [{"_id": f"A#{n}", "title": "A", "text": t} for n, t in enumerate((TEXT, OTHER))]
QUESTIONS = [
    {
        "text": "When was Brno founded?",
        "context_id": "A#0",
        "answerable": True,
        "answer_spans": [{"text": "1243", "start": 20, "start_from": "unique"}],
    },
    {"text": "Which river?", "context_id": "A#1", "answerable": False, "answer_spans": []},
    {
        "text": "What grew?",
        "context_id": "A#0",
        "answerable": True,
        "answer_spans": [{"text": "grew", "start": 54, "start_from": "guess"}],
    },
    {"text": "k", "context_id": "A#1", "answerable": False, "answer_spans": []},
]


def test_articles_are_searched_for_questions_with_a_certain_answer(embedder):
    found = searched("A", PARAGRAPHS, QUESTIONS, embedder)
    assert [(a.question, a.answerable) for a in found.asked] == [
        ("When was Brno founded?", True),
        ("Which river?", False),
    ]
    first = found.asked[0]
    assert found.passages[first.passage].text[first.start : first.end] == "1243"
    assert first.near[0] == first.passage


def test_articles_that_were_cut_short_are_written_anew(tmp_path):
    more = [{**row, "_id": row["_id"].replace("A", "B")} for row in PARAGRAPHS]
    for name, rows in (("corpus", [*PARAGRAPHS, *more]), ("queries", QUESTIONS)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    out = tmp_path / "articles.jsonl"
    write(tmp_path, out)
    whole = out.read_text(encoding="utf-8")
    assert [a.name for a in read(out)] == ["A", "B"]
    for end in (0, 10, whole.index("\n") + 1, len(whole) - 5):
        out.write_text(whole[:end], encoding="utf-8")
        write(tmp_path, out)
        assert out.read_text(encoding="utf-8") == whole


def test_no_article_that_is_kept_apart_is_taught():
    names = [f"article {n}" for n in range(200)]
    ours = [article(name, (FOUNDED,)) for name in names]
    theirs = [article(name, (UNSAID,)) for name in sorted(TRAINING | FITTING | {"Warsaw"})]
    taught = [a.name for a in loop.taught([*ours, *theirs])]
    fit, test = fitting_articles(names)
    assert set(taught) == (set(names) | TRAINING) - {*fit, *test}
    assert len(fit) == len(test) == ARTICLES
    assert not {*fit} & {*test}
    assert report_articles([*TRAINING, *FITTING, "Warsaw"]) == {"Warsaw"}


def test_a_run_that_was_cut_short_goes_on_as_if_it_had_not_been(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(loop, "EVERY", 1)
    monkeypatch.setattr(loop, "TOKENS", 64)
    taught = [article("a", (FOUNDED, FOUNDED, FOUNDED))]
    straight, resumed = tmp_path / "one.pt", tmp_path / "two.pt"
    loop.trained(taught, straight, 2.0, seed=1)
    last = torch.load(straight)
    save = torch.save

    def cut_short(state, path):
        save(state, path)
        if state["step"] == 3:
            path.replace(resumed)
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(torch, "save", cut_short)
        with pytest.raises(KeyboardInterrupt):
            loop.trained(taught, resumed, 2.0, seed=1)
    loop.trained(taught, resumed, 2.0, seed=1)
    again = torch.load(resumed)
    assert last["step"] == again["step"] >= 6
    for name, weight in last["model"].items():
        assert torch.allclose(weight, again["model"][name], atol=1e-6), name
    steps = [json.loads(line)["step"] for line in capsys.readouterr().out.splitlines()]
    every = [*range(1, last["step"] + 1)]
    assert steps == every + every
    with pytest.raises(loop.PlanError, match="other data"):
        loop.trained(taught, resumed, 2.0, seed=2)


def test_half_of_the_weights_is_shipped(tmp_path):
    model = network()
    torch.save({"model": model.state_dict()}, tmp_path / "checkpoint.pt")
    size, checksum = export(tmp_path / "checkpoint.pt", tmp_path / "reader.safetensors")
    assert size < 30e6
    assert checksum == sha256((tmp_path / "reader.safetensors").read_bytes()).hexdigest()
    kept = load_file(tmp_path / "reader.safetensors")
    assert not any(name.startswith("bert.embeddings") for name in kept)
    assert set(kept) == {n for n in model.state_dict() if not n.startswith("bert.embeddings")}


def test_groups_hold_every_question_once_an_epoch():
    ours = article("a", (FOUNDED, FOUNDED))
    drawn = list(groups([ours], Random(3)))
    asked = [group for group in drawn if group[0].exact]
    assert len(asked) == 2
    assert list(groups([ours], Random(3))) == drawn
