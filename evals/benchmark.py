"""Ranking on a data set in BEIR's layout: ``python -m evals.benchmark DATASET_DIR``.

The folder holds ``corpus.jsonl`` (``_id``, ``title``, ``text``), ``queries.jsonl`` (``_id``,
``text``) and ``qrels.tsv``. Each text is a document, as good as its best passage. The run is
written as JSON; ``--against`` an earlier one says which differences are more than chance.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from evals.metrics import interval, percentile
from index import Document, PinciteError
from index.files import Reading
from index.index import Index
from index.model import SentenceTransformerEmbedder
from index.opening import home, kept_index
from qa.arguments import Parser
from qa.query import understood
from qa.question import checked
from qa.ranking import DEFAULT_WEIGHTS, Weights
from qa.retriever import search

MEASURES = (nDCG @ 10, R @ 1, R @ 5, R @ 10, R @ 100, RR @ 10)
ONLY = {
    "all": DEFAULT_WEIGHTS,
    **{
        kind: Weights(**{f.name: float(f.name == f"passage_{kind}") for f in fields(Weights)})
        for kind in ("dense", "lexical")
    },
}
"""Ways to rank: by all signals, or by the passage's vector or BM25 alone."""

Values = dict[str, dict[str, float]]
"""A measure's value for each query, by measure and query."""


class DatasetError(PinciteError):
    """A folder that holds no data set in BEIR's layout."""


def main(argv: list[str] | None = None) -> int:
    """Measure, print a table and write the run; 2 when it could not be measured."""
    options = _parser().parse_args(argv)
    try:
        values, seconds, size = measured(options.folder, options.only, options.limit)
        before = _run(options.against) if options.against else {}
    except PinciteError as error:
        print(f"python -m evals.benchmark: {error}", file=sys.stderr)
        return 2
    out = options.out or Path("reports", f"benchmark-{options.folder.name}-{options.only}.json")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    queries = len(next(iter(values.values())))
    print(f"{options.folder.name}: {queries} queries, {size} documents, ranked by {options.only}\n")
    print(table(values, before))
    print(f"\nms p50 {1000 * (percentile(seconds, 50) or 0):.1f}\nWritten: {out}")
    return 0


def measured(folder: Path, only: str, limit: int | None = None) -> tuple[Values, list[float], int]:
    """The value of each measure for each query, the seconds of each, and the documents' number.

    Raises:
        DatasetError: when a file is missing or not as it should be.
    """
    try:
        documents = [_document(row, folder) for row in _rows(folder / "corpus.jsonl")]
        queries = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
        lines = (folder / "qrels.tsv").read_text(encoding="utf-8").split("\n")
        parts = [line.split("\t") for line in lines[1:] if line]
        judged = [Qrel(query, document, int(value)) for query, document, value in parts]
    except (OSError, ValueError, KeyError) as error:
        raise DatasetError(
            f"{str(folder)!r} holds no data set: {error!r}.",
            "Give a folder with corpus.jsonl, queries.jsonl and qrels.tsv.",
        ) from error
    chosen = list(dict.fromkeys(judgement.query_id for judgement in judged))[:limit]
    judged = [judgement for judgement in judged if judgement.query_id in set(chosen)]
    key = sha256(str(folder.resolve()).encode()).hexdigest()[:24]
    reading = Reading(tuple(sorted(documents, key=lambda document: document.id)))
    index = kept_index(reading, home() / "benchmarks" / key, SentenceTransformerEmbedder())
    run: list[ScoredDoc] = []
    seconds = []
    for query in chosen:
        begun = perf_counter()
        scores = ranked(index, queries[query], ONLY[only])
        seconds.append(perf_counter() - begun)
        run += [ScoredDoc(query, document, score) for document, score in scores.items()]
    values: Values = {str(measure): dict.fromkeys(chosen, 0.0) for measure in MEASURES}
    for metric in ir_measures.iter_calc(MEASURES, judged, run):
        values[str(metric.measure)][metric.query_id] = metric.value
    return values, seconds, len(documents)


def ranked(index: Index, question: str, weights: Weights) -> dict[str, float]:
    """The documents found and the score of each one's best passage, best first."""
    found = search(index, understood(index, checked(question)), weights=weights)
    scores: dict[str, float] = {}
    for hit in found.hits(len(found.order)):
        scores.setdefault(hit.passage.document.id, hit.score)
    return scores


def table(values: Values, before: Mapping[str, Mapping[str, float]]) -> str:
    """The means with their 95 % intervals; against ``before`` on the queries of both, paired."""
    lines = ["| measure | mean | 95 % interval |" + (" against |" if before else "")]
    lines.append("|---|---:|---:|" + ("---:|" if before else ""))
    for measure, each in values.items():
        line = (
            f"| {measure} | {np.mean(list(each.values())):.3f} | {_around(list(each.values()))} |"
        )
        if before:
            both = [(each[q], before[measure][q]) for q in each if q in before.get(measure, {})]
            gains = [now - then for now, then in both]
            line += f" {np.mean(gains):+.3f} ({_around(gains)}) |" if gains else " – |"
        lines.append(line)
    return "\n".join(lines)


def _around(values: list[float]) -> str:
    known = np.array(values)
    low, high = interval(lambda drawn: float(known[drawn].mean()), len(known)) or (0.0, 0.0)
    return f"{low:.3f} to {high:.3f}"


def _document(row: Mapping[str, str], folder: Path) -> Document:
    title = row.get("title", "").strip()
    text = f"# {title}\n\n{row['text']}" if title else row["text"]
    return Document(row["_id"], title, text, str(folder))


def _rows(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


def _run(file: Path) -> Values:
    try:
        found: Values = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DatasetError(f"{str(file)!r} holds no run: {error}.", "Name one of --out.") from error
    return found


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m evals.benchmark", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DATASET_DIR")
    parser.add_argument("--only", choices=ONLY, default="all", help="what to rank by (all signals)")
    parser.add_argument("--limit", type=int, metavar="N", help="ask only the first N queries")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write the run")
    parser.add_argument(
        "--against", type=Path, metavar="RUN", help="an earlier run to compare with"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
