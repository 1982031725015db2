"""The cores and the memory that this process may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from index.documents.limits import MEGABYTE
from index.embedding.onnx_session import cores
from index.errors import PinciteError
from qa.doctor.check import CheckResult, State, checked

LEAST_MEMORY = 900
"""Megabytes that a first question takes (docs/benchmarks.md)."""

_MEMORY = Path("/proc/meminfo")
_GROUP = Path("/sys/fs/cgroup")


def results() -> Iterator[CheckResult]:
    """The cores, then the memory."""
    there = os.cpu_count() or 1
    yield CheckResult("cores", State.OK, f"{cores()} of {there} may be used")
    yield checked("memory", memory)


def memory(meminfo: Path = _MEMORY, group: Path = _GROUP) -> str:
    """How much there is, and how much is free, as far as the system tells.

    ``meminfo`` and the folder of the control ``group`` are those of Linux; a group may grant less.

    Raises:
        PinciteError: when it does not do for a question.
    """
    amounts = _amounts(meminfo)
    total = amounts.get("MemTotal") or os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    free = amounts.get("MemAvailable", total)
    if (limit := _number(group / "memory.max")) and limit < total:
        used = _number(group / "memory.current") - _cache(group / "memory.stat")
        total, free = limit, min(free, max(0, limit - used))
    detail = f"{total // MEGABYTE:,} MB"
    if amounts:
        detail += f", {free // MEGABYTE:,} MB of it free"
    if free < LEAST_MEMORY * MEGABYTE:
        raise PinciteError(
            f"{detail}: a question may take {LEAST_MEMORY} MB.",
            "End other programs, or give this one more memory.",
        )
    return detail


def _amounts(meminfo: Path) -> dict[str, int]:
    """Bytes by their names; none where there is no such file."""
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
    except OSError:
        return {}
    return {
        name: int(rest.split()[0]) * 1024 for name, _, rest in (it.partition(":") for it in lines)
    }


def _cache(stat: Path) -> int:
    """Bytes of files in memory that nobody uses; they count as used, but make room."""
    try:
        lines = stat.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(it.split()[1]) for it in lines if it.startswith("inactive_file ")), 0)


def _number(file: Path) -> int:
    """What ``file`` holds; 0 where there is none, or it says "max"."""
    try:
        text = file.read_text(encoding="ascii").strip()
    except OSError:
        return 0
    return int(text) if text.isdecimal() else 0
