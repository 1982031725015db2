import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.blocks import first_heading
from index.documents.document import Document
from index.documents.parsers.text.text_blocks import text_blocks
from index.embedding.checkpoints import DEFAULT_MODEL, model_folder
from index.embedding.word_pieces import load_pieces
from index.text.passages import cut_passages
from index.text.sentences import sentence_spans

WHOLE = load_pieces(model_folder(DEFAULT_MODEL))


def words(texts):
    """A stand-in for a tokenizer: one piece a word."""
    return [len(text.split()) for text in texts]


def cut(text, window=20):
    return cut_passages(Document("d", "t", text, "d.txt"), words, window)


def held(text, parts):
    """How often each character of ``text`` is in one of ``parts``."""
    times = [0] * len(text)
    for part in parts:
        for i in range(part.start, part.end):
            times[i] += 1
    return times


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    st.lists(
        st.sampled_from(
            ["# One\n", "## Two\n", "\n\n", "\n", "- item ", "1. ", "Dr. No said so. ", "中文。",
             "😀 ", "```\n", "===\n", "---\n", "x" * 90, "Goals:\n", "\u2028", "\x0c", "\t",
             "A sentence here. ", "| a | b |\n", "|---|---|\n", "a,b,1\n", "Weight: 4 kg\n",
             "Q: Who?\n", "A: He.\n", "Ana: Hi.\n", "Ben: Ho.\n", "> quoted\n", "\n\n12\n\n",
             "\n\n13\n\n", "4.2 The tenant\n", "a paragraph of over forty letters goes on\n",
             "<!-- no -->\n", "2024-05-02T03:11:58Z INFO up\n", "  - inner:\n"]
        ),
        max_size=40,
    ).map("".join),
)  # fmt: skip


@given(TEXTS, st.integers(1, 30))
@settings(max_examples=300)
def test_every_character_is_in_exactly_one_passage_and_fits(text, window):
    found = cut(text, window)
    for times, character in zip(held(text, found), text, strict=True):
        assert times == 1 or (character.isspace() and times <= 1)
    for passage in found:
        assert text[passage.start : passage.end] == passage.text
        assert words([passage.text])[0] <= window or len(passage.text) == 1
        assert all(text[s.start : s.end].strip() for s in passage.sentences)


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_every_character_is_in_exactly_one_sentence(text):
    for times, character in zip(held(text, sentence_spans(text)), text, strict=True):
        assert times == 1 or (character.isspace() and times == 0)


def quotes(text):
    return [span.of(text) for span in sentence_spans(text)]


def test_abbreviations_do_not_end_sentences():
    text = "Dr. Smith left the U.S. on Jan. 5, e.g. by ship. It cost $3.5 million."
    assert quotes(text) == [
        "Dr. Smith left the U.S. on Jan. 5, e.g. by ship.",
        "It cost $3.5 million.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ms. Smith is the landlord.",
        "Mr. No. 5 came.",
        "It costs approx. £40 a head.",
        "See Art. 5 para. 2 of the Act.",
        "The shop is at Hafenstr. 12 in Kiel.",
        "Call tel. 555 or ext. 7.",
        "It opens at 9 a.m. Monday and closes at 5 PM. ET.",
        "The class meets on Tues. 5 May.",
        "The hall holds max. forty people.",
    ],
)
def test_nor_do_those_that_stand_before_what_they_are_about(sentence):
    assert quotes(f"{sentence} Then we left.") == [sentence, "Then we left."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It opens at 9 a.m. The desk closes.", ["It opens at 9 a.m.", "The desk closes."]),
        ("Set it to max. Then wait.", ["Set it to max.", "Then wait."]),
        ("Pay £5. (See below.) It is due.", ["Pay £5.", "(See below.)", "It is due."]),
        ("He left (see above). Next.", ["He left (see above).", "Next."]),
        ("(See above.) and so on.", ["(See above.) and so on."]),
        ("(1.) One thing.", ["(1.) One thing."]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["| a | b |\n|---|---|", "| 1 | 2 |"]),
        ("--- Start.", ["--- Start."]),
        (
            "It has aims: (1) Be Fast, (2) Be Safe, and (10) Be Kind. Each counts.",
            ["It has aims: (1) Be Fast, (2) Be Safe, and (10) Be Kind.", "Each counts."],
        ),
        ("It asks:\n(1) One,\n(2) Two.", ["It asks:", "(1) One,", "(2) Two."]),
    ],
)
def test_sentences_end_where_they_do(text, sentences):
    assert quotes(text) == sentences


def test_list_items_are_sentences_of_their_own():
    text = "The goals:\n- peace. And order\n- trade\n2. growth"
    assert quotes(text) == ["The goals:", "- peace.", "And order", "- trade", "2. growth"]


def test_a_number_within_a_line_goes_with_its_item():
    assert quotes("1. First. 2. Second. It was 1990. Next.") == [
        "1. First.", "2. Second.", "It was 1990.", "Next.",
    ]  # fmt: skip


def test_quotations_and_reference_marks_stay_with_their_sentence():
    assert quotes("He said “Stop. Now.” and left.[1] She [note 2] stayed.") == [
        "He said “Stop. Now.” and left.[1]",
        "She [note 2] stayed.",
    ]


def test_chinese_ends_at_its_own_full_stops():
    assert quotes("第一句。第二句！第三句？") == ["第一句。", "第二句！", "第三句？"]


def test_a_heading_stands_with_its_paragraph_and_is_no_sentence():
    found = cut("# One\n\nFirst. Second.\n\n## Two ##\nThird.\n\n# Four\n\nFifth.")
    assert [(p.text, p.headings) for p in found] == [
        ("# One\n\nFirst. Second.", ("One",)),
        ("## Two ##\nThird.", ("One", "Two")),
        ("# Four\n\nFifth.", ("Four",)),
    ]
    assert [s.of(p.document.text) for p in found for s in p.sentences] == [
        "First.", "Second.", "Third.", "Fifth.",
    ]  # fmt: skip


def test_underlined_headings_and_fences():
    text = "Title\n=====\n\nBody.\n\n```\n# no heading\n\nstill code\n```\n"
    found = cut(text)
    assert [p.headings for p in found] == [("Title",), ("Title",)]
    assert found[1].text == "```\n# no heading\n\nstill code\n```"
    assert first_heading(text_blocks(text), text) == "Title"


def test_a_lead_in_and_its_list_are_one_passage():
    assert [p.text for p in cut("Goals:\n\n- peace\n\n- trade\n\nThe end.")] == [
        "Goals:\n\n- peace\n\n- trade",
        "The end.",
    ]


def test_a_giant_line_is_divided_at_blanks():
    text = " ".join(["word"] * 1000)
    found = cut(text, 50)
    assert all(words([p.text])[0] <= 50 for p in found)
    assert " ".join(p.text for p in found) == text


def test_a_text_without_blanks_is_divided_by_length():
    found = cut("x" * 5000, 50)
    assert "".join(p.text for p in found) == "x" * 5000
    assert max(len(p.text) for p in found) <= 50 * 9


@given(TEXTS)
@settings(max_examples=100)
def test_every_passage_fits_the_real_models_window(embedder, text):
    for passage in cut_passages(
        Document("d", "t", text * 3, "d.txt"), embedder.count, embedder.window
    ):
        assert len(WHOLE.encode(passage.text).ids) <= 256


def test_blank_text_has_no_passages():
    assert cut("") == cut(" \n\t ") == []
