"""The floors that figures are held to."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from evals.cases import CaseError
from evals.report import ERRORS, NAMES, Figure, format_figure

FLOORS = Path(__file__).with_name("floors.json")
"""The figures below which a run fails, by the run's name."""


def load_floors(path: Path, name: str, known: Collection[str] = NAMES) -> dict[str, float]:
    """The floors for the run ``name`` in ``path``, whose figures are ``known``.

    Raises:
        CaseError: when there are none, or one is not a number for a figure.
    """
    try:
        every = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CaseError(
            f"The floors {str(path)!r} cannot be read: {error}.", "Check it."
        ) from error
    floors = every.get(name) if isinstance(every, dict) else None
    if not isinstance(floors, dict):
        raise CaseError(
            f"{path.name} has no floors for {name!r}.", f'Write {{"{name}": {{figure: floor}}}}.'
        )
    for figure, floor in floors.items():
        if figure not in known or not isinstance(floor, int | float):
            raise CaseError(
                f"{path.name} holds no floor with {figure!r}: {floor!r}.",
                f"Figures are {', '.join(known)}.",
            )
    return floors


def below_floors(figures: Mapping[str, Figure], floors: Mapping[str, float]) -> list[str]:
    """A line for each figure below its floor, or an error above it; an undefined one fails any."""
    lines = []
    for name, floor in floors.items():
        value, error = figures[name].value, name in ERRORS
        if value is None or (value > floor if error else value < floor):
            side = "above" if error else "below"
            lines.append(f"{name} is {format_figure(value)}, {side} its floor {floor}")
    return lines
