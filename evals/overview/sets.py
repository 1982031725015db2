"""The sets, and how each is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.asking import ask_cases
from evals.beir import measure_ranking
from evals.cases import ARTICLE, load_cases
from evals.everyday.folders import FOLDERS, Folder, read_folders
from evals.everyday.run import Reply, ask_folder, by_kind, figures
from evals.fitting.splits import REPORT, everyday_part, real_docs_part, squad_dev_part
from evals.fresh_index import fresh_index
from evals.overview.reading import read_sets, read_written
from evals.overview.results import SetResult, result_of
from evals.report import mean_figure
from evals.tables import Row
from index import PinciteError
from index.documents.files import default_documents
from index.embedding.embedder import Embedder
from qa import Assistant
from qa.reading.reader import Reader

ALL = "all"
"""Every part at once."""

# Questions of SQuAD and the like, of which there are thousands, when nobody says.
_MANY = 700
# Of each set that is only read.
_SOME = 80


class MissingSetError(PinciteError):
    """A set that is not here, or has no such part."""


@dataclass(frozen=True)
class Settings:
    """The folder of the data sets, the part to ask, and what to ask with.

    ``limit`` is how many questions of each set are asked at the most.
    """

    shared: Path
    part: str
    limit: int | None
    embedder: Embedder
    reader: Reader | None

    def folder(self, name: str) -> Path:
        """The folder of a set.

        Raises:
            MissingSetError: when it is not there.
        """
        folder = self.shared / name
        if not folder.is_dir():
            raise MissingSetError(f"there is no {folder}", "Name the data sets' folder.")
        return folder

    def assistant(self, documents: Path) -> Assistant:
        """An assistant for ``documents``."""
        return Assistant(fresh_index(documents, self.embedder), reader=self.reader)


def _real_docs(settings: Settings) -> Iterator[SetResult]:
    folder = settings.folder("real-docs")
    assistant = settings.assistant(folder / "documents")
    names = {document.id for document in assistant.index.documents}
    chosen = names if settings.part == ALL else real_docs_part(names, settings.part)
    cases = [case for case in load_cases(folder / "cases.jsonl") if case.document in chosen]
    replies = ask_cases(assistant, cases[: settings.limit], "case")
    about = f"{_part(settings)}, {len(chosen)} of {len(names)} documents, each asked by itself"
    yield result_of("real-docs", about, [reply.score for reply in replies])


def _everyday(settings: Settings) -> Iterator[SetResult]:
    """Of the part to report also all folders, by which the floor goes."""
    folders = read_folders(FOLDERS)
    names = {folder.name for folder in folders}
    chosen = names if settings.part == ALL else everyday_part(names, settings.part)
    own = _everyday_replies(settings, [f for f in folders if f.name in chosen])
    yield _everyday_result("everyday", _part(settings), own)
    if settings.part == REPORT:
        others = _everyday_replies(settings, [f for f in folders if f.name not in chosen])
        yield _everyday_result("everyday, all folders", "all parts", [*own, *others])


def _everyday_replies(settings: Settings, folders: Sequence[Folder]) -> list[Reply]:
    replies: list[Reply] = []
    for folder in folders:
        if settings.limit is None or len(replies) < settings.limit:
            replies += ask_folder(folder, settings.embedder, settings.reader)
    return replies[: settings.limit]


def _everyday_result(name: str, part: str, replies: Sequence[Reply]) -> SetResult:
    rows = [
        Row(kind, len(own), figures(own, intervals=False)) for kind, own in by_kind(replies).items()
    ]
    folders = len({reply.folder.name for reply in replies})
    description = f"{part}, {folders} folders; {len(replies)} questions"
    return SetResult(name, description, Row("all", len(replies), figures(replies)), tuple(rows))


def _article(settings: Settings) -> Iterator[SetResult]:
    if settings.part not in (ALL, REPORT):
        raise MissingSetError("nothing is fitted on it or chosen by it", "Name another part.")
    replies = ask_cases(
        settings.assistant(default_documents()), load_cases(ARTICLE)[: settings.limit]
    )
    yield result_of("article", "the article of the page", [reply.score for reply in replies])


def _squad(settings: Settings) -> Iterator[SetResult]:
    folder = settings.folder("squad-dev-cases")
    assistant = settings.assistant(folder / "documents")
    names = {Path(document.id).stem for document in assistant.index.documents}
    chosen = _squad_names(names, settings.part)
    cases = [
        case
        for case in load_cases(folder / "cases.jsonl")
        if case.document and Path(case.document).stem in chosen
    ]
    replies = ask_cases(assistant, cases[: settings.limit or _MANY], "case")
    about = f"{_part(settings)}, {len(chosen)} articles, each asked by itself"
    yield result_of("squad-dev-cases", about, [reply.score for reply in replies])


def _written(settings: Settings) -> Iterator[SetResult]:
    yield read_written(
        _reader(settings),
        settings.folder("squad20-dev"),
        lambda names: _squad_names(names, settings.part),
        settings.limit or _MANY,
        _part(settings),
    )


def _reading(settings: Settings) -> Iterator[SetResult]:
    """The same for every part: nothing was trained on what is read here."""
    limit = settings.limit or _SOME
    yield read_sets(_reader(settings), settings.folder("reading"), limit)


def _reader(settings: Settings) -> Reader:
    if settings.reader is None:
        raise MissingSetError("there is no reader", "Name one with --reader.")
    return settings.reader


def _pubmedqa(settings: Settings) -> Iterator[SetResult]:
    if settings.part not in (ALL, REPORT):
        raise MissingSetError("nothing is fitted on it or chosen by it", "Name another part.")
    values, _, size = measure_ranking(settings.folder("pubmedqa"), ALL, settings.limit)
    names = {"nDCG@10": "nDCG@10", "R@1": "passage_hit@1", "R@10": "R@10"}
    made = {new: mean_figure([*values[old].values()]) for old, new in names.items()}
    cases = len(values["R@1"])
    about = f"ranking of {size} abstracts, without the reader; {cases} questions"
    yield SetResult("pubmedqa", about, Row("all", cases, made))


SETS: Mapping[str, Callable[[Settings], Iterator[SetResult]]] = {
    "real-docs": _real_docs,
    "everyday": _everyday,
    "article": _article,
    "squad-dev-cases": _squad,
    "squad20-dev": _written,
    "reading": _reading,
    "pubmedqa": _pubmedqa,
}
"""What asks each set, by its name, in the order of the overview."""


def _squad_names(names: set[str], part: str) -> frozenset[str]:
    return frozenset(names) if part == ALL else squad_dev_part(names, part)


def _part(settings: Settings) -> str:
    return "all parts" if settings.part == ALL else f"the part to {settings.part}"
