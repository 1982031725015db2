"""Changes of what a collection holds, of which a visitor may undo the last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from secrets import token_hex

from qa.library.collection import LibraryError
from qa.library.deletions import Deletion
from qa.library.library import Library
from qa.library.renaming import Renaming
from qa.library.stored_documents import Move, Removal
from qa.web import messages
from qa.web.session.chat import OutOfDateError
from qa.web.session.outcome import Outcome

ADD_FOLDER = "add folder"
"""What is to be done to have a collection hold a folder of this machine."""


@dataclass(frozen=True)
class Done:
    """What was done last, in a ``sentence``, empty where it came to nothing.

    It can be undone where it was a ``removal``, ``move``, ``deletion`` or ``renaming``; with a
    deletion, the removal is what was removed from the collection before, which stands. ``target``
    is the name of the collection that documents went to, and ``made`` says that it was for them.
    Where files were to be added, ``addition`` tells this time from all others, and ``notes`` are
    further sentences on those that were.
    """

    sentence: str
    removal: Removal | None = None
    move: Move | None = None
    target: str = ""
    deletion: Deletion | None = None
    addition: str = ""
    notes: tuple[str, ...] = ()
    renaming: Renaming | None = None
    made: bool = False

    @property
    def undoable(self) -> bool:
        """Whether it can be undone."""
        return bool(self.removal or self.move or self.deletion or self.renaming)


class Changes:
    """The changes of a visitor. ``done`` is the last one that is told of."""

    def __init__(self) -> None:
        self.done: Done | None = None

    def apply(
        self, library: Library, folder: str, action: str, name: str, ids: Sequence[str]
    ) -> Sequence[str]:
        """Change the collection in ``folder``; what is to be told of it, mostly nothing.

        ``action`` is to "remove" or "move" the documents with these ``ids``, the latter to the
        collection ``name`` or, as "move to new", to one that is made; to "rename-document", the
        only one, to ``name``; to "undo" the last such change, or "dismiss" it; or one of
        `_ACTIONS`.

        Raises:
            OutOfDateError: when there is no such action, or nothing to be undone.
            PinciteError: when it cannot be done.
        """
        if action == "undo":
            return self._undo(library)
        if action == "remove":
            removal = library.documents.remove(folder, ids)
            self._have_done(library, Done(messages.removed(removal.ids), removal))
            return ()
        if action in ("move", "move to new"):
            return self._move(library, folder, ids, name, new=action == "move to new")
        if action == "rename-document":
            return self._rename(library, folder, ids, name)
        if action == "dismiss":
            self.forget(library)
            return ()
        if action not in _ACTIONS:
            raise OutOfDateError
        _ACTIONS[action](library, folder, name)
        if action != "show" and not (action == "rename" and self.deleted):
            self.forget(library)
        return ()

    def forget(self, library: Library) -> None:
        """Let the last change stand: it cannot be undone any more.

        Whatever comes next has been done by then: when that fails, the last change can be undone.
        """
        self._have_done(library, None)

    @property
    def deleted(self) -> str:
        """The folder of the collection that can be brought back, mostly none."""
        return self.done.deletion.folder if self.done and self.done.deletion else ""

    def delete(self, library: Library, name: str) -> None:
        """Delete the collection of this name, until that is undone.

        Raises:
            LibraryError: when there is none, or no other.
        """
        collection = library.by_name(name)
        deletion = library.deletions.delete(collection.folder)
        removal = self.done.removal if self.done else None
        if removal and removal.folder != collection.folder:
            removal = None
        done = Done(messages.deleted(collection.name), removal, deletion=deletion)
        self._have_done(library, done)

    def begin_addition(self) -> None:
        """Files are to be added: what was done before can be undone until one is."""
        before = self.done if self.done and self.done.undoable else Done("")
        self.done = replace(before, addition=token_hex(4))

    def tell_addition(self, library: Library, outcome: Outcome) -> Outcome:
        """Have the page told what of the ``outcome`` of files went well; the outcome."""
        if outcome.added and self.done:
            done = Done(
                outcome.added,
                target=outcome.target,
                addition=self.done.addition,
                notes=outcome.notes,
            )
            self._have_done(library, done)
        return outcome

    def _have_done(self, library: Library, done: Done | None) -> None:
        """Have ``done`` be the last change; the one before stands."""
        before, self.done = self.done, done
        with suppress(LibraryError):  # what is left then goes when the library is opened anew
            if before and before.removal:
                library.documents.forget(_without(before.removal, done))
            if before and before.deletion:
                library.deletions.forget(before.deletion)

    def _move(
        self, library: Library, folder: str, ids: Sequence[str], name: str, *, new: bool
    ) -> Sequence[str]:
        target = library.create(name) if new else library.by_name(name)
        move = library.documents.move(folder, ids, target.folder)
        if move.ids:
            told = messages.moved(move.ids, target.name)
            self._have_done(library, Done(told, move=move, target=target.name, made=new))
        elif new:
            library.delete(target.folder)  # nothing went there
        return [messages.not_moved(messages.of_engine(it.advice)) for it in move.refused]

    def _rename(
        self, library: Library, folder: str, ids: Sequence[str], name: str
    ) -> Sequence[str]:
        if len(ids) != 1:
            raise OutOfDateError
        renaming = library.documents.rename(folder, ids[0], name)
        if renaming.now != renaming.before:
            told = messages.renamed(renaming.before, renaming.now)
            self._have_done(library, Done(told, renaming=renaming))
        return ()

    def _undo(self, library: Library) -> Sequence[str]:
        done = self.done
        if done and done.deletion:
            name, back = done.deletion.name, library.deletions.bring_back(done.deletion).name
            told = messages.brought_back([name])
            if back != name:
                told = messages.brought_back_as(name, back)
            self._have_done(library, Done(told))
            return ()
        if done and done.removal:
            library.documents.bring_back(done.removal)
            self.done = Done(messages.brought_back(done.removal.ids))
            return ()
        if done and done.move:
            move = done.move
            undone = library.documents.move(move.target, move.ids, move.source)
            self.done = Done(messages.brought_back(undone.ids)) if undone.ids else None
            if done.made:
                library.deletions.delete_empty(move.target)
            return [messages.not_moved(messages.of_engine(it.advice)) for it in undone.refused]
        if done and done.renaming:
            undone_one = library.documents.undo_renaming(done.renaming)
            self.done = Done(messages.renamed(undone_one.before, undone_one.now))
            return ()
        raise OutOfDateError


def _without(removal: Removal, done: Done | None) -> Removal:
    """The ``removal`` without files that are kept for the one that was ``done`` after it."""
    after = done.removal if done else None
    if not after or after.folder != removal.folder:
        return removal
    kept = {*after.documents.values()}
    documents = {id_: file for id_, file in removal.documents.items() if file not in kept}
    return replace(removal, documents=documents)


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
