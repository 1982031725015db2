"""What a set came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.report import figures
from evals.scoring import Score
from evals.tables import Row, markdown


@dataclass(frozen=True)
class SetResult:
    """A set's name, what was asked of it, the figures over all of it, and those of each kind."""

    name: str
    description: str
    total: Row
    kinds: tuple[Row, ...] = ()

    def text(self) -> str:
        """The table under its title."""
        return f"**{self.name}**: {self.description}\n\n{markdown(self.total, self.kinds)}"


def result_of(name: str, description: str, scores: Sequence[Score]) -> SetResult:
    """The result that ``scores`` come to, with a row for each kind that cases name."""
    kinds = dict.fromkeys(score.kind for score in scores if score.kind)
    answerable = sum(score.answerable for score in scores)
    return SetResult(
        name,
        f"{description}; {len(scores)} questions, {answerable} answerable",
        Row("all", len(scores), figures(scores)),
        tuple(_row(kind, [score for score in scores if score.kind == kind]) for kind in kinds),
    )


def _row(kind: str, scores: Sequence[Score]) -> Row:
    return Row(kind, len(scores), figures(scores, intervals=False))
