"""``python -m evals.capacity``: what large stores cost, and how long questions to them take."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.capacity import tables
from evals.capacity.plan import Load, Prices, Texts
from evals.capacity.service_times import DEFAULT, ServiceTimes
from qa.cli_options import exit_status

_OUT = Path("reports", "service_times.json")


def sections(times: ServiceTimes, seed: int) -> Iterator[tuple[str, str]]:
    """The tables by what they are of, those on paper first."""
    texts, load, prices = Texts(), Load(), Prices()
    yield "Assumptions", tables.assumptions(texts, load, prices)
    yield "A passage", tables.of_passage(texts)
    yield "Kinds of index", tables.of_kinds(texts, load, prices)
    yield "Money a month", tables.of_loads(texts, load, prices)
    yield "Word by word", tables.of_words(load)
    yield "The catalogue", tables.of_catalogue()
    about = "; ".join(f"{name}: {text.rstrip('.')}" for name, text in times.about.items())
    yield "Service times", f"{about}.\n\n{tables.of_times(times)}"
    yield "Fan-out", tables.of_fan_out(times, seed)
    yield "A whole question", tables.of_questions(texts, load, prices, times, seed)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables, or measure the times of a store; 2 when that could not be done."""
    parser = argparse.ArgumentParser(prog="python -m evals.capacity", description=__doc__)
    parser.add_argument("--seed", type=int, default=0, help="of the simulations (default: 0)")
    parser.add_argument(
        "--measured",
        metavar="FILE",
        type=Path,
        default=DEFAULT,
        help="service times of your own, as --measure writes them",
    )
    parser.add_argument(
        "--measure",
        metavar="ADDRESS",
        help=f"measure the store there instead, and write {_OUT}; it is only read",
    )
    options = parser.parse_args(argv)

    def work() -> None:
        if options.measure:
            _measure(options.measure)
            return
        times = ServiceTimes.load(options.measured)
        for heading, text in sections(times, options.seed):
            print(f"**{heading}**\n\n{text}\n", flush=True)

    return exit_status(parser.prog, work)


def _measure(address: str) -> None:
    from evals.capacity.measuring import measure

    times = measure(address, lambda line: print(line, file=sys.stderr, flush=True))
    _OUT.parent.mkdir(parents=True, exist_ok=True)
    times.save(_OUT)
    print(f"{tables.of_times(times)}\n\nWritten: {_OUT}")


if __name__ == "__main__":
    sys.exit(main())
