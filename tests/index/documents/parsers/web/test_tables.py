"""The tables of web pages."""

import pytest

from index.documents.parsers.web.html import parse_html


def rows(html):
    parsed = parse_html(html.encode(), "page.html")
    return [(str(block.kind), block.span.of(parsed.text)) for block in parsed.blocks]


def test_a_head_a_caption_and_a_foot():
    html = """<table><caption>Prices</caption><tfoot><tr><td>Sum<td>7</tfoot>
    <thead><tr><th>Tea<th>Price</thead><tr><td>green | fresh<td>3<tr><td>black<td>4</table>"""
    assert rows(html) == [
        ("caption", "Prices"), ("table head", "| Tea | Price |"),
        ("table row", "| green ¦ fresh | 3 |"), ("table row", "| black | 4 |"),
        ("table row", "| Sum | 7 |"),
    ]  # fmt: skip


def test_a_first_row_of_words_above_values_is_a_head():
    html = "<table><tr><td>Tea<td>Price<tr><td>green<td>3.00<tr><td>black<td>4.50</table>"
    assert [kind for kind, _ in rows(html)] == ["table head", "table row", "table row"]
    html = "<table><tr><td>Name<td>Ann Lee<tr><td>Age<td>42</table>"
    assert [kind for kind, _ in rows(html)] == ["table row", "table row"]


def test_what_spans_columns_is_said_once_and_what_spans_rows_in_each():
    html = """<table><tr><th rowspan=2>Year<th colspan=2>Sales<tr><th>Q1<th>Q2
    <tr><td rowspan=0>2025<td>5<td>6<tr><td colspan=99>none</table>"""
    assert rows(html) == [
        ("table head", "| Year | Sales | |"), ("table row", "| Year | Q1 | Q2 |"),
        ("table row", "| 2025 | 5 | 6 |"), ("table row", "| 2025 | none | |"),
    ]  # fmt: skip


def test_cells_are_on_one_line():
    html = """<table><tr><th>A<th>B<tr><td><p>one</p><ul><li>x<li>y</ul><ol><li>z</ol>
    <td>a<br>b<pre>c
d</pre><img alt="A cat on a mat"><h2>T</h2><table><tr><td>1<td>2<tr><td>3<td>4</table></table>"""
    assert rows(html)[1] == (
        "table row",
        "| one - x - y 1. z | a b c d Picture: A cat on a mat T 1 ¦ 2 3 ¦ 4 |",
    )


def test_a_note_to_a_cell_stands_behind_the_table():
    html = """<table><tr><th>A<th>B<tr><td>1<sup><a href="#n">a</a></sup><td>2</table>
    <aside class=footnote id=n><p>a Estimated.</aside>"""
    assert rows(html) == [
        ("table head", "| A | B |"), ("table row", "| 1[a] | 2 |"), ("footnote", "[a] Estimated."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><h1>Tea</h1></td></tr><tr><td><p>Text.</p></td></tr></table>",
        "<table role=presentation><tr><td><h1>Tea</h1><td><p>Text.</p></table>",
        "<table><tr><td><td><h1>Tea</h1><tr><td><p>Text.</p><td></table>",
    ],
)
def test_tables_that_only_put_things_in_places_are_no_rows(html):
    assert rows(html) == [("heading", "Tea"), ("paragraph", "Text.")]


def test_a_long_cell_with_a_table_in_it_is_a_part_of_the_page():
    long = "Some text that goes on for a while. " * 20
    html = (
        f"<table><tr><td>Side<td><p>{long}</p><table><tr><th>A<th>B<tr><td>1<td>2</table></table>"
    )
    assert rows(html) == [
        ("paragraph", "Side"), ("paragraph", long.strip()),
        ("table head", "| A | B |"), ("table row", "| 1 | 2 |"),
    ]  # fmt: skip
