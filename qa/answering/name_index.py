"""Documents looked up by what they are called. Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from weakref import WeakKeyDictionary

from index.documents.label import Label
from index.numbering import Numbering
from index.text.terms import terms
from qa.answering.document_names import name_stems


class NameIndex:
    """The numbers of documents, by their ``labels``, for each name and each stem in their names.

    ``languages`` are those that they are in.
    """

    def __init__(self, labels: Sequence[Label]) -> None:
        self.languages = sorted({label.language for label in labels})
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, label in enumerate(labels):
            for name in {*names_of(label)}:
                self._by_name[name].append(number)
            for stem in _stems_of(label):
                self._by_stem[stem].append(number)

    def called(self, name: str) -> Sequence[int]:
        """Those whose file or title is just ``name``, in any letters, in order."""
        return self._by_name.get(name.casefold(), [])

    def holding(self, stems: Iterable[str]) -> Sequence[int]:
        """Those that have all ``stems`` in their names, in order; none where there are no stems."""
        own = [{*self._by_stem.get(stem, [])} for stem in stems]
        return sorted(set.intersection(*own)) if own else []


_made: WeakKeyDictionary[Numbering, NameIndex] = WeakKeyDictionary()


def name_index(numbering: Numbering) -> NameIndex:
    """The names of the documents so numbered, made once: that takes a second for 40,000."""
    if (names := _made.get(numbering)) is None:
        _made[numbering] = names = NameIndex(numbering.labels)
    return names


def names_of(label: Label) -> Sequence[str]:
    """What a file is called: by its path, its name with its ending and without, and its title."""
    path = PurePosixPath(label.id)
    return [name.casefold() for name in (label.id, path.name, path.stem, label.title)]


def _stems_of(label: Label) -> set[str]:
    """The stems in all names of a document, as `document_names` and as `terms` reads them."""
    plain = {term for name in names_of(label) for term in terms(name, label.language)}
    return plain | {*name_stems(label)}
