"""What a training run leaves to go on from: weights, the optimizer, and the steps behind them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import torch

from evals.fitting.network.transformer import Network
from index.errors import PinciteError


class PlanError(PinciteError):
    """A checkpoint of another run."""


def save(
    network: Network, optimizer: torch.optim.Optimizer, seed: int, step: int, file: Path
) -> None:
    """Write the checkpoint of a run with this ``seed``, whole or not at all."""
    state = {
        "seed": seed,
        "step": step,
        "shape": asdict(network.shape),
        "model": network.state_dict(),
        "optimizer": optimizer.state_dict(),
    }
    torch.save(state, file.with_suffix(".new"))
    file.with_suffix(".new").replace(file)


def resume(
    network: Network,
    optimizer: torch.optim.Optimizer,
    seed: int,
    file: Path,
    device: torch.device,
) -> int:
    """Put the weights of ``file`` into the network and the optimizer; the steps behind them.

    None are, where there is no such file.

    Raises:
        PlanError: when it is of another seed, or of another network.
    """
    if not file.exists():
        return 0
    state = torch.load(file, map_location=device)
    if state["seed"] != seed or state["shape"] != asdict(network.shape):
        raise PlanError(
            f"{file} is of a run with another seed or network.",
            "Name another folder, or remove it.",
        )
    network.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])
