import json
from contextlib import suppress
from pathlib import Path

import pytest

from index import DocumentError
from index.documents.files import document_of
from index.documents.parsers.records.notebook import parse_notebook
from tests.damaged_files import damaged_files


def notebook(*cells, **further):
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": cells, **further}).encode()


def markdown(text):
    return {"cell_type": "markdown", "source": text}


def code(source, *outputs):
    return {"cell_type": "code", "source": source, "outputs": outputs}


def read(*cells, **further):
    parsed = parse_notebook(notebook(*cells, **further), "a.ipynb")
    return document_of("a.ipynb", parsed, Path("a.ipynb"), "a")


def shown(document):
    return [
        (block.kind.value, document.place_of(block.span).words, block.span.of(document.text))
        for block in document.blocks
    ]


def test_markdown_has_its_headings_lists_tables_and_code():
    document = read(
        markdown(["# Fees\n", "\n", "See [the page](https://x.org/a_(b)): **bold** words.\n"]),
        markdown("## Rooms\n\n- one\n  - two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
                 "```python\nif x:\n    y = 1\n```\n"),
    )  # fmt: skip
    assert shown(document) == [
        ("heading", "cell 1", "Fees"),
        ("paragraph", "cell 1", "See the page: bold words."),
        ("heading", "cell 2", "Rooms"),
        ("list item", "cell 2", "- one"),
        ("list item", "cell 2", "- two"),
        ("table head", "cell 2", "| a | b |"),
        ("table row", "cell 2", "| 1 | 2 |"),
        ("code", "cell 2", "if x:\n    y = 1"),
    ]
    assert "- one\n  - two\n" in document.text
    assert (document.title, document.blocks[2].level) == ("Fees", 2)
    assert document.heading_path(document.blocks[-1].span.start) == ("Fees", "Rooms")


def test_a_short_first_line_of_a_cell_is_no_heading():
    document = read(markdown("Load data\n\nThe data are loaded now, from a file."))
    assert [kind for kind, _, _ in shown(document)] == ["paragraph", "paragraph"]


def test_pictures_and_tags_are_out():
    document = read(
        markdown("<h2>Note</h2>\n\n<div class='x'>\nAll is <b>well</b>.<!-- no -->\n</div>\n\n"
                 "![A chart](data:image/png;base64,AAAA)\n"),
    )  # fmt: skip
    assert shown(document) == [
        ("heading", "cell 1", "Note"),
        ("line", "cell 1", "All is well."),
        ("caption", "cell 1", "A chart"),
    ]


def test_code_comes_with_what_it_printed():
    document = read(
        code(
            ["def f():\n", "    return 1"],
            {"output_type": "stream", "text": ["1%\r50%\r100%\n"]},
            {"output_type": "stream", "text": "\x1b[31mdone\x1b[0m\n"},
            {"output_type": "execute_result",
             "data": {"text/plain": ["   a\n", "0  1"], "text/html": "<table>"}},
            {"output_type": "display_data", "data": {"text/markdown": "*so*"}},
            {"output_type": "error", "ename": "ValueError", "evalue": "bad", "traceback": ["x"]},
            {"output_type": "display_data", "data": {
                "image/png": "AAAA", "text/plain": "<Figure size 640x480 with 1 Axes>"}},
            {"output_type": "execute_result", "data": {"text/plain": "[<a.Line2D at 0x7f8>]"}},
            {"output_type": "display_data", "data": {
                "application/vnd.jupyter.widget-view+json": {}, "text/plain": "HBox()"}},
        ),
        {"cell_type": "raw", "source": "as it is"},
    )  # fmt: skip
    assert shown(document) == [
        ("code", "cell 1", "def f():\n    return 1"),
        ("code", "cell 1", "100%\ndone"),
        ("code", "cell 1", "   a\n0  1"),
        ("paragraph", "cell 1", "*so*"),
        ("code", "cell 1", "ValueError: bad"),
        ("code", "cell 2", "as it is"),
    ]
    assert document.notes == ("1 picture that its code made was left out.",)


def test_long_output_is_cut_with_a_note():
    document = read(code("x", {"output_type": "stream", "text": "word " * 10_000}))
    assert len(document.text) < 21_000
    assert document.notes == (
        "Of what a cell printed, no more than 20,000 characters were read.",
    )  # fmt: skip


def test_the_format_3_is_read():
    cells = [
        {"cell_type": "heading", "level": 2, "source": "Head"},
        {"cell_type": "code", "input": "1+1", "outputs": [
            {"output_type": "pyout", "text": "2", "png": "AAAA"}]},
    ]  # fmt: skip
    data = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode()
    document = document_of("a", parse_notebook(data, "a.ipynb"), Path("a"), "a")
    assert shown(document) == [
        ("heading", "cell 1", "Head"), ("code", "cell 2", "1+1"), ("code", "cell 2", "2"),
    ]  # fmt: skip
    assert (document.title, document.blocks[0].level) == ("Head", 2)


def test_the_title_is_the_one_the_notebook_gives():
    document = read(markdown("# One"), metadata={"title": "Fees of 2024"})
    assert document.title == "Fees of 2024"


@pytest.mark.parametrize("text", [
    "{}", "[]", "1", '{"cells": [1, "x"]}', "[" * 100_000, "no", '{"cells": {}}',
])  # fmt: skip
def test_what_is_no_notebook_is_refused(text):
    with pytest.raises(DocumentError, match="is no notebook"):
        parse_notebook(text.encode(), "a.ipynb")


def test_damaged_notebooks_end_in_a_document_error_or_are_read():
    data = notebook(markdown("# A\n\n- b"), code("x", {"output_type": "stream", "text": "y"}))
    for damaged in damaged_files(data, 300, wrong=3):
        with suppress(DocumentError):
            parse_notebook(damaged, "a.ipynb")
