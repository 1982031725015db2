import json
import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document, PinciteError, QuestionError, Span, SpanError
from qa import Citation
from qa.__main__ import main
from qa.evidence.pack import Failure, PackError, packed
from qa.evidence.page import page
from qa.evidence.unpacking import unpacked
from qa.evidence.verifying import Match, State, Verdict, matched, verified
from qa.types import Answer

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "data/documents/china-cyberspace-strategy.txt"
MADE = "2025-01-31T12:00:00+00:00"
EVIL = "</script></style><script>alert(1)</script><img src=//x onerror='a()'>&amp;\"<!--"
TEXT = "The hall opens at nine. It closes at five. The hall opens at nine."
HALL = Document("hall.txt", "Hall", TEXT, "hall.txt")
OPENS, NINE = Span(0, 23), Span(18, 22)


class Seen(HTMLParser):
    """A page as a browser takes it: its tags, and its text by the innermost class or tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "img"}:
            self.open.append(dict(attrs).get("class") or tag)

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def of(self, kind: str) -> list[str]:
        return [data for name, data in self.texts if name == kind]


def answered(document=HALL, span=OPENS, answers=(NINE,), question="When does it open?"):
    cited = Citation.of(document, span, answers)
    return Answer(question, question, cited.quote, (cited,), (), 0.9, abstained=False)


@pytest.fixture(scope="module")
def conversation(assistant):
    issued = assistant.ask("Who issued the strategy?")
    return [
        issued,
        assistant.ask("And what is its aim?", [issued.turn]),
        assistant.ask("What is the population of Brazil?"),
        Failure("   ", QuestionError("The question is empty.", "Type one.")),
    ]


@pytest.fixture(scope="module")
def pack(conversation):
    return packed(conversation, MADE)


def test_a_conversation_is_packed_with_its_documents(pack, conversation):
    text = ARTICLE.read_text(encoding="utf-8")
    assert list(pack) == ["pincite", "made", "documents", "conversation"]
    assert (pack["pincite"], pack["made"]) == (1, MADE)
    (source,) = pack["documents"]
    assert source["document"] == ARTICLE.name
    assert source["sha256"] == sha256(ARTICLE.read_bytes()).hexdigest()
    issued, aim, brazil, empty = pack["conversation"]
    assert issued["short_answer"] == conversation[0].short_answer
    assert (issued["abstained"], issued["closest"], issued["sureness"]) == (
        False,
        None,
        "quite sure",
    )
    assert aim["searched"] != aim["question"] == "And what is its aim?"
    assert (brazil["abstained"], brazil["citations"]) == (True, [])
    assert "Brazil" in brazil["answer"]
    near = brazil["closest"]
    assert (
        near["quote"] == text[near["start"] : near["end"]] == conversation[2].hits[0].passage.text
    )
    assert empty == {"question": "   ", "error": "The question is empty. Type one."}


def test_json_and_page_hold_the_same_pack(pack):
    assert unpacked(json.dumps(pack), "a.json") == pack
    assert unpacked(json.dumps(pack, indent=2, ensure_ascii=False), "a.json") == pack
    assert unpacked(page(pack), "a.html") == pack
    assert page(unpacked(page(pack), "a.html")) == page(pack)


def test_the_page_shows_what_was_asked_quoted_and_refused(pack):
    seen = Seen(page(pack))
    assert seen.open == []  # every tag is closed
    assert seen.of("h2") == [turn["question"] for turn in pack["conversation"]] + ["Documents"]
    issued, aim, brazil, empty = pack["conversation"]
    assert seen.of("strong")[0] == issued["short_answer"]
    assert seen.of("sup")[0] == "[1]"
    assert f"Understood as: {aim['searched']}" in seen.of("note")
    assert "Confidence: quite sure" in seen.of("note")
    assert seen.of("none") == [brazil["answer"]]
    assert "Closest passage, not an answer:" in seen.of("note")
    assert seen.of("blockquote")[-1] == brazil["closest"]["quote"]
    assert seen.of("p")[-2] == empty["error"]
    assert pack["documents"][0]["sha256"] in seen.of("code")
    cited = issued["citations"][0]
    assert f" ({ARTICLE.name}), characters {cited['start']}–{cited['end']}" in seen.of("place")
    kinds = [attrs.get("class") for tag, attrs in seen.tags if tag == "section"]
    assert kinds == ["answer", "answer", "refusal", "problem"]


def test_the_page_needs_and_allows_nothing_else(pack):
    seen = Seen(page(pack))
    policy = next(attrs["content"] for tag, attrs in seen.tags if "http-equiv" in attrs)
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    names = {name for _, attrs in seen.tags for name in attrs}
    assert names.isdisjoint({"src", "href", "style", "action", "srcset"})
    assert [attrs for tag, attrs in seen.tags if tag == "script"] == [
        {"type": "application/json", "id": "pincite-pack"}
    ]
    (style,) = seen.of("style")
    assert "url(" not in style
    assert "@import" not in style


def test_hostile_text_stays_text():
    document = Document(EVIL, EVIL, f"{EVIL} {EVIL}", "x")
    answer = replace(
        answered(document, Span(0, len(EVIL)), (Span(2, 20),), EVIL),
        searched=EVIL + "?",
        unsaid=EVIL,
    )
    lone = Failure("\udcff" + EVIL, PinciteError(EVIL, EVIL))
    pack = packed([answer, lone], EVIL)
    shown = page(pack)
    assert shown.encode()
    seen = Seen(shown)
    assert {tag for tag, _ in seen.tags} == set(
        "html head meta title style body main h1 p code section h2 blockquote strong sup cite"
        " footer ul li br script".split()
    )
    assert seen.of("strong") == [EVIL[2:20]]
    assert "".join(seen.of("h2")[:1]) == EVIL
    assert unpacked(shown, "evil.html") == pack
    assert unpacked(json.dumps(pack), "evil.json") == pack
    assert [verdict.state for verdict in verified(pack, matched(pack, [document]))] == [State.EXACT]


def test_short_answers_that_overlap_are_bold_once():
    answer = answered(answers=(Span(15, 22), Span(18, 22), Span(4, 8)))
    assert Seen(page(packed([answer], MADE))).of("strong") == ["hall", "at nine"]


def test_a_page_of_a_json_that_speaks_of_the_tag_is_still_json():
    tag = '<script type="application/json" id="pincite-pack">{}</script>'
    pack = packed([Failure(tag, PinciteError(tag, tag))], MADE)
    assert unpacked(json.dumps(pack), "a.json") == unpacked(page(pack), "a.html") == pack


def test_two_texts_of_one_document_are_not_packed():
    changed = replace(HALL, text="The hall opens at nine!")
    with pytest.raises(PackError, match=r"'hall\.txt' changed"):
        packed([answered(), answered(changed)], MADE)


HALL_PACK = json.loads(json.dumps(packed([answered()], MADE)))
QUOTE = ("conversation", 0, "citations", 0)


def altered(path, value):
    pack = json.loads(json.dumps(HALL_PACK))
    inside = pack
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return json.dumps(pack)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("pincite",), 2, "its format is not 1"),
        (("pincite",), True, "pack.pincite is not as in one"),
        (("made",), None, "pack.made"),
        (("more",), 1, "pack is not as in one"),
        (("documents",), {}, "pack.documents"),
        (("documents", 0), [], r"pack.documents\[0\]"),
        (("documents", 0, "sha256"), "A" * 64, "no SHA-256"),
        (("documents", 0, "sha256"), "0" * 63, "no SHA-256"),
        (("documents", 0, "document"), "else.txt", "not listed"),
        (("documents",), HALL_PACK["documents"] * 2, "twice"),
        (("conversation", 0), {"question": "Who?", "error": 5}, r"conversation\[0\].error"),
        (("conversation", 0, "error"), "", r"conversation\[0\] is not"),
        (("conversation", 0, "confidence"), float("nan"), "confidence"),
        (("conversation", 0, "confidence"), float("inf"), "confidence"),
        (("conversation", 0, "confidence"), 10**4000, "confidence"),
        (("conversation", 0, "confidence"), True, "confidence"),
        (("conversation", 0, "short_answer"), 1, "short_answer"),
        ((*QUOTE, "start"), "0", r"conversation\[0\].citations\[0\].start"),
        ((*QUOTE, "start"), 0.0, "start"),
        ((*QUOTE, "start"), False, "start"),
        ((*QUOTE, "start"), -1, "offsets"),
        ((*QUOTE, "start"), 10**4000, "offsets"),
        ((*QUOTE, "end"), 22, "offsets"),
        ((*QUOTE, "quote"), "", "offsets"),
        ((*QUOTE, "quote"), ["a"], "quote"),
        ((*QUOTE, "answers"), [{"start": 20, "end": 24}], "outside its quote"),
        ((*QUOTE, "answers"), [{"start": 20, "end": 20}], "outside its quote"),
        ((*QUOTE, "answers"), [[20, 21]], r"answers\[0\]"),
    ],
)
def test_an_altered_pack_is_refused(path, value, told):
    with pytest.raises(PackError, match=told) as refused:
        unpacked(altered(path, value), "a.json")
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", "3", '"pack"', "NaN", "{}", "[" * 200_000, '{"pincite":' * 100_000,
        "1" * 5000, "\0", "\ud800", "<html>", "<!doctype html><p>Hello</p>", "The hall opens.",
        '<script type="application/json" id="pincite-pack">',
        '<script type="application/json" id="pincite-pack">[]</script>',
    ],
)  # fmt: skip
def test_what_is_no_pack_is_refused(text):
    with pytest.raises(PackError, match=r"'a.html' holds no evidence pack") as refused:
        unpacked(text, "a.html")
    assert "\n" not in str(refused.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
    ),
    max_leaves=5,
)
PATHS = [
    *[(name,) for name in HALL_PACK],
    *[("documents", 0, name) for name in HALL_PACK["documents"][0]],
    *[("conversation", 0, name) for name in HALL_PACK["conversation"][0]],
    *[(*QUOTE, name) for name in HALL_PACK["conversation"][0]["citations"][0]],
]


@given(st.sampled_from(PATHS), JSON)
def test_whatever_is_taken_for_a_pack_can_be_shown_and_checked(path, value):
    try:
        pack = unpacked(altered(path, value), "a.json")
    except PackError:
        return
    assert Seen(page(pack)).open == []
    assert len(verified(pack, matched(pack, [HALL]))) <= 1


def test_a_quote_is_found_nearest_to_where_it_was():
    pack = packed([answered(span=Span(43, 66), answers=())], MADE)

    def now(text):
        (verdict,) = verified(pack, matched(pack, [replace(HALL, text=text)]))
        return verdict.state.value, verdict.now, verdict.match.unchanged

    assert now(TEXT) == ("exact", Span(43, 66), True)
    assert now(TEXT + " More.") == ("exact", Span(43, 66), False)
    assert now("Welcome. " + TEXT) == ("moved", Span(52, 75), False)
    assert now(TEXT[:42]) == ("moved", Span(0, 23), False)
    assert now(TEXT.replace("nine", "ten")) == ("missing", None, False)


def test_a_renamed_document_is_known_by_its_text():
    pack = packed([answered()], MADE)
    other = Document("other.txt", "Other", "The hall opens at nine. Or not.", "other.txt")
    renamed = replace(HALL, id="new.txt")
    (verdict,) = verified(pack, matched(pack, [other, renamed]))
    assert (verdict.state, verdict.match.document) == (State.EXACT, renamed)
    assert verdict.match.unchanged
    (verdict,) = verified(pack, matched(pack, [other]))
    assert (verdict.state, verdict.match.document, verdict.now) == (State.MISSING, None, None)
    changed = replace(HALL, text="Closed.")
    assert [m.document for m in matched(pack, [renamed, changed])] == [changed]


def test_a_verdict_that_is_not_so_cannot_be_made():
    pack = packed([answered()], MADE)
    (verdict,) = verified(pack, matched(pack, [HALL]))
    for document in (HALL, None):
        with pytest.raises(SpanError, match=r"A quote of hall\.txt"):
            Verdict(verdict.cited, Match(pack["documents"][0], document), Span(1, 24))


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
    pack = packed([answer], MADE)
    (verdict,) = verified(pack, matched(pack, [replace(document, text=edited)]))
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


@given(st.text(min_size=1), st.text(), st.text())
def test_any_text_comes_back_from_the_page(said, question, title):
    document = Document("d", title, said, "d")
    pack = packed([answered(document, Span(0, len(said)), (), question)], MADE)
    assert unpacked(page(pack), "a.html") == unpacked(json.dumps(pack), "a.json") == pack


@pytest.mark.parametrize("suffix", [".html", ".json"])
def test_verify_finds_all_exact(pack, suffix, tmp_path, capsys):
    file = tmp_path / f"evidence{suffix}"
    file.write_text(page(pack) if suffix == ".html" else json.dumps(pack), encoding="utf-8")
    assert main(["verify", str(file)]) == 0
    output = capsys.readouterr()
    *quotes, document, summary = output.out.splitlines()
    cited = pack["conversation"][0]["citations"][0]
    place = f"{ARTICLE.name}:{cited['start']}-{cited['end']}"
    assert quotes[0].startswith(f"exact      {place}  The strategy was issued by")
    assert document == f"unchanged  {ARTICLE.name}"
    assert summary == f"quotes: {len(quotes)} exact, 0 moved, 0 missing"
    assert len(quotes) == len(verified(pack, matched(pack, [])))
    assert output.err == ""


def test_verify_tells_what_moved_and_what_is_missing(tmp_path, capsys):
    other = Document("b.txt", "B", "All of \x1b[2J this.", "b.txt")
    answers = [
        answered(),
        answered(span=Span(24, 42), answers=()),
        answered(other, Span(0, 17), ()),
    ]
    file = tmp_path / "evidence.json"
    file.write_text(json.dumps(packed(answers, MADE)), encoding="utf-8")
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
    file.write_text(page(packed([answered()], MADE)), encoding="utf-8")
    (tmp_path / "new.txt").write_text(TEXT, encoding="utf-8")
    assert main(["verify", str(file), "--documents", str(tmp_path / "new.txt")]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        "exact      hall.txt:0-23 -> new.txt:0-23  The hall opens at nine.",
        "unchanged  hall.txt -> new.txt",
    ]


def test_verify_tells_a_page_that_shows_something_else(tmp_path, capsys):
    file, shown = tmp_path / "evidence.html", page(packed([answered()], MADE))
    file.write_text(shown.replace("<strong>nine", "<strong>ten"), encoding="utf-8")
    (tmp_path / "hall.txt").write_text(TEXT, encoding="utf-8")
    assert main(["verify", str(file), "--documents", str(tmp_path / "hall.txt")]) == 0
    assert "what it shows may be other than what it holds" in capsys.readouterr().err


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
