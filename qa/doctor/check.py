"""A check, what came of it, and the table of all checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module

from index.errors import PinciteError
from qa.project import install_command

PARTS: Mapping[str, str] = {
    "Versions": "qa.doctor.versions",
    "Machine": "qa.doctor.machine",
    "Storage": "qa.doctor.storage",
    "Models": "qa.doctor.models",
    "Index": "qa.doctor.trial_index",
    "Formats": "qa.doctor.formats",
}
"""What is checked, and the module whose ``results`` does it; it is imported when needed.

Any of them may need a package that is broken, which must not keep the others from being checked.
"""


class State(StrEnum):
    """What came of a check: it works, it may be installed beside, or it does not work."""

    OK = "ok"
    MISSING = "missing"
    FAULT = "fault"


@dataclass(frozen=True)
class CheckResult:
    """What came of the check of ``name``: a ``state``, in detail, and what to do next.

    Raises:
        ValueError: when a check that went well has a next step, or another has none.
    """

    name: str
    state: State
    detail: str
    next_step: str = ""

    def __post_init__(self) -> None:
        if (self.state is State.OK) is bool(self.next_step):
            raise ValueError(f"{self.name} is {self.state}, and its next step {self.next_step!r}.")


def checked(name: str, check: Callable[[], str]) -> CheckResult:
    """The result of a ``check``, which gives its detail or raises."""
    try:
        return CheckResult(name, State.OK, check())
    except PinciteError as error:
        return CheckResult(name, State.FAULT, error.problem, error.next_step)
    except Exception as error:  # noqa: BLE001 - whatever is broken is what is looked for
        return _broken(name, error)


def results_of(part: str) -> Iterator[CheckResult]:
    """The results of one of the `PARTS`, as they come."""
    try:
        yield from import_module(PARTS[part]).results()
    except Exception as error:  # noqa: BLE001 - a package that does not load is told as well
        yield _broken(part, error)


def _broken(name: str, error: Exception) -> CheckResult:
    """What is told of an error that nobody foresaw: most of all of packages that do not load."""
    detail = f"{type(error).__name__}: {' '.join(str(error).split())}"
    return CheckResult(name, State.FAULT, detail, f"Install Pincite again: {install_command()}")
