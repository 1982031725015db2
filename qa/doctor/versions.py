"""The versions of Pincite, of Python and of the packages that Pincite names."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping

from qa.doctor.check import CheckResult, State
from qa.project import Requirement, install_command, project

DOCUMENTS_EXTRA, OCR_EXTRA = "documents", "ocr"
EXTRAS: Mapping[str, str] = {
    DOCUMENTS_EXTRA: "reads and draws PDF files",
    OCR_EXTRA: "reads scans and pictures",
    "mcp": "offers tools to other programs",
}
"""What users may install beside what is needed, and what it does."""


def results() -> Iterator[CheckResult]:
    """Pincite, Python, and each package, those of the `EXTRAS` too."""
    own = project()
    yield CheckResult("Pincite", State.OK, own.version)
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    yield CheckResult("Python", State.OK, f"{platform.python_version()} on {system}")
    names = set()
    for extra in ("", *EXTRAS):
        for requirement in own.of_extra(extra):
            if requirement.name not in names:
                names.add(requirement.name)
                yield package_result(requirement, extra)


def package_result(requirement: Requirement, extra: str = "") -> CheckResult:
    """Whether the package is installed, and of a release that is needed."""
    name, release = requirement.name, requirement.installed
    install = f"Run: {install_command(extra)}"
    if release is None:
        state = State.MISSING if extra else State.FAULT
        why = f"not installed ({extra}: {EXTRAS[extra]})" if extra else "not installed, but needed"
        return CheckResult(name, state, why, install)
    if requirement.fits(release):
        return CheckResult(name, State.OK, release)
    bounds = [f"{requirement.least} or later"] if requirement.least else []
    bounds += [f"before {requirement.below}"] if requirement.below else []
    return CheckResult(name, State.FAULT, f"{release}, but {', '.join(bounds)} is needed", install)
