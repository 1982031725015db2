import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import DocumentError, Span
from index.documents.files import document_of
from index.documents.parsers.pdf.ligatures import repairs
from index.documents.parsers.pdf.pdf import parse_pdf
from index.documents.parsers.pdf.pdfium import PageText, opened
from tests.damaged_files import damaged_files
from tests.pdf_files import Text, column, commented, pdf
from tests.scans import scanned_pdf

DATA = Path(os.environ.get("PINCITE_DATA", "../shared/data"))
PROSE = [
    "The harbour opens at nine in the morning and is closed at night, when",
    "nobody may enter it. A fee of twelve pounds is due for each boat that",
    "stays longer than one day. It is paid at the office by the eastern gate.",
]


def parsed(pages, **more):
    return parse_pdf(pdf(pages, **more), "a.pdf")


def blocks(file):
    return [(str(block.kind), block.span.of(file.text)) for block in file.blocks]


def document(file):
    return document_of("a.pdf", file, Path("a.pdf"), "a")


def place(file, words):
    start = file.text.index(words)
    return document(file).place_of(Span(start, start + len(words)))


def test_lines_are_joined_to_paragraphs_under_headings():
    file = parsed([[Text(72, 740, 18, "Opening hours", bold=True), *column(PROSE)]])
    assert blocks(file) == [("heading", "Opening hours"), ("paragraph", " ".join(PROSE))]
    assert document(file).title == "Opening hours"


def test_a_bold_line_is_a_heading_and_a_bold_item_is_none():
    page = [
        Text(72, 740, 12, "Opening hours", bold=True), *column(PROSE, top=715),
        Text(72, 640, 12, "• No fires", bold=True), *column(PROSE, top=615),
    ]  # fmt: skip
    kinds = [kind for kind, _ in blocks(parsed([page]))]
    assert kinds == ["heading", "paragraph", "list item", "paragraph"]


def test_a_title_is_the_highest_heading_at_the_beginning():
    cover = [Text(72, 740, 14, "Town of Bell", bold=True), Text(72, 700, 30, "Harbour rules")]
    later = [*column(PROSE, top=660), Text(72, 600, 40, "Fees"), *column(PROSE, top=560)]
    file = parsed([[*cover, *later]])
    assert [block.level for block in file.blocks if block.words] == [3, 2, 1]
    assert file.title == "Harbour rules"
    assert parsed([[*cover[:1], *later]]).title == "Town of Bell"
    assert parsed([later]).title == "Fees"


def test_heads_feet_and_page_numbers_are_left_out_and_tell_the_labels():
    pages = [
        [
            Text(72, 770, 12, "Harbour rules"),
            *column([f"Rule {'abcdefghijkl'[number]} says this:", *PROSE], top=640),
            Text(300, 30, 12, str(number)),
        ]
        for number in range(7, 12)
    ]
    file = parsed(pages)
    assert "Harbour rules" not in file.text
    assert [unit.label for unit in file.places.units] == ["7", "8", "9", "10", "11"]
    where = place(file, "Rule h")
    assert (where.words, where.page, where.page_index) == ("page 7", "7", 1)


def test_a_sentence_goes_on_over_the_page_and_over_a_hyphen():
    first = [*PROSE, "After the storm of last winter the committee of the harbour has post-"]
    second = ["poned the repair of the wall, which was to begin in the month of May.", *PROSE]
    file = parsed([column(first), column(second)])
    quote = "the harbour has postponed the repair"
    assert quote in file.text
    where = place(file, quote)
    assert (where.words, where.page_index, where.pages) == ("pages 1–2", 1, (1, 2))


def test_a_hyphen_stays_where_the_word_has_one_elsewhere():
    texts = ["The well-known pilot and the well-", "known captain met in the long-drawn", *PROSE]
    assert "the well-known captain" in parsed([column(texts)]).text


def test_items_and_clauses_are_blocks_of_their_own():
    texts = ["The rules are:", "1. No fires.", "2. No music.", "4.2 The tenant pays at once."]
    assert [kind for kind, _ in blocks(parsed([column(texts)]))] == [
        "paragraph", "list item", "list item", "clause",
    ]  # fmt: skip


def test_a_table_is_read_by_rows():
    rows = [("Boat", "Length", "Fee"), ("Skiff", "4 m", "12"), ("Yawl", "9 m", "30")]
    page = [
        Text(72 + 150 * place, 600 - 16 * row, 12, cell)
        for row, cells in enumerate(rows)
        for place, cell in enumerate(cells)
    ]
    file = parsed([[*column(PROSE), *page]])
    assert blocks(file)[1:] == [
        ("table head", "| Boat | Length | Fee |"),
        ("table row", "| Skiff | 4 m | 12 |"),
        ("table row", "| Yawl | 9 m | 30 |"),
    ]


def test_columns_that_are_written_row_by_row_are_read_one_by_one():
    left = [f"The left column goes on in line {n}, and" for n in range(6)]
    right = [f"the right column has its line {n} here," for n in range(6)]
    page = [
        Text(x, 700 - 14 * row, 11, texts[row])
        for row in range(6)
        for x, texts in ((60, left), (330, right))
    ]
    text = parsed([page]).text
    assert text.index(left[5]) < text.index(right[0])


def test_a_note_at_the_foot_stands_behind_the_paragraph():
    note = [Text(72, 60, 8, "1 See the rules of 1998, which hold for all boats.")]
    first = column([*PROSE, "The fee for each boat that stays was raised by the town's"])
    second = column(["council in spring, and again in the autumn.", *PROSE])
    file = parsed([[*first, *note], second])
    kinds = [kind for kind, _ in blocks(file)]
    assert kinds.count("footnote") == 1
    assert "by the town's council in spring" in file.text


def test_entries_of_a_table_of_contents_say_nothing():
    entries = [f"Chapter {n} {'. ' * 30}{n}" for n in range(1, 5)]
    last = f"Index {'. ' * 30}9"
    kinds = [kind for kind, _ in blocks(parsed([column(entries), column([last]), column(PROSE)]))]
    assert kinds == ["noise"] * 5 + ["paragraph"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "damaged"),
        (b"%PDF-1.7\nnothing more", "damaged"),
        (pdf([[]]), "holds no text"),
        (pdf([column(PROSE)])[:300], "damaged"),
    ],
)
def test_what_cannot_be_read_is_told(data, problem):
    with pytest.raises(DocumentError, match=problem):
        parse_pdf(data, "a.pdf")


def test_pages_beyond_the_limit_are_told(monkeypatch):
    monkeypatch.setenv("PINCITE_MAX_PAGES", "2")
    file = parsed([column([f"Page {n}: {PROSE[0]}"]) for n in range(4)])
    assert file.notes == ("Only the first 2 of its 4 pages were read.",)
    assert len(file.places.units) == 2


def test_a_damaged_page_is_told_and_the_others_are_read():
    data = pdf([column(PROSE), column(["The second page says this."])])
    damaged = data.replace(b"/Type /Page /Parent", b"/Type /Pxge /Pxrent", 1)
    file = parse_pdf(damaged, "a.pdf")
    assert file.text == "The second page says this.\n"
    assert file.notes == ("Page 1 is damaged: it could not be read.",)
    assert document(file).unread_pages == 1


def check_exact(data):
    """Hold that each run of the place map says what its page says there."""
    file = parse_pdf(data, "a.pdf")
    with opened(data, "a.pdf") as source:
        pages = [PageText(source[number]) for number in range(len(source))]
        for run in file.places.runs:
            if run.unit >= len(pages):  # beside the text of a page
                continue
            told = file.text[run.start : run.end]
            there = pages[run.unit].text[run.at : run.at + len(told)]
            # A character of two halves is one in Python's text.
            assert there == told or (len(told) == 1 and ord(told) > 0xFFFF)
        for page in pages:
            page.close()


WORDS = st.text(st.sampled_from("abcdefg .-fi é19#)AB"), min_size=1, max_size=40)
TURNED = st.sampled_from([0, 0, 0, 0, 3, 45, 90, 180, 270])
PLACED = st.builds(
    Text, st.floats(0, 500), st.floats(20, 760), st.floats(5, 30), WORDS, st.booleans(), TURNED
)


def test_a_scan_with_a_comment_says_that_only_this_was_read():
    file = parse_pdf(commented(scanned_pdf(["Not read.", "Nor this."]), "Is it so?"), "a.pdf")
    assert file.text == "Comment: Is it so?\n"
    assert file.notes == (
        "Pages 1–2 hold no text: scanned. With --ocr it is read.",
        "Only the comments and fields on page 1 were read.",
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(PLACED, min_size=1, max_size=12), min_size=1, max_size=4))
def test_every_character_stands_where_it_is_said_to(pages):
    try:
        check_exact(pdf(pages))
    except DocumentError as error:
        assert "holds no text" in error.problem  # noqa: PT017 - the one thing that may be wrong


def test_every_character_of_real_files_stands_where_it_is_said_to():
    if not (DATA / "docs-us-gov").is_dir():
        pytest.skip(f"{DATA} is not here")
    for file in sorted((DATA / "docs-us-gov").rglob("*.pdf"))[:2]:
        check_exact(file.read_bytes())


def test_truncated_and_altered_files_are_read_or_refused():
    sound = pdf([column(PROSE), column(PROSE)])
    for data in damaged_files(sound, 100, wrong=6, fewest=20):
        try:
            assert parse_pdf(data, "a.pdf").text
        except DocumentError as error:
            assert "a.pdf" in error.problem  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("the Frst signiFcant ofFcer", "the first significant officer"),
        ("reafFrming", "reaffirming"),
        ("the Feld, the Fow", "the field, the flow"),
        ("Fxyz", "fxyz"),
        ("the \ue405Fth circuit", "the fifth circuit"),
    ],
)
def test_ligatures_are_repaired_where_one_word_fits(text, repaired):
    wide = {place for place, letter in enumerate(text) if letter == "F"}
    text = text.casefold()
    made = repairs(text, wide)
    assert "".join(made.get(place, letter) for place, letter in enumerate(text)) == repaired
