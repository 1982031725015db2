import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.web.templates.inline import breaks_in, definitions_in, marks_in, runs_of

SIGNS = st.text("ab \n*_`~[]()<>!\\^:/.😀|", max_size=60)


def runs(text, definitions=None):
    return runs_of(text, marks_in(text, definitions or {}), breaks=breaks_in(text))


def shown(text, definitions=None):
    """What is seen of a text, that in tags as "tag:words"."""
    return [":".join((*run.tags, run.text)) for run in runs(text, definitions) if not run.hidden]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plain", ["plain"]),
        ("a *b* c", ["a ", "em:b", " c"]),
        ("**a _b_**", ["strong:a ", "strong:em:b"]),
        ("***a***", ["strong:em:a"]),
        ("run `a_b *c*` now", ["run ", "code:a_b *c*", " now"]),
        ("~~old~~ new", ["del:old", " new"]),
        ("see [the *rules*](https://example.org/a_(b) \"Rules\").",
         ["see ", "a:the ", "em:a:rules", "."]),
        ("[a](<b c>)", ["a:a"]),
        ("![a map](map.png)", ["a map"]),
        ("[![build](b.svg)](ci)", ["a:build"]),
        ("<https://example.org>", ["a:https://example.org"]),
        ("so it is[^1].", ["so it is", "sup:1", "."]),
        ("\\*no\\*", ["*no", "*"]),
        ("`[a](b)` and `\\*`", ["code:[a](b)", " and ", "code:\\*"]),
        ("[ ] todo, a[1], f(x)", ["[ ] todo, a[1], f(x)"]),
        ("<script>alert(1)</script>", ["<script>alert(1)</script>"]),
    ],
)  # fmt: skip
def test_signs_are_hidden_and_words_told_by_them(text, words):
    assert shown(text) == words
    assert "".join(run.text for run in runs(text)) == text


def test_links_have_the_address_that_the_document_gives_their_name():
    definitions = definitions_in("Text.\n\n[The Rules]: https://example.org/rules\n[^1]: A note.")
    assert definitions == {"the rules": "https://example.org/rules"}
    for text in ("[the rules]", "[the rules][]", "[these][The  Rules]"):
        addresses = {run.address for run in runs(text, definitions) if not run.hidden}
        assert addresses == {"https://example.org/rules"}
    assert shown("[the rules]") == ["[the rules]"]


def test_a_line_ends_where_its_author_says_so():
    text = "one  \ntwo\nthree\\\nfour"
    assert [run.text for run in runs(text) if run.ends] == ["one  \n", "two\nthree\\\n"]


@given(SIGNS)
def test_nothing_is_left_out_of_any_text(text):
    assert "".join(run.text for run in runs(text, {"a": "b"})) == text
    assert all(run.text for run in runs(text))


def test_a_long_text_of_signs_is_read_all_the_same():
    for sign in ("[", "[a](", "![", "*", "`", "~~a", "<http://", "\\", "[a[b]"):
        text = sign * (20_000 // len(sign))
        assert "".join(run.text for run in runs(text)) == text
