from collections import Counter

import numpy as np
import pytest

from evals.cases import Case, Quote
from evals.peers import __main__ as peers
from evals.peers.__main__ import PeersError, asked, judge, leads, main, releases, spread, turn
from evals.peers.pipelines import Handed, Pincite

QUOTE = "It opens at nine."


def chunks(*texts):
    return Handed(texts, texts)


class Fixed:
    """A pipeline that always hands back the same."""

    def __init__(self, name, *texts):
        self.name, self.texts, self.questions = name, texts, []

    def build(self, documents):
        pass

    def search(self, question, k):
        self.questions.append(question)
        return chunks(*self.texts[:k])


@pytest.mark.parametrize(
    ("handed", "worth"),
    [
        (chunks(f"Hours. {QUOTE}"), (1, 1, 1, 1)),
        (chunks("No.", "No.", "No.", "No.", QUOTE), (0, 1, 1, 1)),
        (chunks("No.", "No.", "No.", "No.", "No.", QUOTE), (0, 0, 1, 1)),
        (chunks("It opens", "at ten."), (0, 0, 0, 0)),
        (chunks(), (0, 0, 0, 0)),
        # 1 blank and 17 characters of the quote come after what stands before it.
        (chunks("x" * 482, QUOTE), (0, 1, 1, 1)),
        (chunks("x" * 483, QUOTE), (0, 1, 0, 1)),
        (chunks("x" * 982, QUOTE), (0, 1, 0, 1)),
        (chunks("x" * 983, QUOTE), (0, 1, 0, 0)),
    ],
)
def test_a_reply_is_worth_what_it_holds_whole(handed, worth):
    assert judge(handed, [QUOTE]) == worth


def test_hits_are_counted_in_passages_and_characters_in_texts():
    assert judge(Handed((QUOTE,), ("No.",)), [QUOTE]) == (1, 1, 0, 0)
    assert judge(Handed(("No.",), (QUOTE,)), [QUOTE]) == (0, 0, 1, 1)


def test_any_quote_will_do_and_blanks_do_not_count():
    assert judge(chunks("It  opens\n\nat nine. " + "x" * 500), ["Never.", QUOTE]) == (1, 1, 1, 1)
    assert judge(chunks("x" + " " * 500, QUOTE), ["It opens\nat nine."]) == (0, 1, 1, 1)
    # A sentence cut in two is whole again only where the halves are read one after the other.
    assert judge(chunks("It opens", "at nine."), [QUOTE]) == (0, 0, 1, 1)


def test_cases_are_spread_over_all():
    assert spread(range(10), 5) == [0, 2, 4, 6, 8]
    assert spread(range(10), 3) == [0, 3, 6]
    assert spread(range(3), 5) == [0, 1, 2]
    assert spread([], 5) == []


def test_every_pipeline_is_first_and_last_as_often():
    turns = [turn("abc", number) for number in range(6)]
    assert turns[:4] == [list("abc"), list("bca"), list("cab"), list("cba")]
    assert Counter(order[0] for order in turns) == {"a": 2, "b": 2, "c": 2}
    assert Counter(order[-1] for order in turns) == {"a": 2, "b": 2, "c": 2}


def test_every_pipeline_is_asked_every_case():
    cases = [
        Case("1", "When?", ("nine",), (Quote("a.txt", QUOTE),)),
        Case("2", "Who?", ("Ann",), (Quote("a.txt", "Ann does."),)),
    ]
    good, bad = Fixed("good", QUOTE, "Ann does."), Fixed("bad", "No.")
    worth, seconds = asked([good, bad], cases)
    assert worth["good"].tolist() == [[1, 1, 1, 1], [0, 1, 1, 1]]
    assert worth["bad"].tolist() == [[0, 0, 0, 0]] * 2
    assert good.questions == bad.questions == ["When?", "Who?"] * 2  # once to warm up
    assert [len(times) for times in seconds.values()] == [2, 2]


def test_the_lead_is_over_the_best_peer_of_each_column():
    ours = np.array([[1, 1, 1, 1]] * 4)
    one = np.array([[1, 0, 1, 1], [1, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1]])
    other = np.array([[1, 1, 1, 0], [0, 1, 1, 0], [0, 1, 0, 0], [0, 1, 0, 0]])
    found = leads({"one": one, "other": other, "ours": ours}, "ours")
    assert [(lead.peer, lead.value) for lead in found] == [
        ("one", 0.5),
        ("other", 0),
        ("one", 0),
        ("one", 0),
    ]
    assert found[0].low <= 0.5 <= found[0].high
    assert (found[1].low, found[1].high) == (0, 0)


def test_pincite_hands_back_passages_and_the_likeliest_sentences(assistant, monkeypatch):
    pincite = Pincite()
    monkeypatch.setattr(pincite, "_assistant", assistant, raising=False)
    handed = pincite.search("Who issued the strategy?", 5)
    answer = assistant.ask("Who issued the strategy?")
    assert handed.passages == tuple(hit.passage.text for hit in answer.hits)
    assert handed.texts == tuple(c.quote for c in answer.sentences)
    assert handed.texts[0] == answer.citations[0].quote
    assert len(set(handed.texts)) == len(handed.texts)


def test_a_missing_package_is_named_with_the_way_to_install_it(monkeypatch, capsys):
    assert releases(["pytest"]) == {"pytest": pytest.__version__}
    with pytest.raises(PeersError, match=r"^Not installed: no-such-peer, nor-this\. .*\.\[peers\]"):
        releases(["no-such-peer", "pytest", "nor-this"])
    monkeypatch.setattr(peers, "PACKAGES", ("no-such-peer",))
    assert main(["--limit", "1"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "no-such-peer" in said


@pytest.mark.parametrize(("limit", "problem"), [("0", "--limit 0"), ("1", "squad-dev-cases")])
def test_what_else_is_missing_is_named(monkeypatch, capsys, tmp_path, limit, problem):
    monkeypatch.setattr(peers, "PACKAGES", ())
    monkeypatch.setenv("PINCITE_DATA", str(tmp_path))
    assert main(["--limit", limit]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert problem in said


def test_a_comparison_is_printed_and_written(monkeypatch, capsys, tmp_path):
    data = tmp_path / "squad-dev-cases"
    (data / "documents").mkdir(parents=True)
    (data / "documents" / "a.txt").write_text(QUOTE, encoding="utf-8")
    case = '{"id": "1", "question": "When?", "answers": ["nine"], "evidence": [%s]}'
    evidence = f'{{"document": "a.txt", "quote": "{QUOTE}"}}'
    (data / "cases.jsonl").write_text(case % evidence, encoding="utf-8")
    monkeypatch.setattr(peers, "PACKAGES", ())
    monkeypatch.setattr(peers, "ENVIRONMENT", {})
    monkeypatch.setattr(peers, "pipelines", lambda: [Fixed("peer", "No."), Fixed("ours", QUOTE)])
    monkeypatch.setenv("PINCITE_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "1 of 1 answerable questions of squad-dev-cases, 1 documents\n\n| pipeline |" in said
    assert "| peer | 0.000 | 0.000 | 0.000 | 0.000 |" in said
    assert "| ours | 1.000 | 1.000 | 1.000 | 1.000 |" in said
    assert "- hit@1 +1.000 (+1.000 to +1.000), peer" in said
    assert '"pipeline": "ours"' in (tmp_path / "reports" / "peers.json").read_text(encoding="utf-8")
