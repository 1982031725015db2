"""Questions that ask many machines at once, simulated event by event.

A question passes through stages. In each it sends requests to shards, and waits for the slowest:
the more shards, the more often for a rare slow answer (Dean & Barroso, "The Tail at Scale",
Communications of the ACM, 2013).
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from heapq import heappop, heappush

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from evals.capacity.service_times import Times

_AT_ONCE = 4096
# Of the questions, the first are asked of machines that are still idle.
_WARM_UP = 0.1


class Balance(Enum):
    """Which replica of a shard gets a request.

    In turn, or of two drawn by chance the one with fewer requests: Mitzenmacher, "The Power of Two
    Choices in Randomized Load Balancing", 2001.
    """

    ROUND_ROBIN = "round robin"
    TWO_CHOICES = "two choices"


@dataclass(frozen=True)
class Pool:
    """Machines: so many ``shards``, each on so many ``replicas``.

    Each replica has one queue, first come first served, for its ``servers``: with exponential times
    what Kleinrock calls M/M/c ("Queueing Systems", 1975).
    """

    shards: int = 1
    replicas: int = 1
    servers: int = 1

    def __post_init__(self) -> None:
        if min(self.shards, self.replicas, self.servers) < 1:
            raise ValueError(f"{self} has no machines.")


@dataclass(frozen=True)
class Step:
    """Requests to shards of the pool of this number, each of which takes one of ``times``.

    They go to so many ``shards``, neighbours from one drawn by chance; to all for None. A request
    without an answer after ``hedge`` seconds is sent to another replica as well. The first answer
    counts; the other request is given up if it still waits in a queue. How long it takes there is
    drawn anew: what was slow was the machine, and not the request.
    """

    pool: int
    times: Times
    shards: int | None = None
    hedge: float = math.inf


Stage = Sequence[Step]
"""Steps that begin together; the stage ends when all requests of all have an answer."""


@dataclass(frozen=True)
class Traffic:
    """How many ``questions`` come, at a ``rate`` a second by a Poisson process."""

    rate: float
    questions: int
    balance: Balance = Balance.TWO_CHOICES

    def __post_init__(self) -> None:
        if not (self.rate > 0 and self.questions > 0):
            raise ValueError(f"{self} is none.")


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a simulation came to, without the questions that came first.

    ``latencies`` (questions,) are the seconds that each took, and ``requests`` those that the
    requests of each step took, in its order. ``utilisation`` is the share of the time that servers
    worked, for each pool.
    """

    latencies: NDArray[np.float64]
    requests: tuple[NDArray[np.float64], ...]
    utilisation: tuple[float, ...]

    def centile(self, p: float) -> float:
        """The ``p``-th percentile of the latencies, in seconds."""
        return float(np.percentile(self.latencies, p))


def simulate(
    pools: Sequence[Pool], stages: Sequence[Stage], traffic: Traffic, seed: int
) -> Outcome:
    """Have ``traffic`` pass through ``stages``; the same for the same ``seed``."""
    return _Run(pools, stages, traffic, np.random.default_rng(seed)).outcome()


@dataclass(slots=True, eq=False)
class _Replica:
    free: int
    waiting: deque[_Request] = field(default_factory=deque)
    working: int = 0

    @property
    def load(self) -> int:
        return self.working + len(self.waiting)


@dataclass(slots=True, eq=False)
class _Request:
    question: int
    step: int
    shard: int
    begun: float
    answered: bool = False
    first: int = -1


class _Run:
    """The state of a simulation."""

    def __init__(
        self, pools: Sequence[Pool], stages: Sequence[Stage], traffic: Traffic, random: Generator
    ) -> None:
        # Streams of their own: what one step draws changes nothing of what arrives.
        arriving, choosing, *serving = random.spawn(2 + sum(map(len, stages)))
        self._pools, self._traffic = pools, traffic
        self._steps = [step for stage in stages for step in stage]
        numbers = iter(range(len(self._steps)))
        self._stages = [[next(numbers) for _ in stage] for stage in stages]
        self._draws = [_each(s.times, own) for s, own in zip(self._steps, serving, strict=True)]
        self._chance = _each(lambda own, n: own.random(n), choosing)
        self._replicas = [
            [[_Replica(pool.servers) for _ in range(pool.replicas)] for _ in range(pool.shards)]
            for pool in pools
        ]
        self._turns = [[0] * pool.shards for pool in pools]
        gaps = arriving.exponential(1 / traffic.rate, traffic.questions)
        self._arrivals: list[float] = np.cumsum(gaps).tolist()
        self._stage_of, self._left = [-1] * traffic.questions, [0] * traffic.questions
        self._latencies = np.zeros(traffic.questions)
        self._requests: list[list[float]] = [[] for _ in self._steps]
        self._busy = [0.0] * len(pools)
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._now, self._count = 0.0, 0
        self._counted = int(_WARM_UP * traffic.questions)

    def outcome(self) -> Outcome:
        for question, arrival in enumerate(self._arrivals):
            self._at(arrival, partial(self._go_on, question))
        while self._events:
            self._now, _, happen = heappop(self._events)
            happen()
        servers = [pool.shards * pool.replicas * pool.servers for pool in self._pools]
        return Outcome(
            self._latencies[self._counted :],
            tuple(np.array(times) for times in self._requests),
            tuple(b / (n * self._now) for b, n in zip(self._busy, servers, strict=True)),
        )

    def _at(self, time: float, happen: Callable[[], None]) -> None:
        self._count += 1  # what happens at one time happens in order
        heappush(self._events, (time, self._count, happen))

    def _go_on(self, question: int) -> None:
        """Begin the next stage of a question, or end it."""
        self._stage_of[question] += 1
        if (number := self._stage_of[question]) == len(self._stages):
            self._latencies[question] = self._now - self._arrivals[question]
            return
        requests = [
            _Request(question, step, shard, self._now)
            for step in self._stages[number]
            for shard in self._shards(self._steps[step])
        ]
        self._left[question] = len(requests)
        for request in requests:
            self._send(request)
            if (hedge := self._steps[request.step].hedge) < math.inf:
                self._at(self._now + hedge, partial(self._send_again, request))

    def _shards(self, step: Step) -> Sequence[int]:
        every = self._pools[step.pool].shards
        if step.shards is None or step.shards >= every:
            return range(every)
        first = int(next(self._chance) * every)
        return [(first + n) % every for n in range(step.shards)]

    def _send(self, request: _Request) -> None:
        pool = self._steps[request.step].pool
        replicas = self._replicas[pool][request.shard]
        others = [n for n in range(len(replicas)) if n != request.first]
        if len(others) == 1:
            chosen = others[0]
        elif self._traffic.balance is Balance.ROUND_ROBIN:
            turn = self._turns[pool][request.shard]
            self._turns[pool][request.shard] += 1
            chosen = others[turn % len(others)]
        else:
            one = int(next(self._chance) * len(others))
            other = int(next(self._chance) * (len(others) - 1))
            two = others[one], others[other + (other >= one)]
            chosen = min(two, key=lambda n: replicas[n].load)
        request.first = chosen
        replica = replicas[chosen]
        if replica.free:
            self._serve(replica, request)
        else:
            replica.waiting.append(request)

    def _send_again(self, request: _Request) -> None:
        if not request.answered and self._pools[self._steps[request.step].pool].replicas > 1:
            self._send(request)

    def _serve(self, replica: _Replica, request: _Request) -> None:
        replica.free -= 1
        replica.working += 1
        time = next(self._draws[request.step])
        self._busy[self._steps[request.step].pool] += time
        self._at(self._now + time, partial(self._answer, replica, request))

    def _answer(self, replica: _Replica, request: _Request) -> None:
        replica.free += 1
        replica.working -= 1
        while replica.waiting and replica.free:
            if not (following := replica.waiting.popleft()).answered:
                self._serve(replica, following)
        if request.answered:
            return
        request.answered = True
        if request.question >= self._counted:
            self._requests[request.step].append(self._now - request.begun)
        self._left[request.question] -= 1
        if not self._left[request.question]:
            self._go_on(request.question)


def _each(times: Times, random: Generator) -> Iterator[float]:
    while True:
        yield from times(random, _AT_ONCE).tolist()
