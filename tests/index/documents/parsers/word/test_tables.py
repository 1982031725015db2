from tests.index.documents.parsers.word.docx_files import blocks, p, parsed, r, style, table, tc, tr

SPAN = '<w:gridSpan w:val="{}"/>'
DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"
SHADED = '<w:shd w:fill="4472C4"/>'


def test_rows_have_bars_and_the_marked_row_is_the_head():
    body = table(
        tr("Fee", "Sum", properties="<w:tblHeader/>"), ["Late | lost", "5 euros"], ["", ""]
    )
    assert blocks(body) == [
        ("table head", "| Fee | Sum |"),
        ("table row", "| Late ¦ lost | 5 euros |"),
    ]


def test_what_spans_columns_is_given_once_and_what_spans_rows_in_each():
    body = table(
        ["a", "b", "c"],
        tr(tc("wide", SPAN.format(2)), "d"),
        tr(tc("high", DOWN), "e", "f"),
        tr(tc("unseen", ON), "g", "h"),
        tr("i", tc("j"), properties='<w:gridBefore w:val="1"/>'),
    )
    assert parsed(body).text.splitlines()[1:] == [
        "| wide | | d |", "| high | e | f |", "| high | g | h |", "| | i | j |",
    ]  # fmt: skip


def test_blank_columns_are_left_out():
    body = table(["x", "", "y"], ["1", "", "2"], [tc("3", SPAN.format(2)), "4"])
    assert parsed(body).text == "| x | y |\n| 1 | 2 |\n| 3 | 4 |\n"


def test_several_rows_of_a_head_are_one():
    head = "<w:tblHeader/>"
    body = table(
        tr(tc("Item", DOWN), tc("2025", SPAN.format(2)), properties=head),
        tr(tc("", ON), "Q1", "Q2", properties=head),
        ["Rent", "5", "6"],
    )
    assert blocks(body)[0] == ("table head", "| Item | 2025 Q1 | 2025 Q2 |")


def test_a_row_over_all_columns_above_the_head_is_the_title():
    body = table(
        tr(tc("Fees of 2025", SPAN.format(2))), ["Kind", "Sum"], ["Late", "5"], ["Lost", "7"]
    )
    assert blocks(body)[:2] == [("caption", "Fees of 2025"), ("table head", "| Kind | Sum |")]


def test_a_first_row_that_looks_unlike_the_others_is_the_head():
    bold = tr(p(r("Name", "<w:b/>")), p(r("Post", "<w:b/>")))
    shaded = tr(tc("Name", SHADED), tc("Post", SHADED))
    rows = ["Ann", "Cook"], ["Bo", "Clerk"]
    for head in (bold, shaded):
        assert blocks(table(head, *rows))[0] == ("table head", "| Name | Post |")
    styled = '<w:tblStyle w:val="T"/><w:tblLook w:val="04A0"/>'
    look = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    styles = style("T", "Fine table", look, kind="table")
    body = table(["Name", "Post"], *rows, look=styled)
    assert blocks(body, styles=styles)[0][0] == "table head"
    plain = body.replace("04A0", "0480")
    assert blocks(plain, styles=styles)[0][0] == "table row"


def test_a_table_of_names_and_values_is_a_form():
    body = table(["Name:", "Ann"], ["Born:", p("3 May") + p("1990")], ["Post:", ""])
    assert blocks(body) == [
        ("field", "Name: Ann"),
        ("field", "Born: 3 May 1990"),
        ("field", "Post:"),
    ]


def test_tables_in_cells_and_lists_in_cells_are_their_text():
    inner = table(["A", "B"], ["1", "2"])
    body = table(["x", "y"], [p("Inner:") + inner + p(), p("two") + p("paragraphs")])
    assert blocks(body)[1] == ("table row", "| Inner: A, B; 1, 2 | two paragraphs |")


def test_a_table_that_only_places_text_is_none():
    heading = p("Skills", '<w:outlineLvl w:val="1"/>')
    assert blocks(table([p("One.") + p("Two.")])) == [("paragraph", "One."), ("paragraph", "Two.")]
    assert blocks(table(["left", heading + p("Cooking.")])) == [
        ("paragraph", "left"), ("heading 2", "Skills"), ("paragraph", "Cooking."),
    ]  # fmt: skip
    boxed = table([p("Warning.") + p("It is hot.")], ["Call us."])
    assert {kind for kind, _ in blocks(boxed)} == {"paragraph"}


def test_notes_and_comments_in_cells_stand_behind_the_table():
    refer = '<w:r><w:{}Reference w:id="1"/></w:r>'
    body = table(
        [p(r("Rent") + refer.format("footnote")), "5"],
        [p(r("Heat") + refer.format("comment")), "6"],
    )
    assert blocks(
        body,
        footnotes=f'<w:footnote w:id="1">{p("Net.")}</w:footnote>',
        comments=f'<w:comment w:id="1" w:author="Bo">{p("Why?")}</w:comment>',
    ) == [
        ("table row", "| Rent[1] | 5 |"),
        ("table row", "| Heat | 6 |"),
        ("footnote", "[1] Net."),
        ("comment", "Comment by Bo: Why?"),
    ]


def test_rows_and_cells_in_content_controls_are_read():
    control = (
        '<w:sdt><w:sdtPr><w:showingPlcHdr/><w:placeholder><w:docPart w:val="DefaultPlaceholder_1"/>'
        "</w:placeholder></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    )
    row = f"<w:tr>{control.format(tc('?'))}{tc('b')}</w:tr>"
    body = table(row, control.format(tr("c", "d")))
    assert parsed(body).text == "| ? | b |\n| c | d |\n"


def test_deleted_and_hidden_rows_and_cells_are_left_out():
    body = table(
        ["a", "b"],
        tr("c", "d", properties="<w:del/>"),
        tr("e", "f", properties="<w:hidden/>"),
        tr("g", tc("h", "<w:cellDel/>"), "i"),
    )
    assert parsed(body).text == "| a | b |\n| g | i |\n"


def test_pictures_and_boxes_stand_in_their_cell():
    picture = '<w:r><w:drawing><wp:docPr descr="A red roof"/></w:drawing></w:r>'
    box = f"<w:r><w:pict><w:txbxContent>{p('☒ yes')}</w:txbxContent></w:pict></w:r>"
    body = table([p(r("House") + picture), p(box)], ["x", "y"])
    assert parsed(body).text == "| House (Picture: A red roof) | ☒ yes |\n| x | y |\n"


def test_tables_one_behind_the_other_stay_apart():
    body = table(["a", "b"], ["c", "d"]) + table(["e", "f"], ["g", "h"])
    assert parsed(body).text == "| a | b |\n| c | d |\n\n| e | f |\n| g | h |\n"
