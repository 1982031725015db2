"""Ranking on a data set in BEIR's layout: ``python -m evals.beir DATASET_DIR``.

The folder holds ``corpus.jsonl`` (``_id``, ``title``, ``text``), ``queries.jsonl`` (``_id``,
``text``) and ``qrels.tsv``. Each text is a document, as good as its best passage. The run is
written as JSON; ``--against`` an earlier one says which differences are more than chance.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from evals.metrics import mean_interval, percentile
from index import Document, PinciteError
from index.documents.files import LoadedDocuments
from index.embedding.embedders import default_embedder
from index.index import Index
from index.opening import load_or_build
from index.storage.paths import home
from qa.cli_options import Parser, count
from qa.reading.reader import Reader
from qa.retrieval.fusion import Weights
from qa.retrieval.pipeline import find
from qa.retrieval.search import SearchResult

MEASURES = (nDCG @ 10, R @ 1, R @ 5, R @ 10, R @ 100, RR @ 10)
ONLY: dict[str, Weights | None] = {
    "all": None,
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
        before = _run(options.against) if options.against else {}
        out = options.out or Path("reports", f"benchmark-{options.folder.name}-{options.only}.json")
        out.parent.mkdir(parents=True, exist_ok=True)
        values, seconds, size = measure_ranking(options.folder, options.only, options.limit)
        out.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    except (PinciteError, OSError) as error:
        print(f"python -m evals.beir: {error}", file=sys.stderr)
        return 2
    queries = len(next(iter(values.values())))
    print(f"{options.folder.name}: {queries} queries, {size} documents, ranked by {options.only}\n")
    print(table(values, before))
    print(f"\nms p50 {1000 * (percentile(seconds, 50) or 0):.1f}\nWritten: {out}")
    return 0


@dataclass(frozen=True)
class Dataset:
    """An index of a data set's texts, its queries by id, and the judgements of those asked."""

    index: Index
    queries: Mapping[str, str]
    judged: tuple[Qrel, ...]

    def searches(
        self, reader: Reader | None = None, weights: Weights | None = None
    ) -> Iterator[tuple[str, SearchResult]]:
        """Each query's id and search."""
        for query, text in self.queries.items():
            yield query, find(self.index, text, reader, weights=weights)

    def values(self, runs: Mapping[str, SearchResult]) -> Values:
        """The value of each measure for each query, 0 for one that found nothing."""
        scored = [
            ScoredDoc(query, document, score)
            for query, result in runs.items()
            for document, score in document_scores(result).items()
        ]
        values: Values = {str(measure): dict.fromkeys(self.queries, 0.0) for measure in MEASURES}
        for metric in ir_measures.iter_calc(MEASURES, self.judged, scored):
            values[str(metric.measure)][metric.query_id] = metric.value
        return values


def open_dataset(folder: Path, limit: int | None = None) -> Dataset:
    """The data set in ``folder``, with the first ``limit`` of its judged queries.

    Raises:
        DatasetError: when a file is missing or not as it should be.
    """
    try:
        documents = [_document(row, folder) for row in _rows(folder / "corpus.jsonl")]
        texts = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
        file = next(f for f in (folder / "qrels.tsv", folder / "qrels" / "test.tsv") if f.is_file())
        lines = file.read_text(encoding="utf-8").split("\n")
        parts = [line.split("\t") for line in lines[1:] if line]
        judged = [Qrel(query, document, int(value)) for query, document, value in parts]
        asked = list(dict.fromkeys(judgement.query_id for judgement in judged))[:limit]
        queries = {query: texts[query] for query in asked}
    except (OSError, ValueError, KeyError, StopIteration) as error:
        raise DatasetError(
            f"{str(folder)!r} holds no data set: {error!r}.",
            "Give a folder with corpus.jsonl, queries.jsonl and qrels.tsv.",
        ) from error
    key = sha256(str(folder.resolve()).encode()).hexdigest()[:24]
    loaded = LoadedDocuments(tuple(sorted(documents, key=lambda document: document.id)))
    index = load_or_build(loaded, home() / "benchmarks" / key, default_embedder())
    return Dataset(index, queries, tuple(judge for judge in judged if judge.query_id in queries))


def measure_ranking(
    folder: Path, only: str, limit: int | None = None
) -> tuple[Values, list[float], int]:
    """The value of each measure for each query, the seconds of each, and the documents' number.

    Raises:
        DatasetError: when the folder holds no data set.
    """
    dataset = open_dataset(folder, limit)
    runs, seconds = {}, []
    begun = perf_counter()
    for query, result in dataset.searches(weights=ONLY[only]):
        runs[query] = result
        seconds.append(perf_counter() - begun)
        begun = perf_counter()
    return dataset.values(runs), seconds, len(dataset.index.documents)


def document_scores(result: SearchResult) -> dict[str, float]:
    """The documents found and the score of each one's best passage, best first."""
    scores: dict[str, float] = {}
    for candidate in result.order:
        passage = result.index.passages[result.numbers[candidate]]
        scores.setdefault(passage.document.id, float(result.ranking.passages[candidate]))
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
    low, high = mean_interval(known)
    return f"{low:.3f} to {high:.3f}"


def _document(row: Mapping[str, str], folder: Path) -> Document:
    title = row.get("title", "").strip()
    text = f"# {title}\n\n{row['text']}" if title else row["text"]
    return Document(row["_id"], title, text, str(folder))


def _rows(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


def _run(file: Path) -> Values:
    try:
        result = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DatasetError(f"{str(file)!r} holds no run: {error}.", "Name one of --out.") from error
    if not isinstance(result, dict) or not all(isinstance(each, dict) for each in result.values()):
        raise DatasetError(f"{str(file)!r} holds no run.", "Name a file that --out wrote.")
    return result


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m evals.beir", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DATASET_DIR")
    parser.add_argument("--only", choices=ONLY, default="all", help="what to rank by (all signals)")
    parser.add_argument("--limit", type=count, metavar="N", help="ask only the first N queries")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write the run")
    parser.add_argument(
        "--against", type=Path, metavar="RUN", help="an earlier run to compare with"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
