"""The same questions asked of a store and of an index here: how often they give the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.cases import load_cases
from evals.fresh_index import fresh_index
from evals.speed.cold import SpeedError
from evals.speed.machine import dataset
from index.cluster.building import build_store
from index.cluster.store import Store
from index.embedding.embedder import Embedder
from index.search.store_address import StoreAddress
from qa import Assistant
from qa.types import Answer

SETS = {"real-docs": 120, "squad-dev-cases": 480}
"""The sets of cases, and how many questions of each are asked, taken at equal distances."""


@dataclass(frozen=True)
class Agreement:
    """Of so many ``questions`` about ``passages``, those that came out the same.

    ``first`` have the same passage first, ``answer`` the same answer in the same words. ``others``
    are the questions that have not both.
    """

    name: str
    passages: int
    questions: int
    first: int
    answer: int
    others: tuple[str, ...]


def agreements(
    address: StoreAddress, embedder: Embedder, say: Callable[[str], None]
) -> tuple[Agreement, ...]:
    """How often a store at ``address`` agrees, for each of `SETS`; it is removed afterwards.

    Raises:
        SpeedError: when a set is not here.
        StoreError: when the server does not answer.
    """
    return tuple(_agreement(address, embedder, name, most, say) for name, most in SETS.items())


def _agreement(
    address: StoreAddress, embedder: Embedder, name: str, most: int, say: Callable[[str], None]
) -> Agreement:
    folder = dataset(name)
    if folder is None:
        raise SpeedError(f"There is no {name} here.", "Set PINCITE_DATA to where it is.")
    own = replace(address, name=f"{address.name}_{name.replace('-', '_')}")
    store = Store(own, embedder, create=True)
    try:
        say(f"Writing {name}.")
        build_store(store, folder / "documents")
        questions = _questions(folder / "cases.jsonl", most)
        here = Assistant(fresh_index(folder / "documents", embedder))
        there = Assistant(store)
        say(f"Asking {len(questions)} questions.")
        pairs = [(here.ask(question), there.ask(question)) for question in questions]
    finally:
        store.drop()
    first = [_first(one) == _first(other) for one, other in pairs]
    same = [one.text == other.text for one, other in pairs]
    each = zip(questions, first, same, strict=True)
    return Agreement(
        name,
        len(here.index.passages),
        len(questions),
        sum(first),
        sum(same),
        tuple(question for question, *alike in each if not all(alike)),
    )


def _questions(cases: Path, most: int) -> Sequence[str]:
    every = [case.question for case in load_cases(cases)]
    return every[:: max(1, len(every) // most)][:most]


def _first(answer: Answer) -> tuple[str, int] | None:
    """The passage that comes first."""
    if not answer.hits:
        return None
    passage = answer.hits[0].passage
    return passage.document.id, passage.start
