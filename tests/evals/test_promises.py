"""Corrections as regression tests: what was kept in the app is asked again, and can fail."""

import json

import pytest

from evals.__main__ import main
from evals.cases import Case, CaseError, Quote, load_cases, locate, read_cases, stale
from evals.promises import broken_promise, is_kept, is_promise
from evals.scoring import score
from index import Document, Span
from qa import Assistant
from qa.feedback import approval, correction, disapproval, save
from qa.library.library import Library
from qa.types import Answer, Citation, Grade

OPENS, CLOSES = "The desk opens at nine.", "It closes at five."
DESK = Document("desk.md", "Desk", f"# Desk\n\n{OPENS} {CLOSES}", "desk.md")
WHEN, WHO = "When does the desk open?", "Who is the president of France?"


def place(quote):
    start = DESK.text.index(quote)
    return Span(start, start + len(quote))


def answered(*quotes, short=()):
    marked = tuple(map(place, short))
    cited = tuple(Citation.of(DESK, place(quote), marked) for quote in quotes)
    text = " ".join(quotes) or "The document does not say."
    return Answer(
        WHEN, WHEN, text, cited, (), 0.9 if cited else 0.1, Grade.ANSWER if cited else Grade.ABSENT
    )


def case(*quotes, kind="corrected"):
    return Case("feedback-1", WHEN, quotes, tuple(Quote(DESK.id, q) for q in quotes), kind)


def evidence(one):
    return locate([one], [DESK])[one.id]


@pytest.mark.parametrize(
    ("quotes", "cited", "right"),
    [
        ([], [], True),
        ([], [OPENS], False),
        ([OPENS], [], False),
        ([OPENS], [OPENS], True),
        ([OPENS], [CLOSES], False),
        ([OPENS], [CLOSES, OPENS], True),
        ([OPENS, CLOSES], [CLOSES], True),
        ([OPENS], [OPENS[:12]], True),  # 12 of 23 characters
        ([OPENS], [OPENS[:11]], False),
        ([OPENS], [f"{OPENS} {CLOSES}"], True),
    ],
)
def test_a_promise_is_kept_by_half_of_a_quote_or_a_refusal(quotes, cited, right):
    asked = case(*quotes)
    assert is_kept(evidence(asked), answered(*cited)) is right
    assert (broken_promise(asked, evidence(asked), answered(*cited)) is None) is right


def test_the_line_on_a_broken_promise_says_what_was_expected_and_what_came():
    for asked, answer, said in (
        (case(OPENS), answered(CLOSES), f"Expected “{OPENS}”, came “{CLOSES}”."),
        (case(OPENS), answered(), f"Expected “{OPENS}”, came a refusal."),
        (case(OPENS), None, f"Expected “{OPENS}”, came an error."),
        (case(kind="liked"), answered(OPENS), f"Expected a refusal, came “{OPENS}”."),
    ):
        assert broken_promise(asked, evidence(asked), answer) == f"feedback-1: {WHEN} {said}"
    long = broken_promise(case("a\n" * 200), ((),), answered()) or ""
    assert f"“{'a ' * 39}a…”" in long
    assert "\n" not in long


def test_only_what_people_said_is_a_promise():
    assert [is_promise(case(OPENS, kind=kind)) for kind in ("liked", "corrected")] == [True, True]
    plain = case(OPENS, kind="plain")
    assert not is_promise(plain)
    assert broken_promise(plain, evidence(plain), answered(CLOSES)) is None


def test_a_corrected_answer_is_compared_whole():
    short = answered(OPENS, short=["nine"])
    assert short.short_answer == "nine"
    assert score(case(OPENS), evidence(case(OPENS)), short, 0.1).f1 == 1.0
    # "desk opens at nine" without its article: one word of four.
    assert score(case(OPENS, kind="plain"), evidence(case(OPENS)), short, 0.1).f1 == 0.4


@pytest.fixture
def desk(tmp_path, embedder):
    (tmp_path / "desk.md").write_text(DESK.text)
    return Assistant(tmp_path / "desk.md", embedder, reader=None)


@pytest.fixture
def asked(tmp_path, capsys):
    """The status of the evals, and what they print, for a file of feedback on the desk."""

    def run(*more):
        capsys.readouterr()
        given = ["--reader", "none", "--out", str(tmp_path / "out"), *more]
        return main(["--documents", str(tmp_path / "desk.md"), *given]), *capsys.readouterr()

    return run


def test_feedback_that_holds_is_said_to_and_what_does_not_is_named(tmp_path, desk, asked):
    file = tmp_path / "f.jsonl"
    for question in (WHEN, WHO):
        save(approval(desk.ask(question)), file)
    status, out, err = asked("--cases", str(file))
    assert status == 0
    assert out.endswith("\nAll 2 cases kept from feedback hold.\n")
    assert WHEN not in err

    wrong = correction(WHEN, [], DESK, place(CLOSES))
    save(wrong, file)
    (tmp_path / "desk.md").write_text(f"{DESK.text}\n\nThe president of France is Ada Lovelace.")
    status, out, err = asked("--cases", str(file))
    assert status == 1
    assert "kept from feedback" not in out
    refusal, right = err.splitlines()[-2:]
    assert refusal.endswith(
        f"{WHO} Expected a refusal, came “The president of France is Ada Lovelace.”."
    )
    assert right == f"{wrong['id']}: {WHEN} Expected “{CLOSES}”, came “{OPENS}”."


def test_feedback_that_cannot_be_asked_does_not_stop_the_rest(tmp_path, desk, asked):
    file = tmp_path / "f.jsonl"
    save(approval(desk.ask(WHEN)), file)
    gone = Document("old.md", "Old", "It was elsewhere.", "old.md")
    old = correction("Where was it?", [], gone, Span(0, 17))
    save(old, file)
    with file.open("ab") as end:
        end.write(b'{"id": "feedback-cut\n\xff\n{"id": "mine"}\n')
    cases, damaged = read_cases(file)
    assert [one.question for one in stale(cases, desk.index.documents)] == ["Where was it?"]
    assert [str(error).partition(" of f.jsonl")[0] for error in damaged] == [
        "There is no JSON on line 3",
        "There is no JSON on line 4",
        "'evidence' is missing on line 5",
    ]
    with pytest.raises(CaseError, match="line 3"):
        load_cases(file)

    status, out, err = asked("--cases", str(file))
    assert status == 1
    assert "f: 1 of 2 cases (1 answerable)" in out
    assert "kept from feedback" not in out
    left_out = [line for line in err.splitlines() if line.startswith("Left out: ")]
    assert left_out == [
        *(f"Left out: {error}" for error in damaged),
        f"Left out: {old['id']}: Where was it? The documents do not say its evidence any more.",
    ]

    save(disapproval(desk.ask(WHEN)), file)
    status, _, err = asked("--cases", str(file))
    assert status == 2
    assert "holds no case to ask any more" in err


def test_cases_written_by_hand_stay_strict(tmp_path, desk, asked):
    file = tmp_path / "f.jsonl"
    save(approval(desk.ask(WHEN)), file)
    quote = {"document": "desk.md", "quote": "never said"}
    hand = {"id": "mine", "question": "Is it?", "answers": ["a"], "evidence": [quote]}
    with file.open("a") as end:
        end.write(json.dumps(hand) + "\n")
    status, _, err = asked("--cases", str(file))
    assert status == 2
    assert "do not say the evidence of mine" in err

    file.write_text(json.dumps({**hand, "answers": [], "evidence": []}) + "\n{\n")
    status, _, err = asked("--cases", str(file))
    assert status == 2
    assert "There is no JSON on line 2" in err


def test_what_was_kept_of_a_collection_is_asked_of_its_documents(tmp_path, home, desk, asked):
    library = Library.persistent(str(tmp_path / "desk.md"), "none")
    first = library.collections()[0]
    status, _, err = asked("--feedback")
    assert status == 2
    assert "Nothing was kept of the collection 'Documents'." in err

    made = library.create("Pool")
    (tmp_path / "pool.md").write_text("# Pool\n\nThe pool opens at seven.")
    library.add(made.folder, [("pool.md", tmp_path / "pool.md")])
    question = "When does the pool open?"
    save(approval(desk.ask(WHEN)), home / "feedback" / f"{first.folder}.jsonl")
    answer = library.open(made.folder).ask(question)
    assert answer.text == "The pool opens at seven."
    save(approval(answer), home / "feedback" / f"{made.folder}.jsonl")
    for options, folder in ((["--feedback"], first.folder), (["--feedback", "Pool"], made.folder)):
        status, out, err = asked(*options)
        assert status == 0
        assert out.startswith(f"{folder}: 1 of 1 cases (1 answerable), 1 documents")
        assert out.endswith("All 1 cases kept from feedback hold.\n")

    (tmp_path / "pool.md").write_text("# Pool\n\nThe pool is shut.")
    library.add(made.folder, [("pool.md", tmp_path / "pool.md")])
    status, _, err = asked("--feedback", "Pool")
    assert status == 2
    assert f"Left out: {approval(answer)['id']}: {question}" in err
    status, _, err = asked("--feedback", "Attic")
    assert status == 2
    assert "There is no collection 'Attic'." in err


def test_cases_and_feedback_exclude_each_other(asked, capsys):
    with pytest.raises(SystemExit, match="2"):
        asked("--feedback", "--cases", "f.jsonl")
    assert "not allowed with argument" in capsys.readouterr().err
