"""Blocks of a text, by every parser."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Document, DocumentError, Span, SpanError
from index.documents.blocks import Block, BlockKind, check_blocks, first_heading, is_part_number
from index.documents.parsers import FORMATS, TEXT, format_of
from index.documents.parsers.text.text import parse_text

LINES = st.sampled_from(
    [
        "# One",
        "## Two ##",
        "Three\n=====",
        "Four\n---",
        "- a",
        "1. b",
        "```",
        "~~~",
        "",
        " ",
        "Said.",
        "| a | b |",
        "|---|---|",
        "a,b,1",
        "Weight: 4.8 kg",
        "Q: Who?",
        "A: He.",
        "Ana: Hi.",
        "Ben: Ho.",
        "> quoted",
        "12",
        "4.2 The tenant",
        "\x0c",
        "<!-- no -->",
        "10:31 Ana: Hello",
        "2024-05-02T03:11:58Z INFO up",
    ]
)


@settings(max_examples=150)
@given(lines=st.lists(LINES | st.text(max_size=12), min_size=1, max_size=12))
def test_all_that_is_there_is_in_a_block(lines):
    data = "\n".join([*lines, "end"]).encode("utf-8", "replace")
    if b"\0" in data:
        with pytest.raises(DocumentError):
            parse_text(data, "a.md")
        return
    parsed = parse_text(data, "a.md")
    covered = "".join(block.span.of(parsed.text) for block in parsed.blocks)
    assert "".join(covered.split()) == "".join(parsed.text.split())
    for block in parsed.blocks:
        assert block.span.of(parsed.text).strip() == block.span.of(parsed.text)
        assert (block.words is None) == (block.level == 0)
        assert (block.kind is BlockKind.HEADING) == (block.level > 0)


def test_headings_have_their_level_and_their_words():
    parsed = parse_text(b"Title\n=====\n\nText.\n\n### Deep ###\nMore.\n```\n# code\n```\n", "a.md")
    assert [(b.level, b.words and b.words.of(parsed.text)) for b in parsed.blocks] == [
        (1, "Title"), (0, None), (3, "Deep"), (0, None), (0, None), (0, None), (0, None),
    ]  # fmt: skip
    assert first_heading(parsed.blocks, parsed.text) == parsed.title == "Title"


def test_an_unknown_kind_is_told():
    assert format_of("A.MD") == FORMATS[".md"] == TEXT
    with pytest.raises(DocumentError, match=r"'a\.xyz' is of an unknown kind \(\.xyz\)"):
        format_of("a.xyz")
    with pytest.raises(DocumentError, match=r"not read \(\.doc\)\. Save it as \.docx"):
        format_of("a.doc")


@pytest.mark.parametrize(
    "blocks",
    [
        [Block(Span(0, 3))],
        [Block(Span(4, 7))],
        [Block(Span(0, 9))],
        [Block(Span(4, 7)), Block(Span(0, 3))],
        [],
    ],
)
def test_blocks_that_are_not_of_the_text_are_refused(blocks):
    with pytest.raises(SpanError):
        check_blocks(blocks, "One two")


def test_a_heading_has_its_words_inside_and_a_paragraph_has_none():
    with pytest.raises(SpanError, match="level 0"):
        Block(Span(0, 5), 0, Span(0, 3))
    with pytest.raises(SpanError, match="level 2"):
        Block(Span(0, 5), 2)
    with pytest.raises(SpanError):
        Block(Span(0, 5), 1, Span(3, 6))
    with pytest.raises(SpanError, match="A heading at 0:5"):
        Block(Span(0, 5), kind=BlockKind.HEADING)
    with pytest.raises(SpanError, match="A field at 0:5"):
        Block(Span(0, 5), 1, Span(0, 3), BlockKind.FIELD)
    assert Block(Span(0, 5), 1, Span(0, 3)).kind is BlockKind.HEADING


def test_a_document_for_another_text_makes_its_blocks_anew():
    before = Document("a", "A", "# One\n\nText.", "a.md")
    assert [block.level for block in before.blocks] == [1, 0]
    with pytest.raises(SpanError):
        replace(before, text="Something else that is longer.")
    after = replace(before, text="Else.", blocks=())
    assert [block.span for block in after.blocks] == [Span(0, 5)]


def test_a_document_tells_the_kind_at_a_place():
    document = Document("a", "A", "# One\n\nText.\n\n- item\n\nWeight: 4 kg\n", "a.md")
    kinds = [document.kind_of(block.span) for block in document.blocks]
    assert kinds == ["heading", "paragraph", "list item", "field"]
    assert document.kind_of(Span(17, 19)) is BlockKind.LIST_ITEM
    assert [b.kind for b in document.blocks_in(Span(8, 16))] == ["paragraph", "list item"]


def test_the_number_of_a_part_is_told_from_a_short_title():
    assert all(map(is_part_number, ("I", "II.", "A", "II–A", "3.1", "(2)", "12")))
    assert not any(map(is_part_number, ("C++", "1984", "I am", "Vi", "A 3", "")))
