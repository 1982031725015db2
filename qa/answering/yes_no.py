"""Yes or no, in a word before the sentence that settles it."""

from __future__ import annotations

from qa.answering.changes import change_of, limits
from qa.answering.claim import Claim, says
from qa.question.english.follow_ups import YES_OR_NO
from qa.retrieval.search import SearchResult
from qa.types import Citation

YES, NO = "Yes:", "No:"

SURE = 0.8
"""The share of yes, or of no, in what a reader says for either, from which it is said."""
# The least chance of it, among all kinds of reply.
_LEAST = 0.3
# The share of the contrary from which a reader is not overruled by a plain sentence.
_CONTRARY = 0.75


def yes_or_no(result: SearchResult, cited: Citation) -> str:
    """`YES` or `NO` where that is asked, and what is ``cited`` settles it, or the reader of that.

    Nothing else, nor where the two are of opposite minds, where the sentence lacks some of what is
    asked, or where others right behind it limit what is so. No also says that what the question
    takes for granted is not so.
    """
    question = result.query.text
    if not YES_OR_NO.search(question):
        return ""
    share, sure = _share_of_yes(result)
    told = _told(result, cited)
    if told is None and sure and Claim.of(question).asked_of(cited.quote):
        told = share > 1 / 2
    if told is None or (told and limits(result, cited)):
        return ""
    contrary = 1 - share if told else share
    return "" if contrary >= _CONTRARY else YES if told else NO


def _share_of_yes(result: SearchResult) -> tuple[float, bool]:
    """The share of yes in what a reader says for either, and whether it is sure of either."""
    best = int(result.order[0])
    odds = result.odds.get(best)
    yes, no = (odds.chance(kind) if odds else None for kind in ("yes", "no"))
    if yes is None or no is None or yes + no <= 0:
        return 1 / 2, False
    return yes / (yes + no), max(yes, no) >= max(_LEAST, SURE * (yes + no))


def _told(result: SearchResult, cited: Citation) -> bool | None:
    """Whether what is cited says yes in so many words; None where it does not, or is changed."""
    if change_of(result, cited):
        return None
    return says(result.query.text, cited.quote, cited.context)
