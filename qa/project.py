"""What Pincite's own package says: its version, and the packages that it needs."""

from __future__ import annotations

import re
import shlex
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

NAME = "pincite"
"""The package's name."""
ROOT = Path(__file__).resolve().parents[1]
"""The folder in which `index` and `qa` are: of a checkout, or where packages are installed."""

_REQUIREMENT = re.compile(r"([\w.-]+)((?:[<>]=?[\d.]+,?)*)(?:; extra == ['\"](\w+)['\"])?")


@dataclass(frozen=True)
class Requirement:
    """A package that is needed, or only with the ``extra``, where that is not empty.

    It is of the release ``least`` or a later one, and, where ``below`` is not empty, of one before
    that. Releases are numbers with dots.

    Raises:
        ValueError: when there is no name.
    """

    name: str
    least: str = ""
    below: str = ""
    extra: str = ""

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("A requirement needs the name of a package.")

    @classmethod
    def of(cls, text: str, extra: str = "") -> Requirement:
        """The one that a line such as ``mcp>=1.30,<2`` or ``mcp<2; extra == 'mcp'`` gives.

        Raises:
            ValueError: when it is another kind of line.
        """
        match = _REQUIREMENT.fullmatch(text)
        bounds = dict(re.findall(r"([<>]=?)([\d.]+)", match[2])) if match else {}
        if not match or not bounds.keys() <= {">=", "<"}:
            raise ValueError(f"{text!r} is no requirement that is understood.")
        return cls(match[1], bounds.get(">=", ""), bounds.get("<", ""), match[3] or extra)

    @property
    def installed(self) -> str | None:
        """The release that is installed, or None."""
        try:
            return version(self.name)
        except PackageNotFoundError:
            return None

    def fits(self, release: str) -> bool:
        """Whether ``release`` is one of those that are needed."""
        given = _numbers(release)
        early = bool(self.below) and given >= _numbers(self.below)
        return given >= _numbers(self.least) and not early


@dataclass(frozen=True)
class Project:
    """Pincite as it is installed, or as its checkout says where it is not."""

    version: str
    requirements: tuple[Requirement, ...]

    def of_extra(self, extra: str) -> list[Requirement]:
        """What the ``extra`` needs beside what all need; "" for that."""
        return [requirement for requirement in self.requirements if requirement.extra == extra]


def project() -> Project:
    """What the metadata say that were written when Pincite was installed, else ``pyproject.toml``.

    Raises:
        OSError: when there is neither.
    """
    try:
        lines, number = requires(NAME) or [], version(NAME)
    except PackageNotFoundError:
        return _checkout((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return Project(number, tuple(map(Requirement.of, lines)))


def install_command(extra: str = "") -> str:
    """What installs the packages that are needed, those of the ``extra`` too, for this Python."""
    wanted = f"[{extra}]" if extra else ""
    pip = f"{shlex.quote(sys.executable)} -m pip install"
    if not (ROOT / "pyproject.toml").is_file():
        return f"{pip} {shlex.quote(NAME + wanted)}"
    return f"cd {shlex.quote(str(ROOT))} && {pip} -c constraints.txt -e {shlex.quote('.' + wanted)}"


def _checkout(text: str) -> Project:
    """What ``pyproject.toml`` says, where an extra may be made of another."""
    table = tomllib.loads(text)["project"]
    extras: Mapping[str, Sequence[str]] = table["optional-dependencies"]
    named = [Requirement.of(line) for line in table["dependencies"]]
    for extra in extras:
        named += [Requirement.of(line, extra) for line in _lines_of(extra, extras)]
    return Project(table["version"], tuple(named))


def _lines_of(extra: str, extras: Mapping[str, Sequence[str]]) -> list[str]:
    lines = []
    for line in extras[extra]:
        own = re.fullmatch(rf"{NAME}\[([\w,]+)\]", line)
        inner = own[1].split(",") if own else []
        lines += [it for name in inner for it in _lines_of(name, extras)] if own else [line]
    return lines


def _numbers(release: str) -> list[int]:
    """The numbers that ``release`` begins with, no zeros at the end: "2.13.0+cpu" is 2, 13."""
    numbers = re.match(r"\d+(?:\.\d+)*", release)
    parts = [int(number) for number in numbers[0].split(".")] if numbers else []
    while parts and not parts[-1]:
        parts.pop()
    return parts
