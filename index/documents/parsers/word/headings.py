"""Which paragraphs of a Word document are headings: by their style, else by how they look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.documents.parsers.text.headings import number_of
from index.documents.parsers.text.marks import field_width
from index.documents.parsers.word.flow import Item, Paragraph
from index.documents.parsers.word.styles import Role

_LONGEST = 200  # characters of a heading
_MOST_WORDS = 8  # of a heading that ends as a sentence does
_LONGEST_PLAIN = 90  # characters of a heading by its looks alone
_LARGER = 1.15  # times the size of most letters
_SENTENCE_END = re.compile(r"[.!;,:。][\"”’)]?$")
_MOST_LEVEL = 9
_RARE = 0.4  # of the paragraphs: where more look like headings, that tells nothing


def is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph whose style is one of headings is one: clauses are given such styles."""
    words = paragraph.text.split()
    ends = bool(_SENTENCE_END.search(paragraph.text.strip()))
    return len(" ".join(words)) <= _LONGEST and not (ends and len(words) > _MOST_WORDS)


def plain_headings(items: Sequence[Item]) -> dict[int, int]:
    """The level of each of ``items`` that looks like a heading, by its place among them.

    Those of a document that has more headings by style than its title are none.
    """
    paragraphs = [item for item in items if isinstance(item, Paragraph) and item.text.strip()]
    styled = sum(bool(each.level) and is_heading(each) for each in paragraphs)
    if styled > 1:
        return {}
    sizes: Counter[int] = Counter()
    for each in paragraphs:
        for look, letters in each.inline.looks.items():
            sizes[look.size] += letters
    usual = sizes.most_common(1)[0][0] if sizes else 0
    filled = [(n, e) for n, e in enumerate(items) if not isinstance(e, Paragraph) or e.text.strip()]
    likely = {
        n: item
        for (n, item), (_, following) in pairwise(filled)
        if isinstance(item, Paragraph) and _looks_so(item, usual) and not _listed(item, following)
    }
    if len(likely) > max(1, _RARE * len(paragraphs)):
        return {}
    return _levels(likely, above=styled)


def _looks_so(paragraph: Paragraph, usual: int) -> bool:
    text = " ".join(paragraph.text.split())
    inline = paragraph.inline
    larger = bool(usual) and inline.size >= _LARGER * usual
    return (
        (inline.bold or larger)
        and 1 < len(text) <= _LONGEST_PLAIN
        and text[0].isalnum()
        and not text[0].islower()
        and any(letter.isalpha() for letter in text)
        and not _SENTENCE_END.search(text)
        and not field_width(text)
        and paragraph.role is Role.TEXT
        and not paragraph.level
        and not paragraph.boxed
        and not (paragraph.sign and not paragraph.sign.numbers)
        and not inline.equations
        and "\n" not in paragraph.text.strip()
    )


def _listed(paragraph: Paragraph, following: Item) -> bool:
    """Whether the ``following`` item is the next one of the same list."""
    if paragraph.sign is None or not isinstance(following, Paragraph) or following.sign is None:
        return False
    mine, next_ = paragraph.sign, following.sign
    return (mine.list, mine.level) == (next_.list, next_.level)


def _levels(paragraphs: dict[int, Paragraph], above: int) -> dict[int, int]:
    """By their sizes, the largest first; of numbered ones of one size by their numbers."""
    order = sorted({each.inline.size for each in paragraphs.values()}, reverse=True)
    levels = {}
    for n, each in paragraphs.items():
        level = order.index(each.inline.size) + 1 + above
        number = number_of(each.text.strip())
        within = each.sign.numbers - 1 if each.sign else number.count(".") if number else 0
        levels[n] = min(level + max(within, 0), _MOST_LEVEL)
    return levels
