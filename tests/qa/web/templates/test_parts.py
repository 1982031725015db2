import pytest

from index import Span
from qa.web.templates.parts import parts_of, plain_parts, shown_text
from tests.qa.web.html import document


def styled(text, quote=None, *, matched=(), name="a.txt"):
    """The parts of a document, or of a quote in it, that are not plain."""
    start = text.index(quote) if quote else 0
    span = Span(start, start + len(quote or text))
    parts = parts_of(document(text, name), span, matched)
    assert "".join(part.text for part in parts) == span.of(text)
    return [(part.style, part.text) for part in parts if part.style != "plain"]


def test_emphasis_and_code_are_parted_from_their_signs():
    assert styled("- **Glass** or `tin`.") == [
        ("signs", "**"), ("emphasis", "Glass"), ("signs", "**"),
        ("signs", "`"), ("code", "tin"), ("signs", "`"),
    ]  # fmt: skip
    assert styled("## **Rules** of `x`\n\nText.") == [
        ("signs", "## **"), ("emphasis", "Rules"), ("signs", "**"),
        ("signs", "`"), ("code", "x"), ("signs", "`"),
    ]  # fmt: skip
    assert styled("**see `ls` now**") == [
        ("signs", "**"), ("emphasis", "see "), ("signs", "`"), ("code", "ls"), ("signs", "`"),
        ("emphasis", " now"), ("signs", "**"),
    ]  # fmt: skip


def test_a_quote_that_cuts_a_pair_leaves_out_its_sign():
    text = "# Rules\n\nNo **glass. No tin** here."
    assert styled(text, "No tin** here.") == [("emphasis", "No tin"), ("signs", "**")]
    assert styled(text, "No **glass.") == [("signs", "**"), ("emphasis", "glass.")]
    assert styled(text, "glass") == [("emphasis", "glass")]
    assert styled(text, "# ") == [("signs", "# ")]


@pytest.mark.parametrize(
    "text",
    [
        "# Code\n\n```\nx = **y** + `z`\n```\n",
        "Powers: 2 ** 3 and `a",
        "2024-05-01T10:00:00 the **job** began\n2024-05-01T10:00:01 the **job** ended\n",
    ],
)
def test_other_signs_are_shown(text):
    assert [part for part in styled(text) if part != ("signs", "# ")] == []


def test_single_signs_count_where_a_document_is_markdown():
    text = "It is *so*."
    expected = [("signs", "*"), ("emphasis", "so"), ("signs", "*")]
    assert styled(text) == []
    assert styled(text, name="a.md") == styled(text, name="b/c.Markdown") == expected
    assert styled(f"{text}\n\nAnd it is **here**.", text) == expected


def test_terms_are_told_in_every_style():
    parts = parts_of(document("A **glass jar** and glass."), Span(0, 26), ("glass", "jar"))
    assert [(part.style, [*map(tuple, part.words)]) for part in parts] == [
        ("plain", [("A ", False)]),
        ("signs", [("**", False)]),
        ("emphasis", [("glass", True), (" ", False), ("jar", True)]),
        ("signs", [("**", False)]),
        ("plain", [(" and ", False), ("glass", True), (".", False)]),
    ]
    assert [part.style for part in plain_parts("**a** b", ("a",))] == ["plain"]
    assert plain_parts("") == []


def test_a_text_is_shown_without_its_signs():
    text = "# **Bring** to the `pool`"
    assert shown_text(document(text), Span(0, len(text))) == "Bring to the pool"
