import random
from pathlib import Path

import pytest

from index.documents.blocks import BlockKind
from index.documents.files import document_of
from index.documents.parsers.opendocument.odp import parse_odp
from index.documents.parsers.parser import ParsedFile
from index.documents.places import UnitKind
from index.errors import DocumentError
from tests.index.documents.parsers.opendocument.odf_files import (
    ENCRYPTED,
    flat_file,
    package,
    style,
)

AUTOMATIC = (
    style("dp1", '<style:drawing-page-properties presentation:display-footer="true"/>',
          "drawing-page")
    + style("dp2", '<style:drawing-page-properties presentation:visibility="hidden"/>',
            "drawing-page")
    + '<text:list-style style:name="L1">'
      '<text:list-level-style-bullet text:level="1" text:bullet-char="●"/>'
      '<text:list-level-style-number text:level="2" style:num-suffix="." style:num-format="1"/>'
      "</text:list-style>"
    + style("P1", '<style:paragraph-properties text:enable-numbering="false"/>')
)  # fmt: skip


def odp(body: str, **more) -> ParsedFile:
    return parse_odp(package("presentation", body, AUTOMATIC, **more), "a.odp")


def kinds(parsed: ParsedFile) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(parsed.text)) for block in parsed.blocks]


def page(*shapes: str, look: str = "dp1") -> str:
    inside = "".join(shapes)
    return f'<draw:page draw:name="page1" draw:style-name="{look}">{inside}</draw:page>'


def box(*texts: str, x: float = 2, y: float = 5, more: str = "") -> str:
    inside = "".join(text if text.startswith("<") else f"<text:p>{text}</text:p>" for text in texts)
    return (
        f'<draw:frame draw:layer="layout" svg:width="9cm" svg:height="3cm" svg:x="{x}cm"'
        f' svg:y="{y}cm" {more}><draw:text-box>{inside}</draw:text-box></draw:frame>'
    )


TITLE = 'presentation:class="title"'


def test_a_slide_without_a_title_is_named_by_what_stands_out_at_its_top():
    large = style("T1", '<style:text-properties fo:font-size="32pt"/>', "text")
    big = style("P2", '<style:text-properties fo:font-size="28pt"/>')
    parsed = parse_odp(
        package(
            "presentation",
            page(
                box('<text:p><text:span text:style-name="T1">The lease</text:span></text:p>', y=1),
                box("It ends in May.", "It may be renewed.", y=6),
            )
            + page(box('<text:p text:style-name="P2">Rent</text:p>', "Paid monthly.", y=1))
            + page(box("Deposit", y=1), box("It is paid back.", y=6))
            + page(box("It is paid back.", y=1), box("Deposit", y=6)),
            AUTOMATIC + large + big,
        ),
        "a.odp",
    )
    assert [block.span.of(parsed.text) for block in parsed.blocks if block.words] == [
        "The lease", "Rent", "Deposit",
    ]  # fmt: skip
    assert [unit.label for unit in parsed.places.units] == ["The lease", "Rent", "Deposit", ""]
    assert parsed.text.count("Rent") == 1


def test_slides_have_a_title_their_text_and_notes():
    outline = (
        '<text:list text:style-name="L1"><text:list-item><text:p>Rent</text:p>'
        "<text:list><text:list-item><text:p>monthly</text:p></text:list-item></text:list>"
        '</text:list-item><text:list-item><text:p text:style-name="P1">No item</text:p>'
        "</text:list-item></text:list>"
    )
    notes = (
        "<presentation:notes><draw:page-thumbnail/>"
        '<draw:frame presentation:class="notes"><draw:text-box><text:p>Say hello.</text:p>'
        "<text:p>Smile.</text:p></draw:text-box></draw:frame>"
        '<draw:frame presentation:class="page-number"><draw:text-box><text:p>1</text:p>'
        "</draw:text-box></draw:frame></presentation:notes>"
    )
    comment = (
        "<office:annotation svg:x='0cm' svg:y='0cm'><dc:creator>Ann</dc:creator>"
        "<dc:date>2026-01-01</dc:date><text:p>Too long</text:p></office:annotation>"
    )
    parsed = odp(
        page(
            comment,
            box(outline, more='presentation:class="outline"'),
            box("The", "lease", y=1, more=TITLE),
            box("", y=9, more='presentation:class="subtitle" presentation:placeholder="true"'),
            box("7", y=19, more='presentation:class="page-number"'),
            notes,
        )
        + page(box("Only text")),
        title="Lease",
    )
    assert kinds(parsed) == [
        (BlockKind.HEADING, "The lease"),
        (BlockKind.LIST_ITEM, "- Rent"),
        (BlockKind.LIST_ITEM, "1. monthly"),
        (BlockKind.PARAGRAPH, "No item"),
        (BlockKind.COMMENT, "Comment by Ann on 2026-01-01: Too long"),
        (BlockKind.COMMENT, "Notes: Say hello.\nSmile."),
        (BlockKind.PARAGRAPH, "Only text"),
    ]
    document = document_of("a.odp", parsed, Path("a.odp"), "a")
    assert document.place_of(parsed.blocks[2].span).words == "slide 1: The lease"
    assert document.place_of(parsed.blocks[-1].span).words == "slide 2"
    assert document.title == "Lease"


def test_shapes_are_read_from_top_to_bottom_and_left_to_right():
    group = (
        "<draw:g><svg:desc>Steps</svg:desc>"
        '<draw:custom-shape svg:x="150mm" svg:y="90mm"><text:p>four</text:p></draw:custom-shape>'
        '<draw:rect svg:x="2cm" svg:y="3.6in"><text:p>three</text:p></draw:rect></draw:g>'
    )
    turned = (
        '<draw:custom-shape draw:transform="rotate (1.57) translate (1cm 16cm)">'
        "<text:p>six</text:p></draw:custom-shape>"
    )
    unseen = (
        '<draw:rect draw:display="none" svg:x="1cm" svg:y="1cm"><text:p>no</text:p></draw:rect>'
    )
    picture = (
        '<draw:frame svg:x="1cm" svg:y="14cm"><draw:image/><svg:title>five</svg:title></draw:frame>'
    )
    parsed = odp(
        page(turned, group, box("two", x=14, y=5.4), box("one", y=5.9), picture, unseen)
        + page(f"<draw:a>{box('linked')}</draw:a>")
    )
    assert kinds(parsed) == [
        (BlockKind.PARAGRAPH, "one"),
        (BlockKind.PARAGRAPH, "two"),
        (BlockKind.CAPTION, "Steps"),
        (BlockKind.PARAGRAPH, "three"),
        (BlockKind.PARAGRAPH, "four"),
        (BlockKind.CAPTION, "five"),
        (BlockKind.PARAGRAPH, "six"),
        (BlockKind.PARAGRAPH, "linked"),
    ]


def test_tables_of_slides_are_read_row_by_row():
    rows = "".join(
        f"<table:table-row>{cells}</table:table-row>"
        for cells in (
            "<table:table-cell><text:p>Item</text:p></table:table-cell>"
            "<table:table-cell><text:p>Price</text:p></table:table-cell>",
            '<table:table-cell table:number-columns-spanned="2"><text:p>5</text:p>'
            "</table:table-cell><table:covered-table-cell/>",
            "<table:table-cell><text:p>Bed</text:p></table:table-cell>"
            "<table:table-cell><text:p>5.00</text:p></table:table-cell>",
        )
    )
    parsed = odp(page(f"<draw:frame><table:table>{rows}</table:table><draw:image/></draw:frame>"))
    assert parsed.text == "| Item | Price |\n| 5 | |\n| Bed | 5.00 |\n\n"
    assert parsed.blocks[0].kind is BlockKind.TABLE_HEAD


def test_hidden_slides_are_left_out_and_told():
    parsed = odp(
        page(box("One")) + page(box("Two"), look="dp2") + page(box("Three"), look="dp2")
        + page(box("Four"))
    )  # fmt: skip
    assert parsed.text == "One\n\nFour\n"
    assert parsed.notes == ("Slides 2, 3 are hidden and were left out.",)
    assert [(unit.kind, unit.number) for unit in parsed.places.units] == [
        (UnitKind.SLIDE, 1), (UnitKind.SLIDE, 4)
    ]  # fmt: skip
    alone = odp(page(box("One")) + page(box("Two"), look="dp2"))
    assert alone.notes == ("Slide 2 is hidden and was left out.",)


def test_plain_xml_is_read_too():
    data = flat_file("presentation", page(box("Hello")), AUTOMATIC)
    assert parse_odp(data, "a.fodp").text == "Hello\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"none", "damaged"),
        (package("text", ""), "there is no presentation in it"),
        (package("presentation", page(box("x")), manifest=ENCRYPTED), "is encrypted"),
        (package("presentation", page()), "holds no text"),
    ],
)
def test_files_that_cannot_be_read_say_why(data, problem):
    with pytest.raises(DocumentError, match=problem):
        parse_odp(data, "a.odp")


def test_deep_groups_and_odd_lengths_do_no_harm():
    odd = '<draw:rect svg:x="1..5cm" svg:y="abc"><text:p>Odd</text:p></draw:rect>'
    deep = "<draw:g>" * 20_000 + box("Deep") + "</draw:g>" * 20_000
    assert odp(page(odd, deep)).text == "Odd\n\nDeep\n"


def test_damaged_files_end_in_an_error_or_a_text():
    draw = random.Random(7)
    source = flat_file("presentation", page(box("One", "Two"), box("x", more=TITLE)), AUTOMATIC)
    for _ in range(300):
        data = bytearray(source[: draw.randrange(len(source) // 2, len(source) + 1)])
        for _ in range(draw.randrange(3)):
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        try:
            assert parse_odp(bytes(data), "a.odp").text
        except (DocumentError, KeyError, ValueError):
            continue
