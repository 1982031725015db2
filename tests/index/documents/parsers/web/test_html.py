"""Web pages: what their elements say, as blocks."""

import time
from pathlib import Path

import pytest

from evals.speed.machine import dataset
from index.documents.files import document_of
from index.documents.parsers.web.blocks import write_html
from index.documents.parsers.web.html import parse_html
from index.documents.parsers.writer import Writer
from index.documents.places import UnitKind
from index.documents.span import Span
from index.errors import DocumentError


def parse(html):
    return parse_html(html if isinstance(html, bytes) else html.encode(), "page.html")


def blocks(html):
    parsed = parse(html)
    return [(str(block.kind), block.span.of(parsed.text)) for block in parsed.blocks]


def place(html, words):
    document = document_of("page.html", parse(html), Path("page.html"), "page")
    at = document.text.index(words)
    return document.place_of(Span(at, at + len(words))).words


def test_headings_paragraphs_and_lines():
    parsed = parse(
        "<title>Tea - Shop</title><h1>Tea<a class=headerlink href='#t'>¶</a></h1>"
        "<p>Green <b>tea</b>\n  costs&nbsp;3&euro;.</p><h3>Where</h3>"
        "Downtown<p>12 Main St<br>Bergen"
    )
    assert parsed.text == (
        "Tea\n\nGreen tea costs 3€.\n\nWhere\n\nDowntown\n\n12 Main St\nBergen\n"
    )
    assert [(str(block.kind), block.level) for block in parsed.blocks] == [
        ("heading", 1), ("paragraph", 0), ("heading", 3), ("paragraph", 0), ("line", 0), ("line", 0)
    ]  # fmt: skip
    assert parsed.title == "Tea"


def test_a_place_is_the_headings_above_it():
    html = "<p>First.</p><h1>Tea</h1><h2>Prices</h2><p>It costs 3.</p>"
    assert place(html, "First.") == "paragraph 1"
    assert place(html, "It costs 3.") == "under “Tea > Prices”"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Tea &amp; cake | Shop</title><h1>Tea &amp; cake</h1>", "Tea & cake"),
        ("<title>Shop » Tea</title><h1>Tea</h1>", "Tea"),
        ("<title>Tea – Shop</title><h1>Shop</h1><h2>Tea</h2>", "Tea"),
        ("<title>All about tea</title><h1>Tea</h1>", "All about tea"),
        ("<meta property=og:title content='Green tea'><h1>Tea</h1>", "Green tea"),
        ("<svg><title>Cup</title></svg><h2>Tea</h2>", "Tea"),
        ("<p>Tea</p>", None),
    ],
)
def test_the_title_is_the_pages_and_not_the_sites(head, title):
    assert parse(head + "<p>x</p>").title == title


def test_lists_have_their_numbers_as_displayed():
    html = """<ul><li>Tea<ol start=3 type=a><li>green<li value=9>black</ol><li>Cake</ul>
    <ol reversed><li>two<li>one</ol><ol type=I><li><p>First.</p><p>More.</p><pre>x = 1</pre></ol>
    <ol><li><pre>run</pre></ol><ol><li>a<ul><li style="list-style:none"><ul><li>deep</ul></ul></ol>
    <ol><li>one</li><ul><li>inside</li></ul><li>two</li></ol>"""
    assert parse(html).text == (
        "- Tea\n  c. green\n  i. black\n- Cake\n2. two\n1. one\nI. First.\n\n  More.\n\n  x = 1\n\n"
        "1.\n\n  run\n\n1. a\n  - deep\n1. one\n  - inside\n2. two\n"
    )


def test_a_list_of_terms_is_fields():
    html = """<dl><dt>Coffee</dt><dd>Black</dd><dt>Soda</dt><dt>Water</dt><dd>Cold<dd>Clear</dl>
    <dl><div><dt>Set:</dt><dd><dl><dt>Cup<dd>1</dl></dd></div><dt>Rest</dt></dl><dt>alone"""
    assert blocks(html) == [
        ("field", "Coffee: Black"), ("field", "Soda, Water: Cold"), ("paragraph", "Clear"),
        ("field", "Set:"), ("field", "Cup: 1"), ("field", "Rest"), ("field", "alone"),
    ]  # fmt: skip


def test_questions_have_answers():
    html = """<details><summary>Can I return it?</summary><p>Yes.</p><p>Keep it.</p></details>
    <details><summary>More</summary>Text.</details>
    <dl><dt>Where is it?<dd>In Bergen.<dt>Open<dd>Daily</dl>
    <h3><button aria-expanded=false>Do you ship?</button></h3><p>We do.</p>"""
    assert blocks(html) == [
        ("question", "Can I return it?"), ("answer", "Yes."), ("answer", "Keep it."),
        ("paragraph", "More"), ("paragraph", "Text."),
        ("question", "Where is it?"), ("answer", "In Bergen."), ("field", "Open: Daily"),
        ("heading", "Do you ship?"), ("paragraph", "We do."),
    ]  # fmt: skip


def test_code_keeps_its_lines_and_prose_does_not_become_code():
    code = "<pre><code>\n  if x:\n    return <b>y</b>\n</code></pre>"
    assert blocks(code) == [("code", "if x:\n  return y")]
    prose = (
        "Dear all,\nthis was sent to many people in the house.\nIt is prose. It has two lines.\n"
    )
    assert blocks(f"<pre>{prose}</pre>") == [("paragraph", prose.strip())]
    assert parse("<div class=x>a</div><pre><div>1</div><div>2</div></pre>").text == "a\n\n1\n2\n"


def test_quotes_pictures_and_figures():
    html = """<blockquote><p>To be.</p><footer>Hamlet</footer></blockquote><p>A <q>cat</q>
    <img src=c.png alt="A cat on a mat"> sat.</p><figure><img alt="IMG 0042.jpg"><figcaption>Fig.
    1: Cat</figcaption></figure><img alt="Our company logo"><p><img width=16 alt="two words">
    Fine <img class=emoji alt="👍"> day <svg role=img><title>Sales by year</title><text>2024</text>
    </svg></p>"""
    assert blocks(html) == [
        ("quote", "To be."), ("quote", "Hamlet"), ("paragraph", "A “cat” sat."),
        ("caption", "Picture: A cat on a mat"), ("caption", "Fig. 1: Cat"),
        ("paragraph", "Fine 👍 day"), ("caption", "Picture: Sales by year, 2024"),
    ]  # fmt: skip


def test_exponents_and_formulas_keep_their_meaning():
    html = """<p>10<sup>6</sup> m<sup>2</sup>, 1<sup>st</sup> H<sub>2</sub>O
    <math alttext="{\\displaystyle E=mc^{2}}"><mi>E</mi></math>
    <img alt="{\\displaystyle x}" aria-hidden=true> <math><semantics><mi>z</mi><annotation
    encoding="application/x-tex">z_0</annotation></semantics></math>
    <math><msqrt><mi>x</mi></msqrt><mo>=</mo><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>
    <mn>2</mn></mfrac><msubsup><mi>y</mi><mn>0</mn><mn>3</mn></msubsup></math></p>"""
    assert parse(html).text == "10⁶ m², 1st H2O E=mc^{2} x z_0 √x = (a + b)/2 y_0^3\n"


def test_forms_show_what_is_filled_in():
    html = """<form><p><label for=n>Name</label> <input id=n value=Ann></p><label for=m>Mail</label>
    <div><input id=m placeholder="you@example.org"></div><label>City <input></label>
    <label><input type=checkbox checked> I agree</label><p><input type=radio> No</p>
    <label>Size <select><option>S<option selected>M</select></label>
    <textarea aria-label=Remarks>Two of them</textarea><input type=password aria-label=Key value=s>
    <input type=hidden value=h><input type=submit value=Go><button>Send</button></form>
    <table><tr><td>First<td><input value=A><tr><td>Last<td><input value=B></table>"""
    assert blocks(html) == [
        ("field", "Name: Ann"), ("field", "Mail: you@example.org"), ("field", "City:"),
        ("paragraph", "☒ I agree"), ("paragraph", "☐ No"), ("field", "Size: M"),
        ("field", "Remarks: Two of them"), ("field", "Key:"),
        ("table row", "| First | A |"), ("table row", "| Last | B |"),
    ]  # fmt: skip


def test_notes_stand_behind_the_paragraph_that_refers_to_them():
    html = """<p>Text.<sup><a href="#f1" id=r1>1</a></sup> More <a href="#f2" role=doc-noteref>*</a>
    and again<sup><a href="#f1">1</a></sup>.</p><p>Next.[<a href="#n3">3</a>]</p><p>Last.<a
    href="#_ftn4" name="_ftnref4"><sup>[4]</sup></a></p><p>See <a href="#f1">below</a>, 5<sup><a
    href="#elsewhere">6</a></sup>.</p><div class=footnotes><ol><li id=f1><p>One. <a href="#r1"
    class=footnote-backref>↩</a></p><li id=f2>Two.<p>In parts.</ol></div>
    <dl class="footnote brackets"><dt class=label id=n3><a href="#r3">3</a><dd><p>Three.</dl>
    <div style='mso-element:footnote'><p class=MsoFootnoteText><a href="#_ftnref4" name="_ftn4">[4]
    </a>Four.</div><aside role=doc-footnote id=un>[9] Unused.</aside>"""
    assert blocks(html) == [
        ("paragraph", "Text.[1] More [*] and again[1]."),
        ("footnote", "[1] One."), ("footnote", "[*] Two. In parts."),
        ("paragraph", "Next.[3]"), ("footnote", "[3] Three."),
        ("paragraph", "Last.[4]"), ("footnote", "[4] Four."),
        ("paragraph", "See below, 5[6]."), ("footnote", "[9] Unused."),
    ]  # fmt: skip


def test_a_list_of_references_stays_a_list():
    html = """<p>A duck.<sup class=reference id=c1><a href="#n1">[1]</a></sup></p>
    <ol class=references><li id=n1><a href="#c1">^</a> Book, 2009.</li></ol>"""
    assert parse(html).text == "A duck.[1]\n\n1. Book, 2009.\n"


def test_items_and_notes_of_word():
    html = """<p class=MsoListParagraph><span style='mso-list:Ignore'>·<span> </span></span>Tea
    <p class=MsoListParagraphCxSpLast><span style='mso-list: Ignore'>2.<span> </span></span>Cake
    <p class=MsoNormal><o:p>&nbsp;</o:p></p><![if !supportLists]>x<![endif]>
    <!--[if mso]>no<![endif]-->"""
    assert blocks(html) == [("list item", "- Tea"), ("list item", "2. Cake"), ("paragraph", "x")]


def test_what_was_deleted_or_is_above_the_line_is_left_out():
    html = "<p><del>old</del> <ins>new</ins> <ruby>漢<rp>(</rp><rt>kan</rt></ruby> <s>30</s> 20"
    assert parse(html).text == "new 漢 30 20\n"


def test_tags_that_are_missing_or_wrong():
    html = """<p>One<p>Two<div>Three</p>Four</div><ul><li>a<li><b>b</ul>c</i><h1>Title</h2><p>x
    <a href=a>l<a href=b>m</a><table>stray<tr><td>1<td>2</table></body></html>tail</br>end"""
    assert blocks(html) == [
        ("paragraph", "One"), ("paragraph", "Two"), ("paragraph", "Three"), ("paragraph", "Four"),
        ("list item", "- a"), ("list item", "- b"), ("paragraph", "c"), ("heading", "Title"),
        ("paragraph", "x l m"), ("paragraph", "stray"), ("table row", "| 1 | 2 |"),
        ("line", "tail"), ("line", "end"),
    ]  # fmt: skip


def test_a_heading_that_is_never_closed_is_no_page():
    assert blocks("<h1>Title<p>Text.<p>More.") == [
        ("heading", "Title"), ("paragraph", "Text."), ("paragraph", "More."),
    ]  # fmt: skip
    assert blocks(f"<h2>{'word ' * 80}</h2>")[0][0] == "paragraph"


def test_what_another_parser_writes_goes_on():
    writer = Writer()
    writer.unit(UnitKind.BODY)
    writer.write("Subject: Hi")
    facts = write_html("<title>T</title><nav>Back</nav><h2>Hello</h2>", writer, site=False)
    assert (facts.title, facts.heading) == ("T", "Hello")
    assert writer.parsed("mail.eml").text == "Subject: Hi\n\nBack\n\nHello\n"


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a binary file"),
        (b"<p hidden>All of it</p>", "holds no text. All its text is hidden."),
        (b"<div id=root></div><script>draw()</script>", "It may show its text with a script"),
        (b"<img src=a.png>", "holds no text."),
    ],
)
def test_what_shows_no_text_is_told(html, problem):
    with pytest.raises(DocumentError, match=problem):
        parse(html)


@pytest.mark.parametrize(
    "part",
    ["<div>", "<b>", "<table><tr><td>", "<ul><li>x", "<svg><text>x y z", "<button>", "<!--", "<a '",
     "<p id=a class=footnote>x<a href=#a>1</a>", "<math><msup>", "<font>x</b></div>", "<sup>x"],
)  # fmt: skip
def test_much_that_is_left_open_takes_no_longer_than_it_is(part):
    start = time.process_time()
    assert parse(f"<p>start</p>{part * 1500}").text.startswith("start")
    assert time.process_time() - start < 3


def test_20_000_elements_in_each_other_are_read():
    assert parse(f"{'<div>' * 20_000}deep").text == "deep\n"


def test_real_pages_are_read_whole():
    folder = dataset("docs-debian")
    if folder is None:
        pytest.skip("The data set docs-debian is not there.")
    file = folder / "debian" / "developers-reference" / "html" / "developer-duties.html"
    parsed = parse(file.read_bytes())
    assert parsed.title == "3. Debian Developer's Duties"
    assert parsed.text.startswith(
        "3. Debian Developer's Duties\n\n3.1. Package Maintainer's Duties"
    )
    assert "Navigation" not in parsed.text
    assert parsed.text.endswith('with a "removed" account need to go through full NM again.\n')
    assert "\n\n[1] This is so that the message can be easily filtered by people" in parsed.text
