import re
from dataclasses import replace

import pytest

from index import QuestionError, Span
from qa.types import Citation, Standing, confidence_label
from qa.web.anchors import document_key, span_anchor
from qa.web.templates import reply as replies
from qa.web.templates.why import passage_text, why_bars, with_terms
from tests.qa.web.html import Shown, answer, document, hit, refusal

READ = document("Before. It <is> here. After.", title="The <Title>")
FOUND = hit(READ, 8, 21)
MINE = document_key(READ)


def whole(text):
    """A passage that is all of a document."""
    return hit(document(text), 0, len(text)).passage


def part(html, css):
    """The elements of this class, each up to its first end tag, as text."""
    found = re.findall(rf'<(\w+) [^>]*class="{css}"[^>]*>(.*?)</\1>', html, re.DOTALL)
    return [Shown(inside).text for _, inside in found]


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
    assert shown.all("href")[:2] == [f"#cite-{MINE}-8-21", f"#cite-{MINE}-0-7"]


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


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("Whole.", "Whole.", "A (a.txt)Whole."),
        ("Title\n\nOne. Two. Three.\n\nFour.", "Two.", "A (a.txt)…One. Two. Three.…"),
        ("One. Two.", "Two.", "A (a.txt)One. Two."),
        ("a" * 300 + " Here. " + "b" * 300, "Here.", f"A (a.txt)…{'a' * 119} Here. {'b' * 119}…"),
        ("One.\n\nTwo <b>.", "Two <b>.", "A (a.txt)…Two <b>."),
    ],
)
def test_a_preview_shows_the_quote_in_its_paragraph(text, quote, shown):
    read = document(text)
    start = text.index(quote)
    html = replies.reply(answer(hit(read, start, start + len(quote))), "k")
    preview = html[html.index('<span class="pc-preview">') : html.index("</span></p>")]
    assert Shown(preview).text == shown
    assert part(preview, "pc-origin") == ["A (a.txt)"]
    assert Shown(preview[preview.index("<mark>") : preview.index("</mark>")]).text == quote


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


def test_what_is_not_said_stands_under_what_is():
    half = replace(answer(FOUND), unsaid="It does not say when.")
    assert part(replies.reply(half, "k"), "pc-none") == ["It does not say when."]
    assert part(replies.reply(answer(FOUND), "k"), "pc-none") == []


def test_a_follow_up_tells_how_it_was_understood():
    assert "Understood as" not in replies.reply(answer(FOUND), "k")
    followed = replies.reply(answer(FOUND, searched="What, <there>?"), "k")
    assert part(followed, "pc-understood") == ["Understood as: What, <there>?"]


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(1, "quite"), (0.85, "quite"), (0.84, "fairly"), (0.65, "fairly"), (0.64, "not"), (0, "not")],
)
def test_confidence_is_said_in_words(confidence, words):
    assert f"{words} sure" in confidence_label(confidence)


def test_an_answer_is_acted_on_at_addresses_with_its_key():
    acts = ["copy", "markdown", "link", "retry", "like", "dislike"]
    for reply in (replies.reply(answer(FOUND), "k-1"), replies.reply(refusal(FOUND), "k-1")):
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
    html = passage_text(whole(text), ("of",))
    assert Shown(html).text == text
    assert part(html, "pc-markup") == ["# ", "\n==="]
    assert part(html, "pc-term") == ["of"] * 3
    assert passage_text(whole("# no\n# heading".replace("# ", "#"))) == "#no\n#heading"
