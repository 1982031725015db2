"""Questions and texts cut into the word pieces that a network reads. The home of tokenizers."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Encoding, Tokenizer

FILE = "tokenizer.json"
"""The file of a model's folder that `load_word_pieces` reads."""

WordPieces = Tokenizer
"""What cuts a question with its text into pieces."""

Pieces = Encoding
"""The pieces of a question with its text, and where in them each stands."""


def load_word_pieces(folder: Path, longest: int, overlap: int = 0) -> WordPieces:
    """What cuts for the model in ``folder``, at most ``longest`` pieces at once.

    It is the text that is cut short, never the question; the rest follows in parts, each of which
    repeats the last ``overlap`` pieces of the one before.
    """
    return _load(folder, longest, overlap, "only_second")


def load_pieces(folder: Path) -> WordPieces:
    """What cuts texts of any length for the model in ``folder``; nothing is cut off."""
    pieces = Tokenizer.from_file(str(folder / FILE))
    pieces.no_padding()
    pieces.no_truncation()
    return pieces


def load_pieces_alone(folder: Path, longest: int) -> WordPieces:
    """What cuts a text without a question, at most ``longest`` pieces; the rest is cut off."""
    return _load(folder, longest, 0, "longest_first")


def first_ids(pieces: Pieces, longest: int) -> list[int]:
    """The numbers of a text's first pieces, and of the special one that ends it."""
    ids: list[int] = pieces.ids
    return ids if len(ids) <= longest else [*ids[: longest - 1], ids[-1]]


def _load(folder: Path, longest: int, overlap: int, strategy: str) -> WordPieces:
    pieces = load_pieces(folder)
    pieces.enable_truncation(longest, stride=overlap, strategy=strategy)
    return pieces


def shorten(question: str, words: WordPieces, count: int) -> str:
    """``question`` as far as its first ``count`` pieces go."""
    pieces = words.encode("", question)  # in a text's place: nothing else may be cut short
    ends = [
        end
        for (_, end), sequence in zip(pieces.offsets, pieces.sequence_ids, strict=True)
        if sequence == 1
    ]
    return question if len(ends) <= count else question[: ends[count - 1]]
