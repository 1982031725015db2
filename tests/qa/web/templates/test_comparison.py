from html.parser import HTMLParser

from index.documents.document import Document
from index.documents.span import Span
from qa.comparison.table import Cell, Table
from qa.comparison.values import values_of
from qa.types import Citation, Grade
from qa.web.anchors import document_key
from qa.web.templates.comparison import changes, end, problem, progress, table, view
from tests.qa.web.html import Shown

HOSTILE = "<img src=x onerror=alert(1)>"
QUESTION = "How much is it?"


def document(name, text):
    return Document(f"{name}.txt", f"The {name}", text, f"{name}.txt")


def quoting(of, grade=Grade.ANSWER):
    quote = Citation.of(of, Span(0, len(of.text)))
    values = values_of(QUESTION, (quote,)) if grade is Grade.ANSWER else ()
    return Cell(grade, (quote,), values=values)


class _Parts(HTMLParser):
    """The parts of what was sent, by their kind, with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "data-part" in attributes:
            self.found.append((attributes.pop("data-part"), attributes))


def parts(html):
    return _Parts(html).found


ONE, TWO = document("one", "It costs $5."), document("two", "It costs six dollars.")


def test_a_cell_comes_with_its_quote_and_its_place_in_the_source():
    empty = Table.of([QUESTION], [ONE, TWO])
    html = changes(empty, empty.with_cell(0, 0, quoting(ONE)))
    assert parts(html) == [
        ("cell", {"data-at": "0-0", "data-grade": "answer"}),
        ("progress", {"data-done": "1", "data-of": "2"}),
    ]
    assert f'href="#cite-{document_key(ONE)}-0-{len(ONE.text)}"' in html
    assert Shown(html).text == "It costs $5. line 11 of 2 asked"


def test_what_differs_comes_once_it_does():
    before = Table.of([QUESTION], [ONE, TWO]).with_cell(0, 0, quoting(ONE))
    html = changes(before, before.with_cell(1, 0, quoting(TWO)))
    assert [kind for kind, _ in parts(html)] == ["cell", "marks", "progress"]
    assert parts(html)[1][1] == {"data-column": "0", "data-words": "≠ 2 of 2 differ"}
    assert "≠ differs: $5" in Shown(html).text
    assert "≠ differs: six dollars" in Shown(html).text


def test_a_likely_place_and_what_is_not_said_are_told_apart():
    empty = Table.of([QUESTION], [ONE])
    likely = changes(empty, empty.with_cell(0, 0, quoting(ONE, Grade.LIKELY)))
    assert "#likely-" in likely
    assert "Likely place, not sure" in likely
    note = "The document does not say. It never mentions “rent”."
    absent = changes(empty, empty.with_cell(0, 0, Cell(Grade.ABSENT, note=note)))
    assert Shown(absent).text.startswith("Does not sayIt never mentions “rent”.")


def test_many_quotes_are_folded():
    text = "Line. " * 5
    long = document("long", text)
    quotes = tuple(Citation.of(long, Span(start, start + 5)) for start in range(0, 30, 6))
    empty = Table.of([QUESTION], [long])
    html = changes(empty, empty.with_cell(0, 0, Cell(Grade.ANSWER, quotes)))
    before, after = html.split("<summary>")
    assert (before.count("#cite-"), after.count("#cite-")) == (3, 2)
    assert after.startswith("2 more quotes")


def test_all_that_is_given_is_escaped():
    hostile = Document(HOSTILE, HOSTILE, f"It costs {HOSTILE} $5.", HOSTILE)
    empty = Table.of([f"{HOSTILE}?"], [hostile])
    note = Cell(Grade.ABSENT, note=HOSTILE)
    for html in (
        table(empty, [HOSTILE]),
        changes(empty, empty.with_cell(0, 0, quoting(hostile))),
        changes(empty, empty.with_cell(0, 0, note)),
        problem(HOSTILE),
    ):
        assert "<img" not in html
        assert "&lt;img" in html


def test_the_end_says_whether_all_were_asked():
    empty = Table.of([QUESTION], [ONE])
    assert "Stopped." in end(empty)
    assert "All were asked." in end(empty.with_cell(0, 0, quoting(ONE)))
    assert "0 of 4 asked" in progress(0, 4)
    assert "The documents are being opened" in progress(0, 0)


def test_the_view_tells_its_limits():
    assert "Up to 40 documents and 12 questions at a time." in Shown(view(40, 12)).text
