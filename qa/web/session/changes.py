"""Changes of what a collection holds, of which a visitor may undo the last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from qa.library.collection import LibraryError
from qa.library.library import Library
from qa.library.stored_documents import Move, Removal
from qa.web import messages
from qa.web.session.chat import OutOfDateError

ADD_FOLDER = "add folder"
"""What is to be done to have a collection hold a folder of this machine."""


@dataclass(frozen=True)
class Done:
    """What was done last, in a ``sentence``; nothing of it can be undone where both are None.

    ``target`` is the name of the collection that documents went to.
    """

    sentence: str
    removal: Removal | None = None
    move: Move | None = None
    target: str = ""

    @property
    def undoable(self) -> bool:
        """Whether it can be undone."""
        return bool(self.removal or self.move)


class Changes:
    """The changes of a visitor. ``done`` is the last one that is told of."""

    def __init__(self) -> None:
        self.done: Done | None = None

    def apply(
        self, library: Library, folder: str, action: str, name: str, ids: Sequence[str]
    ) -> Sequence[str]:
        """Change the collection in ``folder``; what is to be told of it, mostly nothing.

        ``action`` is to "remove" or "move" the documents with these ``ids``, the latter to the
        collection ``name`` or, as "move to new", to one that is made; to "undo" the last such
        change, or "dismiss" it; or one of `_ACTIONS`.

        Raises:
            OutOfDateError: when there is no such action, or nothing to be undone.
            PinciteError: when it cannot be done.
        """
        if action == "undo":
            return self._undo(library)
        if action != "show":
            self.forget(library)
        if action == "remove":
            removal = library.documents.remove(folder, ids)
            self.done = Done(messages.removed(removal.ids), removal)
            return ()
        if action in ("move", "move to new"):
            target = library.by_name(name) if action == "move" else library.create(name)
            outcomes = self._move(library, folder, ids, target.folder)
            if action == "move to new" and not self.done:
                library.delete(target.folder)  # nothing went there
            return outcomes
        if action == "dismiss":
            return ()
        if action not in _ACTIONS:
            raise OutOfDateError
        _ACTIONS[action](library, folder, name)
        return ()

    def forget(self, library: Library) -> None:
        """Let the last change stand: it cannot be undone any more."""
        done, self.done = self.done, None
        if done and done.removal:
            with suppress(LibraryError):  # what is left then goes when the library is opened anew
                library.documents.forget(done.removal)

    def _move(
        self, library: Library, folder: str, ids: Sequence[str], target: str
    ) -> Sequence[str]:
        move = library.documents.move(folder, ids, target)
        if move.ids:
            there = library.collection(target).name
            self.done = Done(messages.moved(move.ids, there), move=move, target=there)
        return [messages.not_moved(messages.of_engine(it.advice)) for it in move.refused]

    def _undo(self, library: Library) -> Sequence[str]:
        done = self.done
        if done and done.removal:
            library.documents.bring_back(done.removal)
            self.done = Done(messages.brought_back(done.removal.ids))
            return ()
        if done and done.move:
            move = done.move
            back = library.documents.move(move.target, move.ids, move.source)
            self.done = Done(messages.brought_back(back.ids)) if back.ids else None
            return [messages.not_moved(messages.of_engine(it.advice)) for it in back.refused]
        raise OutOfDateError


def _watch(library: Library, folder: str, name: str) -> object:
    return library.folders.keep_up_to_date(folder, watched=name == "on")


_ACTIONS: Mapping[str, Callable[[Library, str, str], object]] = {
    "rename": lambda library, folder, name: library.rename(folder, name),
    "restore": lambda library, folder, _: library.restore(folder),
    "show": lambda library, folder, _: library.collection(folder),
    ADD_FOLDER: lambda library, folder, name: library.folders.add(folder, name),
    "remove folder": lambda library, folder, name: library.folders.remove(folder, name),
    "watch": _watch,
    "skip ocr": lambda library, folder, _: library.ocr.skip(folder),
    "resume ocr": lambda library, folder, _: library.ocr.resume(folder),
}
"""What else may be done with a collection, by its folder; the third is a name or a path."""
