import json
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document, PinciteError, QuestionError, Span
from index.documents.places import PlaceMap, Run, Unit, UnitKind
from qa import Citation
from qa.evidence.html import is_unaltered, pack_page
from qa.evidence.matching import match_documents
from qa.evidence.pack import Failure, PackError, make_pack, quotes, text_sha256
from qa.evidence.reading import parse_pack, read_pack
from qa.evidence.verifying import State, verify_quotes
from qa.types import Answer, Grade, ReplyKind
from tests.qa.web.html import hit
from tests.qa.web.html import likely as shown_likely
from tests.qa.web.html import refusal as shown_refusal
from tests.qa.web.html import talk as shown_talk

ROOT = Path(__file__).parents[3]
ARTICLE = ROOT / "data/documents/china-cyberspace-strategy.txt"
MADE = "2025-01-31T12:00:00+00:00"
EVIL = "</script></style><script>alert(1)</script><img src=//x onerror='a()'>&amp;\"<!--"
TEXT = "The hall opens at nine. It closes at five. The hall opens at nine."
HALL = Document("hall.txt", "Hall", TEXT, "hall.txt")
OPENS, NINE = Span(0, 23), Span(18, 22)
LIST = Document("list.txt", "List", "Bring:\n- soap\n- rope", "list.txt")


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
    return Answer(question, question, cited.quote, (cited,), (), 0.9, Grade.ANSWER)


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
    return make_pack(conversation, MADE)


def test_a_conversation_is_packed_with_its_documents(pack, conversation):
    text = ARTICLE.read_text(encoding="utf-8")
    assert list(pack) == ["pincite", "made", "documents", "conversation"]
    assert (pack["pincite"], pack["made"]) == (2, MADE)
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
    assert parse_pack(json.dumps(pack), "a.json") == pack
    assert parse_pack(json.dumps(pack, indent=2, ensure_ascii=False), "a.json") == pack
    assert parse_pack(pack_page(pack), "a.html") == pack
    assert pack_page(parse_pack(pack_page(pack), "a.html")) == pack_page(pack)


def test_the_page_shows_what_was_asked_quoted_and_refused(pack):
    seen = Seen(pack_page(pack))
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
    assert (
        f" ({ARTICLE.name}), {cited['place']}, characters {cited['start']}–{cited['end']}"
        in seen.of("place")
    )
    kinds = [attrs.get("class") for tag, attrs in seen.tags if tag == "section"]
    looks = {"answer": "answer", "likely": "likely", "absent": "refusal"}
    assert kinds == [*(looks[turn["grade"]] for turn in (issued, aim, brazil)), "problem"]


def test_the_page_needs_and_allows_nothing_else(pack):
    seen = Seen(pack_page(pack))
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


def on_pages(name: str) -> Document:
    """The hall as a file of a sentence a page, the second of which is called "iv"."""
    units = Unit(UnitKind.PAGE, 1), Unit(UnitKind.PAGE, 2, "iv"), Unit(UnitKind.PAGE, 3)
    runs = Run(0, 23, 0, 0), Run(24, 42, 1, 0), Run(43, 66, 2, 0)
    return replace(HALL, id=name, places=PlaceMap(units, runs))


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("in/my hall.pdf", "in/my%20hall.pdf#page=2"),
        ("letters.zip/hall.pdf", None),
        ("hall.png", None),
    ],
)
def test_the_place_of_a_quote_opens_its_pdf_at_the_page(name, link):
    pack = make_pack([answered(on_pages(name), Span(24, 42), ())], MADE)
    (cited,) = quotes(pack)
    assert (cited["place"], cited["page"], cited["page_index"], cited["pages"]) == (
        "page iv", "iv", 2, [2],
    )  # fmt: skip
    seen = Seen(pack_page(pack))
    assert [attrs["href"] for tag, attrs in seen.tags if tag == "a"] == ([link] if link else [])
    shown = seen.of("a") if link else seen.of("place")
    assert any("page iv" in words for words in shown)
    assert parse_pack(pack_page(pack), "a.html") == pack
    assert is_unaltered(pack_page(pack), pack)


def test_hostile_text_stays_text():
    document = Document(EVIL, EVIL, f"{EVIL} {EVIL}", "x")
    answer = replace(
        answered(document, Span(0, len(EVIL)), (Span(2, 20),), EVIL),
        searched=EVIL + "?",
        text=f"{EVIL} {EVIL}",
        unsaid=EVIL,
    )
    lone = Failure("\udcff" + EVIL, PinciteError(EVIL, EVIL))
    pack = make_pack([answer, lone], EVIL)
    shown = pack_page(pack)
    assert shown.encode()
    seen = Seen(shown)
    assert {tag for tag, _ in seen.tags} == set(
        "html head meta title style body main h1 p code section h2 blockquote strong sup cite"
        " footer ul li br script".split()
    )
    assert seen.of("strong") == [EVIL[2:20]]
    assert "".join(seen.of("h2")[:1]) == EVIL
    assert parse_pack(shown, "evil.html") == pack
    assert parse_pack(json.dumps(pack), "evil.json") == pack
    assert [
        verdict.state for verdict in verify_quotes(pack, match_documents(pack, [document]))
    ] == [State.EXACT]


def test_short_answers_that_overlap_are_bold_once():
    answer = answered(answers=(Span(15, 22), Span(18, 22), Span(4, 8)))
    assert Seen(pack_page(make_pack([answer], MADE))).of("strong") == ["hall", "at nine"]


def test_what_was_really_said_is_no_contradiction(assistant):
    """Of two questions at once, of one that is half answered, and of a list as a whole."""
    both = assistant.ask("Who issued the strategy, and what is its aim?")
    half = assistant.ask("Who issued the strategy, and what is the population of Brazil?")
    assert (len(both.searched.split("?")), both.unsaid) == (3, "")
    assert len(both.citations) > 1
    assert half.unsaid
    assert half.text.endswith(half.unsaid)
    listed = Citation.of(LIST, Span(7, len(LIST.text)), (Span(9, 13), Span(16, 20), Span(9, 13)))
    whole = Answer("What?", "What?", listed.quote, (listed,), (), 0.9, Grade.ANSWER)
    pack = make_pack([both, half, whole], MADE)
    assert parse_pack(json.dumps(pack), "a.json") == parse_pack(pack_page(pack), "a.html") == pack
    assert whole.short_answer == "soap; rope"


LIKELY = replace(
    shown_likely(hit(HALL, 24, 42), hit(HALL, 0, 23), question="When is it locked?"), note="No:"
)
TALK = shown_talk("I <find> sentences.")


def test_likely_places_are_packed_and_shown_and_are_no_answer():
    pack = make_pack([LIKELY, TALK], MADE)
    assert parse_pack(json.dumps(pack), "a.json") == parse_pack(pack_page(pack), "a.html") == pack
    likely, talk = pack["conversation"]
    assert "error" not in likely
    assert "error" not in talk
    assert (likely["grade"], likely["abstained"], likely["citations"]) == ("likely", True, [])
    assert [it["quote"] for it in likely["likely"]] == [
        "It closes at five.",
        "The hall opens at nine.",
    ]
    assert (likely["note"], likely["closest"]) == ("No:", None)
    assert (talk["grade"], talk["kind"], talk["sureness"]) == ("absent", "talk", "")
    assert [q["quote"] for q in quotes(pack)] == [it["quote"] for it in likely["likely"]]
    seen = Seen(pack_page(pack))
    assert seen.open == []
    assert seen.of("lead") == ["I am not sure. The likeliest place:", "No:"]
    assert seen.of("sup") == ["[1]", "[2]"]
    assert seen.of("none") == []
    assert "I <find> sentences." in seen.of("note")
    assert not any("Confidence" in text or "Closest" in text for _, text in seen.texts)
    kinds = [attrs.get("class") for tag, attrs in seen.tags if tag == "section"]
    assert kinds == ["likely", "talk"]


def test_what_stands_before_the_quotes_is_packed_with_them():
    cited = (Citation.of(HALL, OPENS), Citation.of(HALL, Span(43, 66)))
    note = "2 places mention “hall”:"
    text = f"{note} {cited[0].quote} {cited[1].quote}"
    places = Answer(
        "Hall?", "Hall?", text, cited, (), 1.0, Grade.ANSWER, note=note, kind=ReplyKind.MENTION
    )
    pack = make_pack([places], MADE)
    assert parse_pack(json.dumps(pack), "a.json") == parse_pack(pack_page(pack), "a.html") == pack
    seen = Seen(pack_page(pack))
    assert seen.of("lead") == [note]
    assert not any("Confidence" in text for _, text in seen.texts)


def test_quotes_may_be_joined_by_lines_or_as_they_were_before_by_blanks():
    cited = tuple(Citation.of(LIST, span) for span in (Span(0, 6), Span(7, 13), Span(14, 20)))
    now, before = "Bring:\n- soap\n- rope", "Bring: - soap - rope"
    for text in (now, before):
        answer = Answer("What?", "What?", text, cited, (), 0.9, Grade.ANSWER)
        pack = make_pack([answer], MADE)
        assert parse_pack(json.dumps(pack), "a.json") == parse_pack(pack_page(pack), "a") == pack
        assert is_unaltered(pack_page(pack), pack)
    answer = Answer("What?", "What?", "Bring:  - soap\n- rope", cited, (), 0.9, Grade.ANSWER)
    with pytest.raises(PackError, match="not what its citations say"):
        parse_pack(json.dumps(make_pack([answer], MADE)), "a.json")


def test_what_was_exported_before_there_were_grades_is_read_and_unaltered():
    text, pack = read_pack(Path(__file__).parent / "format_1.html")
    assert pack["pincite"] == 1
    assert not any("grade" in turn for turn in pack["conversation"])
    assert is_unaltered(text, pack)
    assert [verdict.state for verdict in verify_quotes(pack, match_documents(pack, [HALL]))] == [
        State.EXACT
    ] * 3
    assert parse_pack(json.dumps(pack), "a.json") == pack


def test_a_page_of_a_json_that_speaks_of_the_tag_is_still_json():
    tag = '<script type="application/json" id="pincite-pack">{}</script>'
    pack = make_pack([Failure(tag, PinciteError(tag, tag))], MADE)
    assert parse_pack(json.dumps(pack), "a.json") == parse_pack(pack_page(pack), "a.html") == pack


NEW = replace(HALL, blocks=(), text="The hall opens at nine!", title="New hall")
BEFORE = f"hall.txt (before, {sha256(TEXT.encode()).hexdigest()[:8]})"


def test_of_a_replaced_document_both_versions_are_packed():
    pack = make_pack([answered(), answered(span=Span(24, 42), answers=()), answered(NEW)], MADE)
    assert pack["documents"] == [
        {"document": BEFORE, "title": "Hall", "sha256": text_sha256(HALL)},
        {"document": "hall.txt", "title": "New hall", "sha256": text_sha256(NEW)},
    ]
    assert [(q["document"], q["quote"]) for q in quotes(pack)] == [
        (BEFORE, "The hall opens at nine."),
        (BEFORE, "It closes at five."),
        ("hall.txt", "The hall opens at nine!"),
    ]
    assert parse_pack(json.dumps(pack), "a.json") == parse_pack(pack_page(pack), "a.html") == pack
    assert Seen(pack_page(pack)).of("cite")[:3] == ["Hall", "Hall", "New hall"]


def test_the_version_that_was_quoted_last_keeps_the_id():
    pack = make_pack([answered(), answered(NEW), answered()], MADE)
    before = f"hall.txt (before, {text_sha256(NEW)[:8]})"
    assert [source["document"] for source in pack["documents"]] == ["hall.txt", before]
    assert [q["document"] for q in quotes(pack)] == ["hall.txt", before, "hall.txt"]


def test_a_closest_passage_of_a_replaced_document_is_of_its_version():
    refused = shown_refusal(hit(HALL, 0, 23), question="Who?")
    assert refused.closest
    pack = make_pack([refused, answered(NEW)], MADE)
    assert [q["document"] for q in quotes(pack)] == [BEFORE, "hall.txt"]


HALL_PACK = json.loads(json.dumps(make_pack([answered()], MADE)))
QUOTE = ("conversation", 0, "citations", 0)


def altered(path, value, pack=HALL_PACK):
    pack = json.loads(json.dumps(pack))
    inside = pack
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return json.dumps(pack)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("pincite",), 3, "its format is not 1 or 2"),
        (("pincite",), 1, "not of its format"),
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
        (("conversation", 0, "abstained"), True, "the grade of a refusal"),
        (("conversation", 0, "grade"), "likely", "the grade of a refusal"),
        (("conversation", 0, "grade"), "sure", "a grade or kind of answer is none"),
        (("conversation", 0, "grade"), None, r"conversation\[0\].grade"),
        (("conversation", 0, "kind"), "joke", "a grade or kind of answer is none"),
        (("conversation", 0, "note"), "No:", "not what its citations say"),
        (("conversation", 0, "likely"), HALL_PACK["conversation"][0]["citations"], "likely places"),
        (("conversation", 0, "citations"), [], "an answer has no citations"),
        (("conversation", 0, "answer"), "The hall opens at ten.", "not what its citations say"),
        (("conversation", 0, "answer"), "", "not what its citations say"),
        (("conversation", 0, "unsaid"), "It never closes.", "not what its citations say"),
        ((*QUOTE, "quote"), "The hall opens at four.", "not what its citations say"),
        (("conversation", 0, "short_answer"), "ten", "not what is marked"),
        (("conversation", 0, "short_answer"), None, "not what is marked"),
        (("conversation", 0, "short_answer"), "", "not what is marked"),
        ((*QUOTE, "answers"), [], "not what is marked"),
        ((*QUOTE, "answers"), [{"start": 4, "end": 8}], "not what is marked"),
    ],
)
def test_an_altered_pack_is_refused(path, value, told):
    with pytest.raises(PackError, match=told) as refused:
        parse_pack(altered(path, value), "a.json")
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("conversation", 0, "likely"), [], "there are likely places where there should be none"),
        (("conversation", 0, "likely", 0, "start"), 25, "offsets"),
        (("conversation", 0, "likely", 0, "document"), "else.txt", "not listed"),
        (("conversation", 0, "citations"), HALL_PACK["conversation"][0]["citations"], "a refusal"),
    ],
)
def test_likely_places_that_were_altered_are_refused(path, value, told):
    with pytest.raises(PackError, match=told):
        parse_pack(altered(path, value, make_pack([LIKELY], MADE)), "a.json")


def test_an_answer_of_this_format_has_its_grade_and_all_that_goes_with_it():
    for name in ("grade", "kind", "note", "likely"):
        pack = json.loads(json.dumps(HALL_PACK))
        del pack["conversation"][0][name]
        with pytest.raises(PackError, match="not of its format"):
            parse_pack(json.dumps(pack), "a.json")


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
        parse_pack(text, "a.html")
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
        pack = parse_pack(altered(path, value), "a.json")
    except PackError:
        return
    assert Seen(pack_page(pack)).open == []
    assert len(verify_quotes(pack, match_documents(pack, [HALL]))) <= 1


@given(st.text(min_size=1), st.text(), st.text())
def test_any_text_comes_back_from_the_page(said, question, title):
    document = Document("d", title, said, "d")
    pack = make_pack([answered(document, Span(0, len(said)), (), question)], MADE)
    assert is_unaltered(pack_page(pack), pack)
    assert not {"\r", "\0"} & {*pack_page(pack)}  # which no browser hands on
    assert parse_pack(pack_page(pack), "a.html") == parse_pack(json.dumps(pack), "a.json") == pack
