"""The kinds of blocks that everyday texts are made of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.blocks import BlockKind, check_blocks
from index.documents.parsers.text.text_blocks import text_blocks


def kinds(text):
    return [(str(b.kind), b.span.of(text)) for b in text_blocks(text)]


def headings(text):
    return [(b.level, b.words.of(text)) for b in text_blocks(text) if b.words]


@settings(max_examples=200)
@given(st.text(max_size=200) | st.text("ab.:|-=>#`~*Q?A1, \n\t\x0c", max_size=120))
def test_blocks_tile_every_text(text):
    blocks = text_blocks(text)
    check_blocks(blocks, text)
    for block in blocks:
        assert block.span.of(text).strip() == block.span.of(text)


def test_a_table_has_its_head_and_its_rows():
    text = "Day | High water\n--- | ---\nMonday | 04:12\nTuesday | 05:03"
    assert kinds(text) == [
        ("table head", "Day | High water"), ("noise", "--- | ---"),
        ("table row", "Monday | 04:12"), ("table row", "Tuesday | 05:03"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("order,city,amount", ["1041,Bergen,249.00", '1042,"Lagos, NG",75.50']),
        ("order\tcity", ["1041\tBergen", "1042\tLagos"]),
        ("order;city;amount", ["1041;Bergen;249,00", "1042;Lagos;75,50"]),
        ("Item      Price", ["Water     2.00", "Red wine  4.60"]),
    ],
)
def test_values_with_signs_between_them_are_rows(head, rows):
    assert kinds("\n".join([head, *rows])) == [
        ("table head", head),
        *(("table row", row) for row in rows),
    ]


def test_the_first_day_of_a_week_is_no_head():
    text = "Monday          closed for cleaning\nTue - Thu       7:00 - 20:00\nFriday          9:00"
    assert [kind for kind, _ in kinds(text)] == ["table row"] * 3


def test_a_bold_question_may_have_a_sentence_before_it():
    text = (
        "**Can I wash the parts?**\n\nYes, all but the tank.\n\n"
        "**The machine is loud. Is it broken?**\n\nNo. The tank is empty."
    )
    assert [kind for kind, _ in kinds(text)] == ["question", "answer"] * 2


def test_prose_with_commas_is_no_table():
    text = "Bring bread, wine and salt.\nThen call Ada, Jon and Bo."
    assert [kind for kind, _ in kinds(text)] == ["paragraph"]


def test_hard_wrapped_prose_is_one_paragraph_and_short_lines_are_lines():
    prose = (
        "This manual is free software; you may redistribute it and modify it\n"
        "under the terms of the licence that was published by the\n"
        "Free Software Foundation in the year of the second edition of all\n"
        "books."
    )
    assert kinds(prose) == [("paragraph", prose)]
    assert kinds("Tue-Fri 17:00-23:00\nSat-Sun 12:00-23:30\nClosed on Mondays") == [
        ("line", "Tue-Fri 17:00-23:00"), ("line", "Sat-Sun 12:00-23:30"),
        ("line", "Closed on Mondays"),
    ]  # fmt: skip


def test_fields_prices_and_terms():
    text = (
        "Weight: 4.8 kg\nColour: red\n\nFunghi ........ 8.90\n\n**APR** - a yearly rate\n\n"
        "Lien\n: the right to keep goods"
    )
    assert kinds(text) == [
        ("field", "Weight: 4.8 kg"), ("field", "Colour: red"), ("field", "Funghi ........ 8.90"),
        ("field", "**APR** - a yearly rate"), ("field", "Lien\n: the right to keep goods"),
    ]  # fmt: skip


def test_a_colon_in_prose_makes_no_field():
    assert kinds("Note: Pay first. Then you may enter the hall.")[0][0] == "paragraph"
    wrapped = "We went on and came in the evening of the day to three small\ntowns: Ulm, Bonn."
    assert kinds(wrapped) == [("paragraph", wrapped)]


def test_items_of_every_mark():
    text = "- [x] Paint\n* van\n• rope\n→ Keys to Abel\n✓ Paid\n1. One\n2) Two\na) Rosa\nb) Emre"
    assert [kind for kind, _ in kinds(text)] == ["list item"] * 9


def test_a_name_with_an_initial_is_no_item():
    assert kinds("A. Smith wrote it.")[0][0] == "paragraph"


def test_clauses_stand_under_their_numbered_headings():
    text = (
        "LEASE\n\n1. PARTIES\n\n1.1 Ann lets to Bob.\n1.2 Bob pays Ann.\n\n2. USE\n\n2.1 No dogs."
    )
    assert headings(text) == [(1, "LEASE"), (2, "1. PARTIES"), (2, "2. USE")]
    assert [span for kind, span in kinds(text) if kind == "clause"] == [
        "1.1 Ann lets to Bob.", "1.2 Bob pays Ann.", "2.1 No dogs.",
    ]  # fmt: skip


def test_numbered_steps_between_blank_lines_are_no_headings():
    text = "1. Unplug it\n\n2. Hold the button\n\n3. Let it go"
    assert [kind for kind, _ in kinds(text)] == ["list item"] * 3


def test_headings_underlined_as_in_rst():
    text = (
        "The Manual\n**********\n\n2.1. Start\n==========\n\nText.\n\n####\nNext\n####\n\nText.\n"
    )
    assert headings(text) == [(1, "The Manual"), (2, "2.1. Start"), (3, "Next")]
    assert headings("One\n===\n\nTwo\n---\n\nText.") == [(1, "One"), (2, "Two")]


def test_capitals_head_and_do_not_where_they_say_something():
    assert headings("INN\n\nPIZZA\nFunghi ..... 8.90\n") == [(1, "INN"), (2, "PIZZA")]
    assert headings("# N\n\nTHE LIFT IS BROKEN. USE THE STAIRS.") == [(1, "N")]


def test_a_texts_first_line_is_its_title_and_who_wrote_it_stands_below():
    text = "On Keeping Hens\nLena Ortiz\n3 March 2021\n\nHens are quieter than dogs."
    assert kinds(text) == [
        ("heading", "On Keeping Hens"), ("front matter", "Lena Ortiz"),
        ("front matter", "3 March 2021"), ("paragraph", "Hens are quieter than dogs."),
    ]  # fmt: skip


def test_front_matter_without_a_field_is_its_rules():
    assert kinds("---\n\n---\n\nText.") == [
        ("noise", "---"), ("noise", "---"), ("paragraph", "Text."),
    ]  # fmt: skip


def test_front_matter_is_fields_between_rules():
    text = "---\ntitle: Outage\ntags:\n  - a\n  - b\n---\n\nThe shop was down."
    assert kinds(text) == [
        ("noise", "---"), ("front matter", "title: Outage"),
        ("front matter", "tags:\n  - a\n  - b"), ("noise", "---"),
        ("paragraph", "The shop was down."),
    ]  # fmt: skip


def test_questions_and_answers_by_letters_in_bold_and_bare():
    assert [kind for kind, _ in kinds("Q: Dogs?\nA: Yes, on a lead.\n\nQ: Wifi?\nA: No.")] == [
        "question", "answer", "question", "answer",
    ]  # fmt: skip
    assert [kind for kind, _ in kinds("# F\n\n**May I bring it?**\n\nYes.\n\nAnd more.")] == [
        "heading", "question", "answer", "paragraph",
    ]  # fmt: skip
    bare = "# F\n\nMay I bring a dog?\nYes, on a lead.\n\nIs there any wifi?\n\nOnly at the desk."
    assert [kind for kind, _ in kinds(bare)] == [
        "heading", "question", "answer", "question", "answer",
    ]  # fmt: skip


def test_a_question_in_prose_is_prose():
    text = "# T\n\nOne says so.\n\nBut is it really true?\n\nNobody knows."
    assert [kind for kind, _ in kinds(text)] == ["heading", *["paragraph"] * 3]


def test_turns_of_speakers_and_lines_of_logs():
    talk = "**Ana Bo:** How are you?\n\n**Cy:** Well.\n\n**Ana Bo:** Good.\n\n**Cy:** Yes."
    assert [kind for kind, _ in kinds(talk)] == ["turn"] * 4
    assert kinds("[00:00:12] Dana: Hello.\n12/05/2024, 10:31 - Omar: Hi") == [
        ("turn", "[00:00:12] Dana: Hello."), ("turn", "12/05/2024, 10:31 - Omar: Hi"),
    ]  # fmt: skip
    log = "2024-05-02T03:11:58Z INFO  web-01   up\n2024-05-02T03:14:07Z ERROR pay-02 PAY-4012 down"
    assert [kind for kind, _ in kinds(log)] == ["log line"] * 2
    assert [kind for kind, _ in kinds("Name: Ada\nAge: 36\n\nName: Bob\nAge: 40")] == ["field"] * 4


def test_quotes_by_their_depth_and_admonitions():
    text = "> Hi Ann,\n>\n> come on Monday.\n>> Shall I come?\n\n> [!NOTE]\n> Bring it."
    assert kinds(text) == [
        ("quote", "> Hi Ann,"), ("noise", ">"), ("quote", "> come on Monday."),
        ("quote", ">> Shall I come?"), ("noise", "> [!NOTE]"), ("quote", "> Bring it."),
    ]  # fmt: skip
    assert kinds("!!! note\n    Bring it.") == [("noise", "!!! note"), ("paragraph", "Bring it.")]


def test_code_is_what_its_fence_holds():
    text = "````md\n# no heading\n\n```js\nx\n```\n````\nText.\n\n<!-- old: 90 -->"
    assert kinds(text) == [
        ("noise", "````md"), ("code", "# no heading\n\n```js\nx\n```"), ("noise", "````"),
        ("paragraph", "Text."), ("noise", "<!-- old: 90 -->"),
    ]  # fmt: skip


def test_page_numbers_and_running_heads_are_noise():
    head = "HOUSING OFFICE        GUIDE"
    text = f"{head}\n\nPay within\n\n11\n\n{head}\n\nten days.\n\n12\n\n{head}\n\nKeys are here."
    assert [span for kind, span in kinds(text) if kind != "noise"] == [
        "Pay within", "ten days.", "Keys are here.",
    ]  # fmt: skip
    assert [kind for kind, _ in kinds("# A\n\nText.\n\nPage 3 of 9\n\nMore.")][2] == "noise"


def test_a_number_or_a_line_that_comes_again_may_say_something():
    assert "noise" not in dict(kinds("# A\n\nAdults:\n\n12\n\nChildren:\n\n30"))
    assert "noise" not in dict(kinds("# A\n\nOpen daily\n\nOne.\n\nOpen daily\n\nTwo."))


def test_a_form_feed_parts_no_sentence():
    text = "The board answers within\n\x0cten days.\n\x0cIt is new."
    assert [span for _, span in kinds(text)] == [
        "The board answers within\n\x0cten days.",
        "It is new.",
    ]


def test_footnotes():
    assert kinds("Text.[^1]\n\n[^1]: The source.")[1] == ("footnote", "[^1]: The source.")


def test_a_bold_line_that_asks_is_apart_from_the_answer_below_it():
    text = "# FAQ\n\n**Are dogs allowed?**\nNo. Only assistance dogs.\n\n**Really?** Yes.\n"
    made = [(block.kind, block.span.of(text)) for block in text_blocks(text)]
    assert made[1:] == [
        (BlockKind.QUESTION, "**Are dogs allowed?**"),
        (BlockKind.ANSWER, "No. Only assistance dogs."),
        (BlockKind.PARAGRAPH, "**Really?** Yes."),
    ]
