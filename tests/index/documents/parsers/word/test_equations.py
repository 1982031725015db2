from xml.etree import ElementTree as ET

import pytest

from index.documents.parsers.word.equations import equation_text


def t(text: str) -> str:
    return f"<r><t>{text}</t></r>"


def of(name: str, properties: str = "", **parts: str) -> str:
    inner = "".join(f"<{part}>{content}</{part}>" for part, content in parts.items())
    return f"<{name}><{name}Pr>{properties}</{name}Pr>{inner}</{name}>"


def sup(base: str, over: str) -> str:
    return of("sSup", e=t(base), sup=t(over))


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (sup("x", "2"), "x^2"),
        (sup("x", "n+1") + t("y"), "x^(n+1)y"),
        (sup("x", "k") + t("y"), "x^k y"),
        (sup("a+b", "2"), "(a+b)^2"),
        (of("sSub", e=t("a"), sub=t("n")), "a_n"),
        (of("sSubSup", e=t("N"), sub=t("s"), sup=t("H")), "N_s^H"),
        (of("sPre", sub=t("6"), sup=t("14"), e=t("C")), "_6^14 C"),
        (of("f", num=t("a"), den=t("b")), "a/b"),
        (of("f", num=t("a+b"), den=sup("c", "2")), "(a+b)/c^2"),
        (of("f", '<type val="noBar"/>', num=t("n"), den=t("k")), "(n over k)"),
        (of("rad", '<degHide val="1"/>', deg="", e=t("x+1")), "√(x+1)"),
        (of("rad", deg=t("3"), e=t("x")), "√[3]x"),
        (of("nary", '<chr val="∑"/>', sub=t("n=1"), sup=t("∞"), e=t("n")), "∑_(n=1)^∞ n"),
        (of("nary", sub="", sup="", e=t("x dx")), "∫ x dx"),
        (of("d", e=t("x")), "(x)"),
        (of("d", '<begChr val="["/><endChr val=""/>', e=t("x")), "[x"),
        ("<d><e>" + t("a") + "</e><e>" + t("b") + "</e></d>", "(a|b)"),
        (of("func", fName=t("cos"), e=t("x")), "cos x"),
        (t("2") + of("func", fName=t("sin"), e=of("d", e=t("x"))), "2 sin(x)"),
        (of("func", fName=t("log"), e=t("x+1")), "log(x+1)"),
        (of("func", fName=of("limLow", e=t("lim"), lim=t("n")), e=t("(1+n)")), "lim_n (1+n)"),
        (of("limUpp", e=t("x"), lim=t("def")), "x^def"),
        (of("acc", e=t("x")), "x̂"),
        (of("acc", '<chr val="⃗"/>', e=t("AB")), "AB⃗"),
        (of("bar", '<pos val="top"/>', e=t("x")), "x̅"),
        (of("groupChr", e=t("x+y")), "x+y"),
        (of("d", '<begChr val="["/><endChr val="]"/>', e="<m><mr><e><r><t>1</t></r></e><e><r><t>2"
            "</t></r></e></mr><mr><e><r><t>3</t></r></e></mr></m>"), "[1, 2; 3]"),
        ("<eqArr><e>" + t("a=b") + "</e><e>" + t("c=d#(1)") + "</e></eqArr>", "a=b; c=d (1)"),
        (of("phant", '<show val="0"/>', e=t("x")) + t("y"), "y"),
        (t("𝐴=𝜋𝑟²"), "A=πr²"),
        ("<del>" + t("x") + "</del><ins>" + t("y") + "</ins>", "y"),
        ("<box><e>" + t("a") + "</e></box>", "a"),
        ("<new><e>" + t("a") + "</e></new>", "a"),
        ("", ""),
    ],
)  # fmt: skip
def test_equations_stand_on_a_line(xml, text):
    assert equation_text(ET.fromstring(f"<oMath>{xml}</oMath>")) == text


def test_several_equations_stand_on_lines_of_their_own():
    both = f"<oMathPara><oMath>{t('a')}</oMath><oMath>{t('b')}</oMath></oMathPara>"
    assert equation_text(ET.fromstring(both)) == "a\nb"


def test_deep_ones_lose_their_signs_only():
    deep = "<sSup><e>" * 5_000 + t("x") + "</e></sSup>" * 5_000
    assert equation_text(ET.fromstring(f"<oMath>{deep}</oMath>")) == "x"
