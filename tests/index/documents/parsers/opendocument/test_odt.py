import os
import random
from difflib import SequenceMatcher
from pathlib import Path
from re import findall, sub

import pytest

from index.documents.blocks import BlockKind
from index.documents.document import Document
from index.documents.files import document_of
from index.documents.parsers.opendocument.lists import formatted
from index.documents.parsers.opendocument.odt import parse_odt
from index.documents.parsers.parser import ParsedFile
from index.errors import DocumentError
from tests.index.documents.parsers.opendocument.odf_files import (
    ENCRYPTED,
    flat_file,
    package,
    style,
)

DATA = Path(os.environ.get("PINCITE_DATA") or Path(__file__).parents[6] / "shared" / "data")
FIGURE_FLOOR = 0.96  # likeness with the reference conversions, by words

STYLES = (
    style("Standard")
    + style("Heading", parent_style_name="Standard")
    + style("Title", parent_style_name="Heading")
    + style(
        "Heading_20_1",
        parent_style_name="Heading",
        display_name="Heading 1",
        default_outline_level="1",
    )
    + style("Caption", parent_style_name="Standard")
    + style("Illustration", parent_style_name="Caption")
    + style("Preformatted_20_Text", parent_style_name="Standard")
    + style("Quotations", parent_style_name="Standard")
    + style("Table_20_Heading", parent_style_name="Standard")
)
OUTLINE = (
    '<text:outline-style style:name="Outline">'
    '<text:outline-level-style text:level="1" loext:num-list-format="Part %1%:"'
    ' style:num-prefix="Part " style:num-suffix=":" style:num-format="I"/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>'
)
LISTS = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>'
    '<text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>'
    '<text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char=""/></text:list-style>'
    '<text:list-style style:name="L3"><text:list-level-style-number text:level="1"'
    ' loext:num-list-format="(%1%)" style:num-format="i" text:start-value="3"/>'
    '<text:list-level-style-number text:level="2" loext:is-legal="true"'
    ' loext:num-list-format="§ %1%.%2%" style:num-format="1" text:display-levels="2"/>'
    "</text:list-style>"
)


def odt(body: str, automatic: str = "", **more) -> ParsedFile:
    more.setdefault("styles", STYLES)
    return parse_odt(package("text", body, automatic, **more), "a.odt")


def kinds(parsed: ParsedFile) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(parsed.text)) for block in parsed.blocks]


def document(parsed: ParsedFile) -> Document:
    return document_of("a.odt", parsed, Path("a.odt"), "a")


def p(text: str, name: str = "Standard") -> str:
    return f'<text:p text:style-name="{name}">{text}</text:p>'


def h(text: str, level: int = 1, more: str = "") -> str:
    return f'<text:h text:outline-level="{level}" {more}>{text}</text:h>'


def item(*inner: str, more: str = "") -> str:
    return f"<text:list-item {more}>{''.join(inner)}</text:list-item>"


def items(*inner: str, name: str = "L1", more: str = "") -> str:
    named = f'text:style-name="{name}"' if name else ""
    return f"<text:list {named} {more}>{''.join(inner)}</text:list>"


def test_paragraphs_are_read_with_their_places():
    parsed = odt(
        p("The lease", "Title")
        + h("Rent", 1)
        + p('The rent<text:s text:c="2"/>is\n <text:span>900</text:span><text:tab/>euros.')
        + p("")
        + p("Pay<text:line-break/>on<text:soft-page-break/> time.<text:bookmark text:name='b'/>")
        + h("Term", 2)
        + p("Two years."),
        title="A lease",
    )
    assert parsed.text == (
        "The lease\n\nRent\n\nThe rent is 900 euros.\n\nPay\non time.\n\nTerm\n\nTwo years.\n"
    )
    assert [block.level for block in parsed.blocks] == [1, 1, 0, 0, 2, 0]
    assert parsed.title == "A lease"
    asked = document(parsed)
    places = [asked.place_of(block.span).words for block in parsed.blocks]
    assert places[2:4] == ["under “Rent”", "under “Rent”"]
    assert places[5] == "under “Rent > Term”"


def test_headings_have_the_numbers_that_are_displayed():
    parsed = odt(
        h("One")
        + h("Sub", 2)
        + h("", 2)
        + h("Plain", 3)
        + h("Left out", 2, 'text:is-list-header="true"')
        + h("Own style", 2, 'text:style-name="P9"')
        + h("Five", 1, 'text:restart-numbering="true" text:start-value="5"')
        + h("Sub of five", 2)
        + h("<text:number>VI.</text:number>Given")
        + p("By its style", "P8"),
        style("P9", list_style_name="") + style("P8", parent_style_name="Heading_20_1"),
        styles=STYLES + OUTLINE,
    )
    assert kinds(parsed) == [
        (BlockKind.HEADING, "Part I: One"),
        (BlockKind.HEADING, "I.1 Sub"),
        (BlockKind.HEADING, "Plain"),
        (BlockKind.HEADING, "Left out"),
        (BlockKind.HEADING, "Own style"),
        (BlockKind.HEADING, "Part V: Five"),
        (BlockKind.HEADING, "V.1 Sub of five"),
        (BlockKind.HEADING, "VI. Given"),
        (BlockKind.HEADING, "By its style"),
    ]
    assert [block.level for block in parsed.blocks] == [1, 2, 3, 2, 2, 1, 2, 1, 1]


def test_items_have_the_signs_that_are_displayed():
    parsed = odt(
        items(
            item(p("first")),
            item(
                p("second"),
                items(item(p("inner")), item(p("more"), items(item(p("deep")), name="")), name=""),
                p("its second paragraph"),
            ),
            "<text:list-header>" + p("no item") + "</text:list-header>",
            more='xml:id="list1"',
        )
        + p("Between.")
        + items(item(p("third")), more='text:continue-numbering="true"')
        + items(item(p("anew")), item(p("ninth"), more='text:start-value="9"'))
        + items(item(p("goes on")), more='text:continue-list="list1"')
        + items(item(p("bullet")), name="L2")
        + items(item(p("unknown")), name="L9")
        + items(
            item(p("third at first"), items(item(p("legal")), name="")),
            item(items(item(p("without one above")), name="")),
            name="L3",
        ),
        LISTS,
    )
    assert parsed.text == (
        "1. first\n2. second\n  a) inner\n  b) more\n    - deep\n\nits second paragraph\n\n"
        "no item\n\nBetween.\n\n3. third\n1. anew\n9. ninth\n4. goes on\n- bullet\n- unknown\n"
        "(iii) third at first\n  § 3.1 legal\n  § 3.2 without one above\n"
    )


def test_items_that_are_not_shown_are_not_counted():
    parsed = odt(
        items(
            item(p("one", "P2")),
            item(p("two")),
            item(p("")),
            item(p("hidden", "P3")),
            item(h("A heading", 2)),
            item("<text:number>d.</text:number>", p("given")),
        ),
        LISTS
        + style("P2", '<style:paragraph-properties text:enable-numbering="false"/>')
        + style("P3", '<style:text-properties text:display="none"/>'),
    )
    assert kinds(parsed) == [
        (BlockKind.PARAGRAPH, "one"),
        (BlockKind.LIST_ITEM, "1. two"),
        (BlockKind.HEADING, "3. A heading"),
        (BlockKind.LIST_ITEM, "d. given"),
    ]
    assert parsed.notes == ("Hidden text was left out.",)


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (1, "1", "1"), (4, "a", "d"), (28, "A", "AB"), (14, "i", "xiv"), (9, "I", "IX"),
        (7, "01, 02, 03, ...", "07"), (0, "a", "0"), (3, "①, ②, ③, ...", "③"),
    ],
)  # fmt: skip
def test_numbers_have_their_form(count, form, text):
    assert formatted(count, form) == text


def test_letters_behind_z_may_be_alike():
    assert formatted(28, "a", alike=True) == "bb"


def test_numbered_paragraphs_go_on_with_their_list():
    numbered = '<text:numbered-paragraph text:list-id="n" text:level="{}" text:style-name="L1">{}'
    end = "</text:numbered-paragraph>"
    parsed = odt(
        numbered.format(1, p("one")) + end + p("Between.") + numbered.format(1, p("two")) + end
        + numbered.format(2, p("inner")) + end,
        LISTS,
    )  # fmt: skip
    assert parsed.text == "1. one\n\nBetween.\n\n2. two\n  a) inner\n"


def test_notes_and_comments_stand_behind_their_paragraph():
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>{}</text:note-citation>'
        "<text:note-body>{}</text:note-body></text:note>"
    )
    comment = (
        "<office:annotation><dc:creator>Ann Bell</dc:creator><dc:date>2026-01-01T00:00:00</dc:date>"
        "<text:p>Is this</text:p><text:p>right?</text:p></office:annotation>"
    )
    parsed = odt(
        p(
            f"Rent{note.format(1, p('Monthly.') + p('In euros.'))} is"
            f"{note.format('i', p('See below.'))} due{comment}<office:annotation-end/>."
        )
        + p("<office:annotation><text:p>By nobody.</text:p></office:annotation>After.")
    )
    assert kinds(parsed) == [
        (BlockKind.PARAGRAPH, "Rent[1] is[i] due."),
        (BlockKind.FOOTNOTE, "[1] Monthly.\nIn euros."),
        (BlockKind.FOOTNOTE, "[i] See below."),
        (BlockKind.COMMENT, "Comment by Ann Bell on 2026-01-01: Is this\nright?"),
        (BlockKind.PARAGRAPH, "After."),
        (BlockKind.COMMENT, "Comment: By nobody."),
    ]


def test_what_is_hidden_deleted_or_an_index_is_left_out():
    parsed = odt(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:sequence-decls/>"
        + p('Shown <text:change text:change-id="c"/><text:span text:style-name="T1">not</text:span>'
            '<text:change-start/>inserted<text:change-end/>'
            '<text:hidden-text text:is-hidden="true">nor this</text:hidden-text>.')
        + p('<text:hidden-paragraph text:is-hidden="true"/>All of it')
        + '<text:section text:name="s" text:display="none">' + p("In a hidden section")
        + '</text:section><text:section text:name="t">' + p("In a section") + "</text:section>"
        + "<text:table-of-content><text:table-of-content-source/><text:index-body>"
        + p("Rent 5") + "</text:index-body></text:table-of-content>"
        + "<text:bibliography><text:bibliography-source/><text:index-body><text:index-title>"
        + p("Literature") + "</text:index-title>" + p("Bell 2020") + "</text:index-body>"
        "</text:bibliography>",
        style("T1", '<style:text-properties text:display="none"/>', "text"),
    )  # fmt: skip
    assert parsed.text == "Shown inserted.\n\nIn a section\n\nLiterature\n\nBell 2020\n"
    assert parsed.notes == ("Hidden text was left out.",)


def test_the_styles_of_page_heads_are_not_those_of_the_text():
    assert odt(p("P1 of styles.xml hides its text.", "P1")).notes == ()


def cell(inner: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{inner}</table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def table(*rows: str) -> str:
    return f'<table:table table:name="Table1"><table:table-column/>{"".join(rows)}</table:table>'


def test_tables_are_read_row_by_row():
    nested = table(row(cell(p("x")), cell(p("y"))))
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        + p("Net.")
        + "</text:note-body></text:note>"
    )
    parsed = odt(
        table(
            "<table:table-header-rows>"
            + row(cell(p("Item 1")), cell(p("Price")), cell(p("")))
            + "</table:table-header-rows>",
            row(
                cell(p("Bed") + items(item(p("a")), item(p("b")))),
                cell(p(f"5{note}")),
                cell(nested),
            ),
            row(
                cell(p("Both"), 'table:number-columns-spanned="2"'),
                '<table:covered-table-cell table:number-columns-repeated="1"/>',
                cell(""),
            ),
            row(cell(""), cell(p("")), cell("")),
        )
        + p("After."),
        LISTS,
    )
    assert kinds(parsed) == [
        (BlockKind.TABLE_HEAD, "| Item 1 | Price | |"),
        (BlockKind.TABLE_ROW, "| Bed 1. a 2. b | 5[1] | x y |"),
        (BlockKind.FOOTNOTE, "[1] Net."),
        (BlockKind.TABLE_ROW, "| Both | | |"),
        (BlockKind.PARAGRAPH, "After."),
    ]


def test_what_spans_rows_is_said_in_each():
    covered = "<table:covered-table-cell/>"
    parsed = odt(
        table(
            row(cell(p("Place")), cell(p("Days")), cell(p("Hours"))),
            row(cell(p("Pool"), 'table:number-rows-spanned="2"'), cell(p("Monday")), cell(p("7"))),
            row(covered, cell(p("Saturday")), cell(p("8"))),
        )
    )
    assert [text for _, text in kinds(parsed)] == [
        "| Place | Days | Hours |", "| Pool | Monday | 7 |", "| Pool | Saturday | 8 |"
    ]  # fmt: skip


def test_the_first_row_is_a_head_where_it_plainly_is_one():
    rows = [row(*(cell(p(text)) for text in texts)) for texts in ("AB", "c1", "d2")]
    assert [block.kind for block in odt(table(*rows)).blocks] == [
        BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW, BlockKind.TABLE_ROW
    ]  # fmt: skip
    rows = [
        row(*(cell(p(text)) for text in texts.split("|"))) for texts in ("Name|Ann", "Town|Ulm")
    ]
    assert {block.kind for block in odt(table(*rows)).blocks} == {BlockKind.TABLE_ROW}
    styled = row(*(cell(p(text, "Table_20_Heading")) for text in ("Name", "Town")))
    assert odt(table(styled, rows[1])).blocks[0].kind is BlockKind.TABLE_HEAD


def test_a_table_of_one_cell_is_a_frame_around_its_text():
    parsed = odt(table(row(cell(h("Box", 2) + p("Text.")))))
    assert [block.kind for block in parsed.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_frames_captions_and_code_are_told_apart():
    picture = (
        '<draw:frame draw:name="i"><draw:image xlink:href="Pictures/1.png"/>'
        "<svg:title>A house</svg:title><svg:desc>Red, with a door</svg:desc></draw:frame>"
    )
    parsed = odt(
        "<draw:frame><draw:text-box>" + p("Anchored to the page.") + "</draw:text-box></draw:frame>"
        + p("Before.<draw:frame><draw:text-box>"
            + p(f"{picture}Figure <text:sequence>1</text:sequence>: A house", "Illustration")
            + "</draw:text-box></draw:frame> Behind.")
        + p("<draw:custom-shape>" + p("In a shape.") + "</draw:custom-shape>")
        + p('<draw:g><svg:title>Group</svg:title><draw:rect/></draw:g>')
        + p("if x:", "Preformatted_20_Text")
        + p('<text:s text:c="4"/>y()', "Preformatted_20_Text")
        + p("So she said.", "Quotations")
    )  # fmt: skip
    assert kinds(parsed) == [
        (BlockKind.PARAGRAPH, "Anchored to the page."),
        (BlockKind.PARAGRAPH, "Before. Behind."),
        (BlockKind.CAPTION, "Figure 1: A house"),
        (BlockKind.CAPTION, "A house\nRed, with a door"),
        (BlockKind.PARAGRAPH, "In a shape."),
        (BlockKind.CAPTION, "Group"),
        (BlockKind.CODE, "if x:\n    y()"),
        (BlockKind.QUOTE, "So she said."),
    ]


def test_formulas_charts_and_other_objects_are_opened():
    space = 'xmlns:math="http://www.w3.org/1998/Math/MathML"'
    formula = (
        f"<math:math {space}><math:semantics><math:mi>E</math:mi>"
        '<math:annotation encoding="StarMath 5.0">E = m c^2</math:annotation></math:semantics>'
        "</math:math>"
    )
    chart = (
        '<office:document-content xmlns:office="o" xmlns:chart="c" xmlns:text="t" xmlns:table="b">'
        "<office:body><office:chart><chart:chart><chart:title><text:p>Ducks</text:p></chart:title>"
        "<table:table><table:table-header-rows><table:table-row>"
        "<table:table-cell/><table:table-cell><text:p>Column 1</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-rows><table:table-row>"
        "<table:table-cell><text:p>Row 1</text:p></table:table-cell>"
        "<table:table-cell><text:p>9.1</text:p></table:table-cell></table:table-row>"
        "</table:table-rows></table:table></chart:chart></office:chart></office:body>"
        "</office:document-content>"
    )
    other = chart.replace("chart:chart>", "x:y>").replace("office:chart", "office:text")
    frame = '<draw:frame><draw:object xlink:href="./{}"/><draw:image/></draw:frame>'
    parsed = odt(
        p(f"Say {frame.format('Object 1')}.")
        + p(f"Flat: <draw:frame><draw:object>{formula}</draw:object></draw:frame>")
        + p(frame.format("Object 2"))
        + p(frame.format("Object 3"))
        + p(frame.format("Missing")),
        parts={
            "Object 1/content.xml": formula,
            "Object 2/content.xml": chart,
            "Object 3/content.xml": other.replace("<x:y>", "").replace("</x:y>", ""),
        },
    )
    assert kinds(parsed) == [
        (BlockKind.PARAGRAPH, "Say E = m c^2."),
        (BlockKind.PARAGRAPH, "Flat: E = m c^2"),
        (BlockKind.CAPTION, "Ducks"),
        (BlockKind.TABLE_HEAD, "| | Column 1 |"),
        (BlockKind.TABLE_ROW, "| Row 1 | 9.1 |"),
    ]
    assert parsed.notes == ("A document that is embedded in it was left out.",)


def test_forms_are_read_as_fields():
    forms = (
        '<office:forms><form:form form:name="F">'
        '<form:text form:id="c1" xml:id="c1" form:name="Name" form:current-value="Ann"/>'
        '<form:checkbox form:id="c2" form:label="Agrees" form:current-state="checked"/>'
        '<form:listbox form:id="c3" form:name="Town"><form:option form:label="Ulm"/>'
        '<form:option form:label="Bonn" form:current-selected="true"/></form:listbox>'
        '<form:fixed-text form:id="c4" form:label="Please fill in"/>'
        '<form:button form:id="c5" form:label="Send"/>'
        '<form:text form:id="c6" form:name="Empty"/>'
        '<form:password form:id="c7" form:name="Secret" form:current-value="x"/>'
        "</form:form></office:forms>"
    )
    controls = "".join(f'<draw:control draw:control="c{n}"/>' for n in (4, 1, 2, 3, 5, 6, 7, 8))
    mark = (
        '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORM{}">'
        '<field:param field:name="{}" field:value="{}"/>'
        '<field:param field:name="Dropdown_Selected" field:value="0"/></field:fieldmark>'
    )
    parsed = odt(
        forms
        + p(controls)
        + p(mark.format("CHECKBOX", "Checkbox_Checked", "true") + "yes")
        + p("in " + mark.format("DROPDOWN", "Dropdown_ListEntry", "May"))
    )
    assert kinds(parsed) == [
        (BlockKind.PARAGRAPH, "Please fill in"),
        (BlockKind.FIELD, "Name: Ann"),
        (BlockKind.FIELD, "Agrees: yes"),
        (BlockKind.FIELD, "Town: Bonn"),
        (BlockKind.PARAGRAPH, "☒ yes"),
        (BlockKind.PARAGRAPH, "in May"),
    ]


def test_figures_above_the_line_are_raised():
    parsed = odt(
        p('50 m<text:span text:style-name="T1">2</text:span>,'
          ' H<text:span text:style-name="T2">2</text:span>O,'
          ' 1<text:span text:style-name="T1">st</text:span>'),
        style("T1", '<style:text-properties style:text-position="super 58%"/>', "text")
        + style("T2", '<style:text-properties style:text-position="-33% 58%"/>', "text"),
    )  # fmt: skip
    assert parsed.text == "50 m², H2O, 1st\n"


def test_plain_xml_is_read_too():
    data = flat_file("text", "\n  " + p("\n    Hello\n    there. ") + "\n", styles=STYLES)
    parsed = parse_odt(data, "a.fodt")
    assert (parsed.text, parsed.title) == ("Hello there.\n", "Flat")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "damaged"),
        (b"PK\3\4 no archive", "damaged"),
        (b"<html/>", "there is no text in it"),
        (package("text", p("x"))[:400], "damaged"),
        (package("text", p("x"), manifest=ENCRYPTED), "is encrypted"),
        (package("spreadsheet", ""), "there is no text in it"),
        (package("text", p("")), "holds no text"),
        (package("text", "", parts={"content.xml": "<a>"}), "damaged"),
        (package("text", "", parts={"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
         "entities"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_say_why(data, problem):
    with pytest.raises(DocumentError, match=problem):
        parse_odt(data, "a.odt")


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<text:section>", "</text:section>"),
        ("<text:list><text:list-item>", "</text:list-item></text:list>"),
        ("<text:p><text:span>", "</text:span></text:p>"),
        ("<text:span>", "</text:span>"),
        ("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"),
        ("<draw:g>", "</draw:g>"),
        ("<table:table><table:table-row><table:table-cell>",
         "</table:table-cell></table:table-row></table:table>"),
        ("<text:p><text:note><text:note-body>", "</text:note-body></text:note></text:p>"),
    ],
)  # fmt: skip
def test_deep_nesting_does_no_harm(begin, end):
    parsed = odt(p("Before.") + begin * 20_000 + p("Deep.") + end * 20_000)
    assert parsed.text.startswith("Before.")


def test_damaged_files_end_in_an_error_or_a_text():
    draw = random.Random(7)
    body = h("Rent") + items(item(p("one"))) + table(row(cell(p("a")), cell(p("b")))) + p("Text.")
    sources = (package("text", body, LISTS, STYLES), flat_file("text", body, LISTS, STYLES))
    for n in range(300):
        source = sources[n % 2]
        data = bytearray(source[: draw.choice((len(source), draw.randrange(1, len(source))))])
        for _ in range(draw.randrange(4)):
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        try:
            assert parse_odt(bytes(data), "a.odt").text
        except (DocumentError, KeyError, ValueError):
            continue


def test_real_files_read_like_their_references():
    folder = DATA / "docs-formats" / "docling" / "odf"
    sources = sorted((folder / "sources").glob("*.odt"))
    if not sources:
        pytest.skip("the data set docs-formats is not there")
    for source in sources:
        parsed = parse_odt(source.read_bytes(), source.name)
        reference = (folder / "groundtruth" / f"{source.name}.md").read_text(encoding="utf-8")
        mine, theirs = (
            findall(r"\w+", sub(r"<!--.*?-->", " ", text)) for text in (parsed.text, reference)
        )
        assert SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= FIGURE_FLOOR
