"""The best passages of a search, read for the answer and ranked again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from index.documents.blocks import BlockKind
from index.documents.document import Passage
from index.text.list_items import BULLETED_LINE
from qa.question.query import Query
from qa.reading.reader import Reader
from qa.retrieval.fusion import Weights, weights_for
from qa.retrieval.search import SearchResult

PASSAGES_READ = 5
"""How many of the best passages are read: more find no further answer.

See `evals.fitting.reader_quality`."""

# Log odds that count as certain, either way.
_CERTAIN = 10.0
# Words of a title or heading that is read: more is a headline, which says something itself and
# would be taken for the answer.
_MAX_TITLE = 12


def rerank(
    result: SearchResult,
    reader: Reader | None,
    passages: int = PASSAGES_READ,
    weights: Weights | None = None,
) -> SearchResult:
    """``result`` with its best ``passages`` read, and ranked by what that tells as well.

    ``weights`` are chosen from the query when they are None. Without a reader it is left as it is.
    So is a query in a language that the reader was not trained on, and one that asks for nothing
    itself ("And on which day?"): its words make no question.
    """
    query = result.query
    if reader is None or passages < 1 or not _readable(query, reader):
        return result
    near = result.order[:passages].tolist()
    read = [result.index.passages[result.numbers[candidate]] for candidate in near]
    inputs = [reader_input(passage) for passage in read]
    odds_of_all = reader.read(query.text, [head + text for head, text in inputs])
    odds = [o.after(len(head)) for (head, _), o in zip(inputs, odds_of_all, strict=True)]
    scores = result.signals.sentence_read.copy()
    for candidate, passage, tokens in zip(near, read, odds, strict=True):
        for row, sentence in enumerate(passage.local_sentences, result.signals.firsts[candidate]):
            scores[row] = scale_odds(tokens.odds(sentence))
    return replace(
        result,
        signals=replace(result.signals, sentence_read=scores),
        weights=weights or weights_for(query, read=True),
        odds=dict(zip(near, odds, strict=True)),
    )


def reader_input(passage: Passage) -> tuple[str, str]:
    """What a reader is given of a passage: what it is read with, and its text.

    That is its document's title, the headings that it stands under, and its lead. Readers know
    prose: a list's items are put with commas, of as many characters, and a page's numbers and
    running heads are blanks.
    """
    titles = dict.fromkeys((passage.document.title, *passage.headings))
    head = ", ".join(title for title in titles if len(title.split()) <= _MAX_TITLE)
    lead = [span.of(passage.document.text) for span in passage.lead]
    above = [f"{part}: " for part in (head, *lead) if part]
    text = BULLETED_LINE.sub(lambda mark: ", ".ljust(len(mark[0])), passage.text)
    for block in passage.document.blocks_in(passage.span):
        if block.kind is BlockKind.NOISE:
            noise = block.span.shifted(-passage.start)
            text = text[: noise.start] + " " * len(noise) + text[noise.end :]
    return "".join(above), text


def scale_odds(odds: float) -> float:
    """Log odds on a scale from 0, surely not, to 1, surely."""
    return float(np.clip(0.5 + odds / (2 * _CERTAIN), 0, 1))


def _readable(query: Query, reader: Reader) -> bool:
    known = not reader.languages or query.language in reader.languages
    return known and bool(query.terms)
