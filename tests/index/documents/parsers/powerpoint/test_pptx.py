import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from evals.speed.machine import data_folder
from index import DocumentError
from index.documents.blocks import BlockKind
from index.documents.files import document_of
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.powerpoint.pptx import parse_pptx
from index.documents.span import Span

PLAIN = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"


def rels(kinds, base):
    """Relations r0, r1, … from pairs of kind and target."""
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{base}/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}"/>'
        for n, (kind, target) in enumerate(kinds)
    )
    return f'<Relationships xmlns="{PLAIN}/package/2006/relationships">{inner}</Relationships>'


def part(tag, inner, base=PLAIN, attributes=""):
    return (
        f'<p:{tag} xmlns:p="{base}/presentationml/2006/main" xmlns:a="{base}/drawingml/2006/main"'
        f' xmlns:r="{base}/officeDocument/2006/relationships"'
        f' xmlns:c="{base}/drawingml/2006/chart" xmlns:dgm="{base}/drawingml/2006/diagram"'
        f' xmlns:mc="{PLAIN}/markup-compatibility/2006"'
        f' xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'
        f"{attributes}>{inner}</p:{tag}>"
    )


def run(text):
    return f"<a:r><a:t>{text}</a:t></a:r>"


def para(text, properties=""):
    return f"<a:p>{properties}{run(text)}</a:p>"


def at(x, y, width=100, height=20):
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def shape(inner, place="", placeholder="", style="", properties=""):
    sign = f"<p:ph {placeholder}/>" if placeholder else ""
    if not inner.startswith("<"):
        inner = para(inner)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x" {properties}/><p:nvPr>{sign}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle>{style}</a:lstStyle>{inner}"
        "</p:txBody></p:sp>"
    )


def title(text):
    return shape(text, at(0, 0), 'type="title"')


def slide(*shapes, attributes="", base=PLAIN):
    inner = f"<p:cSld><p:spTree><p:nvGrpSpPr/>{''.join(shapes)}</p:spTree></p:cSld>"
    return part("sld", inner, base, attributes)


def deck(*slides, extra=(), base=PLAIN, parts=None, presentation=()):
    """A presentation; ``extra`` has for a slide's place the relations of that slide."""
    related = dict(extra)
    listed = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(len(slides)))
    entries = {
        "_rels/.rels": rels([("officeDocument", "ppt/presentation.xml")], base),
        "ppt/presentation.xml": part("presentation", f"<p:sldIdLst>{listed}</p:sldIdLst>", base),
        "ppt/_rels/presentation.xml.rels": rels(
            [*(("slide", f"slides/s{n}.xml") for n in range(len(slides))), *presentation], base
        ),
        **{f"ppt/slides/s{n}.xml": each for n, each in enumerate(slides)},
        **{f"ppt/slides/_rels/s{n}.xml.rels": rels(each, base) for n, each in related.items()},
        **(parts or {}),
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return packed.getvalue()


def read(*slides, **more):
    return parse_pptx(deck(*slides, **more), "talk.pptx")


def pairs(parsed):
    return [(str(block.kind), block.span.of(parsed.text)) for block in parsed.blocks]


def texts(parsed):
    return [text for _, text in pairs(parsed)]


def place_of(parsed, words):
    start = parsed.text.index(words)
    document = document_of("talk.pptx", parsed, Path("talk.pptx"), "talk")
    return document.place_of(Span(start, start + len(words))).words


@pytest.mark.parametrize("base", [PLAIN, STRICT])
def test_slides_are_read_in_the_order_they_are_shown_in(base):
    parsed = read(
        slide(title("Fees"), shape("Adults pay 4.", at(0, 50)), base=base),
        slide(title("Hours"), shape("Open at nine.", at(0, 50)), base=base),
        base=base,
    )
    assert parsed.text == "Fees\n\nAdults pay 4.\n\nHours\n\nOpen at nine.\n"
    assert pairs(parsed)[:2] == [("heading", "Fees"), ("paragraph", "Adults pay 4.")]
    assert [block.level for block in parsed.blocks] == [1, 0, 1, 0]
    assert place_of(parsed, "Adults pay") == "slide 1: Fees"
    assert place_of(parsed, "Open at nine.") == "slide 2: Hours"
    assert (parsed.title, parsed.notes) == ("Fees", ())


HEIGHT = 6_858_000


def sized(text, size, top, more=""):
    inner = f'<a:p><a:r><a:rPr sz="{size}"{more}/><a:t>{text}</a:t></a:r></a:p>'
    return shape(inner, at(0, int(top * HEIGHT)))


def test_a_slide_without_a_title_has_the_line_that_is_larger_than_all_others():
    fees = [sized("Fees of 2024", 4400, 0), sized("Adults pay 4.", 1800, 0.3)]
    part = [
        sized("Part 2", 1200, 0.05),
        sized("Hours", 2800, 0.1),
        shape("At nine.", at(0, HEIGHT)),
    ]
    low = [sized("Entry is", 1800, 0.1), sized("Four pounds", 4400, 0.5)]
    nearly = [sized("One", 2000, 0), sized("Two", 1800, 0.3)]
    bold = [sized("Terms", 1800, 0, ' b="1"'), sized("Paid at once.", 1800, 0.1)]
    figure = [sized("87 %", 6000, 0), sized("of all come back", 1800, 0.3)]
    parsed = read(*(slide(*each) for each in (fees, part, low, nearly, bold, figure)))
    headings = [words for kind, words in pairs(parsed) if kind == "heading"]
    assert headings == ["Fees of 2024", "Hours", "Terms"]
    assert parsed.title == "Fees of 2024"
    assert place_of(parsed, "Adults pay") == "slide 1: Fees of 2024"
    assert place_of(parsed, "Part 2") == "slide 2: Hours"
    assert texts(parsed)[2:5] == ["Hours", "Part 2", "At nine."]


def test_the_first_line_of_a_text_is_the_title_where_it_is_larger_than_those_below():
    lines = [("Fees", 2800), ("Adults pay 4.", 1800), ("Children pay 2.", 1800)]
    inner = "".join(
        f'<a:p><a:pPr><a:defRPr sz="{size}"/></a:pPr>{run(text)}</a:p>' for text, size in lines
    )
    parsed = read(slide(shape(inner, at(0, 0))))
    assert pairs(parsed) == [
        ("heading", "Fees"), ("paragraph", "Adults pay 4."), ("paragraph", "Children pay 2."),
    ]  # fmt: skip
    shrunk = shape(inner, at(0, 0)).replace(
        "<a:bodyPr/>", '<a:bodyPr><a:normAutofit fontScale="50000"/></a:bodyPr>'
    )
    parsed = read(slide(shrunk, sized("Large", 1600, 0.5)))
    assert "heading" not in dict(pairs(parsed)), "14 points beside 16"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("Fees", 0.05), ("Adults pay 4.", 0.3)], "Fees"),
        ([("Fees", 0.05)], "Fees"),
        ([("Fees", 0.5), ("Adults pay 4.", 0.8)], ""),
        ([("Fees:", 0.05), ("Adults pay 4.", 0.3)], ""),
        ([("Adults pay 4.", 0.05), ("Children pay 2.", 0.3)], ""),
        ([("fees", 0.05), ("Adults pay 4.", 0.3)], ""),
        ([("Fees", 0.05), ("Hours", 0.3), ("Terms", 0.5)], ""),  # all alike
        ([("12.4", 0.05), ("Adults pay 4.", 0.3)], ""),
    ],
)
def test_a_short_line_alone_at_the_top_is_the_title(lines, expected):
    parsed = read(slide(*(shape(text, at(0, int(top * HEIGHT))) for text, top in lines)))
    assert [words for kind, words in pairs(parsed) if kind == "heading"] == [expected][
        : bool(expected)
    ]
    assert parsed.places.units[0].label == expected


def test_hidden_slides_are_left_out_and_named_and_keep_their_numbers():
    parsed = read(
        slide(title("One")), slide(title("Two"), attributes=' show="0"'), slide(shape("Three"))
    )
    assert texts(parsed) == ["One", "Three"]
    assert place_of(parsed, "Three") == "slide 3"
    assert parsed.notes == ("Hidden slide 2 was left out.",)


def test_shapes_are_read_from_the_top_and_from_the_left():
    parsed = read(
        slide(
            shape("below", at(0, 300)),
            shape("right", at(300, 105)),
            shape("left", at(0, 100)),
            shape("hidden", at(0, 200), properties='hidden="1"'),
            title("Top"),
            shape("12", at(0, 900), 'type="sldNum"'),
            shape("Footer", at(100, 900), 'type="ftr"'),
            shape("1 May", at(200, 900), 'type="dt"'),
        )
    )
    assert texts(parsed) == ["Top", "left", "right", "below"]


def test_columns_with_a_wide_gap_between_are_read_one_by_one():
    boxes = [
        shape(f"{row}{column}", at(300 * n, 100 + 25 * row))
        for row in (1, 2)
        for n, column in enumerate("abc")
    ]
    assert texts(read(slide(*boxes))) == ["1a", "2a", "1b", "2b", "1c", "2c"]


def test_groups_are_where_their_transform_puts_them():
    def group(inner, x, y, scale):
        return (
            f'<p:grpSp><p:nvGrpSpPr/><p:grpSpPr><a:xfrm><a:off x="{x}" y="{y}"/>'
            f'<a:ext cx="{100 * scale}" cy="{100 * scale}"/><a:chOff x="1000" y="1000"/>'
            f'<a:chExt cx="100" cy="100"/></a:xfrm></p:grpSpPr>{inner}</p:grpSp>'
        )

    inner = shape("second", at(1000, 1060)) + shape("first", at(1000, 1000))
    parsed = read(
        slide(
            shape("last", at(0, 900)),
            group(group(inner, 1000, 1050, 1), 0, 300, 3),
            shape("above", at(0, 100)),
        )
    )
    assert texts(parsed) == ["above", "first", "second", "last"]


def test_shapes_whose_place_is_not_known_follow_the_one_before():
    parsed = read(slide(shape("a", at(0, 500)), shape("b"), shape("c", at(0, 100))))
    assert texts(parsed) == ["c", "a", "b"]


def test_many_shapes_and_deep_groups_are_read():
    many = [shape(f"s{n}", at(n % 7 * 110, n * 30)) for n in range(500)]
    assert len(read(slide(*many)).blocks) == 500
    deep = "<p:grpSp>" * 20_000 + shape("deep") + "</p:grpSp>" * 20_000
    assert texts(read(slide(deep))) == ["deep"]


LAYOUT = part(
    "sldLayout",
    "<p:cSld><p:spTree>"
    + shape("Click", at(0, 400), 'type="body" idx="5"', "<a:lvl1pPr><a:buNone/></a:lvl1pPr>")
    + shape("Click", at(0, 100), 'idx="1"')
    + "</p:spTree></p:cSld>",
)
MASTER = part(
    "sldMaster",
    "<p:cSld><p:spTree>"
    + shape("Click", at(0, 50), 'type="title"')
    + shape("Click", at(0, 600), 'type="body" idx="1"')
    + "</p:spTree></p:cSld><p:txStyles><p:titleStyle/><p:bodyStyle>"
    '<a:lvl1pPr><a:buChar char="•"/></a:lvl1pPr><a:lvl2pPr><a:buChar char="–"/></a:lvl2pPr>'
    "</p:bodyStyle></p:txStyles>",
)
PARTS = {
    "ppt/slideLayouts/l.xml": LAYOUT,
    "ppt/slideLayouts/_rels/l.xml.rels": rels([("slideMaster", "../slideMasters/m.xml")], PLAIN),
    "ppt/slideMasters/m.xml": MASTER,
}
LAID_OUT = {0: [("slideLayout", "../slideLayouts/l.xml")]}


def test_places_and_bullets_come_from_the_layout_and_its_master():
    items = para("Bread") + para("brown", '<a:pPr lvl="1"/>')
    items += para("Note", "<a:pPr><a:buNone/></a:pPr>")
    parsed = read(
        slide(
            shape("last", at(0, 900)),
            shape("Plain", placeholder='type="body" idx="5"'),
            shape(items, placeholder='idx="1"'),
            shape("What to buy", placeholder='type="title"'),
        ),
        extra=LAID_OUT,
        parts=PARTS,
    )
    assert pairs(parsed) == [
        ("heading", "What to buy"), ("list item", "- Bread"), ("list item", "- brown"),
        ("paragraph", "Note"), ("paragraph", "Plain"), ("paragraph", "last"),
    ]  # fmt: skip
    assert "- Bread\n  - brown\n\nNote" in parsed.text


def test_items_are_numbered_as_shown():
    def numbered(text, kind, level=0, start=""):
        bullet = f'<a:buAutoNum type="{kind}"{start}/>'
        return para(text, f'<a:pPr lvl="{level}">{bullet}</a:pPr>')

    parsed = read(
        slide(
            shape(
                numbered("one", "arabicPeriod")
                + numbered("sub", "alphaLcParenR", 1)
                + numbered("sub", "alphaLcParenR", 1)
                + "<a:p/>"
                + numbered("two", "arabicPeriod")
                + numbered("new", "alphaLcParenR", 1)
                + para("Break")
                + numbered("one again", "arabicPeriod")
                + numbered("four", "romanUcParenBoth", 0, ' startAt="4"')
                + para("• typed", "<a:pPr><a:buNone/></a:pPr>")
            )
        )
    )
    assert texts(parsed) == [
        "1. one", "a) sub", "b) sub", "2. two", "a) new", "Break", "1. one again", "(IV) four",
        "- typed",
    ]  # fmt: skip


def test_breaks_fields_and_equations_in_a_paragraph():
    math = (
        '<mc:AlternateContent><mc:Choice><m:m xmlns:m="m"><m:r><m:t>x²</m:t></m:r></m:m>'
        "</mc:Choice>"
        "<mc:Fallback><a:r><a:t>picture</a:t></a:r></mc:Fallback></mc:AlternateContent>"
    )
    page = '<a:fld type="slidenum"><a:t>7</a:t></a:fld>'
    day = '<a:fld type="datetime1"><a:t>1 May</a:t></a:fld>'
    parsed = read(slide(shape(f"<a:p>{run('So ')}{math}<a:br/>{run('and on ')}{page}{day}</a:p>")))
    assert texts(parsed) == ["So x²\nand on 1 May"]


def frame(inner, place=""):
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="t"/></p:nvGraphicFramePr>'
        f"{place.replace('a:xfrm', 'p:xfrm')}<a:graphic><a:graphicData>{inner}</a:graphicData>"
        "</a:graphic></p:graphicFrame>"
    )


def cell(text, attributes=""):
    return f"<a:tc{attributes}><a:txBody>{para(text)}</a:txBody></a:tc>"


@pytest.mark.parametrize(("first", "kind"), [(' firstRow="1"', "table head"), ("", "table row")])
def test_tables_say_what_spans_columns_once_and_what_spans_rows_in_each(first, kind):
    rows = [
        [cell("Who"), cell("Fee", ' gridSpan="2"'), cell("Fee", ' hMerge="1"')],
        [cell("All", ' rowSpan="2"'), cell("4"), cell("a|b")],
        [cell("All", ' vMerge="1"'), cell("5"), cell("6")],
    ]
    inner = "".join(f"<a:tr>{''.join(row)}</a:tr>" for row in rows)
    parsed = read(
        slide(title("T"), frame(f"<a:tbl><a:tblPr{first}/>{inner}</a:tbl>"), shape("end"))
    )
    assert pairs(parsed)[1:] == [
        (kind, "| Who | Fee | |"),
        ("table row", "| All | 4 | a¦b |"),
        ("table row", "| All | 5 | 6 |"),
        ("paragraph", "end"),
    ]


def test_two_rows_that_name_columns_are_one_head():
    wide, on = ' gridSpan="2"', ' hMerge="1"'
    first = [cell("", ' rowSpan="2"'), cell("2025", wide), cell("", on), cell("2026")]
    rows = [
        [*first[:3], cell("2026", wide), cell("", on)],
        [cell("", ' vMerge="1"'), cell("Q1"), cell("Q2"), cell("Q1"), cell("Q2")],
        [cell("Rent"), *(cell(str(n)) for n in range(4))],
    ]

    def lines(rows):
        inner = "".join(f"<a:tr>{''.join(row)}</a:tr>" for row in rows)
        parsed = read(slide(title("T"), frame(f'<a:tbl><a:tblPr firstRow="1"/>{inner}</a:tbl>')))
        return pairs(parsed)[1:]

    assert lines(rows) == [
        ("table head", "| | 2025 Q1 | 2025 Q2 | 2026 Q1 | 2026 Q2 |"),
        ("table row", "| Rent | 0 | 1 | 2 | 3 |"),
    ]
    body = [rows[0], [cell("Gas"), *(cell(str(n)) for n in range(4))], rows[2]]
    assert lines(body)[0] == ("table head", "| | 2025 | | 2026 | |")


def cache(texts, kind="str", code=""):
    shown = f"<c:formatCode>{code}</c:formatCode>" if code else ""
    points = "".join(f'<c:pt idx="{n}"><c:v>{t}</c:v></c:pt>' for n, t in enumerate(texts))
    values = f"<c:{kind}Cache>{shown}{points}</c:{kind}Cache>"
    return f"<c:{kind}Ref><c:f>S!$A$1</c:f>{values}</c:{kind}Ref>"


def chart_part(series, head="", axes=""):
    return part("chartSpace", f"<c:chart>{head}<c:plotArea>{series}{axes}</c:plotArea></c:chart>")


def with_chart(chart):
    return read(
        slide(frame('<c:chart r:id="r0"/>')),
        extra={0: [("chart", "../charts/c.xml")]},
        parts={"ppt/charts/c.xml": chart},
    )


def words(text):
    return f"<c:title><c:tx><c:rich>{para(text)}</c:rich></c:tx></c:title>"


def test_charts_are_tables_of_their_values():
    series = "".join(
        f"<c:ser><c:tx>{cache([name])}</c:tx><c:cat>{cache(['East', 'West'])}</c:cat>"
        f"<c:val>{cache(values, 'num', code)}</c:val></c:ser>"
        for name, values, code in (("Share", [0.125, 0.5], "0.0%"), ("Sum", [3, 4], "General"))
    )
    axes = f"<c:valAx>{words('Euros')}</c:valAx>"
    parsed = with_chart(chart_part(f"<c:barChart>{series}</c:barChart>", words("By region"), axes))
    assert pairs(parsed) == [
        ("caption", "Chart: By region (Euros)"), ("table head", "| | Share | Sum |"),
        ("table row", "| East | 12.5% | 3 |"), ("table row", "| West | 50.0% | 4 |"),
    ]  # fmt: skip


def test_the_only_series_of_a_chart_is_its_title_and_outer_categories_are_repeated():
    levels = (
        "<c:multiLvlStrRef><c:multiLvlStrCache>"
        '<c:lvl><c:pt idx="0"><c:v>Q1</c:v></c:pt><c:pt idx="1"><c:v>Q2</c:v></c:pt></c:lvl>'
        '<c:lvl><c:pt idx="0"><c:v>2026</c:v></c:pt></c:lvl>'
        "</c:multiLvlStrCache></c:multiLvlStrRef>"
    )
    series = (
        f"<c:ser><c:tx>{cache(['Sales'])}</c:tx><c:cat>{levels}</c:cat>"
        f"<c:val>{cache([7, 8], 'num')}</c:val></c:ser>"
    )
    parsed = with_chart(chart_part(f"<c:pieChart>{series}</c:pieChart>"))
    assert texts(parsed) == [
        "Chart: Sales", "| | Sales |", "| 2026 / Q1 | 7 |", "| 2026 / Q2 | 8 |",
    ]  # fmt: skip


def test_points_of_series_with_places_of_their_own_are_tables_of_their_own():
    series = "".join(
        f"<c:ser><c:tx><c:v>{name}</c:v></c:tx><c:xVal>{cache(x, 'num')}</c:xVal>"
        f"<c:yVal>{cache(y, 'num')}</c:yVal></c:ser>"
        for name, x, y in (("a", [1, 2], [3, 4]), ("b", [5], [6]))
    )
    parsed = with_chart(chart_part(f"<c:scatterChart>{series}</c:scatterChart>"))
    assert parsed.text == "| | a |\n| 1 | 3 |\n| 2 | 4 |\n\n| | b |\n| 5 | 6 |\n"


def test_charts_of_the_newer_kind():
    data = (
        '<cx:chartSpace xmlns:cx="cx" xmlns:a="a"><cx:chartData><cx:data id="0">'
        '<cx:strDim type="cat"><cx:lvl><cx:pt idx="0">Start</cx:pt></cx:lvl></cx:strDim>'
        '<cx:numDim type="val"><cx:lvl formatCode="0.0"><cx:pt idx="0">5</cx:pt></cx:lvl>'
        f"</cx:numDim></cx:data></cx:chartData><cx:chart><cx:title><cx:tx><cx:rich>{para('Cash')}</cx:rich>"
        "</cx:tx></cx:title></cx:chart></cx:chartSpace>"
    )
    assert texts(with_chart(data)) == ["Chart: Cash", "| Start | 5.0 |"]


def test_diagrams_are_lists_of_their_points():
    points = '<dgm:pt modelId="0" type="doc"/><dgm:pt modelId="9" type="pres"/>' + "".join(
        f'<dgm:pt modelId="{n}"><dgm:t>{para(text)}</dgm:t></dgm:pt>'
        for n, text in ((1, "Plan"), (2, "Do"), (3, "Check twice"))
    )
    lines = (
        '<dgm:cxn srcId="0" destId="2" srcOrd="1"/><dgm:cxn srcId="0" destId="1" srcOrd="0"/>'
        '<dgm:cxn srcId="2" destId="3" srcOrd="0"/><dgm:cxn srcId="3" destId="2" srcOrd="0"/>'
        '<dgm:cxn type="presOf" srcId="1" destId="9"/>'
    )
    inner = f"<dgm:ptLst>{points}</dgm:ptLst><dgm:cxnLst>{lines}</dgm:cxnLst>"
    parsed = read(
        slide(frame('<dgm:relIds r:dm="r0"/>')),
        extra={0: [("diagramData", "../diagrams/d.xml")]},
        parts={"ppt/diagrams/d.xml": part("dataModel", inner)},
    )
    assert parsed.text == "- Plan\n- Do\n  - Check twice\n"


def picture(alt):
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="3" name="Picture 2" descr="{alt}"/></p:nvPicPr>'
        f"<p:spPr>{at(0, 100)}</p:spPr></p:pic>"
    )


def test_pictures_say_what_is_on_them_unless_that_is_a_name():
    parsed = read(
        slide(
            title("P"),
            picture("A duck with a hat&#10;&#10;AI-generated content may be incorrect."),
            picture("my photo 1.png"),
            picture("Picture 3"),
            picture(""),
        ),
        slide(picture("")),
    )
    assert pairs(parsed)[1:] == [("caption", "Picture: A duck with a hat")]
    assert parsed.notes == ("Only pictures are on slide 2, and the text in pictures is not read.",)


def test_embedded_files_are_told():
    parsed = read(slide(title("O"), frame('<p:oleObj name="Worksheet" r:id="r9"/>')))
    assert parsed.notes == ("1 embedded file was not read.",)


def test_notes_and_comments_follow_the_slide():
    notes = part(
        "notes",
        "<p:cSld><p:spTree>"
        + shape(para("Say hello.") + para("Then leave."), placeholder='type="body" idx="1"')
        + shape("4", placeholder='type="sldNum"')
        + "</p:spTree></p:cSld>",
    )
    old = part(
        "cmLst",
        '<p:cm authorId="0"><p:text>Is it so?</p:text></p:cm>'
        '<p:cm authorId="1"><p:text>It is.</p:text><p:ext><p:parentCm authorId="0"/></p:ext>'
        "</p:cm>",
    )
    parsed = read(
        slide(title("T")),
        extra={0: [("notesSlide", "../n.xml"), ("comments", "../c.xml")]},
        parts={
            "ppt/n.xml": notes,
            "ppt/c.xml": old,
            "ppt/a.xml": part(
                "cmAuthorLst", '<p:cmAuthor id="0" name="Ann"/><p:cmAuthor id="1" name="Bob"/>'
            ),
        },
        presentation=[("commentAuthors", "a.xml")],
    )
    assert pairs(parsed)[1:] == [
        ("comment", "Notes: Say hello.\nThen leave."), ("comment", "Comment by Ann: Is it so?"),
        ("comment", "Reply by Bob: It is."),
    ]  # fmt: skip
    assert place_of(parsed, "Say hello.") == "slide 1: T"


def test_threads_of_the_newer_kind():
    thread = part(
        "cmLst",
        f'<p188:cm authorId="{{A}}"><p188:replyLst><p188:reply authorId="{{B}}"><p188:txBody>'
        f"{para('Yes.')}</p188:txBody></p188:reply></p188:replyLst>"
        f"<p188:txBody>{para('Why?')}</p188:txBody></p188:cm>",
    )
    parsed = read(
        slide(title("T")),
        extra={0: [("comments", "../c.xml")]},
        parts={
            "ppt/c.xml": thread,
            "ppt/a.xml": part("authorLst", '<p188:author id="{A}" name="Ann"/>'),
        },
        presentation=[("authors", "a.xml")],
    )
    assert texts(parsed)[1:] == ["Comment by Ann: Why?", "Reply: Yes."]


@pytest.mark.parametrize(
    ("given", "shown"), [("Pool rules", "Pool rules"), ("PowerPoint-Präsentation", "Fees")]
)
def test_the_title_is_the_one_that_someone_gave(given, shown):
    core = f'<c:p xmlns:c="c" xmlns:dc="d"><dc:title>{given}</dc:title></c:p>'
    assert read(slide(title("Fees")), parts={"docProps/core.xml": core}).title == shown


def test_no_more_slides_and_characters_are_read_than_are_allowed(monkeypatch):
    slides = [slide(title(f"T{n}"), shape("x" * 50)) for n in range(5)]
    monkeypatch.setenv("PINCITE_MAX_PAGES", "3")
    parsed = read(*slides)
    assert texts(parsed)[-2:] == ["T2", "x" * 50]
    assert parsed.notes == ("Only the first 3 of 5 slides were read.",)
    monkeypatch.setenv("PINCITE_MAX_CHARACTERS", "60")
    parsed = read(*slides[:3])
    assert texts(parsed) == ["T0", "x" * 50, "T1"]
    assert parsed.notes == (
        "Only the slides up to a part of slide 2 were read: they have more than 60 characters.",
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "damaged"), (b"PK\x03\x04", "damaged"), (b"plain text", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old kind"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "'a.pptx' is encrypted",
        ),
        (deck(slide()), "holds no text"), (deck("<p>"), "damaged"),
        (deck(slide(title("T")), parts={"ppt/presentation.xml": "<workbook/>"}), "no presentation"),
        (deck('<!DOCTYPE s [<!ENTITY a "b">]><s>&a;</s>'), "defines entities"),
    ],
)  # fmt: skip
def test_what_is_no_presentation_is_refused(data, problem):
    with pytest.raises(DocumentError, match=problem):
        parse_pptx(data, "a.pptx")


def test_damaged_files_are_read_or_refused():
    whole = deck(
        slide(title("Fees"), frame('<c:chart r:id="r0"/>'), picture("A duck in the rain")),
        extra={0: [("chart", "../charts/c.xml"), ("slideLayout", "../slideLayouts/l.xml")]},
        parts={**PARTS, "ppt/charts/c.xml": chart_part("")},
    )
    generator = random.Random(4)
    for _ in range(60):
        data = bytearray(
            whole[: generator.randrange(len(whole))] if generator.random() < 0.3 else whole
        )
        for _ in range(generator.randrange(6)):
            if data:
                data[generator.randrange(len(data))] ^= 1 << generator.randrange(8)
        try:
            assert isinstance(parse_pptx(bytes(data), "a.pptx"), ParsedFile)
        except DocumentError:
            continue


def test_real_presentations():
    folder = data_folder() / "docs-formats" / "docling" / "pptx" / "sources"
    if not folder.is_dir():
        pytest.skip("no docs-formats among the data")
    parsed = {path.stem: parse_pptx(path.read_bytes(), path.name) for path in folder.glob("*.pptx")}
    assert "| R1 | True | False | | False | True | True |" in parsed["powerpoint_sample"].text
    assert (
        "Comment by Jane Smith on 2026-06-18: This is a cool feature"
        in parsed["powerpoint_comments"].text
    )
    assert "| 2019 | 120 | 80 |" in parsed["pptx_chart"].text
    assert place_of(parsed["powerpoint_sample"], "- And baz") == "slide 2: Second slide title"
    assert all(block.kind is not BlockKind.NOISE for p in parsed.values() for block in p.blocks)
