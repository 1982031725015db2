import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document, Span, SpanError
from index.documents.parser_process import ParserProcess
from qa.__main__ import main
from qa.evidence.html import pack_page
from qa.evidence.matching import Match, by_quotes, match_documents
from qa.evidence.pack import make_pack
from qa.evidence.verifying import State, Verdict, verify_quotes
from tests.pdf_files import column, pdf
from tests.qa.evidence.test_pack import ARTICLE, HALL, HALL_PACK, MADE, ROOT, TEXT, answered


@pytest.fixture(scope="module")
def pack(assistant):
    asked = ["Who issued the strategy?", "What is the population of Brazil?"]
    return make_pack([assistant.ask(question) for question in asked], MADE)


def test_a_quote_is_found_nearest_to_where_it_was():
    pack = make_pack([answered(span=Span(43, 66), answers=())], MADE)

    def now(text):
        (verdict,) = verify_quotes(
            pack, match_documents(pack, [replace(HALL, blocks=(), text=text)])
        )
        return verdict.state.value, verdict.now, verdict.match.unchanged

    assert now(TEXT) == ("exact", Span(43, 66), True)
    assert now(TEXT + " More.") == ("exact", Span(43, 66), False)
    assert now("Welcome. " + TEXT) == ("moved", Span(52, 75), False)
    assert now(TEXT[:42]) == ("moved", Span(0, 23), False)
    assert now(TEXT.replace("nine", "ten")) == ("missing", None, False)


def test_a_renamed_document_is_known_by_its_text():
    pack = make_pack([answered()], MADE)
    other = Document("other.txt", "Other", "The hall opens at nine. Or not.", "other.txt")
    renamed = replace(HALL, id="new.txt")
    (verdict,) = verify_quotes(pack, match_documents(pack, [other, renamed]))
    assert (verdict.state, verdict.match.document) == (State.EXACT, renamed)
    assert verdict.match.unchanged
    (verdict,) = verify_quotes(pack, match_documents(pack, [other]))
    assert (verdict.state, verdict.match.document) == (State.EXACT, other)
    assert not verdict.match.unchanged
    (verdict,) = verify_quotes(
        pack, match_documents(pack, [replace(other, blocks=(), text="Or not.")])
    )
    assert (verdict.state, verdict.match.document, verdict.now) == (State.MISSING, None, None)
    changed = replace(HALL, blocks=(), text="Closed.")
    assert [m.document for m in match_documents(pack, [changed, renamed])] == [renamed]
    assert [m.document for m in match_documents(pack, [renamed, HALL])] == [HALL]


def test_a_verdict_that_is_not_so_cannot_be_made():
    pack = make_pack([answered()], MADE)
    (verdict,) = verify_quotes(pack, match_documents(pack, [HALL]))
    for document in (HALL, None):
        with pytest.raises(SpanError, match=r"A quote of hall\.txt"):
            Verdict(verdict.cited, Match(pack["documents"][0], document), Span(1, 24))


def doc(name, text):
    return Document(name, name, text, name)


def taken(cited, documents):
    """The names of those of ``documents`` that are taken for the ``cited`` ones."""
    answers = [answered(it, Span(0, it.text.index(".") + 1), ()) for it in cited]
    matches = match_documents(make_pack(answers, MADE), documents)
    return [match.document and match.document.id for match in matches]


A, B = doc("x/a.txt", "Ants crawl. So they do."), doc("x/b.txt", "Bees fly. So they do.")


@pytest.mark.parametrize(
    ("documents", "names"),
    [
        ([A, B], ["x/a.txt", "x/b.txt"]),
        # Names that were swapped, also where one of the texts was changed too.
        ([doc("x/a.txt", B.text), doc("x/b.txt", A.text)], ["x/b.txt", "x/a.txt"]),
        ([doc("x/a.txt", B.text), doc("x/b.txt", A.text + "!")], ["x/b.txt", "x/a.txt"]),
        # A copy, and another text that took the name.
        ([doc("copy.txt", A.text), A, B], ["x/a.txt", "x/b.txt"]),
        ([doc("copy.txt", A.text), doc("x/a.txt", "Else."), B], ["copy.txt", "x/b.txt"]),
        # Changed: by id before name, by name before quotes.
        ([doc("a.txt", "Ants crawl."), doc("x/a.txt", "Else."), B], ["x/a.txt", "x/b.txt"]),
        ([doc("c.txt", "Ants crawl."), doc("y/a.txt", "Else."), B], ["y/a.txt", "x/b.txt"]),
        ([doc("y/a.txt", "Else."), doc("z/a.txt", "Ants crawl."), B], ["z/a.txt", "x/b.txt"]),
        ([doc("aa.txt", "Else."), doc("c.txt", "Do ants? Ants crawl."), B], ["c.txt", "x/b.txt"]),
        ([doc("c.txt", "Ants crawl. Bees fly.")], ["c.txt", "c.txt"]),
        ([doc("aa.txt", "Else.")], [None, None]),
        ([], [None, None]),
    ],
)
def test_documents_are_found_by_what_they_hold(documents, names):
    assert taken([A, B], documents) == names


def test_the_document_that_holds_most_of_the_quotes_is_taken():
    said = {"One.", "Two.", "Three."}
    some = [doc("n", "None."), doc("1", "One."), doc("2", "Three. One."), doc("3", "Two. One.")]
    assert by_quotes(some, said) == some[2]
    assert by_quotes(some[:1], said) is None
    assert by_quotes(some, set()) is None


def test_an_earlier_version_is_found_by_its_hash_or_by_what_it_said():
    new = replace(HALL, blocks=(), text="Welcome! " + TEXT[:23])
    five = Span(24, 42)
    pack = make_pack(
        [answered(), answered(span=five, answers=()), answered(new, Span(9, 32), ())], MADE
    )

    def states(*documents):
        return [
            (it.state.value, it.match.unchanged)
            for it in verify_quotes(pack, match_documents(pack, documents))
        ]

    old = doc("old.txt", TEXT)
    assert states(old, new) == [("exact", True)] * 3
    assert states(new) == [("moved", False), ("missing", False), ("exact", True)]
    assert states(old) == [("exact", True), ("exact", True), ("moved", False)]


SMALL = st.text("ab ", min_size=1, max_size=30)


@st.composite
def edits(draw):
    text = draw(SMALL.filter(str.strip))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    at = draw(st.integers(0, len(text)))
    cut = draw(st.integers(at, len(text)))
    return text, Span(start, end), text[:at] + draw(st.text("ab ", max_size=4)) + text[cut:]


@given(edits())
def test_a_verdict_is_right_about_any_edit(edit):
    text, span, edited = edit
    document = Document("d", "D", text, "d")
    answer = answered(document, span, ())
    pack = make_pack([answer], MADE)
    (verdict,) = verify_quotes(
        pack, match_documents(pack, [replace(document, blocks=(), text=edited)])
    )
    quote = span.of(text)
    places = [at for at in range(len(edited)) if edited.startswith(quote, at)]
    if edited[span.start : span.end] == quote:
        assert (verdict.state, verdict.now) == (State.EXACT, span)
    elif places:
        assert verdict.state is State.MOVED
        assert verdict.now
        assert verdict.now.of(edited) == quote
        assert abs(verdict.now.start - span.start) == min(abs(at - span.start) for at in places)
    else:
        assert (verdict.state, verdict.now) == (State.MISSING, None)
    assert verdict.match.unchanged == (edited == text)


@pytest.mark.parametrize("suffix", [".html", ".json"])
def test_verify_finds_all_exact(pack, suffix, tmp_path, capsys):
    file = tmp_path / f"evidence{suffix}"
    file.write_text(pack_page(pack) if suffix == ".html" else json.dumps(pack), encoding="utf-8")
    assert main(["verify", str(file)]) == 0
    output = capsys.readouterr()
    *quotes, document, summary = output.out.splitlines()
    cited = pack["conversation"][0]["citations"][0]
    place = f"{ARTICLE.name}:{cited['start']}-{cited['end']}"
    assert quotes[0].startswith(f"exact      {place}  The strategy was issued by")
    assert document == f"unchanged  {ARTICLE.name}"
    assert summary == f"quotes: {len(quotes)} exact, 0 moved, 0 missing"
    assert len(quotes) == len(verify_quotes(pack, match_documents(pack, [])))
    assert output.err == ""


def test_verify_tells_what_moved_and_what_is_missing(tmp_path, capsys):
    other = Document("b.txt", "B", "All of \x1b[2J this.", "b.txt")
    answers = [
        answered(),
        answered(span=Span(24, 42), answers=()),
        answered(other, Span(0, 17), ()),
    ]
    file = tmp_path / "evidence.json"
    file.write_text(json.dumps(make_pack(answers, MADE)), encoding="utf-8")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/hall.txt").write_text("Now: The hall opens at nine.", encoding="utf-8")
    (tmp_path / "notes/photo.png").write_bytes(b"\0")
    command = ["verify", str(file), "--documents", str(tmp_path / "notes")]
    assert main(command) == 1
    output = capsys.readouterr()
    assert output.out.splitlines() == [
        "moved      hall.txt:0-23 -> hall.txt:5-28  The hall opens at nine.",
        "missing    hall.txt:24-42  It closes at five.",
        "missing    b.txt:0-17  All of �[2J this.",
        "changed    hall.txt",
        "absent     b.txt",
        "quotes: 0 exact, 1 moved, 2 missing",
    ]
    assert "Not read: " in output.err
    assert main([*command, "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["quotes"][0] == {
        "document": "hall.txt",
        "start": 0,
        "end": 23,
        "quote": "The hall opens at nine.",
        "answers": [{"start": 18, "end": 22}],
        "place": "line 1",
        "page": None,
        "page_index": None,
        "pages": [],
        "state": "moved",
        "now": {"document": "hall.txt", "start": 5, "end": 28},
    }
    assert [quote["now"] for quote in said["quotes"][1:]] == [None, None]
    assert [(d["document"], d["state"], d["now"]) for d in said["documents"]] == [
        ("hall.txt", "changed", "hall.txt"),
        ("b.txt", "absent", None),
    ]


def test_verify_follows_a_renamed_file(tmp_path, capsys):
    file = tmp_path / "evidence.html"
    file.write_text(pack_page(make_pack([answered()], MADE)), encoding="utf-8")
    (tmp_path / "new.txt").write_text(TEXT, encoding="utf-8")
    assert main(["verify", str(file), "--documents", str(tmp_path / "new.txt")]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "exact      hall.txt:0-23 -> new.txt:0-23  The hall opens at nine.",
        "unchanged  hall.txt -> new.txt",
    ]


def test_verify_tells_a_page_that_shows_something_else(tmp_path, capsys):
    file, shown = tmp_path / "evidence.html", pack_page(make_pack([answered()], MADE))
    file.write_text(shown.replace("<strong>nine", "<strong>ten"), encoding="utf-8")
    (tmp_path / "hall.txt").write_text(TEXT, encoding="utf-8")
    command = ["verify", str(file), "--documents", str(tmp_path / "hall.txt")]
    assert main(command) == 1
    output = capsys.readouterr()
    assert "what it shows may be other than what it holds" in output.err
    assert output.out.splitlines()[-1] == "quotes: 1 exact, 0 moved, 0 missing"
    assert main([*command, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["page"] == "altered"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_verify_tells_how_the_page_is(line_end, tmp_path, capsys):
    (tmp_path / "hall.txt").write_text(TEXT, encoding="utf-8")
    pack = make_pack([answered(replace(HALL, title="A\rB"))], MADE)
    for name, text, state in (
        ("a.html", pack_page(pack), "as written"),
        ("a.json", json.dumps(pack), None),
    ):
        (tmp_path / name).write_bytes(text.replace("\n", line_end).encode())
        command = ["verify", str(tmp_path / name), "--documents", str(tmp_path / "hall.txt")]
        assert main([*command, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["page"] == state


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-pack.html"],
        ["."],
        ["article.txt"],
        ["latin.json"],
        ["pack.json", "--documents", "no-such-file.txt"],
    ],
)
def test_a_wrong_file_is_one_line_and_exit_2(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_bytes(ARTICLE.read_bytes())
    Path("latin.json").write_bytes('{"caf\xe9": 1}'.encode("latin-1"))
    Path("pack.json").write_text(json.dumps(HALL_PACK), encoding="utf-8")
    assert main(["verify", *arguments]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("pincite: ")
    assert output.err.count("\n") == 1


def test_what_was_read_before_is_not_read_again(tmp_path, monkeypatch, capsys):
    (tmp_path / "hall.pdf").write_bytes(pdf([column(["The hall opens at nine."])]))
    (tmp_path / "pack.json").write_text(json.dumps(HALL_PACK), encoding="utf-8")
    arguments = [str(tmp_path / "pack.json"), "--documents", str(tmp_path / "hall.pdf")]
    assert main(["verify", *arguments]) == 0

    ask_process = ParserProcess.ask

    def ask(process, do, *more, **options):
        assert do == "draw"
        return ask_process(process, do, *more, **options)

    monkeypatch.setattr(ParserProcess, "ask", ask)
    assert main(["verify", *arguments]) == 0
    assert main(["annotate", *arguments, "--out", str(tmp_path / "out")]) == 0
    assert "Not read" not in capsys.readouterr().err


def test_verify_loads_no_model(tmp_path):
    (tmp_path / "pack.json").write_text(json.dumps(HALL_PACK), encoding="utf-8")
    code = (
        "import sys; from qa.__main__ import main; main(['verify', sys.argv[1]]);"
        "print(*sorted({m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "pack.json")],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    *_, summary, loaded = done.stdout.splitlines()
    assert summary == "quotes: 0 exact, 0 moved, 1 missing"
    assert {"torch", "transformers", "faiss", "numpy", "bm25s"}.isdisjoint(loaded.split())
