import re
from dataclasses import replace

import pytest

from index import QuestionError, Span
from index.documents.places import PlaceMap, Run, Unit, UnitKind
from qa.types import Citation, ReplyKind, Standing, confidence_label
from qa.web.anchors import document_key, span_anchor
from qa.web.templates import reply as replies
from qa.web.templates.why import passage_text, why, why_bars, with_terms
from tests.qa.web.html import Shown, answer, document, hit, likely, refusal, talk

READ = document("Before. It <is> here. After.", title="The <Title>")
FOUND = hit(READ, 8, 21)
MINE = document_key(READ)


def whole_text(text, matched=()):
    """All of a document, as a passage is shown."""
    return passage_text(document(text), Span(0, len(text)), matched)


def part(html, css):
    """The elements of this class, each up to its first end tag, as text."""
    found = re.findall(rf'<(\w+) [^>]*class="{css}"[^>]*>(.*?)</\1>', html, re.DOTALL)
    return [Shown(inside).text for _, inside in found]


def preview_of(html):
    """What the page shows beside a marker."""
    return html[html.index('<span class="pc-preview">') : html.index(' <span class="pc-place">')]


def test_an_answer_quotes_and_links_to_its_place():
    shown = Shown(replies.reply(answer(FOUND), "k-1"))
    assert "It <is> here. [1]" in shown.text
    assert "Confidence: quite sure" in shown.text
    assert "Why this passage" in shown.text
    assert shown.all("id") == ["reply-k-1", "cite-k-1-1"]
    assert shown.all("href")[0] == f"#cite-{MINE}-8-21"
    assert len(MINE) == 12


def test_every_citation_has_its_number_and_place():
    cited = (FOUND.citation, Citation.of(READ, Span(0, 7)))
    shown = Shown(replies.reply(replace(answer(FOUND), citations=cited), "k"))
    assert "It <is> here. [1]" in shown.text
    assert "Before. [2]" in shown.text
    cites = [href for href in shown.all("href") if href.startswith("#cite-")]
    assert cites == [f"#cite-{MINE}-8-21", f"#cite-{MINE}-0-7"]


def test_a_place_stays_when_other_documents_come():
    assert span_anchor("near", READ, Span(3, 5)) == f"#near-{MINE}-3-5"
    assert (
        document_key(document("b"))
        != document_key(document("c"))
        != document_key(document("c", name="c.txt"))
    )


def test_short_answers_are_bold_in_their_quote():
    marked = Citation.of(READ, Span(8, 21), (Span(16, 20), Span(11, 15)))
    assert replies.quote_html(marked) == ("It <strong>&lt;is&gt;</strong> <strong>here</strong>.")
    overlapping = replace(marked, answers=(Span(8, 15), Span(11, 20)))
    assert replies.quote_html(overlapping) == "<strong>It &lt;is&gt;</strong> here."


def test_signs_of_emphasis_are_hidden_and_answers_alone_are_bold():
    text = "- **Glass <b>** is `not *so*` good."
    read = document(text)
    hidden = '<span class="pc-markup" aria-hidden="true">{}</span>'.format
    code = f"{hidden('`')}<code>not *so*</code>{hidden('`')}"
    plain = Citation.of(read, Span(0, len(text)))
    assert replies.quote_html(plain) == (
        f"- {hidden('**')}<em>Glass &lt;b&gt;</em>{hidden('**')} is {code} good."
    )
    inside, across = Span(4, 9), Span(10, 18)
    assert replies.quote_html(replace(plain, answers=(inside, across))) == (
        f"- {hidden('**')}<strong><em>Glass</em></strong><em> </em>"
        f"<strong><em>&lt;b&gt;</em>{hidden('**')} is</strong> {code} good."
    )


def test_a_heading_with_an_answer_is_shown_without_its_signs():
    read = document("# Open at nine\n\nText.")
    cited = Citation.of(read, Span(0, 14), (Span(2, 6),))
    assert replies.quote_html(cited) == (
        '<span class="pc-markup" aria-hidden="true"># </span><strong>Open</strong> at nine'
    )


def test_what_stands_around_a_quote_is_shown_without_signs():
    text = "**Bring** to the pool:\n\n- soap of *any* kind. And **rope**."
    read = document(text)
    start = text.index("- soap")
    cited = Citation.of(read, Span(start, text.index(" And")))
    html = replies.reply(replace(answer(FOUND), citations=(cited,)), "k")
    assert part(html, "pc-context") == ["Bring to the pool:"]
    preview = preview_of(html)
    assert "</mark> And <span" in preview
    assert "<em>rope</em>" in preview
    assert Shown(preview).text == "A (a.txt), line 3…- soap of *any* kind. And **rope**."


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("Whole.", "Whole.", "A (a.txt), line 1Whole."),
        ("Title\n\nOne. Two. Three.\n\nFour.", "Two.", "A (a.txt), line 3…One. Two. Three.…"),
        ("One. Two.", "Two.", "A (a.txt), line 1One. Two."),
        (
            "a" * 300 + " Here. " + "b" * 300,
            "Here.",
            f"A (a.txt), line 1…{'a' * 119} Here. {'b' * 119}…",
        ),
        ("One.\n\nTwo <b>.", "Two <b>.", "A (a.txt), line 3…Two <b>."),
    ],
)
def test_a_preview_shows_the_quote_in_its_paragraph(text, quote, shown):
    read = document(text)
    start = text.index(quote)
    html = replies.reply(answer(hit(read, start, start + len(quote))), "k")
    preview = preview_of(html)
    assert Shown(preview).text == shown
    assert part(preview, "pc-origin") == [shown[: len("A (a.txt), line 1")]]
    assert Shown(preview[preview.index("<mark ") : preview.index("</mark>")]).text == quote


def placed(text, kind, *starts, label=""):
    """A document of parts of this kind, each from one of these places."""
    units = tuple(Unit(kind, number, label) for number, _ in enumerate(starts, 1))
    ends = [*starts[1:], len(text)]
    runs = [Run(start, end, n, 1) for n, (start, end) in enumerate(zip(starts, ends, strict=True))]
    return replace(document(text, name="a.pdf"), places=PlaceMap(units, tuple(runs)))


def test_a_quote_says_on_which_page_it_stands():
    read = placed("One. Two.", UnitKind.PAGE, 0, 5)
    found = hit(read, 5, 9)
    html = replies.reply(answer(found), "k")
    assert part(html, "pc-place") == ["A, page 2"]
    assert part(html, "pc-origin") == ["A (a.pdf), page 2", "a.pdf, page 2"]
    # What footnotes are made of.
    assert [part(html, each) for each in ("pc-title", "pc-file")] == [["A"], ["a.pdf"]]
    assert part(html, "pc-at pc-pdf pc-page-2") == ["page 2"]
    # The page takes what follows a marker for its preview.
    assert html.index("pc-cite") < html.index("pc-preview") < html.index("pc-place")
    over = replies.reply(answer(hit(read, 0, 9)), "k")
    assert part(over, "pc-place") == ["A, pages 1–2"]
    closest = replies.reply(refusal(found), "k")
    assert part(closest[: closest.index("<details")], "pc-origin") == ["A (a.pdf), page 2"]
    assert part(closest, "pc-place") == []


@pytest.mark.parametrize(
    ("kind", "said"), [(UnitKind.SLIDE, "slide 1: <Fees>"), (UnitKind.BODY, "paragraph 1")]
)
def test_a_place_without_a_number_is_told_in_words(kind, said):
    html = replies.reply(answer(hit(placed("One.", kind, 0, label="<Fees>"), 0, 4)), "k")
    assert part(html, "pc-place") == [f"A, {said}"]
    assert part(html, "pc-origin")[0] == f"A (a.pdf), {said}"


def test_a_quote_of_a_text_says_its_headings_or_its_line():
    text = "# A\n\nFirst.\n\n## Fees\n\n### Late\n\nTwice as much.\n\nOr more."
    read = document(text)
    quotes = ("First.", "Twice as much.", "Or more.")
    places = [Span(text.index(it), text.index(it) + len(it)) for it in quotes]
    cited = tuple(Citation.of(read, place) for place in places)
    html = replies.reply(replace(answer(FOUND), citations=cited), "k")
    assert part(html, "pc-place") == ["A, line 3", "Fees › Late", "Fees › Late"]


def test_a_pdf_in_an_archive_is_opened_at_no_page():
    read = replace(placed("One. Two.", UnitKind.PAGE, 0, 5), id="a.zip/a.pdf", title="a")
    html = replies.reply(answer(hit(read, 5, 9)), "k")
    assert part(html, "pc-title") == []
    assert part(html, "pc-file") == ["a.zip/a.pdf"]
    assert part(html, "pc-at pc-pdf") == ["page 2"]
    assert part(replies.reply(answer(FOUND), "k"), "pc-at") == ["line 1"]


def test_each_of_several_quotes_is_copied_by_itself_and_all_with_one():
    cited = (FOUND.citation, Citation.of(READ, Span(0, 7)))
    shown = Shown(replies.reply(replace(answer(FOUND), citations=cited), "1-2"))
    own = [href for href in shown.all("href") if href.startswith("#footnote")]
    assert own == ["#footnote-1-2-1", "#footnote-1-2-2", "#footnotes-1-2"]
    one = Shown(replies.reply(answer(FOUND), "1-2"))
    assert [it for it in one.all("href") if "footnote" in it] == ["#footnotes-1-2"]
    none = Shown(replies.reply(refusal(FOUND), "1-2"))
    assert [it for it in none.all("href") if "footnote" in it] == []


def test_a_refusal_calls_its_closest_passage_no_answer():
    html = replies.reply(refusal(FOUND), "k")
    shown = Shown(html)
    assert 'class="pc-reply pc-refusal" id="reply-k"' in html
    assert "It does not say.Closest passage, not an answerIt <is> here." in shown.text
    assert shown.all("href")[0] == f"#near-{MINE}-8-21"
    assert "Confidence" not in shown.text
    assert "#cite" not in html


def test_a_refusal_without_passages_is_said_plainly():
    shown = Shown(replies.reply(refusal(), "k"))
    assert "Closest" not in shown.text
    assert "Why" not in shown.text


TWO = hit(READ, 0, 7)


def test_likely_places_are_not_shown_as_an_answer():
    html = replies.reply(likely(FOUND, TWO), "k")
    shown = Shown(html)
    assert 'class="pc-reply pc-likely" id="reply-k"' in html
    assert shown.text.startswith("I am not sure. The likeliest place:It <is> here. [1]")
    assert "Before. [2]" in shown.text
    assert [link for link in shown.all("href") if link.startswith("#likely")] == [
        f"#likely-{MINE}-8-21",
        f"#likely-{MINE}-0-7",
    ]
    for word in ("Confidence", "Closest", "pc-none", "#cite", "#like-k"):
        assert word not in html
    assert shown.all("href").count(f"#right-k-{MINE}-8-21") == 2  # the quote's and its passage's
    assert "#dislike-k" in shown.all("href")


def test_talk_is_one_line():
    html = replies.reply(talk("I find <sentences>."), "k", ["More?"])
    assert html == (
        '<div class="pc-reply pc-talk" id="reply-k"><p>I find &lt;sentences&gt;.</p></div>'
    )


def test_what_pincite_says_itself_stands_before_the_quotes():
    assert part(replies.reply(replace(answer(FOUND), note="No:"), "k"), "pc-lead") == ["No:"]
    assert "No:" not in replies.reply(answer(FOUND), "k")


def test_what_is_missing_is_said_once_in_what_leads_to_likely_places():
    lead = "I am not sure. It never mentions “sea”. The likeliest place:"
    unsure = replace(likely(FOUND), text=lead, note="It never mentions “sea”.")
    assert part(replies.reply(unsure, "k"), "pc-lead") == [lead]


@pytest.mark.parametrize("kind", [ReplyKind.OVERVIEW, ReplyKind.MENTION, ReplyKind.LOOK_UP])
def test_of_what_is_not_measured_no_confidence_is_told(kind):
    assert "Confidence" not in replies.reply(replace(answer(FOUND), kind=kind), "k")


def test_many_quotes_are_a_list_in_which_headings_look_like_headings():
    text = "# The <hall>\n\nOne. Two.\n\nBring:\n\n- soap\n- rope\n"
    read = document(text)
    places = ("# The <hall>", "One.", "Two.", "- soap\n- rope")
    cited = tuple(
        Citation.of(read, Span(text.index(it), text.index(it) + len(it))) for it in places
    )
    html = replies.reply(replace(answer(FOUND), citations=cited, kind=ReplyKind.OVERVIEW), "k")
    assert 'class="pc-listed"' in html
    quotes = [css for css in Shown(html).all("class") if css.startswith("pc-quote")]
    assert quotes == ["pc-quote pc-heading", "pc-quote", "pc-quote", "pc-quote pc-lines"]
    assert '<span class="pc-markup" aria-hidden="true"># </span>The &lt;hall&gt;' in html
    assert [f"[{n}]" in Shown(html).text for n in range(1, 6)] == [True] * 4 + [False]
    few = replace(answer(FOUND), citations=cited[:3], kind=ReplyKind.OVERVIEW)
    assert "pc-listed" not in replies.reply(few, "k")


def test_what_a_quote_is_read_with_stands_above_it_once():
    text = "Bring to the <pool>:\n\n- soap\n- rope\n\nIt opens at nine."
    read = document(text)
    places = [Span(text.index(it), text.index(it) + 6) for it in ("- soap", "- rope")]
    soap, rope = (Citation.of(read, place) for place in places)
    lead = Citation.of(read, Span(0, text.index("\n")))
    for cited, context in (
        ((rope,), ["Bring to the <pool>:"]),
        ((soap, rope), ["Bring to the <pool>:"]),
        ((lead, soap), []),
    ):
        html = replies.reply(replace(answer(FOUND), citations=cited), "k")
        assert part(html, "pc-context") == context


def test_quotes_of_several_documents_stand_under_their_names():
    other = document("Else.", name="b.txt", title="B")
    there = Citation.of(other, Span(0, 5))
    mine, first = FOUND.citation, TWO.citation
    html = replies.reply(replace(answer(FOUND), citations=(first, mine, there)), "k")
    assert part(html, "pc-label") == ["The <Title> (a.txt)", "B (b.txt)"]
    assert part(replies.reply(answer(FOUND), "k"), "pc-label") == []


def test_what_is_not_said_stands_under_what_is():
    half = replace(answer(FOUND), unsaid="It does not say when.")
    assert part(replies.reply(half, "k"), "pc-none") == ["It does not say when."]
    assert part(replies.reply(answer(FOUND), "k"), "pc-none") == []


def test_a_follow_up_tells_how_it_was_understood():
    assert "Understood as" not in replies.reply(answer(FOUND), "k")
    followed = replies.reply(answer(FOUND, searched="What, <there>?"), "k")
    said = "Understood as: “What, <there>?”"
    assert part(followed, "pc-understood") == [said]
    assert "alone" not in followed
    completed = replies.reply(answer(FOUND, searched="What, <there>?"), "k", completed=True)
    assert part(completed, "pc-understood") == [f"{said} × Ask without what came before"]
    assert "#alone-k" in Shown(completed).all("href")


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(1, "quite"), (0.85, "quite"), (0.84, "fairly"), (0.65, "fairly"), (0.64, "not"), (0, "not")],
)
def test_confidence_is_said_in_words(confidence, words):
    assert f"{words} sure" in confidence_label(confidence)


def test_an_answer_is_acted_on_at_addresses_with_its_key():
    copies = ["copy", "markdown"]
    for reply, copied, wrong in (
        (
            replies.reply(answer(FOUND), "k-1"),
            [*copies, "footnotes"],
            ["pick", "absent", "dislike"],
        ),
        (replies.reply(refusal(FOUND), "k-1"), copies, ["pick", "dislike"]),
    ):
        acts = [*copied, "link", "retry", "like", *wrong, "cancel"]
        found = re.findall(r'<a class="pc-act pc-do-(\w+)" role="button" href="#([^"]+)"', reply)
        assert found == [("right", f"right-k-1-{MINE}-8-21"), *((it, f"{it}-k-1") for it in acts)]
    right = Shown(replies.reply(answer(FOUND), "k-1")).all("title")
    assert "Keep as a test that this is the right sentence: It <is> here." in right


def test_a_question_may_be_edited():
    shown = Shown(replies.question("Is 1 < 2?", "k"))
    assert shown.text == "Is 1 < 2?Edit"
    assert shown.all("href") == ["#edit-k"]


def test_what_did_not_work_may_be_tried_again():
    problem = replies.problem(QuestionError("Too <odd>.", "Ask anew."), "k")
    assert 'class="pc-reply pc-problem" id="reply-k"' in problem
    assert Shown(problem).text == "Too <odd>.Ask anew.Try again"
    assert Shown(problem).all("href") == ["#retry-k"]
    stopped = replies.stopped_reply("k")
    assert 'class="pc-reply pc-stopped" id="reply-k"' in stopped
    assert Shown(stopped).text == "Stopped.Try again"
    assert Shown(stopped).all("href") == ["#retry-k"]


def test_a_waiting_question_has_no_reply_yet():
    assert Shown(replies.waiting()).all("class") == ["pc-waiting"]


def test_questions_to_ask_next_are_links_with_their_words():
    html = replies.reply(answer(FOUND), "k", ["And <why>?", "When?"])
    assert part(html, "pc-ask") == ["And <why>?", "When?"]
    assert "pc-suggested" not in replies.reply(answer(FOUND), "k")


def test_passages_tell_where_they_are_from():
    html = replies.reply(replace(answer(FOUND), hits=(FOUND, hit(READ, 0, 7))), "k")
    shown = Shown(html[html.index("<details") :])
    assert shown.text.startswith("Why these passages (2)")
    assert shown.text.count("a.txt") == 2
    assert [link for link in shown.all("href") if link.startswith("#near")] == [
        f"#near-{MINE}-8-21",
        f"#near-{MINE}-0-7",
    ]


def test_a_bar_shows_each_kind_of_signal():
    shown = Shown(why_bars(hit(READ, 8, 21)))
    assert shown.all("title") == [
        "meaning: 5 of 10, number 1 among the passages",
        "same words: 3 of 10, number 2 among the passages",
        "like words: 0 of 10, number 3 among the passages",
    ]
    assert [css for css in shown.all("class") if "-bar-" in css] == [
        f"pc-bar pc-bar-{full}" for full in (5, 3, 0)
    ]
    read = Shown(why_bars(hit(READ, 8, 21, reader=Standing(1, 1.2))))
    assert read.all("title")[3:] == ["reader: 10 of 10, number 1 among the passages"]


@pytest.mark.parametrize(
    ("margin", "said"),
    [
        (0.1, "far ahead of the next"),
        (0.03, "ahead of the next"),
        (0.029, "close to the next"),
        (0.0, "close to the next"),
    ],
)
def test_the_way_to_the_next_passage_is_said_in_words(margin, said):
    assert part(why_bars(hit(READ, 8, 21, margin=margin)), "pc-margin") == [said]


def test_why_a_passage_stands_there_is_said_in_a_sentence_before_the_details():
    html = why(hit(READ, 8, 21, matched=("One", "<b>"), reader=Standing(2, 0.1)))
    (sentence,) = part(html, "pc-reason")
    assert sentence == (
        "It shares “One” and “<b>” with the question; of the passages that were read closely, it"
        " answers second best."
    )
    assert html.index("pc-reason") < html.index("<details") < html.index("pc-bar")


def test_what_is_wrong_can_be_said_in_place():
    html = replies.reply(answer(FOUND), "k")
    choice = html[html.index('<details class="pc-bad">') :]
    said = "BadWhat would be right?Pick the sentenceThere is no answerI don't knowCancel"
    assert Shown(choice).text.startswith(said)
    assert {"#pick-k", "#absent-k", "#dislike-k", "#cancel-k"} <= set(Shown(choice).all("href"))
    refused = replies.reply(refusal(FOUND), "k")
    assert "#absent-k" not in Shown(refused).all("href")  # it says so already


def test_the_last_passage_has_no_next():
    assert "pc-margin" not in why_bars(hit(READ, 8, 21, margin=None))


@pytest.mark.parametrize(
    ("text", "matched", "marked"),
    [
        ("The art of artful art.", ("art",), ["art", "art"]),
        ("Art, ART and parts", ("art",), ["Art", "ART"]),
        ("in 2016 and 20167", ("2016",), ["2016"]),
        ("3 of 3.5 and 1,3; item.3", ("3",), ["3", "3"]),
        ("snake_case", ("case",), ["case"]),
        ("co-operate, operate", ("operate",), ["operate", "operate"]),
        ("New York, york", ("New", "york"), ["New", "York", "york"]),
        ("网络空间合作战略", ("合作",), ["合作"]),
        ("a.c abc", ("a.c",), ["a.c"]),
        ("plain", (), []),
    ],
)
def test_matched_words_are_marked_whole(text, matched, marked):
    html = with_terms(text, matched)
    assert part(html, "pc-term") == marked
    assert Shown(html).text == text


def test_the_signs_of_a_heading_are_hidden_and_its_terms_marked():
    text = "# One of\n\nTwo of\n===\nThree of"
    html = whole_text(text, ("of",))
    assert Shown(html).text == text
    assert part(html, "pc-markup") == ["# ", "\n==="]
    assert part(html, "pc-term") == ["of"] * 3
    assert whole_text("# no\n# heading".replace("# ", "#")) == "#no\n#heading"
