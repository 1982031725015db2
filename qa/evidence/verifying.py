"""What became of the quotes of an evidence pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from index import Span
from index.documents.span import check_quote
from qa.evidence.matching import Match
from qa.evidence.pack import Pack, quotes
from qa.serialization import CitationRecord


class State(Enum):
    """What became of a quote."""

    EXACT = "exact"
    MOVED = "moved"
    MISSING = "missing"


@dataclass(frozen=True)
class Verdict:
    """A quote, the document that it was looked for in, and the place nearest to its old one there.

    ``match.document`` may have another id than was cited: that of a renamed file. ``now`` is None
    where the document is absent or does not say the quote.

    Raises:
        SpanError: when the document does not say the quote ``now``.
    """

    cited: CitationRecord
    match: Match
    now: Span | None

    def __post_init__(self) -> None:
        if self.now:
            what, quote = f"A quote of {self.cited['document']}", self.cited["quote"]
            check_quote(what, self.match.text, self.now.start, self.now.end, quote)

    @property
    def state(self) -> State:
        """Whether the quote is where it was, elsewhere, or nowhere."""
        if self.now is None:
            return State.MISSING
        return State.EXACT if self.now.start == self.cited["start"] else State.MOVED


def verify_quotes(pack: Pack, matches: Sequence[Match]) -> list[Verdict]:
    """What became of every quote of ``pack``, in the order of the conversation.

    That includes the likely and the closest places of refusals. ``pack`` comes from `make_pack` or
    `parse_pack`, ``matches`` from `match_documents`.
    """
    by_id = {match.source["document"]: match for match in matches}
    return [_verdict(cited, by_id[cited["document"]]) for cited in quotes(pack)]


def _verdict(cited: CitationRecord, match: Match) -> Verdict:
    text, quote, start = match.text, cited["quote"], cited["start"]
    places = text.rfind(quote, 0, start + len(quote)), text.find(quote, start)
    there = [place for place in places if place >= 0]
    if not there:
        return Verdict(cited, match, None)
    nearest = min(there, key=lambda place: abs(place - start))
    return Verdict(cited, match, Span(nearest, nearest + len(quote)))
