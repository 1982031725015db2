"""Which files a warm question passes through: ``python docs/question_path.py [QUESTION]``.

A file counts when one of its functions runs. Those that hold only the values which are handed on,
such as spans and citations, are counted apart. The shipped article is asked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType

ROOT = Path(__file__).resolve().parent.parent
VALUES = {
    "index/documents/document.py",
    "index/documents/span.py",
    "index/embedding/embedder.py",
    "qa/reading/reader.py",
    "qa/types.py",
}
"""Files of values, which check themselves when they are made."""


def files_of(work: Callable[[], object]) -> dict[str, int]:
    """The files of `index` and `qa` in which functions run for ``work``, and how many calls."""
    calls: dict[str, int] = {}
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
            calls[name] = calls.get(name, 0) + 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def main() -> None:
    """Ask, and print the files."""
    sys.path.insert(0, str(ROOT))
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


if __name__ == "__main__":
    main()
