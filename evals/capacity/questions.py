"""The questions that are simulated: one search of many shards, and a whole question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.capacity.plan import Load, Plan, Texts
from evals.capacity.service_times import ServiceTimes, lognormal, sometimes_slow
from evals.capacity.simulation import (
    Balance,
    Outcome,
    Pool,
    Stage,
    Step,
    Traffic,
    simulate,
)

WIDTHS = (1, 10, 100, 1000)
"""Shards that one search is sent to."""

_QUESTIONS = 600
# A narrow search costs little to simulate: its tail is known better.
_REQUESTS = 100_000
_SPREAD = 0.2  # of the logarithm of the seconds that reading takes
_READ_AT_ONCE = {"signals": 150, "words": 20}
_AMPLE = 10_000


# Assumed, as "The Tail at Scale" does for its example: so many requests take so many times as long.
_SLOW, _SLOWER = 0.01, 10.0
_MORE = 1 + _SLOW * (_SLOWER - 1)


@dataclass(frozen=True)
class SetUp:
    """How shards are laid out, and how busy they are: the share of the time, before any hedging.

    ``slow``: one request in a hundred takes ten times as long as it was measured.
    """

    name: str
    replicas: int
    busy: float
    balance: Balance = Balance.TWO_CHOICES
    slow: bool = True
    hedged: bool = False


SET_UPS = (
    SetUp("as measured: 1 replica", 1, 0.5, slow=False),
    SetUp("as measured: 2, twice the questions, in turn", 2, 0.5, Balance.ROUND_ROBIN, slow=False),
    SetUp("as measured: 2, twice the questions, two choices", 2, 0.5, slow=False),
    SetUp("1 in 100 slow: 1 replica", 1, 0.5),
    SetUp("1 in 100 slow: 2, the same questions", 2, 0.25),
    SetUp("1 in 100 slow: 2, the same questions, hedged", 2, 0.25, hedged=True),
    SetUp("1 in 100 slow: 2, twice the questions, in turn", 2, 0.5, Balance.ROUND_ROBIN),
    SetUp("1 in 100 slow: 2, twice the questions, two choices", 2, 0.5),
    SetUp("1 in 100 slow: 2, twice the questions, hedged", 2, 0.5, hedged=True),
)
"""What is compared."""


def fan_out(times: ServiceTimes, set_up: SetUp, shards: int, seed: int) -> Outcome:
    """One search of all ``shards``, whose times are those of dense searches of passages."""
    kind = "dense passages"
    drawn, mean = times.times(kind), times.mean(kind)
    if set_up.slow:
        drawn, mean = sometimes_slow(drawn, _SLOW, _SLOWER), mean * _MORE
    rate = set_up.busy * set_up.replicas / mean
    traffic = Traffic(rate, max(_QUESTIONS, _REQUESTS // shards), set_up.balance)
    pools = [Pool(shards, set_up.replicas)]

    def run(hedge: float) -> Outcome:
        return simulate(pools, [[Step(0, drawn, hedge=hedge)]], traffic, seed)

    outcome = run(math.inf)
    return run(float(np.percentile(outcome.requests[0], 95))) if set_up.hedged else outcome


def whole_question(
    plan: Plan, texts: Texts, load: Load, times: ServiceTimes, seed: int, *, hedged: bool
) -> Outcome:
    """A question to the machines of ``plan``, stage after stage as `qa.retrieval.search` has them.

    The pools are the nodes, the readers, and one without queues: what each request takes beside
    the search, as it was measured. A node searches for as long as the plan says, with the spread
    that was measured, but for one search in a hundred ten times as long. Of what is read by name it
    looks up its part for as long as a small record takes. A ``hedged`` search is sent again after
    the 95th percentile of the first ones.
    """
    pools = [Pool(plan.nodes, plan.replicas), Pool(1, plan.readers), Pool(servers=_AMPLE)]
    traffic = Traffic(load.questions, _QUESTIONS)
    usual = [math.inf] * len(_SEARCHES)
    outcome = simulate(pools, _stages(plan, texts, load, times, usual), traffic, seed)
    if not hedged:
        return outcome
    # The searches follow the record of the revision, and begin together.
    places = range(1, 1 + len(_SEARCHES))
    after = [float(np.percentile(outcome.requests[place], 95)) for place in places]
    return simulate(pools, _stages(plan, texts, load, times, after), traffic, seed)


_SEARCHES = ("dense passages", "dense sentences", "terms passages", "terms sentences")


def _stages(
    plan: Plan, texts: Texts, load: Load, times: ServiceTimes, hedges: Sequence[float]
) -> list[Stage]:
    of_passages = 1 / texts.rows

    def search(number: int) -> Step:
        kind = _SEARCHES[number]
        work = plan.dense if kind.startswith("dense") else plan.terms
        share = of_passages if kind.endswith("passages") else 1 - of_passages
        drawn = sometimes_slow(times.times(kind, work * share), _SLOW, _SLOWER)
        return Step(0, drawn, hedge=hedges[number])

    def beside(*kinds: str) -> Stage:
        return [Step(2, times.times(kind)) for kind in kinds]

    def look_up(kind: str) -> list[Stage]:
        shards = _READ_AT_ONCE[kind]
        return [[Step(0, times.times("revision"), shards)], beside(kind)]

    return [
        beside("revision"),
        [search(number) for number in range(len(_SEARCHES))],
        beside(*_SEARCHES),
        *look_up("signals"),
        *look_up("words"),
        beside("texts"),
        [Step(1, lognormal(load.reading, _SPREAD))],
    ]
