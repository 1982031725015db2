import os
import random
import re
from contextlib import suppress
from pathlib import Path

import pytest

from index import DocumentError
from index.documents.parsers.word.docx import parse_docx
from tests.index.documents.parsers.word.docx_files import (
    STRICT,
    WORD,
    blocks,
    docx,
    p,
    packed,
    parsed,
    places,
    r,
    style,
    table,
)

STYLES = (
    style("Title", "Title")
    + style("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("Mine", "My heading", '<w:basedOn w:val="H1"/>')
    + style("H2", "heading 2")
    + style("Quote", "Quote")
    + style("Toc1", "toc 1")
    + style("Code", "Source Code")
)
DATA = Path(os.environ.get("PINCITE_DATA") or Path(__file__).parents[6] / "shared" / "data")


def test_headings_are_those_whose_style_or_own_level_says_so():
    body = (
        p("Rules", style="Title")
        + p("First", style="H1")
        + p("Second", style="Mine")
        + p("By name", style="H2")
        + p("By itself", '<w:outlineLvl w:val="3"/>')
        + p("None", '<w:outlineLvl w:val="9"/>', style="H1")
    )
    assert blocks(body, styles=STYLES) == [
        ("heading 1", "Rules"),
        ("heading 1", "First"),
        ("heading 1", "Second"),
        ("heading 2", "By name"),
        ("heading 4", "By itself"),
        ("paragraph", "None"),
    ]


def test_a_clause_in_the_style_of_a_heading_is_none():
    clause = "The tenant pays the rent in advance on the first day of each month."
    body = p("Rent", style="H1") + p(clause, style="H2")
    assert blocks(body, styles=STYLES)[1] == ("paragraph", clause)


def test_without_styles_bold_or_large_lines_are_headings():
    bold, large = "<w:b/>", '<w:sz w:val="40"/>'
    body = (
        p(r("House rules", large))
        + p("These rules hold for all of us who live here.")
        + p(r("Quiet hours", bold))
        + p("It is quiet from ten at night.")
        + p(r("Note: this is bold.", bold))
        + p("And so on.")
        + p(r("At the end", bold))
    )
    assert blocks(body) == [
        ("heading 1", "House rules"),
        ("paragraph", "These rules hold for all of us who live here."),
        ("heading 2", "Quiet hours"),
        ("paragraph", "It is quiet from ten at night."),
        ("field", "Note: this is bold."),
        ("paragraph", "And so on."),
        ("paragraph", "At the end"),
    ]


def test_places_are_headings_or_paragraphs():
    body = p("Before.") + p("Fees", style="H1") + p("Late", style="H2") + p("It costs 5 euros.")
    assert places(docx(body, styles=STYLES)) == [
        "paragraph 1", "under “Fees”", "under “Fees > Late”", "under “Fees > Late”",
    ]  # fmt: skip


def test_footnotes_and_endnotes_stand_behind_their_paragraph():
    note = '<w:{0} w:id="{1}"><w:p><w:r><w:{0}Ref/></w:r><w:r><w:t> {2}</w:t></w:r></w:p></w:{0}>'
    refer, own = '<w:r><w:{}Reference w:id="{}"{}/>{}</w:r>', ' w:customMarkFollows="1"'
    body = (
        p(r("It holds") + refer.format("footnote", 7, "", "") + r(" always.")
          + refer.format("endnote", 2, "", ""))
        + p(r("Once more") + refer.format("footnote", 9, own, "<w:t>*</w:t>"))
        + p(r("Last") + refer.format("footnote", 8, "", ""))
    )  # fmt: skip
    assert blocks(
        body,
        footnotes=note.format("footnote", 7, "See A.")
        + note.format("footnote", 8, "See B.")
        + note.format("footnote", 9, "See C."),
        endnotes=note.format("endnote", 2, "See D."),
    ) == [
        ("paragraph", "It holds[1] always.[i]"),
        ("footnote", "[1] See A."),
        ("footnote", "[i] See D."),
        ("paragraph", "Once more[*]"),
        ("footnote", "[*] See C."),
        ("paragraph", "Last[2]"),
        ("footnote", "[2] See B."),
    ]


def test_notes_are_numbered_as_the_settings_say():
    note = f'<w:footnote w:id="1">{p("Below.")}</w:footnote>'
    how = '<w:footnotePr><w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    body = p(r("Text") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    assert blocks(body, footnotes=note, settings=how)[1] == ("footnote", "[C] Below.")


def test_comments_stand_behind_their_paragraph_with_the_author():
    comment = '<w:comment w:id="{}" w:author="{}">{}</w:comment>'
    refer = '<w:r><w:commentReference w:id="{}"/></w:r>'
    body = p(r("Terms.") + refer.format(0) + refer.format(1)) + p("Next.")
    comments = comment.format(0, "Ann", p("Why?") + p("When?")) + comment.format(1, "", p("Yes."))
    assert blocks(body, comments=comments) == [
        ("paragraph", "Terms."),
        ("comment", "Comment by Ann: Why?\nWhen?"),
        ("comment", "Comment: Yes."),
        ("paragraph", "Next."),
    ]


def test_code_stands_together():
    mono = '<w:rFonts w:ascii="Courier New"/>'
    body = (
        p("This is how it is done, in a few lines of code and no more than that:")
        + p("import sys", style="Code")
        + p()
        + p("print(1)", style="Code")
        + p("Then:")
        + p(r("for n in x:", mono))
        + p(r("    f(n)", mono))
        + p("And this is a memo of a few words, all of them in plain letters.")
        + p(r("A memo in a typewriter's letters.", mono))
    )
    assert blocks(body, styles=STYLES)[1:] == [
        ("code", "import sys\n\nprint(1)"),
        ("paragraph", "Then:"),
        ("code", "for n in x:\n    f(n)"),
        ("paragraph", "And this is a memo of a few words, all of them in plain letters."),
        ("paragraph", "A memo in a typewriter's letters."),
    ]


def test_what_paragraphs_begin_with_tells_their_kind():
    body = p("• bread") + p("1) milk") + p("Opens: 9 to 5") + p("A quote.", style="Quote")
    assert [kind for kind, _ in blocks(body, styles=STYLES)] == [
        "list item", "list item", "field", "quote",
    ]  # fmt: skip


def test_questions_and_answers():
    body = p("Who may enter?") + p("All may.") + p("When does it close?") + p("At nine.")
    assert [kind for kind, _ in blocks(body)] == ["question", "answer", "question", "answer"]


def test_a_table_of_contents_is_left_out():
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('Contents')}</w:sdtContent>"
    body = f"{control}</w:sdt>" + p("Rent 3", style="Toc1") + p("Rent", style="H1")
    assert blocks(body, styles=STYLES) == [("heading 1", "Rent")]


def test_what_is_not_read_is_noted():
    body = p(r("Text.") + "<w:r><w:object><o:OLEObject/></w:object></w:r>")
    assert parsed(body + "<w:altChunk/>").notes == (
        "1 embedded object was not read.", "Parts that are files of their own were not read.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Lease of flat 3", "Lease of flat 3"),
        ("Word Document", ""),
        ("Document1", ""),
        (" ", ""),
        ("Microsoft Word - lease.doc", ""),
        ("Document retention policy", "Document retention policy"),
        ("Word of mouth", "Word of mouth"),
    ],
)
def test_the_title_is_the_given_one_unless_a_program_gave_it(given, title):
    assert parse_docx(docx(p("Text."), title=given), "a.docx").name == title


def test_the_strict_kind_is_read_too():
    body = p("One.", style="H1") + table(["a", "b"], ["c", "d"])
    ours, strict = (docx(body, space=space, styles=STYLES) for space in (WORD, STRICT))
    assert parse_docx(ours, "a.docx") == parse_docx(strict, "a.docx")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "is encrypted, or an old Word document"),
        (b"", "is damaged"),
        (b"{\\rtf1}", "is damaged"),
        (docx(""), "holds no text"),
        (packed({"a.txt": "a"}), "does not tell which part"),
        (docx("<w:p>"), "is damaged"),
        (
            packed(
                {
                    "_rels/.rels": '<R><S Id="a" Type="x/officeDocument" Target="b.xml"/></R>',
                    "b.xml": "<workbook/>",
                }
            ),
            "is no Word document",
        ),
    ],
)
def test_bad_files_are_refused(data, words):
    with pytest.raises(DocumentError, match=words):
        parse_docx(data, "a.docx")


def test_deep_nesting_is_read():
    depth = 20_000
    smart = "<w:smartTag>" * depth + r("Deep.") + "</w:smartTag>" * depth
    tables = "<w:tbl><w:tr><w:tc>" * depth + p("Cell.") + "</w:tc></w:tr></w:tbl>" * depth
    boxes = "<w:p><w:r><w:pict><w:txbxContent>" * 4_000 + p("Box.")
    boxes += "</w:txbxContent></w:pict></w:r></w:p>" * 4_000
    maths = "<m:e>" * depth + "<m:r><m:t>x</m:t></m:r>" + "</m:e>" * depth
    body = p(smart) + tables + boxes + p(f"<m:oMath>{maths}</m:oMath>")
    assert [text for _, text in blocks(body)] == ["Deep.", "Cell.", "Box.", "x"]


def test_damaged_files_end_quickly():
    body = p("One.", style="H1") + table(["a", "b"], ["c", "d"]) + p(r("Two.", "<w:b/>"))
    data = docx(body, styles=STYLES)
    chance = random.Random(5)
    for _ in range(100):
        broken = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
        for _ in range(chance.randrange(1, 6)):
            if broken:
                broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        with suppress(DocumentError):
            assert parse_docx(bytes(broken), "a.docx").text
    values = ["-1", "0", "", "x", "9" * 30, "nothing", "%1"]
    for _ in range(50):
        bad, styles = (
            re.sub(r'"[^":/]*"', lambda _: f'"{chance.choice(values)}"', xml)
            for xml in (body, STYLES)
        )
        with suppress(DocumentError):
            assert parse_docx(docx(bad, styles=styles), "a.docx").text


def test_real_files():
    sources = sorted((DATA / "docs-formats").rglob("*.docx"))
    if not sources:
        pytest.skip("the data set docs-formats is not there")
    results = {}
    for path in sources:
        result = parse_docx(path.read_bytes(), path.name)
        results[path.name] = [block.span.of(result.text) for block in result.blocks]
    assert "2.1.1. Section 2.1.1" in results["unit_test_headers_numbered.docx"]
    assert "| Category 1 | 4.3 | 2.4 | 2 |" in results["drawingml.docx"]
    assert "f(x)=a_0+∑_(n=1)^∞ (a_n cos(nπx/L)+b_n sin(nπx/L))" in results["equations.docx"]
    assert (
        "Comment by John Reviewer on 2026-01-04: This is a sample reviewer comment on the first"
        " paragraph." in (results["docx_comments.docx"])
    )
    assert results["textbox.docx"].count("Student falls ill") == 1
