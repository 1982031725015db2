import pytest

from index.documents.blocks import BlockKind
from qa.web.templates.block_words import bullet_of, markdown_of, words_of
from tests.qa.web.html import document

MARKDOWN = markdown_of(document("*a*", name="a.md"))


def shown(text, kind, markdown=None):
    runs = words_of(text, kind, markdown)
    assert "".join(run.text for run in runs) == text
    return [":".join((*run.tags, run.text)) for run in runs if not run.hidden]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("- item", BlockKind.LIST_ITEM, ["item"]),
        ("* [x] done", BlockKind.LIST_ITEM, ["done"]),
        ("1. item", BlockKind.LIST_ITEM, ["1. item"]),
        ("> one\n> > two", BlockKind.QUOTE, ["one\n", "two"]),
        ("Weight: 4.8 kg", BlockKind.FIELD, ["b:Weight:", " 4.8 kg"]),
        ("Weight = 4.8 kg", BlockKind.FIELD, ["b:Weight =", " 4.8 kg"]),
        ("title: Fees", BlockKind.FRONT_MATTER, ["b:title:", " Fees"]),
        ("Ann Lee: Good morning.", BlockKind.TURN, ["b:Ann Lee:", " Good morning."]),
        ("12:30 - Bo: Hi *you*", BlockKind.TURN, ["b:12:30 - Bo:", " Hi *you*"]),
        ("- a *b*", BlockKind.CODE, ["- a *b*"]),
        ("", BlockKind.TABLE_ROW, []),
    ],
)
def test_what_tells_a_kind_is_hidden_or_set_off(text, kind, words):
    assert shown(text, kind) == words


def test_markdown_is_read_but_not_in_what_is_written_for_machines():
    assert shown("- a *b*", BlockKind.LIST_ITEM, MARKDOWN) == ["a ", "em:b"]
    assert shown("*Weight:* 4", BlockKind.FIELD, MARKDOWN) == ["b:em:Weight:", " 4"]
    for kind in (BlockKind.CODE, BlockKind.FRONT_MATTER, BlockKind.LOG_LINE):
        assert "*b*" in "".join(shown("x: a *b*", kind, MARKDOWN))


def test_only_a_markdown_file_is_set_anew():
    assert markdown_of(document("plain *a* b")) is None
    sure = markdown_of(document("**sure**"))
    assert sure
    assert MARKDOWN
    assert (sure.flows, MARKDOWN.flows) == (False, True)
    (first, second) = words_of("a  \nb", BlockKind.PARAGRAPH, MARKDOWN)
    assert (first.ends, second.ends) == (True, False)
    assert shown("a `b\nc` d\\\ne", BlockKind.PARAGRAPH, MARKDOWN) == [
        *("a ", "code:b\nc", " d", "\n", "e")
    ]
    assert shown("a **b\nc**", BlockKind.PARAGRAPH, sure) == ["a **b\nc**"]


@pytest.mark.parametrize(
    ("text", "bullet"),
    [("- a", "•"), ("• a", "•"), ("- [ ] a", "☐"), ("+ [X] a", "☑"), ("1. a", ""), ("-a", "")],
)
def test_a_bullet_is_shown_for_its_sign(text, bullet):
    assert bullet_of(text) == bullet
