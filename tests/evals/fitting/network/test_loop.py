import json
from dataclasses import replace

import pytest
import torch

from evals.fitting.data.groups import Row
from evals.fitting.network import loop
from evals.fitting.network.bases import some_layers
from evals.fitting.network.batches import (
    SentenceRows,
    read_batch,
    read_rows,
    sentence_batch,
    sentence_rows,
)
from evals.fitting.network.checkpoint import PlanError
from evals.fitting.network.loop import Plan, encode, rate_share, train
from evals.fitting.network.loss import read_loss
from evals.fitting.network.rows import make_batch
from evals.fitting.network.transformer import Network, Shape, mean_vectors
from index.documents.span import Span
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.embedding.word_pieces import load_pieces_alone
from qa.reading.encoder import LONGEST
from tests.evals.fitting.small_sets import OTHER, TEXT

ALONE = load_pieces_alone(model_folder(DEFAULT_MODEL), LONGEST)
SHAPE = Shape(3, 32, 4, 64, 30522, 514, 0, 32, 2, 1e-5)
PLAN = Plan(steps=8, rate=1e-3, seed=3, encoding=1.0, teaching=0.5)
MILL = ("What does it grind?", "It grinds rye.", "Ferries sail.")
OTHERS = (
    ("When was Brno founded?", "Brno was founded in 1243.", "Olomouc grew slowly."),
    ("Who lives there?", "Nobody lives there.", "The mill is old."),
    ("Where is Prague?", "It lies on the Vltava.", "The town grew fast."),
)


def sentences(*samples: tuple[str, str, str]) -> SentenceRows:
    """The batch of questions, each with a right and a wrong sentence."""
    asked, right, wrong = zip(*samples, strict=True)
    ids = [[pieces.ids for pieces in ALONE.encode_batch([*own])] for own in (asked, right, wrong)]
    return sentence_rows((q, [(r, True), (w, False)]) for q, r, w in zip(*ids, strict=True))


SENTENCES = [sentences(MILL, *OTHERS[:2]), sentences(MILL, OTHERS[2]), sentences(OTHERS[1], MILL)]


@pytest.fixture(scope="module")
def read(words):
    founded = Row("When was Brno founded?", TEXT, (Span(20, 24),), kind="words")
    river = Row("Which river is it on?", OTHER, (Span(49, 55),), kind="words")
    grown = Row("Did the town grow fast?", TEXT, (Span(45, 64),), exact=False, kind="yes")
    groups = [(founded, replace(founded, text=OTHER, spans=(), kind="none")), (river,), (grown,)]
    return [read_rows(make_batch(own, words)) for own in (groups[:1], groups[1:], groups)]


def networks():
    """A network to train, and its teacher, which has more layers."""
    torch.manual_seed(5)
    teacher = Network(SHAPE).eval()
    return some_layers(teacher, (0, 2)), teacher


def run(read, plan, file):
    network, teacher = networks()
    train(network, teacher, read, SENTENCES, plan, file)
    return network.cpu().eval()


def reports(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def margin(network):
    """How much nearer the mill's question is to what answers it than to what does not."""
    with torch.inference_mode():
        question, right, wrong = encode(network, sentence_batch(sentences(MILL)))
    return float(question @ right - question @ wrong)


def loss_of(network, rows):
    batch = read_batch(rows)
    with torch.inference_mode():
        return float(read_loss(network(batch.ids, batch.types, batch.mask), batch))


def test_texts_are_encoded_as_by_the_encoder():
    _, network = networks()
    long = ("Who? " * 40, "The mill is old. " * 20, "It grinds rye.")
    texts = [MILL[0], long[0], *MILL[1:], *long[1:]]
    with torch.inference_mode():
        together = encode(network, sentence_batch(sentences(MILL, long)))
        for vector, text in zip(together, texts, strict=True):
            ids = torch.tensor([ALONE.encode(text).ids])
            (alone,) = mean_vectors(network, ids, torch.ones_like(ids, dtype=torch.bool))
            assert vector.tolist() == pytest.approx(alone.tolist(), abs=1e-5)


def test_training_teaches_to_read_and_brings_question_and_answer_together(tmp_path, read):
    before, _ = networks()
    after = run(read, replace(PLAN, steps=6, rate=3e-3), tmp_path / "checkpoint.pt")
    assert margin(after) > margin(before.eval())
    assert loss_of(after, read[2]) < loss_of(before, read[2])
    assert torch.load(tmp_path / "checkpoint.pt")["step"] == 6
    for name, weight in after.state_dict().items():
        learned = not name.startswith(("words", "positions", "distances"))
        assert torch.equal(weight, before.state_dict()[name]) != learned, name


def test_what_is_taught_brings_the_vectors_to_those_of_the_teacher(tmp_path, read):
    plan = replace(PLAN, steps=9, rate=3e-3, encoding=10.0, teaching=100.0)
    network, teacher = networks()
    kept = {name: weight.clone() for name, weight in teacher.state_dict().items()}
    batch = sentence_batch(SENTENCES[0])

    def apart():
        with torch.inference_mode():
            ours, theirs = (encode(own.cpu(), batch) for own in (network, teacher))
        return 1 - float((ours * theirs).sum(dim=1).mean())

    before = apart()
    train(network, teacher, read, SENTENCES, plan, tmp_path / "checkpoint.pt")
    assert apart() < before
    assert all(torch.equal(weight, kept[name]) for name, weight in teacher.state_dict().items())


def test_a_run_that_was_cut_short_goes_on_as_if_it_had_not_been(tmp_path, monkeypatch, read):
    straight, resumed = tmp_path / "one.pt", tmp_path / "two.pt"
    monkeypatch.setattr(loop, "EVERY", 1)
    run(read, PLAN, straight)
    save = torch.save

    def cut_short(state, path):
        save(state, path)
        if state["step"] == 3:
            path.replace(resumed)
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(torch, "save", cut_short)
        with pytest.raises(KeyboardInterrupt):
            run(read, PLAN, resumed)
    assert torch.load(resumed)["step"] == 3
    run(read, PLAN, resumed)
    last, again = (torch.load(file) for file in (straight, resumed))
    assert last["step"] == again["step"] == PLAN.steps
    for name, weight in last["model"].items():
        assert torch.allclose(weight, again["model"][name], atol=1e-5), name


def test_a_run_may_be_made_longer_and_one_that_is_done_stays(tmp_path, read):
    file = tmp_path / "checkpoint.pt"
    run(read, replace(PLAN, steps=2), file)
    written = file.read_bytes()
    run(read, replace(PLAN, steps=2), file)
    assert file.read_bytes() == written
    run(read, replace(PLAN, steps=4), file)
    assert torch.load(file)["step"] == 4


def test_what_is_taken_up_has_the_rate_and_reports_the_means_of_now(
    tmp_path, monkeypatch, read, capsys
):
    file = tmp_path / "checkpoint.pt"
    monkeypatch.setattr(loop, "EVERY", 2)
    run(read, replace(PLAN, steps=1), file)
    capsys.readouterr()
    monkeypatch.setattr(loop, "rate_share", lambda progress: 1.0)
    run(read, replace(PLAN, steps=4, rate=1e-9), file)
    assert torch.load(file)["optimizer"]["param_groups"][0]["lr"] == 1e-9
    twice = reports(capsys)
    assert [report["step"] for report in twice] == [2, 4]
    assert twice[1]["read"] < 1.5 * twice[0]["read"]  # of two steps, not their sum


def test_a_checkpoint_of_another_run_is_refused(tmp_path, read):
    file = tmp_path / "checkpoint.pt"
    run(read, replace(PLAN, steps=1), file)
    network, teacher = networks()
    for other, plan in (
        (network, replace(PLAN, seed=2)),
        (some_layers(teacher, (0,)), PLAN),
        (Network(replace(SHAPE, layers=2, inner=128)), PLAN),
    ):
        with pytest.raises(PlanError, match="another seed or network"):
            train(other, teacher, read, SENTENCES, plan, file)


def test_matrices_decay_and_new_scores_learn_faster(tmp_path, read):
    run(read, replace(PLAN, steps=4), tmp_path / "checkpoint.pt")
    matrices, vectors, new = torch.load(tmp_path / "checkpoint.pt")["optimizer"]["param_groups"]
    assert [group["weight_decay"] for group in (matrices, vectors, new)] == [0.01, 0, 0]
    # Of each of two layers four products and two norms; one norm before them.
    assert [len(group["params"]) for group in (matrices, vectors, new)] == [8, 18, 4]
    share = rate_share(3 / 4)  # behind the last step lay three of four
    assert share == 0.5
    for group, full in ((matrices, 1e-3), (vectors, 1e-3), (new, 5e-3)):
        assert group["lr"] == pytest.approx(full * share)


def test_what_is_told_are_the_means_of_the_steps_since(tmp_path, monkeypatch, read, capsys):
    told = []
    for every in (1, 2):
        monkeypatch.setattr(loop, "EVERY", every)
        run(read, replace(PLAN, steps=5), tmp_path / f"{every}.pt")
        told.append(reports(capsys))
    single, double = told
    assert [report["step"] for report in single] == [1, 2, 3, 4, 5]
    assert [report["step"] for report in double] == [2, 4, 5]
    for name in ("read", "among", "apart"):
        steps = [report[name] for report in single]
        means = [(steps[0] + steps[1]) / 2, (steps[2] + steps[3]) / 2, steps[4]]
        assert [report[name] for report in double] == pytest.approx(means, abs=2e-4)


def test_seconds_end_a_run(tmp_path, read, capsys):
    run(read, replace(PLAN, steps=1000, seconds=1e-6), tmp_path / "checkpoint.pt")
    assert torch.load(tmp_path / "checkpoint.pt")["step"] == 1
    assert [report["step"] for report in reports(capsys)] == [1]


def test_progress_is_that_of_the_steps_or_of_the_seconds():
    assert PLAN.progress(2, 1e9) == 0.25
    timed = replace(PLAN, seconds=60.0)
    assert [timed.progress(2, seconds) for seconds in (0, 15, 30, 90)] == [0.25, 0.25, 0.5, 1.5]


def test_the_rate_rises_stays_and_falls():
    shares = [rate_share(step / 1000) for step in range(1001)]
    assert 0 < shares[0] < 0.1
    assert shares[28:501] == [1.0] * 473
    assert shares[:29] == sorted(shares[:29])
    assert shares[500:] == sorted(shares[500:], reverse=True)
    assert 0 < shares[999] < 0.01
    assert shares[1000] == rate_share(1.5) == 0
