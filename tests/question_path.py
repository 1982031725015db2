"""What a warm question passes through: ``python -m tests.question_path [QUESTION]``.

The shipped article is asked, by an `Assistant` and then in a chat of the page. A file of the source
counts when one of its functions runs; those that hold only the values that are handed on, such as
spans and citations, are counted apart. Of the chat it is told how often the library's folder is
looked into.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FrameType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
VALUES = {
    "index/documents/document.py",
    "index/documents/span.py",
    "index/embedding/embedder.py",
    "index/numbering.py",
    "index/search/scores.py",
    "qa/reading/reader.py",
    "qa/types.py",
}
"""Files of values, which check themselves when they are made."""
STORE = "qa/library/store.py"


class Lookups(NamedTuple):
    """Calls into the store, and the files and folders of the library that were opened."""

    store_calls: int
    opened: list[str]


def files_of(work: Callable[[], object]) -> dict[str, int]:
    """The files of `index` and `qa` in which functions run for ``work``.

    With each is how often it is entered from another file.
    """
    entries: dict[str, int] = {}
    names: dict[CodeType, str] = {}

    def count(frame: FrameType, event: str, _: object) -> None:
        if event != "call":
            return
        code = frame.f_code
        if code not in names:
            file = Path(code.co_filename)
            inside = file.is_relative_to(ROOT / "index") or file.is_relative_to(ROOT / "qa")
            names[code] = file.relative_to(ROOT).as_posix() if inside else ""
        if name := names[code]:
            caller = frame.f_back
            entered = caller is None or caller.f_code.co_filename != code.co_filename
            entries[name] = entries.get(name, 0) + entered

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return entries


def lookups_of_chat(question: str, folder: Path) -> Lookups:
    """How a question in a chat that is going on looks into its library in ``folder``."""
    from qa.library.library import Library
    from qa.web.session.private_libraries import PrivateLibraries
    from qa.web.session.session import Session
    from qa.web.session.shared import SharedState

    warm: Future[None] = Future()
    warm.set_result(None)
    library = Library(folder)
    state = SharedState(library, PrivateLibraries(lambda: library), warm, None, lambda _: ())
    session = Session(state)
    list(session.open_collection())

    def ask(*questions: str) -> None:
        asked = [(str(number), question) for number, question in enumerate(questions)]
        session.chat.follow(len(asked), asked)
        for _ in session.chat.answer_waiting(session.assistant, lambda *_: ()):
            session.changed_panels()
            session.status()

    ask("Who issued the strategy?")
    opened: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in {"open", "os.listdir", "os.scandir"}:
            path = str(arguments[0])
            if path.startswith(str(folder)):
                opened.append(path)

    sys.addaudithook(watch)
    calls = files_of(lambda: ask("Who issued the strategy?", question))
    watching = False
    return Lookups(calls.get(STORE, 0), opened)


def main() -> None:
    """Ask, and print what was passed through."""
    from qa import Assistant

    question = " ".join(sys.argv[1:]) or "When was the strategy released?"
    assistant = Assistant()
    assistant.warm()
    assistant.ask("Who issued the strategy?")
    calls = files_of(lambda: assistant.ask(question))
    for name in sorted(calls, key=lambda name: (name in VALUES, name)):
        print(f"{calls[name]:5}  {name}{'  (values)' if name in VALUES else ''}")
    values = len(VALUES & calls.keys())
    print(f"{len(calls) - values} files, and {values} of values")
    with TemporaryDirectory() as home:
        lookups = lookups_of_chat(question, Path(home) / "library")
    print(
        f"in a chat: {lookups.store_calls} calls into {STORE},"
        f" {len(lookups.opened)} files or folders of the library opened"
    )


if __name__ == "__main__":
    main()
