from tests.index.documents.parsers.word.docx_files import blocks, p, parsed, r, style

STYLES = style("Hidden", "hidden", "<w:rPr><w:vanish/></w:rPr>", kind="character") + style(
    "Caption", "caption"
)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def test_changes_are_accepted_and_that_is_noted():
    body = p(
        r("Keep")
        + "<w:ins><w:r><w:t> new</w:t></w:r></w:ins>"
        + "<w:del><w:r><w:delText> old</w:delText></w:r></w:del>"
        + "<w:moveFrom><w:r><w:t> gone</w:t></w:r></w:moveFrom>"
        + "<w:moveTo><w:r><w:t> end.</w:t></w:r></w:moveTo>"
    )
    result = parsed(body)
    assert result.text == "Keep new end.\n"
    assert result.notes == ("Its tracked changes were read as accepted.",)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    body = p("One ", "<w:rPr><w:del/></w:rPr>") + p("sentence.") + p("Two.")
    assert [text for _, text in blocks(body)] == ["One sentence.", "Two."]
    assert parsed(p("Last.", "<w:rPr><w:del/></w:rPr>")).text == "Last.\n"


def test_hidden_text_is_left_out():
    body = p(
        r("Shown.")
        + r(" Direct.", "<w:vanish/>")
        + r(" By style.", '<w:rStyle w:val="Hidden"/>')
        + r(" Shown again.", '<w:rStyle w:val="Hidden"/><w:vanish w:val="0"/>')
    )
    result = parsed(body, styles=STYLES)
    assert (result.text, result.notes) == ("Shown. Shown again.\n", ("Hidden text was left out.",))


def test_fields_show_their_results():
    nested = (
        p(
            FIELD.format("begin") + "<w:r><w:instrText> IF </w:instrText></w:r>"
            + FIELD.format("begin") + "<w:r><w:instrText>MERGEFIELD x</w:instrText></w:r>"
            + FIELD.format("separate") + r("inner") + FIELD.format("end")
            + FIELD.format("separate") + r("outer") + FIELD.format("end") + r(" text")
        )
        + p(FIELD.format("begin") + r("unseen"))
        + p('<w:fldSimple w:instr="PAGE"><w:r><w:t>seen</w:t></w:r></w:fldSimple>')
    )  # fmt: skip
    assert [text for _, text in blocks(nested)] == ["outer text", "seen"]


def test_fields_of_forms_show_what_was_chosen():
    data = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
    choices = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="yes"/>'
    body = p(
        data.format('<w:checkBox><w:default w:val="1"/></w:checkBox>')
        + FIELD.format("end")
        + r(" Smoker: ")
        + data.format(f"{choices}</w:ddList>")
        + FIELD.format("end")
    )
    assert blocks(body) == [("list item", "☒ Smoker: yes")]


def test_content_controls_are_read_and_their_boxes_ticked():
    box = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>X</w:t></w:r></w:sdtContent></w:sdt>"
    )
    inner = f"<w:sdt><w:sdtContent>{r('Ann')}</w:sdtContent></w:sdt>"
    body = (
        f"<w:sdt><w:sdtContent>{p('A cover.')}</w:sdtContent></w:sdt>"
        + p(r("She is ") + inner + r(" here."))
        + p(box.format(1) + r(" Tea"))
        + p(box.format(0) + r(" Milk"))
    )
    assert blocks(body) == [
        ("paragraph", "A cover."),
        ("paragraph", "She is Ann here."),
        ("list item", "☒ Tea"),
        ("list item", "☐ Milk"),
    ]


def test_prompts_of_empty_controls_are_left_out():
    prompt = '<w:showingPlcHdr/><w:placeholder><w:docPart w:val="{}"/></w:placeholder>'
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    words, own = prompt.format("DefaultPlaceholder_-1"), prompt.format("A1B2")
    body = p(r("Name: ") + control.format(words, r("Click here.")) + control.format(own, r("[n]")))
    assert parsed(body + control.format(words, p("Click here."))).text == "Name: [n]\n"


def test_a_large_initial_belongs_to_the_next_paragraph():
    body = p("O", '<w:framePr w:dropCap="drop"/>') + p("nce upon a time.")
    assert parsed(body).text == "Once upon a time.\n"


def test_text_boxes_are_read_once_behind_their_paragraph():
    box = f"<w:txbxContent>{p('Boxed.')}{p('Twice.')}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    body = p(both + r("Anchor.")) + p("Behind.") + p(f"<w:r><w:pict>{box}</w:pict></w:r>")
    texts = [text for _, text in blocks(body)]
    assert texts == ["Anchor.", "Boxed.", "Twice.", "Behind.", "Boxed.", "Twice."]


def test_pictures_stand_for_their_descriptions():
    drawing = '<w:r><w:drawing><wp:docPr descr="{}"/><a:blip/></w:drawing></w:r>'
    generated = "A duck&#10;&#10;Description automatically generated"
    body = (
        p(drawing.format("A map of the site.") + r("The site."))
        + p(drawing.format(generated))
        + p(drawing.format("C:\\images\\logo.png"))
        + p(drawing.format(""))
        + p("Figure 1: The site", style="Caption")
    )
    result = parsed(body, styles=STYLES)
    assert blocks(body, styles=STYLES) == [
        ("paragraph", "The site."),
        ("caption", "Picture: A map of the site."),
        ("caption", "Picture: A duck"),
        ("caption", "Figure 1: The site"),
    ]
    assert result.notes == ("1 picture without a description was not read.",)


def test_signs_between_words():
    body = p(
        r("a") + "<w:r><w:tab/></w:r>" + r("b") + "<w:r><w:br/></w:r>" + r("c")
        + "<w:r><w:noBreakHyphen/></w:r>" + r("d") + "<w:r><w:softHyphen/></w:r>" + r("e ")
        + '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
        + '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'
        + r(" \uf0a3", '<w:rFonts w:ascii="Symbol"/>')
    )  # fmt: skip
    assert parsed(body).text == "a b\nc-de →α ≤\n"


def test_readings_above_words_are_left_out_and_drawn_words_are_read():
    ruby = f"<w:ruby><w:rt>{r('とう')}</w:rt><w:rubyBase>{r('東')}</w:rubyBase></w:ruby>"
    body = p(f"<w:r>{ruby}</w:r>" + r("京"))
    drawn = p('<w:r><w:pict><v:shape><v:textpath string="Draft"/></v:shape></w:pict></w:r>')
    assert [text for _, text in blocks(body + drawn)] == ["東京", "Draft"]


def test_raised_figures_stay_apart():
    up = '<w:vertAlign w:val="superscript"/>'
    down = '<w:vertAlign w:val="subscript"/>'
    body = p(r("10") + r("5", up) + r(" m") + r("2", up) + r(", H") + r("2", down) + r("O, 1")
             + r("st", up))  # fmt: skip
    assert parsed(body).text == "10⁵ m², H2O, 1st\n"


def test_equations_are_read_in_line_and_by_themselves():
    run = "<m:r><m:t>{}</m:t></m:r>"
    equation = f"<m:oMath>{run.format('a=b')}</m:oMath>"
    body = (
        p(r("If ") + equation + r(", stop."))
        + p(f"<m:oMathPara>{equation}{equation}</m:oMathPara>")
        + p(equation + equation)
    )
    assert blocks(body) == [
        ("paragraph", "If a=b, stop."),
        ("paragraph", "a=b\na=b"),
        ("paragraph", "a=b a=b"),
    ]
