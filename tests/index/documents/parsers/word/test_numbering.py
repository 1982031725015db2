import pytest

from index.documents.parsers.office.numerals import numeral
from tests.index.documents.parsers.word.docx_files import (
    blocks,
    docx,
    item,
    p,
    parsed,
    places,
    style,
)

BULLET = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'


def level(number: int, pattern: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/>{more}</w:lvl>'
    )


def numbering(*lists: str, **overrides: str) -> str:
    """Each of ``lists`` as the definition and the list of its number, from 1."""
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>'
        for n, levels in enumerate(lists, 1)
    )
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(1, len(lists) + 1)
    )
    return definitions + numbers + "".join(overrides.values())


def lines(body: str, **parts: str) -> list[str]:
    return parsed(body, **parts).text.rstrip().split("\n")


LEGAL = level(0, "%1.") + level(1, "%1.%2") + level(2, "(%3)", "lowerLetter")
OUTLINE = numbering(LEGAL)


def test_levels_count_each_for_itself_and_anew_below_a_higher_one():
    body = "".join(item("x", 1, n) for n in (0, 1, 1, 2, 2, 0, 1, 2))
    assert lines(body, numbering=OUTLINE) == [
        "1. x", "", "  1.1 x", "", "  1.2 x", "", "    (a) x", "    (b) x", "2. x", "",
        "  2.1 x", "", "    (a) x",
    ]  # fmt: skip


def test_numbers_of_several_parts_are_clauses():
    body = item("Rent.", 1) + item("Monthly.", 1, 1) + item("In cash.", 1, 2)
    assert [kind for kind, _ in blocks(body, numbering=OUTLINE)] == [
        "list item", "clause", "list item",
    ]  # fmt: skip
    articles = numbering(level(0, "Article %1", "upperRoman"))
    assert blocks(item("Rent.", 1), numbering=articles) == [("clause", "Article I Rent.")]


def test_a_level_that_is_left_out_counts():
    body = item("x", 1, 1) + item("x", 1) + item("x", 1, 2) + item("x", 1, 1)
    levels = level(0, "%1.") + level(1, "%1.%2") + level(2, "%1.%2.%3")
    signs = [text.split()[0] for _, text in blocks(body, numbering=numbering(levels))]
    assert signs == ["1.1", "2.", "2.1.1", "2.2"]


def test_lists_of_one_definition_go_on_and_others_begin_anew():
    again = '<w:num w:numId="{}"><w:abstractNumId w:val="1"/>{}</w:num>'
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = numbering(level(0, "%1."), a=again.format(7, ""), b=again.format(8, start))
    body = "".join(item("x", n) for n in (1, 1, 7, 8, 8, 1))
    assert lines(body, numbering=lists) == ["1. x", "2. x", "3. x", "5. x", "6. x", "7. x"]


def test_an_override_may_give_another_level():
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "upperLetter")}</w:lvlOverride>'
    lists = numbering(
        level(0, "%1."),
        a=f'<w:num w:numId="9"><w:abstractNumId w:val="1"/>{other}</w:num>',
    )
    assert lines(item("x", 9), numbering=lists) == ["A) x"]


def test_a_level_may_never_begin_anew_and_may_be_all_figures():
    levels = level(0, "%1", "upperRoman") + level(
        1, "%1.%2", "decimal", '<w:isLgl/><w:lvlRestart w:val="0"/>'
    )
    body = "".join(item("x", 1, n) for n in (0, 1, 0, 1))
    signs = [text.split()[0] for _, text in blocks(body, numbering=numbering(levels))]
    assert signs == ["I", "1.1", "II", "2.2"]


def test_bullets_are_dashes_whatever_they_look_like():
    arrow = level(0, "➢", "none")
    body = item("a", 1) + item("b", 2)
    assert lines(body, numbering=numbering(BULLET, arrow)) == ["- a", "- b"]


def test_what_shows_no_sign_is_no_item():
    lists = numbering(level(0, "", "none"), level(0, "%1.", more="<w:rPr><w:vanish/></w:rPr>"))
    body = item("a", 1) + item("b", 2) + item("c", 0) + item("d", 99)
    assert {kind for kind, _ in blocks(body, numbering=lists)} == {"paragraph"}


def test_signs_may_stand_close_and_numbers_be_filled_with_zeros():
    close = level(0, "第%1条", "chineseCounting", '<w:suff w:val="nothing"/>')
    filled = (
        '<w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice>'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice></mc:AlternateContent>'
        '<w:lvlText w:val="%1:"/></w:lvl>'
    )
    apart = level(0, "%1. ", more='<w:suff w:val="nothing"/>')
    body = item("总则", 1) + item("x", 2) + item("x", 3)
    texts = [text for _, text in blocks(body, numbering=numbering(close, filled, apart))]
    assert texts == ["第一条总则", "001: x", "1. x"]


def test_styles_number_their_paragraphs():
    headings = level(0, "%1", more='<w:pStyle w:val="H1"/>') + level(
        1, "%1.%2", more='<w:pStyle w:val="H2"/>'
    )
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        style("H1", "heading 1", f"<w:pPr>{number}</w:pPr>")
        + style("H2", "heading 2", f"<w:pPr>{number}</w:pPr>")
        + style("H2b", "other", '<w:basedOn w:val="H2"/>')
    )
    body = (
        p("Rent", style="H1")
        + p("Late", style="H2")
        + p("Later", style="H2b")
        + p("Unnumbered", '<w:numPr><w:numId w:val="0"/></w:numPr>', style="H1")
        + p("End", style="H1")
        + p("It ends.")
    )
    parts = {"styles": styles, "numbering": numbering(headings)}
    assert blocks(body, **parts) == [
        ("heading 1", "1 Rent"),
        ("heading 2", "1.1 Late"),
        ("heading 2", "1.2 Later"),
        ("heading 1", "Unnumbered"),
        ("heading 1", "2 End"),
        ("paragraph", "It ends."),
    ]
    assert places(docx(body, **parts))[-1] == "under “2 End”"


def test_a_definition_may_stand_at_a_style():
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
    lists = numbering(
        level(0, "%1)"), a=linked, b='<w:num w:numId="4"><w:abstractNumId w:val="5"/></w:num>'
    )
    styles = style("L", "mine", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    assert lines(item("x", 4), numbering=lists, styles=styles) == ["1) x"]
    endless = style("L", "mine", '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>')
    assert lines(item("x", 4), numbering=lists, styles=endless) == ["x"]


def test_depths_follow_the_indents_of_lists():
    def at(left: int) -> str:
        return f'<w:pPr><w:ind w:left="{left}"/></w:pPr>'

    lists = numbering(
        level(0, "%1.", more=at(360)),
        level(0, "•", "bullet", at(720)),
        level(0, "%1.", more=at(720)),
    )
    body = (
        item("one", 1)
        + item("under it", 2)
        + p("Goes on.", '<w:ind w:left="720"/>')
        + item("two", 1)
        + p("Between.")
        + item("three", 1)
        + p("Another list:")
        + item("first", 3)
    )
    assert lines(body, numbering=lists) == [
        "1. one", "  - under it", "", "    Goes on.", "", "2. two", "", "Between.", "", "3. three",
        "", "Another list:", "", "1. first",
    ]  # fmt: skip


def test_blank_items_count():
    body = item("a", 1) + item("", 1) + item("b", 1)
    assert lines(body, numbering=OUTLINE) == ["1. a", "3. b"]


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("lowerRoman", {1: "i", 4: "iv", 1994: "mcmxciv", 40_000: "40000"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA", 26 * 40: "1040"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 112: "112th", 121: "121st"}),
        ("cardinalText", {1: "One", 20: "Twenty", 42: "Forty-two", 100: "100"}),
        ("ordinalText", {1: "First", 12: "Twelfth", 21: "Twenty-first", 30: "Thirtieth"}),
        ("decimalZero", {0: "00", 7: "07", 10: "10"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalFullWidth", {12: "１２"}),
        ("chineseCounting", {3: "三", 10: "十", 11: "十一", 25: "二十五", 105: "一〇五"}),
        ("russianLower", {1: "а"}),
        ("numberInDash", {4: "- 4 -"}),
        ("none", {4: ""}),
        ("of a kind to come", {4: "4", -1: "-1"}),
    ],
)
def test_numerals(style, numbers):
    assert {number: numeral(number, style) for number in numbers} == numbers
