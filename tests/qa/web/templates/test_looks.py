"""Quotes are shown as the source shows what they are from, and hold the same text all the same."""

import re
from dataclasses import replace

import pytest

from index import Span
from qa.types import Citation
from qa.web.session.exchange import Answered, Exchange
from qa.web.templates.parts import parts_of, shown_text
from qa.web.templates.reply import quote_html
from qa.web.templates.why import passage_text
from tests.qa.web.html import Shown, answer, document, hit, refusal, reply_html
from tests.qa.web.templates.test_reply import part

TABLE = """# Rates

| Type of care | Copay |
| ---------- | ------: |
| **Primary care** (a doctor)    | $15      |
| Tests | |
|| $50 | soon |
"""
ROW = "| **Primary care** (a doctor)    | $15      |"


def shown(text, quote=None, name="a.md"):
    """What is seen of a quote, with a sign for what CSS shows."""
    start = text.index(quote) if quote else 0
    span = Span(start, start + len(quote or text))
    doc = document(text, name)
    assert "".join(part.text for part in parts_of(doc, span)) == span.of(text)
    html = passage_text(doc, span)
    assert Shown(html).text == span.of(text)
    return seen(html)


def seen(html):
    html = re.sub(r'<span class="pc-markup[^>]*>[^<]*</span>', "", html)
    html = re.sub(r'<span class="pc-sign pc-sign-(\w+)"></span>', r"{\1}", html)
    return re.sub(r" +", " ", html).strip(" ").replace(" {row} ", "{row}")


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_row_of_a_table_is_shown_by_its_cells(name):
    assert shown(TABLE, ROW, name) == "<em>Primary care</em> (a doctor) {cell} $15"
    head = TABLE[TABLE.index("| Type") : TABLE.index("\n| **")]
    assert shown(TABLE, head, name).startswith("Type of care {cell} Copay")
    whole = shown(TABLE, TABLE[TABLE.index("| Type") :].rstrip(), name)
    assert "|" not in whole
    assert "--" not in whole
    assert shown(TABLE, None, name).startswith("Rates\n{row}Type of care {cell} Copay")
    assert whole.split("{row}")[1:] == [
        "<em>Primary care</em> (a doctor) {cell} $15", "Tests", "$50 {cell} soon",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Name;Age;City\nAnn;31;Bonn\nBob;28;Köln\n", "Ann{cell}31{cell}Bonn"),
        ("Name\tAge\tCity\nAnn\t31\tBonn\nBob\t28\tKöln\n", "Ann\t{cell}31\t{cell}Bonn"),
    ],
)
def test_cells_between_other_signs_are_told_apart_as_well(table, expected):
    assert shown(table, table.split("\n")[1], "a.txt") == expected


def test_a_bar_that_is_no_sign_is_shown():
    assert shown("# A\n\nRun `a | b` or c | d.", "Run `a | b` or c | d.") == (
        "Run <code>a | b</code> or c | d."
    )
    escaped = TABLE.replace("a doctor", r"a \| b")
    assert shown(escaped, escaped.split("\n")[4]) == "<em>Primary care</em> (a | b) {cell} $15"


def test_signs_of_blocks_in_a_markdown_file_are_shown_as_what_they_are():
    assert shown("# A\n\n- Glass\n- [x] Tin\n- [ ] Jars\n", "- Glass\n- [x] Tin\n- [ ] Jars") == (
        "{item}Glass\n{done}Tin\n{open}Jars"
    )
    assert shown("# A\n\n```sh\nls -l\n```\n", "```sh\nls -l\n```") == "<code>ls -l</code>"
    assert shown("# A\n\n> Be kind.\n> Be *wise*.\n", "> Be kind.\n> Be *wise*.") == (
        "Be kind.\nBe <em>wise</em>."
    )
    assert shown("One.\n\n---\n\nTwo.\n") == "One.\n\nTwo.\n"
    link = "See [our form](https://x.org/f), ~~not~~ this."
    assert shown(f"# A\n\n{link}", link) == "See our form, <del>not</del> this."


def test_signs_of_blocks_in_another_text_stay():
    assert shown("Bring:\n\n- Glass\n- Tin\n", "- Glass", "a.txt") == "- Glass"
    assert shown("One.\n\n---\n\nTwo.", None, "a.txt") == "One.\n\n---\n\nTwo."


def test_a_text_without_signs_has_cells_apart():
    doc = document(TABLE, "a.md")
    head = doc.context_at(TABLE.index(ROW))[-1]
    assert shown_text(doc, head).split() == ["Type", "of", "care", "·", "Copay"]


def test_a_short_answer_in_a_cell_is_bold():
    start = TABLE.index(ROW)
    doc = document(TABLE, "a.md")
    fee = TABLE.index("$15")
    citation = replace(
        Citation.of(doc, Span(start, start + len(ROW))), answers=(Span(fee, fee + 3),)
    )
    html = quote_html(citation)
    assert Shown(html).text == ROW
    assert seen(html) == "<em>Primary care</em> (a doctor) {cell} <strong>$15</strong>"


def test_a_short_answer_that_is_a_sign_is_shown_as_it_is_written():
    text = "# A\n\nSee [our form](https://x.org/f)."
    at = text.index("https")
    citation = replace(
        Citation.of(document(text, "a.md"), Span(5, len(text))), answers=(Span(at, at + 15),)
    )
    assert "<strong>https://x.org/f</strong>" in quote_html(citation)


def test_a_reply_and_a_refusal_show_no_signs_of_a_table():
    doc = document(TABLE, "a.md")
    start = TABLE.index(ROW)
    found = hit(doc, start, start + len(ROW))
    passage = hit(doc, TABLE.index("| Type"), len(TABLE) - 1)
    reply = reply_html(Exchange("1", "What?", Answered(answer(found))))
    assert part(reply, "pc-context") == ["Type of care · Copay"]
    for html in (reply, reply_html(Exchange("2", "What?", Answered(refusal(passage))))):
        text = Shown(seen(html)).text
        assert "|" not in text
        assert "**" not in text
