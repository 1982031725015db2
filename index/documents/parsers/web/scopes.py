"""What the text in an element of a web page is: an item, a quotation, a heading, a term."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.documents.blocks import BlockKind
from index.documents.parsers.web.lists import BULLET, Counter, counter, whole
from index.documents.parsers.web.notes import is_note
from index.documents.parsers.web.tree import HEADINGS, LISTS, Node

_DEEPEST_HEADING = 6
_DEEPEST_ITEM = 8
_WORD_ITEM = "MsoListParagraph"
_GOOGLE_LIST = re.compile(r"\blst-kix_\w+-(\d)\b")  # lists in lists stand behind them there


@dataclass
class Lead:
    """What the first block of an item or of a term's meaning begins with, and its depth."""

    words: str
    kind: BlockKind
    depth: int
    used: bool = False

    @property
    def is_needed(self) -> bool:
        """Whether it says something even before what is no text, as a number and a term do."""
        return not self.used and self.words != BULLET


@dataclass
class Scope:
    """An open element that tells the ``kind`` of the text in it, the innermost one that does.

    ``counter`` is that of a list, ``terms`` are those whose meaning comes next, and ``last`` is the
    lead of the item or the meaning before.
    """

    node: Node
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    lead: Lead | None = None
    counter: Counter | None = None
    terms: list[str] = field(default_factory=list)
    last: Lead | None = None

    @property
    def depth(self) -> int:
        """The depth of a block that isn't the first one of its item."""
        return self.lead.depth + 1 if self.lead and self.lead.used else 0

    @property
    def next_depth(self) -> int:
        """The depth of an item of a list in it."""
        if level := _GOOGLE_LIST.search(self.node.get("class")):
            return int(level[1])
        lead = self.lead
        return min(lead.depth + lead.used, _DEEPEST_ITEM) if lead else 0


def scope_of(node: Node, above: Scope) -> Scope | None:
    """The scope that ``node`` opens ``above`` which is open; None where nothing changes."""
    tag = node.tag
    kind = BlockKind.PARAGRAPH if above.kind is BlockKind.HEADING else above.kind
    if tag in HEADINGS:
        return Scope(node, BlockKind.HEADING, int(tag[1]), above.lead)
    if node.get("role") == "heading":
        level = min(max(whole(node.get("aria-level"), 2), 1), _DEEPEST_HEADING)
        return Scope(node, BlockKind.HEADING, level, above.lead)
    if tag in LISTS:
        # A list right in a list, which is no HTML, is shown as one in the item before.
        lead = above.last or above.lead if above.counter else above.lead
        return Scope(node, kind, lead=lead, counter=counter(node))
    if tag == "li":
        sign = above.counter.sign(node) if above.counter else BULLET
        lead = Lead(sign, BlockKind.LIST_ITEM, above.next_depth)
        above.last = lead
        return Scope(node, kind, lead=lead)
    if tag in {"dl", "details"}:
        return Scope(node, kind, lead=above.lead)
    if tag == "dd":
        return _meaning(node, above, kind)
    if is_note(node):
        return Scope(node, BlockKind.FOOTNOTE, lead=above.lead)
    if _WORD_ITEM in node.get("class"):
        return Scope(node, BlockKind.LIST_ITEM, lead=above.lead)
    if tag in _KINDS:
        return Scope(node, _KINDS[tag], lead=above.lead)
    return None


_KINDS = {
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "dt": BlockKind.FIELD,
    "summary": BlockKind.PARAGRAPH,
}


def _meaning(node: Node, above: Scope, kind: BlockKind) -> Scope:
    """The scope of what a term means; of a question, what answers it."""
    words = ", ".join(above.terms)
    above.terms.clear()
    if kind is BlockKind.ANSWER:
        above.last = above.lead
    elif words:
        sign = "" if words.endswith((":", "：")) else ":"
        above.last = Lead(f"{words}{sign} ", BlockKind.FIELD, above.next_depth)
    return Scope(node, kind, lead=above.last or above.lead)
