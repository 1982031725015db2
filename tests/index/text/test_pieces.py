"""What is a sentence in each kind of block."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.blocks import BlockKind
from index.documents.document import Document
from index.text.passages import cut_passages
from tests.index.text.test_passages import TEXTS, cut, held, words


def sentences(text, window=200):
    return [s.of(text) for p in cut(text, window) for s in p.sentences]


@settings(max_examples=200)
@given(TEXTS, st.integers(1, 30))
def test_every_character_that_is_no_mark_is_in_exactly_one_sentence(text, window):
    document = Document("d", "t", text, "d.txt")
    spans = [s for p in cut_passages(document, words, window) for s in p.sentences]
    times = held(text, spans)
    for block in document.blocks:
        for place in range(block.span.start, block.span.end):
            loose = block.kind in {BlockKind.HEADING, BlockKind.NOISE, BlockKind.QUOTE}
            assert times[place] == 1 or text[place].isspace() or (loose and times[place] == 0)


@pytest.mark.parametrize(
    "lines",
    [
        ["Margherita ....... 7.50", "Funghi ........... 8.90"],
        ["Tue-Fri 17:00-23:00", "Closed on Mondays"],
        ["2024-05-02T03:11:58Z INFO  up", "2024-05-02T03:14:07Z ERROR PAY-4012 no disk"],
        ["order,city,amount", "1041,Bergen,249.00", "1042,Lagos,75.50"],
        ["[00:00:12] Dana: Fine. I will order it.", "[00:00:31] Omar: No. Never."],
        ["Weight: 4.8 kg", "Colour: red"],
        ["- [x] Order paint", "- [ ] Book the van for 9 July"],
        ["a) Rosa packs", "b) Emre carries"],
        ["4.1 No animals, see 4.2 for fish.", "4.2 The Tenant shall not sublet."],
    ],
)
def test_each_line_is_a_sentence_of_one_passage(lines):
    text = "\n".join(lines)
    assert sentences(text) == lines
    assert len(cut(text, 200)) == 1


def test_code_has_a_sentence_a_line():
    assert sentences("```\n# the port is 8085\n./start\n\n./stop\n```") == [
        "# the port is 8085", "./start", "./stop",
    ]  # fmt: skip


def test_a_sentence_goes_on_over_a_pages_end():
    text = (
        "Two rents are paid by all. They have to be paid within\n\n11\n\nTHE OFFICE\n\n"
        "ten days. It is new.\n\n12\n\nTHE OFFICE\n\nKeys are here."
    )
    assert sentences(text) == [
        "Two rents are paid by all.",
        "They have to be paid within\n\n11\n\nTHE OFFICE\n\nten days.",
        "It is new.",
        "Keys are here.",
    ]


def test_a_quotes_marks_stand_before_its_sentences():
    assert sentences("> It ends in\n> two years. It\n> is new.") == [
        "It ends in\n> two years.", "It\n> is new.",
    ]  # fmt: skip


def test_headings_with_a_value_are_sentences_and_those_that_name_a_topic_are_not():
    text = (
        "# Prize of 2020\n\n## Deadline: 14 May\n\nSend it.\n\n## Prize of 2,500 euros\n\nOne.\n\n"
    )
    text += "## 1.0 (2025-10-15)\n\nTwo.\n\n## If you owe 10 %\n\nPay.\n\n## Is it 5 €?\n\nYes."
    assert sentences(text) == [
        "Deadline: 14 May", "Send it.", "Prize of 2,500 euros", "One.", "1.0 (2025-10-15)", "Two.",
        "Pay.", "Yes.",
    ]  # fmt: skip


def test_speech_without_a_stop_is_divided_and_a_long_sentence_with_commas_is_not():
    assert max(map(len, sentences("and so we went on " * 60, 900))) <= 260
    assert len(sentences("and so, we went on " * 60, 900)) == 1
