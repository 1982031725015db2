from xml.etree import ElementTree as ET

from index.documents.parsers.office.symbols import mended, raised, symbol
from index.documents.parsers.word.graphics import read_chart, read_diagram
from index.documents.parsers.word.pictures import described
from tests.index.documents.parsers.word.docx_files import blocks, p, r


def points(*values: str, code: str = "General") -> str:
    inner = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(values))
    return (
        f"<c:numRef><c:numCache><c:formatCode>{code}</c:formatCode>{inner}</c:numCache></c:numRef>"
    )


def series(name: str, categories: str, values: str) -> str:
    return (
        f"<c:ser><c:tx>{points(name)}</c:tx><c:cat>{categories}</c:cat>"
        f"<c:val>{values}</c:val></c:ser>"
    )


TITLE = "<c:title><a:p><a:r><a:t>Sales</a:t></a:r></a:p></c:title>"
CHART = f"<c:chartSpace>{TITLE}{{}}</c:chartSpace>"
SPACES = 'xmlns:c="c" xmlns:a="a" xmlns:dgm="dgm"'


def root(xml: str) -> ET.Element:
    return ET.fromstring(xml.replace(">", f" {SPACES}>", 1))


def test_a_chart_is_a_table_behind_its_paragraph():
    chart = CHART.format(
        series("East", points("Q1", "Q2"), points("4.3", "2.2999999999999998"))
        + series("West", points("Q1", "Q2"), points("1"))
    )
    drawing = '<w:r><w:drawing><a:graphic><c:chart r:id="chart"/></a:graphic></w:drawing></w:r>'
    assert blocks(p(r("See below.") + drawing), chart=chart) == [
        ("paragraph", "See below."),
        ("caption", "Chart: Sales"),
        ("table head", "| | East | West |"),
        ("table row", "| Q1 | 4.3 | 1 |"),
        ("table row", "| Q2 | 2.3 | |"),
    ]


def test_values_of_charts_are_given_as_dates_and_percent():
    dates, shares = points("45000", "0.5", code="m/d/yyyy"), points("0.25", "x", code="0%")
    assert read_chart(root(CHART.format(series("A", dates, shares)))).rows == [
        ["", "A"], ["2023-03-15", "25%"], ["1899-12-30", "x"],
    ]  # fmt: skip
    assert read_chart(root(CHART.format(""))).rows == []


def test_categories_of_several_levels_are_one():
    levels = "<c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>{}</c:lvl><c:lvl>{}</c:lvl>"
    levels = levels.format(
        '<c:pt idx="0"><c:v>Q1</c:v></c:pt>', '<c:pt idx="0"><c:v>2025</c:v></c:pt>'
    )
    levels += "</c:multiLvlStrCache></c:multiLvlStrRef>"
    assert read_chart(root(CHART.format(series("A", levels, points("7"))))).rows[1] == [
        "2025 Q1", "7",
    ]  # fmt: skip


DIAGRAM = "<dgm:dataModel>{}</dgm:dataModel>"
POINT = '<dgm:pt modelId="{}" type="{}"><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>'
UNDER = '<dgm:cxn srcId="{}" destId="{}" srcOrd="{}"/>'


def test_a_diagram_is_a_list_of_its_boxes():
    diagram = DIAGRAM.format(
        POINT.format("0", "doc", "")
        + POINT.format("2", "node", "Cook")
        + POINT.format("1", "node", "Chief")
        + POINT.format("3", "node", "Clerk")
        + POINT.format("4", "pres", "unseen")
        + UNDER.format(0, 1, 0)
        + UNDER.format(1, 3, 1)
        + UNDER.format(1, 2, 0)
    )
    assert read_diagram(root(diagram)) == [(0, "Chief"), (1, "Cook"), (1, "Clerk")]
    relations = '<w:r><w:drawing><dgm:relIds r:dm="diagramData"/></w:drawing></w:r>'
    assert blocks(p(relations), diagramData=diagram)[1] == ("list item", "- Cook")


def test_a_diagram_whose_boxes_are_in_each_other_ends():
    circle = POINT.format(1, "", "A") + POINT.format(2, "", "B") + UNDER.format(1, 2, 0)
    assert read_diagram(root(DIAGRAM.format(circle + UNDER.format(2, 1, 0)))) == [
        (0, "A"), (0, "B"),
    ]  # fmt: skip


def test_descriptions_that_say_nothing_are_none():
    nothing = ["image001.png", "Picture 3", "https://a.b/c", "C:\\a.png", "", "Logo"]
    assert list(described([*nothing, "A map.  Description automatically generated"])) == [
        "Picture: A map."
    ]


def test_signs_of_fonts():
    assert [symbol("Wingdings", "F0FC"), symbol("Wingdings 2", "52"), symbol("Symbol", "F0B3")] == [
        "✓", "☑", "≥",
    ]  # fmt: skip
    assert [symbol("Arial", "20AC"), symbol("Arial", "x"), symbol("Symbol", "1")] == ["€", "", ""]
    assert [symbol("Arial", "D800"), symbol("Arial", "FFFFFFFF")] == ["", ""]
    assert mended("a\uf0b7b", "Wingdings") == "ab"
    assert mended("\uf0b7 \uf0a3", "Unknown") == "• "
    assert (raised("-3"), raised("th"), raised("n")) == ("⁻³", "th", "ⁿ")
