"""From a checkpoint to the folder of a network: ``python -m evals.fitting.network.export``.

The weights are written as bytes, a quarter of what they were.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from pickle import UnpicklingError

import numpy as np
import torch
from torch import Tensor

from evals.fitting.graphs.trained import trained_graph
from evals.fitting.network.byte_weights import quantise, saved_network
from evals.fitting.network.transformer import mean_vectors
from evals.fitting.network.weights import save_weights
from index.embedding.weight_file import weight_places
from index.embedding.word_pieces import FILE, load_pieces_alone
from index.errors import ModelError
from index.storage.checksum import checksum
from qa.cli_options import Parser, exit_status
from qa.reading.network_files import GRAPH_FILES, REFERENCE, SETTINGS, NetworkFiles
from qa.reading.reader import WINDOW

MAX_BYTES = 90_000_000
"""Bytes of a file at the most."""

CHECKED_TEXT = "Who issued the strategy, and on which day?"
"""The text whose vector is kept beside a graph, to check by what the graph makes of it."""

LANGUAGES = ("en",)
"""The languages of what is learned from."""


def main(argv: Sequence[str] | None = None) -> int:
    """Write the folder and print the files with their SHA-256; 2 when that cannot be done."""
    parser = Parser(prog="python -m evals.fitting.network.export", description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="a checkpoint that training left")
    parser.add_argument("folder", type=Path, help="the folder to write to")
    parser.add_argument("--base", type=Path, required=True, help="the model it was trained from")
    options = parser.parse_args(argv)
    return exit_status(parser.prog, lambda: _main(options))


def _main(options: argparse.Namespace) -> None:
    try:
        files = export(options.checkpoint, options.base, options.folder)
    except (OSError, RuntimeError, UnpicklingError) as error:
        raise ModelError(str(error), "Name a checkpoint, and the folder of its base.") from error
    for file in files:
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, SHA-256 {checksum(file)}")


def export(checkpoint: Path, base: Path, folder: Path) -> list[Path]:
    """Write the network of a ``checkpoint`` to ``folder``, and the tokenizer of its ``base``.

    The weights as bytes, in files of at most `MAX_BYTES`, and the settings. The files that were
    written.
    """
    state = torch.load(checkpoint, map_location="cpu", mmap=True)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, part in enumerate(_parts(quantise(state["model"])), 1):
        files.append(folder / f"network-{number}.safetensors")
        save_weights(part, files[-1])
    files.append(folder / FILE)
    files[-1].write_bytes((base / FILE).read_bytes())
    described = {
        "languages": LANGUAGES,
        "shape": state["shape"],
        "weights": {file.name: checksum(file) for file in files[:-1]},
    }
    files.append(folder / SETTINGS)
    files[-1].write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    return [*files, *write_graphs(folder)]


def write_graphs(folder: Path) -> list[Path]:
    """Write the graphs of the network in ``folder``, and the vector that they are checked by."""
    files = NetworkFiles(folder)
    network = saved_network(files)
    places = weight_places(folder / name for name in files.settings["weights"])
    for name, signed in zip(GRAPH_FILES, (False, True), strict=True):
        (folder / name).write_bytes(trained_graph(network.shape, places, signed=signed))
    pieces = load_pieces_alone(folder, WINDOW).encode(CHECKED_TEXT)
    ids = torch.tensor([pieces.ids])
    with torch.inference_mode():
        vectors = mean_vectors(network, ids, torch.ones_like(ids, dtype=torch.bool))
    np.savez(folder / REFERENCE, ids=ids.numpy(), vector=vectors[0].numpy())
    return [folder / name for name in (*GRAPH_FILES, REFERENCE)]


def _parts(weights: dict[str, Tensor]) -> list[dict[str, Tensor]]:
    parts: list[dict[str, Tensor]] = [{}]
    size = 0
    for name, weight in weights.items():
        if size + weight.nbytes > MAX_BYTES:
            parts.append({})
            size = 0
        parts[-1][name] = weight
        size += weight.nbytes
    return parts


if __name__ == "__main__":
    sys.exit(main())
