"""How well the reader reads: ``python -m evals.fitting.reader_quality FOLDER``.

First with the passage that holds the answer and nothing else, on the articles of squad-dev-cases
that nothing was trained or fitted on; then with so many of the passages that a search of the
article ranks best, on the articles to fit on, for `qa.retrieval.rerank.PASSAGES_READ`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from evals.cases import CaseError
from evals.fitting.samples import Asked, Sample
from evals.fitting.splits import FIT, REPORT
from evals.fitting.squad import written_sample
from evals.metrics import mean_interval, normalise, token_f1
from index.documents.document import Passage
from index.documents.span import Span
from index.embedding.embedders import default_embedder
from qa.answering.short_answer import short_answers
from qa.cli_options import Parser, add_reader, count, exit_status
from qa.reading.reader import Reader
from qa.reading.readers import reader_named
from qa.reading.trained_reader import SHIPPED
from qa.retrieval.pipeline import find
from qa.retrieval.rerank import rerank
from qa.retrieval.search import SearchResult

DEPTHS = (1, 3, 5, 10, 15, 20)
# More questions than any part has.
_EVERY = 10_000


def main(argv: Sequence[str] | None = None) -> int:
    """Read the articles in the folder named and print the figures; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.reader_quality", description=__doc__)
    parser.add_argument("folder", type=Path, help="squad-dev-cases: documents and cases.jsonl")
    parser.add_argument("--questions", type=count, default=200, help="to search with (%(default)s)")
    add_reader(parser)
    given = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(given))


def _main(given: argparse.Namespace) -> None:
    reader = reader_named(given.reader) or SHIPPED
    embedder = default_embedder()
    tuned, sample = (written_sample(given.folder, part, _EVERY, embedder) for part in (FIT, REPORT))
    cases = [case for case in sample.asked if case.span]
    some = [case for case in tuned.asked if case.span][: given.questions]
    if not (cases and some):
        raise CaseError(
            f"{str(given.folder)!r} lacks questions that its articles answer.",
            "Give the folder squad-dev-cases, with its documents and cases.jsonl.",
        )
    scores = np.array([alone(sample, case, reader) for case in cases])
    articles = len(sample.index.documents)
    print(f"{len(cases)} questions with their passage, of {articles} articles kept apart:")
    print(", ".join(f"{name} {_around(v)}" for name, v in zip(("F1", "EM"), scores.T, strict=True)))
    print(
        f"\n{len(some)} questions with their article to search, of {len(tuned.index.documents)}:\n"
    )
    searches = [(case, _search(tuned, case)) for case in some]
    print("| passages read | passage first | sentence first | F1 | read, p50 |")
    print("|---:|---:|---:|---:|---:|")
    for depth in DEPTHS:
        rows, times = zip(
            *(within(case, result, reader, depth) for case, result in searches), strict=True
        )
        cells = " | ".join(_around(v) for v in np.array(rows).T)
        print(f"| {depth} | {cells} | {statistics.median(times) * 1000:.0f} ms |", flush=True)


def alone(sample: Sample, case: Asked, reader: Reader) -> tuple[float, float]:
    """The F1, and whether the answer is exact, where the reader is given the right passage."""
    assert case.span is not None
    passage = next(p for p in _passages(sample, case) if p.span.overlap(case.span))
    (odds,) = reader.read(case.question, [passage.text])
    span = odds.answer(Span(0, len(passage.text)))
    answer = span.of(passage.text) if span else ""
    exact = any(normalise(answer) == normalise(gold) for gold in case.golds)
    return max(token_f1(answer, gold) for gold in case.golds), float(exact)


def within(
    case: Asked, result: SearchResult, reader: Reader, depth: int
) -> tuple[tuple[float, float, float], float]:
    """Whether passage and sentence are right, and the F1; and the seconds that reading took."""
    assert case.span is not None
    begun = perf_counter()
    result = rerank(result, reader, depth)
    seconds = perf_counter() - begun
    (hit,), ((citation, _),) = result.hits(1), result.sentences(1)
    here = [
        float(place.document.id == case.document and span.overlap(case.span) > 0)
        for place, span in ((hit.passage, hit.passage.span), (citation, citation.span))
    ]
    (span, *_) = short_answers(result, citation) or (citation.span,)
    answer = span.of(citation.document.text)
    return (here[0], here[1], max(token_f1(answer, gold) for gold in case.golds)), seconds


def _search(sample: Sample, case: Asked) -> SearchResult:
    return find(sample.index, case.question, within=case.document)


def _passages(sample: Sample, case: Asked) -> Sequence[Passage]:
    return [sample.index.passages[n] for n in sample.index.passages_of(case.document)]


def _around(values: NDArray[np.float64]) -> str:
    low, high = mean_interval(values)
    return f"{values.mean():.3f} ({low:.3f} to {high:.3f})"


if __name__ == "__main__":
    sys.exit(main())
