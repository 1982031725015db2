"""A command run in a process of its own: how long it takes and how much memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from index import PinciteError


class SpeedError(PinciteError):
    """Something that could not be measured."""


@dataclass(frozen=True)
class Cold:
    """A process's wall time, start to end, and the most memory it held."""

    seconds: float
    peak_mib: float


def cold(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Cold:
    """Run Python with ``arguments``, with ``environment`` added to the current one.

    Call it from a small process only: to Linux the peak of a new program is at least that of the
    process that started it.

    Raises:
        SpeedError: when the command fails, with the last line it wrote.
    """
    with tempfile.TemporaryFile() as errors:
        begun = perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=os.environ | dict(environment or {}),
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        # Unlike Popen.wait this tells the memory of this one process.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            last = errors.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise SpeedError(
                f"python {' '.join(arguments)} ended with {process.returncode}: {last}",
                "Run it by itself.",
            )
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cold(seconds, usage.ru_maxrss / unit)


def median(runs: Sequence[Cold]) -> Cold:
    """The median of each measure."""
    return Cold(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.peak_mib for run in runs),
    )
