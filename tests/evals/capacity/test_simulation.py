import math

import numpy as np
import pytest

from evals.capacity.plan import Load, Prices, Texts, kinds, plan
from evals.capacity.questions import whole_question
from evals.capacity.service_times import (
    KINDS,
    QUANTILES,
    ServiceTimes,
    empirical,
    exponential,
    lognormal,
    lognormal_like,
    quantiles,
    sometimes_slow,
)
from evals.capacity.simulation import Balance, Pool, Step, Traffic, simulate
from index.errors import PinciteError

# A mean of simulated times may differ from the formula's by so many of its standard errors, and
# these must be small beside it, so that agreeing says something.
ERRORS, SMALL = 4, 0.025


def standard_error(times, batches=20):
    """Of the mean of times that depend on those before them: by the means of long batches."""
    means = [batch.mean() for batch in np.array_split(times, batches)]
    return np.std(means, ddof=1) / math.sqrt(batches)


def assert_mean(times, expected):
    error = standard_error(times)
    assert error < SMALL * expected
    assert abs(times.mean() - expected) < ERRORS * error


def one_search(pool, mean, rate, questions, seed=0, balance=Balance.TWO_CHOICES, **more):
    step = Step(0, exponential(mean), **more)
    return simulate([pool], [[step]], Traffic(rate, questions, balance), seed)


def erlang_c(servers, load):
    """How often one has to wait where ``load`` servers of so many are busy (Erlang, 1917)."""
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(load**n / math.factorial(n) for n in range(servers)) + last)


@pytest.mark.parametrize("rate", [2.0, 4.0, 6.0])
def test_one_server_takes_as_long_as_the_formula_says(rate):
    mu = 10.0
    outcome = one_search(Pool(), 1 / mu, rate, 60_000)
    assert_mean(outcome.latencies, 1 / (mu - rate))
    assert outcome.utilisation[0] == pytest.approx(rate / mu, rel=0.02)


def test_several_servers_take_as_long_as_erlang_says():
    mu, rate, servers = 1.0, 2.8, 4
    assert erlang_c(1, 0.5) == pytest.approx(0.5)  # of one server: as often as it is busy
    expected = erlang_c(servers, rate / mu) / (servers * mu - rate) + 1 / mu
    assert_mean(one_search(Pool(servers=servers), 1 / mu, rate, 60_000).latencies, expected)


@pytest.mark.parametrize("shards", [1, 4, 32])
def test_the_slowest_of_many_takes_a_harmonic_number_of_times(shards):
    harmonic = sum(1 / n for n in range(1, shards + 1))
    outcome = one_search(Pool(shards), 1.0, 0.0005, 4_000)
    # As good as alone: one question in five hundred at the most finds a machine at work.
    assert_mean(outcome.latencies, harmonic)


def test_replicas_cut_the_wait_and_two_choices_cut_it_more_than_turns():
    one, two = (one_search(Pool(8, n), 1.0, 0.7, 4_000).latencies.mean() for n in (1, 2))
    assert two < 0.6 * one
    turns, choices = (
        one_search(Pool(1, 10), 1.0, 8.0, 20_000, balance=balance).latencies.mean()
        for balance in Balance
    )
    assert choices < 0.8 * turns


def test_a_hedge_cuts_the_tail_for_little_work():
    times = sometimes_slow(empirical([0.009, 0.01, 0.011]), 0.02, 20)

    def run(hedge):
        traffic = Traffic(10, 4_000)
        return simulate([Pool(10, 2)], [[Step(0, times, hedge=hedge)]], traffic, 0)

    without, hedged = run(math.inf), run(0.02)
    assert hedged.centile(95) < 0.5 * without.centile(95)
    assert hedged.utilisation[0] < 1.1 * without.utilisation[0]
    alone = simulate([Pool(10)], [[Step(0, times, hedge=0.02)]], Traffic(10, 500), 0)
    assert alone.requests[0].max() > 0.15  # there is no other replica to send it to


def test_stages_follow_each_other_and_steps_of_one_go_beside():
    def always(seconds):
        return lambda random, n: np.full(n, seconds)

    pools = [Pool(5), Pool(servers=9)]
    stages = [
        [Step(0, always(1.0)), Step(1, always(3.0))],
        [Step(0, always(2.0), shards=2)],
    ]
    outcome = simulate(pools, stages, Traffic(1e-4, 50), 0)
    np.testing.assert_allclose(outcome.latencies, 5.0)
    assert [len(times) for times in outcome.requests] == [5 * 45, 45, 2 * 45]  # 5 warm up


def test_a_whole_question_takes_all_of_its_stages_and_keeps_machines_as_busy_as_planned():
    texts, load, times = Texts(), Load(), ServiceTimes.load()
    it = plan(kinds(texts)[0], 10_000_000, texts, load, Prices())
    outcome = whole_question(it, texts, load, times, 0, hedged=False)
    searches = [kind for kind in KINDS if kind.startswith(("dense", "terms"))]
    others = sum(times.mean(kind) for kind in KINDS if kind not in searches)
    slowest = max(map(times.mean, searches)) + max(it.terms, it.dense) * 8 / 9
    alone = others + slowest + 2 * times.mean("revision") + load.reading
    assert alone < outcome.latencies.mean() < 2 * alone
    nodes, readers, _ = outcome.utilisation
    # One search in a hundred takes ten times as long, and two small reads come with each question.
    work = 1.09 * it.work + 2 * times.mean("revision")
    assert nodes == pytest.approx(load.questions * work / it.replicas, rel=0.15)
    assert readers == pytest.approx(load.questions * 0.25 / it.readers, rel=0.15)


def test_the_same_seed_gives_the_same_and_another_gives_other_times():
    first, again, other = (one_search(Pool(3, 2), 1.0, 0.9, 300, seed) for seed in (1, 1, 2))
    assert first.latencies.tolist() == again.latencies.tolist()
    assert first.latencies.tolist() != other.latencies.tolist()


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="no machines"):
        Pool(0)
    with pytest.raises(ValueError, match="none"):
        Traffic(0, 1)


def test_times_are_drawn_as_they_were():
    random = np.random.default_rng(0)
    seconds = random.gamma(2, 0.01, 5_000)
    drawn = empirical(seconds)(random, 50_000)
    np.testing.assert_allclose(
        np.percentile(drawn, [5, 50, 95]), np.percentile(seconds, [5, 50, 95]), rtol=0.03
    )
    assert seconds.min() <= drawn.min()
    assert drawn.max() <= seconds.max()
    fitted = lognormal_like(lognormal(0.2, 0.5)(random, 50_000))(random, 50_000)
    assert np.median(fitted) == pytest.approx(0.2, rel=0.02)
    assert np.log(fitted).std() == pytest.approx(0.5, rel=0.02)
    slow = sometimes_slow(empirical([1.0]), 0.1, 5)(random, 50_000)
    assert slow.mean() == pytest.approx(1.4, rel=0.02)


def test_service_times_are_saved_and_stretched(tmp_path):
    times = ServiceTimes.load()
    times.save(tmp_path / "times.json")
    assert ServiceTimes.load(tmp_path / "times.json") == times
    drawn = times.times("signals", mean=0.5)(np.random.default_rng(0), 20_000)
    assert drawn.mean() == pytest.approx(0.5, rel=0.02)
    assert len(times.milliseconds["signals"]) == QUANTILES
    assert quantiles([0.001, 0.003])[:: QUANTILES - 1] == [1.005, 2.995]
    with pytest.raises(PinciteError, match="no times of 'revision'"):
        ServiceTimes({}, {})
    with pytest.raises(PinciteError, match="holds no service times"):
        ServiceTimes.load(tmp_path / "none.json")
