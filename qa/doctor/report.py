"""What the checks came to, as lines of plain text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from index.text.language import count_of
from qa.doctor.check import CheckResult, State

_STATE, _NAME = 7, 22  # characters of the first two columns


class CheckRecord(TypedDict):
    """A `CheckResult`, and the part it is of, in JSON."""

    part: str
    name: str
    state: str
    detail: str
    next_step: str


class DoctorRecord(TypedDict):
    """What `pincite doctor --json` prints."""

    ok: bool
    checks: list[CheckRecord]


def row(result: CheckResult) -> str:
    """A row of the table."""
    return f"  {result.state:{_STATE}}  {result.name:{_NAME}}  {result.detail}"


def summary(results: Sequence[CheckResult]) -> list[str]:
    """What to make of all of them, and what to do next, in lines."""
    faults = [result for result in results if result.state is State.FAULT]
    missing = [result for result in results if result.state is State.MISSING]
    lines = [f"{count_of(len(faults), 'fault')}. To do:" if faults else "Pincite works."]
    lines += _steps(faults)
    if missing:
        lines += ["", "Not installed, and not needed by all:", *_steps(missing)]
    return lines


def _steps(results: Sequence[CheckResult]) -> list[str]:
    """What to do next, and for the checks of which names."""
    names: dict[str, list[str]] = {}
    for result in results:
        names.setdefault(result.next_step, []).append(result.name)
    return [f"  {', '.join(some)}: {step}" for step, some in names.items()]


def record(results: Sequence[tuple[str, CheckResult]]) -> DoctorRecord:
    """All of them, each with its part."""
    return {
        "ok": not any(result.state is State.FAULT for _, result in results),
        "checks": [
            {
                "part": part,
                "name": result.name,
                "state": result.state.value,
                "detail": result.detail,
                "next_step": result.next_step,
            }
            for part, result in results
        ],
    }
