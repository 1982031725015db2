"""Where sentences begin and end. The home of sentencex.

sentencex (rule-based, some 300 languages) was chosen because it returns offsets that tile the
text, knows abbreviations ("Dr.", "U.S.", "e.g.", "Jan. 5"), keeps quotations whole and splits CJK
at its own full stops. Lists are its weak side, so each list item is given to it on its own.
"""

from __future__ import annotations

import itertools
import re

import sentencex

from index.documents.span import Span, trim
from index.text.list_items import ITEM_OR_ROW

# The "2." of a list within a line is no sentence.
_NUMBER = re.compile(r"\s*\d{1,3}[.)]\s*")
# Nor is the "(2)" of one that runs on in a sentence, which sentencex takes for a list's own line.
_RUNNING_NUMBER = re.compile(
    r"(?:(?<=[,:;–—] )|(?<= (?:and|und) )|(?<= (?:or|et|ou) )|(?<= [yoe] ))\(\d{1,2}\)(?=\s)"
)
# What no sentence ends with, that sentencex does not know: titles, and shortened words that stand
# before a number or go on in small letters; hours go on with a day or a time zone.
_GOES_ON = tuple(
    (re.compile(rf"(?<!\w)(?:{before})\.$"), re.compile(after))
    for before, after in (
        ("M(?:[rs]|rs|mes|essrs)|[FM]t", ""),
        (
            "[Aa]pprox|[Vv]ols?|[Ff]igs?|[Ee]qs?|[Cc]h(?:ap)?s?|[Pp]aras?|[Ee]sts?|[Ee]ds?"
            "|[Tt]el|[Ee]xt|max|min|incl|excl|resp|temp|avg|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)",
            r"[\d(\[£$€¥#§+±~<>a-z]",
        ),
        (r"\w*[Ss]tr", r"\d"),
        (
            r"\d\s?[apAP]\.?[mM]",
            r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{1,3}T\b|UTC\b|\(?local\b)",
        ),
    )
)
# A whole sentence in brackets is one: "(See above.) Next."
_ASIDE = re.compile(r"\s*\([^()\n]*\s[^()\n]*[.!?]\)(?=\s+[^\sa-z])")
# What has none, such as the line under a table's head, is no sentence of its own.
_WORD = re.compile(r"[^\W_]")
# Reference marks such as "[1]" or "[note 5]" belong to the sentence they follow.
_REFERENCE = re.compile(r"(?:\[[^\[\]\n]{1,12}\])+")


def sentence_spans(text: str, language: str = "en", *, prose: bool = False) -> list[Span]:
    """The sentences of ``text``, in order, blank ends trimmed.

    Every non-blank character is in exactly one of them. Where it is ``prose``, a line that begins
    as an item does, with a dash or a number, begins none.
    """
    # A character without a UTF-8 form cannot cross into sentencex; one of its width can.
    clean = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    clean = _RUNNING_NUMBER.sub(lambda number: "#" * len(number[0]), clean)
    items = () if prose else ITEM_OR_ROW.finditer(text)
    cuts = sorted({0, len(text), *(match.start() for match in items)})
    spans: list[Span] = []
    for start, end in itertools.pairwise(cuts):
        edges = [start]
        item = ITEM_OR_ROW.match(clean, start)
        words_begin = item.end() + 1 if item else start  # the "2." of an item is no sentence
        for boundary in sentencex.get_sentence_boundaries(language, clean[start:end]):
            edge = _after_reference(clean, start + boundary["end_index"])
            if (
                edge > words_begin
                and not _NUMBER.fullmatch(clean, edges[-1], edge)
                and not _goes_on(clean, edge)
            ):
                edges.append(edge)
        edges.append(end)
        asides = (_ASIDE.match(clean, left, right) for left, right in itertools.pairwise(edges))
        edges = sorted({*edges, *(aside.end() for aside in asides if aside)})
        for left, right in itertools.pairwise(edges):
            if left < right and (span := trim(text, left, right)):
                if spans and not _WORD.search(text, span.start, span.end):
                    span = Span(spans.pop().start, span.end)
                spans.append(span)
    return spans


def _goes_on(text: str, edge: int) -> bool:
    """Whether a sentence that is said to end at ``edge`` does not."""
    before, after = text[max(0, edge - 24) : edge].rstrip(), text[edge : edge + 24].lstrip()
    return bool(after) and any(b.search(before) and a.match(after) for b, a in _GOES_ON)


def _after_reference(text: str, edge: int) -> int:
    if edge and text[edge - 1].isspace():
        return edge
    match = _REFERENCE.match(text, edge)
    return match.end() if match else edge
