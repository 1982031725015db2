"""Which blocks of a document are shown together, and as what."""

from index.documents.blocks import BlockKind
from index.documents.document import Document
from index.documents.parsers.writer import Writer
from index.documents.places import UnitKind
from qa.web.templates.blocks import nodes_of
from qa.web.templates.elements import Element, Group
from qa.web.templates.table import Table
from tests.qa.web.html import document


def nodes(read):
    return nodes_of(read, read.blocks, 0)


def outline(some):
    """The nodes by their tags, and the kinds and labels of those that have any."""
    told: list[object] = []
    for node in some:
        if isinstance(node, Table):
            told.append(f"table {len(node.heads)}+{len(node.rows)}")
        elif isinstance(node, Group):
            told.append(
                (":".join(filter(None, (node.tag, node.kind, node.label))), outline(node.inside))
            )
        else:
            words = "".join(run.text for run in node.words if not run.hidden)
            told.append(":".join(filter(None, (node.tag, node.kind, node.label, words))))
    return told


def written(write, name="a.docx"):
    writer = Writer()
    write(writer)
    parsed = writer.parsed(name)
    return Document(name, "A", parsed.text, name, blocks=parsed.blocks, places=parsed.places)


def test_markdown_is_shown_as_what_its_signs_say():
    text = (
        "---\ntitle: Pools\n---\n\n# Pools *of* Bonn\n\nText.\n\n- one\n  - two\n- three\n\n"
        "> said\n>\n> more\n\n```sh\nmake\n  all\n```\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n1. x\n2. y\n"
    )
    assert outline(nodes(document(text, name="a.md"))) == [
        ("div:front matter", ["p:sign", "p:front matter:title: Pools", "p:sign"]),
        "h2:Pools of Bonn",
        "p:Text.",
        ("ul", ["li:•:one", "li:•:two", "li:•:three"]),
        ("blockquote", ["p:said", "p:sign", "p:more"]),
        ("div:code:sh", ["p:sign", "pre:make\n  all", "p:sign"]),
        "table 1+1",
        "p:rule",
        ("ol", ["li:1. x", "li:2. y"]),
    ]


def test_items_stand_in_each_other_as_they_are_indented():
    text = "# List\n\n- a\n    - b\n        - c\n- d\n\n  More of d.\n\nText.\n"
    made = nodes(document(text, name="a.md"))
    items = made[1].inside
    assert [item.depth for item in items] == [1, 2, 3, 1]
    assert [node.depth for node in made[2:]] == [1, 0]


def test_code_stands_in_as_its_first_line_does():
    made = nodes(document("# Run\n\n```\n    two\none\n```\n"))
    (code,) = [node for node in made[1].inside if node.tag == "pre"]
    assert "".join(run.text for run in code.words) == "    two\none"


def test_a_table_ends_at_a_blank_line_and_at_another_head_but_not_at_a_comment():
    def write(writer):
        writer.row(["a", "b"], head=True)
        writer.row(["1", "2"])
        writer.write("Comment: twice?", BlockKind.COMMENT)
        writer.row(["3", "4"])
        writer.end_table()
        writer.row(["5", "6"])
        writer.row(["c", "d"], head=True)
        writer.write("Comment: last.", BlockKind.COMMENT)

    assert outline(nodes(written(write))) == [
        "table 1+3",
        "table 0+1",
        "table 1+0",
        "p:comment:Comment: last.",
    ]


def test_slides_are_shown_as_slides_and_rows_with_their_numbers():
    def slides(writer):
        for number in (1, 3):
            writer.unit(UnitKind.SLIDE, number, "Fees")
            writer.write("Fees", BlockKind.HEADING, level=1)
            writer.write("Notes: slowly", BlockKind.COMMENT)

    assert outline(nodes(written(slides))) == [
        ("section:slide:Slide 1", ["h2:Fees", "p:comment:Notes: slowly"]),
        ("section:slide:Slide 3", ["h2:Fees", "p:comment:Notes: slowly"]),
    ]

    def sheet(writer):
        writer.unit(UnitKind.SHEET, 1, "Fees")
        writer.write("Fees", BlockKind.HEADING, level=1, at=1)
        writer.row(["a", "b"], head=True, at=2)
        writer.row(["1", "2"], at=7)

    (heading, table) = nodes(written(sheet))
    assert isinstance(heading, Element)
    assert [row.number for row in (*table.heads, *table.rows)] == [2, 7]

    def chart(writer):
        writer.unit(UnitKind.SHEET, 1, "Fees")
        for n in range(3):
            writer.row([f"{n}", "2"], head=not n, at=9)

    (table,) = nodes(written(chart))
    assert [row.number for row in (*table.heads, *table.rows)] == [0, 0, 0]


def test_kinds_that_no_tag_tells_are_named():
    def write(writer):
        for kind in BlockKind:
            if kind not in (BlockKind.HEADING, BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW):
                writer.write("Words.", kind)

    kinds = {node.kind for node in nodes(written(write)) if isinstance(node, Element)}
    assert {"caption", "comment", "footnote", "field", "turn", "log line", "noise"} <= kinds
