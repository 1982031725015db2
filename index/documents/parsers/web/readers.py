"""Elements of a web page that are read as one: pictures, tables, code, fields, marks of notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from textwrap import dedent

from index.documents.blocks import BlockKind
from index.documents.parsers.pieces import names_columns
from index.documents.parsers.text.text_blocks import text_blocks
from index.documents.parsers.web.flow import Flow
from index.documents.parsers.web.forms import box_sign, is_box, is_field, own_label, shown_value
from index.documents.parsers.web.inline import formula, picture_text, raised, sign_of
from index.documents.parsers.web.lists import BULLET
from index.documents.parsers.web.tables import aligned, captions, table_rows
from index.documents.parsers.web.tree import BLOCKS, Node, plain_text, walk

_MOST_RAISED = 12  # digits and signs
_BUTTON_WORDS = 4  # of a button that says more than what it does
_PROSE_LINE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?:[ ,;:.]+[^\W\d_]+(?:['’-][^\W\d_]+)*){4}")
_SENTENCE_END = re.compile(r"[a-z)\]][.!?](?:\s|$)")


def _break(flow: Flow, node: Node) -> bool:
    flow.add("\n")
    return True


def _quotation(flow: Flow, node: Node) -> bool:
    flow.add("“")
    return False


def _picture(flow: Flow, node: Node) -> bool:
    """A picture's words stand behind the text it is in, in a cell among them."""
    sign = sign_of(node) if node.tag == "img" else ""
    if sign:
        flow.add(sign)
    elif text := picture_text(node):
        if flow.is_part:
            flow.end_block()
            flow.sink.write(f"Picture: {text}")
        else:
            flow.add_behind(f"Picture: {text}")
    return True


def _formula(flow: Flow, node: Node) -> bool:
    if node.get("display") == "block":
        flow.end_block()
    flow.add(formula(node))
    return True


def _raised(flow: Flow, node: Node) -> bool:
    """An exponent: "10⁶" says something other than "106"."""
    signs = raised(plain_text(node, flow.skip))
    if signs is None or len(signs) > _MOST_RAISED or flow.is_empty:
        return False
    if any(isinstance(child, Node) and child in flow.page.notes for child in node.children):
        return False
    flow.add(signs)
    return True


def _link(flow: Flow, node: Node) -> bool:
    reference = flow.page.notes.get(node)
    if not reference:
        return False
    flow.add(reference.mark.strip("[]") if flow.ends_with("[") else reference.mark)
    flow.add_behind(reference)
    return True


def _list_sign(flow: Flow, node: Node) -> bool:
    """The sign of an item as Word writes it."""
    if "mso-list:ignore" not in node.get("style").replace(" ", "").lower():
        return False
    sign = plain_text(node, flow.skip)
    flow.add(BULLET if len(sign) < 2 else f"{sign} ")  # "o" and "§" of other fonts are dots
    return True


def _field(flow: Flow, node: Node) -> bool:
    if is_box(node):
        flow.add(f"{box_sign(node)} ")
    elif is_field(node):
        label = flow.page.labels.texts.get(node, "")
        if label and not flow.is_part:
            flow.end_block()
            flow.add_field(shown_value(node), label)
            flow.end_block()
        else:
            flow.add_field(shown_value(node), own_label(node))
    return True


def _label(flow: Flow, node: Node) -> bool:
    return not flow.is_part and node in flow.page.labels.nodes


def _button(flow: Flow, node: Node) -> bool:
    """Buttons are left out, unless they say more than what they do, or open what is below."""
    if flow.scope.kind is BlockKind.HEADING or flow.scope.node.tag in {"dt", "summary"}:
        return not flow.is_empty
    text = plain_text(node, flow.skip)
    least = 2 if node.has("aria-expanded") else _BUTTON_WORDS
    if len(text.split()) < least and not text.endswith("?"):
        return True
    flow.end_block()
    return False


def _code(flow: Flow, node: Node) -> bool:
    text = _literal(node, flow.skip)
    flow.end_block()
    if not text.strip():
        return True
    if flow.is_part:
        flow.sink.write(text)
    elif _is_prose(text):
        flow.say_lead()
        for block in text_blocks(text):
            if block.kind is not BlockKind.NOISE:
                flow.sink.write(block.span.of(text), block.kind, level=block.level)
    else:
        flow.say_lead()
        flow.sink.write(dedent(text), BlockKind.CODE, depth=flow.scope.depth)
    return True


def _table(flow: Flow, node: Node) -> bool:
    if node in flow.page.layout:
        return False
    flow.end_block()
    flow.say_lead()
    for caption in captions(node, flow.skip):
        flow.sink.write(flow.line(caption), BlockKind.CAPTION, depth=flow.scope.depth)
    rows = table_rows(node, flow.skip)
    texts = {cell.node: flow.line(cell.node) for row in rows for cell in row.cells}
    lines = aligned(rows, texts)
    filled = [(row, line) for row, line in zip(rows, lines, strict=True) if any(line)]
    heads = [row.head for row, _ in filled]
    if not any(heads) and len(filled) > 2:  # of two rows either may be what the other is of
        heads[0] = names_columns([line for _, line in filled])
    for (_, line), head in zip(filled, heads, strict=True):
        flow.sink.row(line, head=head)
    flow.sink.end_table()
    flow.end_block()
    return True


READERS: Mapping[str, Callable[[Flow, Node], bool]] = {
    "br": _break,
    "q": _quotation,
    "img": _picture,
    "svg": _picture,
    "math": _formula,
    "sup": _raised,
    "a": _link,
    "span": _list_sign,
    "input": _field,
    "textarea": _field,
    "select": _field,
    "label": _label,
    "button": _button,
    "pre": _code,
    "listing": _code,
    "xmp": _code,
    "table": _table,
}
"""What reads an element as one, by its tag: whether it did, or leaves its parts to be read."""


def _literal(node: Node, skip: set[Node]) -> str:
    parts: list[str] = []
    for item, _ in walk(node, skip):
        if isinstance(item, str):
            parts.append(item)
        elif item.tag == "br" or (item.tag in BLOCKS and parts and not parts[-1].endswith("\n")):
            parts.append("\n")
    return "".join(parts).expandtabs().strip("\n")


def _is_prose(text: str) -> bool:
    """Whether lines that are shown as they are hold sentences, as mails and old standards do."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 3 or not _SENTENCE_END.search(text):
        return False
    return 2 * sum(bool(_PROSE_LINE.match(line)) for line in lines) >= len(lines)
