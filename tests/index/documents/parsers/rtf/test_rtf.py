import random
from pathlib import Path

import pytest

from index.documents.blocks import BlockKind
from index.documents.files import document_of
from index.documents.parsers.parser import ParsedFile
from index.documents.parsers.rtf.rtf import parse_rtf
from index.errors import DocumentError

HEAD = rb"""{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\adeff0\deff0
{\fonttbl{\f0\fbidi \froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}
{\f3\fbidi \froman\fcharset2\fprq2 Symbol;}{\f10\fnil\fcharset2 Wingdings;}
{\f38\fbidi \froman\fcharset204\fprq2 Times New Roman Cyr;}
{\f40\fnil\fcharset128 MS Mincho{\*\falt \'82\'6c\'82\'72};}{\f41\fnil\cpg1253 Greek;}}
{\colortbl;\red0\green0\blue0;}
{\stylesheet{\ql \snext0 Normal;}{\s1\ql\keepn\outlinelevel0{\*\keycode A} \sbasedon0 heading 1;}
{\s2 Heading 2;}{\s15 Title;}{\*\cs10 \additive Default Paragraph Font;}{\s20 caption;}
{\s21 HTML Preformatted;}{\s22 toc 1;}{\s23 Quote;}}
{\*\listtable{\list{\listlevel\levelnfc0{\leveltext\'02\'00.;}{\levelnumbers\'01;}}}}
{\info{\title The lease \'96 2026}{\author Ann}{\creatim\yr2026\mo1}}
{\header \pard\plain Head of page\par}{\footer \pard {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}
\sectd\linex0 """


def rtf(body: bytes, head: bytes = HEAD) -> ParsedFile:
    return parse_rtf(head + body + b"}", "a.rtf")


def kinds(parsed: ParsedFile) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(parsed.text)) for block in parsed.blocks]


def test_paragraphs_are_read_with_their_places():
    parsed = rtf(
        rb"\pard\plain \s15\ql {\fs32 The lease}{\par}"
        rb"\pard\plain\s1\outlinelevel0{\listtext\pard\plain 1.\tab}Rent{\par }"
        rb"\pard\plain The rent {\b is}"
        b"\r\n due.\\par\\pard\\s2 Term\\par\\pard Two\\line years\\~long.\\\nEnd\\_of \\-it"
    )
    assert kinds(parsed) == [
        (BlockKind.HEADING, "The lease"),
        (BlockKind.HEADING, "1. Rent"),
        (BlockKind.PARAGRAPH, "The rent is due."),
        (BlockKind.HEADING, "Term"),
        (BlockKind.PARAGRAPH, "Two\nyears long."),
        (BlockKind.PARAGRAPH, "End-of it"),
    ]
    assert [block.level for block in parsed.blocks] == [1, 1, 0, 2, 0, 0]
    assert parsed.title == "The lease – 2026"
    assert parsed.notes == ()
    document = document_of("a.rtf", parsed, Path("a.rtf"), "a")
    assert document.place_of(parsed.blocks[4].span).words == "under “1. Rent > Term”"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"caf\'e9 \'80", "café €"),
        (b"caf\xe9 raw", "café raw"),
        (rb"\u8364?5 \u8364\'805 \uc0\u8364 5", "€5 €5 €5"),
        (rb"{\uc3\u8364abc}5 {\uc2\u26085\'93\'fa\u26412\'96\'7b}", "€5 日本"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"{\f38 \'cf\'f0\'e8\'e2\'e5\'f2}, {\f41 \'e1\'e2}", "Привет, αβ"),
        (rb"{\f40 \'93\'fa\'96\'7b\'83A}", "日本ア"),
        (rb"{\f3 a\'b7}{\f10 \'fc} {\f3\u-3913\'b7}", "α•✓ •"),
        (rb"\{a\\b\}", "{a\\b}"),
        (rb"\lquote a\rquote  \ldblquote b\rdblquote\bullet c\endash d\emdash e", "‘a’ “b”•c–d—e"),
        (rb"50 m{\super 2}, 1{\super st}, H{\sub 2}O", "50 m², 1st, H2O"),
        (rb"a\bin7 {}}}\{}b", "ab"),
        (rb"a\u99999999?b\u1114112?c", "abc"),
        (rb"a\li99999999999999999999 b", "ab"),
    ],
)
def test_characters_are_those_that_are_displayed(body, text):
    assert rtf(rb"\pard " + body).text == f"{text}\n"


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg1251 ", "й"),
        (rb"{\rtf1\mac ", "È"),
        (rb"{\rtf1\pc ", "Θ"),
        (rb"{\rtf1\ansi\ansicpg99999 ", "é"),
        (b"\xef\xbb\xbf\r\n{\\rtf1 ", "é"),
    ],
)
def test_the_code_page_is_that_of_the_file(head, text):
    assert parse_rtf(head + rb"\'e9}", "a.rtf").text == f"{text}\n"


def test_items_have_the_signs_that_are_displayed():
    parsed = rtf(
        rb"\pard Before:\par {\listtext\pard\plain\f3 \loch\af3 \'b7\tab}\pard\ls1 First\par"
        rb"{\listtext\pard\f2 o\tab}\pard\ls1\ilvl1 Second\par"
        rb"{\pntext\f10 \'d8\tab}{\*\pn\pnlvlblt{\pntxtb\'d8}}\pard\ilvl2 Third\par"
        b"{\\listtext\t\\u8226 ?\t}\\pard Fourth\\par"
        rb"{\listtext\pard a)\tab}\pard Fifth\par{\*\listtext 1.2\tab}\pard Sixth\par"
        rb"{\listtext 7.\tab}\pard\par After."
    )
    assert parsed.text == (
        "Before:\n\n- First\n  - Second\n    - Third\n- Fourth\na) Fifth\n1.2 Sixth\n\nAfter.\n"
    )
    assert [kind for kind, _ in kinds(parsed)][1:7] == [BlockKind.LIST_ITEM] * 6


def test_tables_are_read_row_by_row():
    parsed = rtf(
        rb"\trowd\trhdr\cellx1000\cellx2000\pard\plain\intbl Item 1\cell Price\cell"
        rb"\pard\intbl\row\trowd\cellx1000\cellx2000\pard\intbl{Bed\par}"
        rb"\pard\intbl{\listtext 1.\tab}{for two\cell}"
        rb"{5{\footnote \pard\plain\chftn  Net.}}\cell\row"
        rb"\trowd\cellx1000\pard\intbl Outer\par\pard\intbl\itap2 a\nestcell b\nestcell"
        rb"{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par x}"
        rb"\pard\intbl{\shp{\*\shpinst{\shptxt \pard Box\par}}}\cell\cell\row"
        rb"\pard After.\par\trowd\cellx1 A\cell B\cell\row"
    )
    assert kinds(parsed) == [
        (BlockKind.TABLE_HEAD, "| Item 1 | Price |"),
        (BlockKind.TABLE_ROW, "| Bed 1. for two | 5[1] |"),
        (BlockKind.FOOTNOTE, "[1] Net."),
        (BlockKind.TABLE_ROW, "| Outer a b Box | |"),
        (BlockKind.PARAGRAPH, "After."),
        (BlockKind.TABLE_ROW, "| A | B |"),
    ]


def test_the_last_paragraph_may_lack_its_end():
    assert rtf(rb"{\field{\*\fldinst TOC}}\pard\s1 {\field{\fldrslt Rent}}").blocks[0].level == 1


def test_what_spans_rows_is_said_in_each():
    parsed = rtf(
        rb"\trowd\clvmgf\cellx1\cellx2\intbl Pool\cell Monday\cell\row"
        rb"\trowd\clvmrg\cellx1\cellx2\intbl\cell Saturday\cell\row"
        rb"\trowd\cellx1\cellx2\intbl\cell Sunday\cell\row\pard"
    )
    assert [text for _, text in kinds(parsed)] == [
        "| Pool | Monday |", "| Pool | Saturday |", "| | Sunday |"
    ]  # fmt: skip


def test_a_table_of_one_cell_is_a_frame_around_its_text():
    parsed = rtf(rb"\trowd\cellx1\pard\intbl One.\par Two.\cell\row\pard After.")
    assert parsed.text == "One.\n\nTwo.\n\nAfter.\n"


def test_notes_and_comments_stand_behind_their_paragraph():
    parsed = rtf(
        rb"\pard Rent{\cs16\super \chftn {\footnote \ltrpar \pard\plain \s16 {\super \chftn }"
        rb"{ Paid }{\b monthly}.\par}} is due{\super\chftn{\*\footnote\ftnalt\pard\chftn  At end.}}"
        rb"{\*\atrfstart 1}now{\*\atrfend 1}{\*\atnid AB}{\*\atnauthor Ann Bell}\chatn"
        rb"{\*\annotation{\*\atnref 1}{\*\atndate 1}\pard\plain {\chatn }Really?\par Now?}.\par"
        rb"\pard Two{\footnote\chftn  Second.}{\*\annotation Whose?}{\footnote\chftn }\par"
    )
    assert kinds(parsed) == [
        (BlockKind.PARAGRAPH, "Rent[1] is due[i]now."),
        (BlockKind.FOOTNOTE, "[1] Paid monthly."),
        (BlockKind.FOOTNOTE, "[i] At end."),
        (BlockKind.COMMENT, "Comment by Ann Bell: Really?\nNow?"),
        (BlockKind.PARAGRAPH, "Two[2]"),
        (BlockKind.FOOTNOTE, "[2] Second."),
        (BlockKind.COMMENT, "Comment: Whose?"),
    ]
    assert rtf(rb"\ftnnauc\pard a{\footnote b}").text == "a[A]\n\n[A] b\n"


def test_what_is_hidden_deleted_or_an_index_is_left_out():
    parsed = rtf(
        rb"{\field\fldedit{\*\fldinst { TOC \\o 1-3 }}{\fldrslt {\pard\s22 Rent\tab 2\par}}}"
        rb"\pard\s22 Term\tab 3\par"
        rb"\pard Shown {\v secret}{\deleted gone{\footnote lost}}{\v0\revised inserted}"
        rb"{\xe\pard index}{\*\unknown junk{\b junk}}{\mvf moved}."
        rb"{\v{\footnote of hidden text}}{\pict\pngblip 8950{\*\blipuid 00}4e47}\par"
    )
    assert parsed.text == "Shown inserted.\n"
    assert parsed.notes == ("Hidden text was left out.",)


def test_boxes_pictures_fields_and_code_are_told_apart():
    parsed = rtf(
        rb"\pard Before{\shp{\*\shpinst\shpleft0{\sp{\sn wzDescription}{\sv A red house}}"
        rb"{\shptxt \pard In a box.\par}}{\shprslt{\*\do{\dptxbxtext twice}}}}.\par"
        rb"\pard{\*\shppict{\pict{\*\picprop{\sp{\sn wzName}{\sv P1}}{\sp{\sn wzDescription}"
        rb"{\sv Logo}}}\pngblip 89504e47}}{\nonshppict{\pict 8950}}\par"
        rb"\pard\s20 Figure 1: A house\par\pard\s23 So she said.\par"
        rb"\pard\s21 if x:\par\pard\s21      y()\par"
        rb"\pard See {\field{\*\fldinst {HYPERLINK http://x}}{\fldrslt {\ul there}}},"
        rb"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1\ffdefres0{\*\ffname c}}}}"
        rb"{\fldrslt}}yes {\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25"
        rb"\ffdefres0}}}{\fldrslt}}no {\field{\*\fldinst FORMTEXT}{\fldrslt Ann}}\par"
        rb"\pard{\mmath{\*\moMath{\mr\mscr0{\mrPr\i} x}{\mbegChr (}{\mr  = 1}}}\par"
    )
    assert kinds(parsed) == [
        (BlockKind.PARAGRAPH, "Before."),
        (BlockKind.CAPTION, "A red house"),
        (BlockKind.PARAGRAPH, "In a box."),
        (BlockKind.CAPTION, "Logo"),
        (BlockKind.CAPTION, "Figure 1: A house"),
        (BlockKind.QUOTE, "So she said."),
        (BlockKind.CODE, "if x:\n     y()"),
        (BlockKind.PARAGRAPH, "See there,☒ yes ☐ no Ann"),
        (BlockKind.PARAGRAPH, "x = 1"),
    ]


def test_files_of_other_programs_are_read():
    text_edit = (
        b"{\\rtf1\\ansi\\ansicpg1252\\cocoartf2822\n"
        b"\\cocoatextscaling0\\cocoaplatform0{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;"
        b"\\f1\\fnil\\fcharset2 Symbol;}\n{\\colortbl;\\red255\\green255\\blue255;}\n"
        b"{\\*\\expandedcolortbl;;}\n\\paperw11900\\paperh16840\\viewkind0\n"
        b"\\pard\\tx720\\pardirnatural\n\n\\f0\\fs24 \\cf0 # Rent\\\n\\\n"
        b"It\\'92s 900 \\uc0\\u8364 .\\\n\\pard\\ls1\\ilvl0\\cf0 "
        b"{\\listtext\t\\uc0\\u8226 \t}Heating\\\n}"
    )
    assert parse_rtf(text_edit, "a.rtf").text == "# Rent\n\nIt’s 900 €.\n\n- Heating\n"
    word_pad = (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}"
        rb"{\f1\fnil\fcharset2 Symbol;}}{\*\generator Riched20 10.0}\viewkind4\uc1 "
        b"\r\n\\pard\\f0\\fs22 Hello\\par\r\n\r\n\\pard{\\pntext\\f1\\'B7\\tab}{\\*\\pn\\pnlvlblt"
        b"\\pnf1\\pnindent0{\\pntxtb\\'B7}}\\fi-360 One\\par\r\n"
        b"{\\pntext\\f1\\'B7\\tab}Two\\par\r\n}"
        b"\r\n\0"
    )
    assert parse_rtf(word_pad, "a.rtf").text == "Hello\n\n- One\n- Two\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is no RTF"),
        (b"Plain text {\\rtf1", "is no RTF"),
        (b"{\\rtf1}", "holds no text"),
        (b"{\\rtf1{\\v hidden}}", "Hidden text was left out"),
    ],
)
def test_files_that_cannot_be_read_say_why(data, problem):
    with pytest.raises(DocumentError, match=problem):
        parse_rtf(data, "a.rtf")


def test_a_file_that_is_cut_short_is_told():
    parsed = parse_rtf(rb"{\rtf1 One\par {\b Two", "a.rtf")
    assert parsed.text == "One\n\nTwo\n"
    assert parsed.notes == ("The file ends too early: what came last may be missing.",)
    parsed = parse_rtf(rb"{\rtf1 One}} Two", "a.rtf")
    assert parsed.text == "One\n"
    assert parsed.notes == ("What stands behind the end of the file was left out.",)
    assert parse_rtf(rb"{\rtf1 One\par\trowd\intbl a\cell b", "a.rtf").text.startswith("One\n")


@pytest.mark.parametrize(
    "begin", [rb"{\b ", rb"{\footnote x", rb"{\shptxt x", rb"{\field{\*\fldinst TOC", rb"{\upr{"]
)
def test_deep_nesting_does_no_harm(begin):
    times = 100_000 if begin == rb"{\b " else 20_000
    parsed = rtf(rb"\pard Before.\par " + begin * times + b"deep" + b"}" * times)
    assert parsed.text.startswith("Before.")


def test_damaged_files_end_in_an_error_or_a_text():
    draw = random.Random(7)
    source = HEAD + (
        rb"\pard\s1 Rent\par{\listtext 1.\tab}\pard One{\footnote Two}\par\trowd\intbl a\cell\row"
        rb"\pard {\f40 \'93\'fa}{\*\annotation x}\u8364?{\v y}\par{\shp{\*\shpinst{\shptxt z}}}}"
    )
    for _ in range(300):
        data = bytearray(source[: draw.randrange(len(HEAD) // 2, len(source) + 1)])
        for _ in range(draw.randrange(6)):
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        try:
            assert parse_rtf(bytes(data), "a.rtf").text
        except DocumentError:
            continue
