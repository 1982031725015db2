"""Synonyms from WordNet's files (Debian's package wordnet-base): those of a word's first senses."""

from __future__ import annotations

from pathlib import Path

_PARTS = ("noun", "verb", "adj")
# Senses of a word at the most: one of many senses is seldom the one that is meant; and how many of
# its first ones are taken.
_SENSES, _FIRST = 8, 2
# How often a synonym stands in WordNet's own corpus at the least, and its letters.
_COUNT, _LETTERS = 3, 4


class Synonyms:
    """Words that may stand for a word, from the files in ``folder``; none when it is None."""

    def __init__(self, folder: Path | None) -> None:
        self._synonyms: dict[str, tuple[str, ...]] = {}
        self._counts: dict[str, int] = {}
        if folder is None:
            return
        for line in _lines(folder / "cntlist.rev"):
            key, _, times = line.split()
            word = key.split("%")[0].replace("_", " ")
            self._counts[word] = max(int(times), self._counts.get(word, 0))
        for part in _PARTS:
            self._add(folder, part)

    def of(self, word: str) -> tuple[str, ...]:
        """The synonyms of ``word``, an inflected one's with the same ending."""
        word = word.lower()
        if word in self._synonyms:
            return self._synonyms[word]
        if word.endswith("ies") and (word[:-3] + "y") in self._synonyms:
            return tuple(map(_plural, self._synonyms[word[:-3] + "y"]))
        if word.endswith("s") and word[:-1] in self._synonyms:
            return tuple(map(_plural, self._synonyms[word[:-1]]))
        return ()

    def _add(self, folder: Path, part: str) -> None:
        sets: dict[str, tuple[str, ...]] = {}
        for line in _lines(folder / f"data.{part}"):
            cells = line.split(" ")
            count = int(cells[3], 16)
            names = [cells[4 + 2 * n].split("(")[0] for n in range(count)]
            sets[cells[0]] = tuple(n.replace("_", " ") for n in names)
        for line in _lines(folder / f"index.{part}"):
            cells = line.split()
            word, senses = cells[0], int(cells[2])
            if senses > _SENSES or word in self._synonyms:
                continue
            names_of_senses = dict.fromkeys(n for at in cells[-senses:][:_FIRST] for n in sets[at])
            others = tuple(
                name
                for name in names_of_senses
                if name != word and len(name) >= _LETTERS and self._counts.get(name, 0) >= _COUNT
            )
            if others:
                self._synonyms[word] = others


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _lines(file: Path) -> tuple[str, ...]:
    text = file.read_text(encoding="utf-8", errors="replace")
    return tuple(line for line in text.splitlines() if line and not line.startswith(" "))
