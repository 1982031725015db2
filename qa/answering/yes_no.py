"""Yes or no, in a word before the sentence that settles it."""

from __future__ import annotations

from qa.question.english.follow_ups import YES_OR_NO
from qa.retrieval.search import SearchResult

YES, NO = "Yes:", "No:"

SURE = 0.8
"""The share of yes, or of no, in what a reader says for either, from which it is said."""
# The least chance of it, among all kinds of reply.
_LEAST = 0.3


def yes_or_no(result: SearchResult) -> str:
    """`YES` or `NO` where that is asked and the reader is sure of it; else nothing.

    No also says that what the question takes for granted is not so.
    """
    best = int(result.order[0])
    if best not in result.odds or not YES_OR_NO.search(result.query.text):
        return ""
    yes, no = (result.odds[best].chance(kind) for kind in ("yes", "no"))
    if yes is None or no is None:
        return ""
    if max(yes, no) < max(_LEAST, SURE * (yes + no)):
        return ""
    return YES if yes > no else NO
