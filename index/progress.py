"""A bar for work that takes long. The home of tqdm."""

from __future__ import annotations

from tqdm import tqdm

# Seconds before it appears.
_DELAY = 2


def progress_bar(total: int, what: str, unit: str, *, shown: bool = True) -> tqdm[None]:
    """A bar on standard error of ``what`` is done with so many of a ``unit``, to be entered.

    Its ``update(n)`` moves it on. It appears once the work has taken two seconds, and never when it
    is not ``shown``.
    """
    return tqdm(total=total, desc=what, unit=f" {unit}", delay=_DELAY, disable=not shown)
