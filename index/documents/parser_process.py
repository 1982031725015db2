"""Files parsed in a process of its own, which is ended when one takes too much.

A library in C may abort its process for a damaged file, or take all memory, and PDFium may not be
used by two threads: so none of them runs in the process that answers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Any

from index.documents.limits import Limits, over
from index.errors import DocumentError, EncryptedError

_ROOT = Path(__file__).resolve().parents[2]
_TICK = 0.1  # seconds between two looks whether to stop

FileProgress = Callable[[str, str, int, int], None]
"""Told the name of a file, a stage of `index.documents.parsers.progress`, and how many of its pages
are done, of all."""


def no_file_progress(name: str, stage: str, done: int, of: int) -> None:
    """Progress that nobody follows."""


class ParserEndedError(DocumentError):
    """The process took too long and was ended, or ended by itself."""


@dataclass(frozen=True)
class Response:
    """What the process answers: a ``record`` of JSON, and the bytes that go with it."""

    record: dict[str, Any]
    payload: bytes


class ParserProcess:
    """Started with the first request; `close` ends it. Threads take turns.

    ``check`` is called every now and then while a file is read, and may raise to stop that;
    ``progress`` is told how far it is, a few times a second at most. Both by the thread that asks.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        check: Callable[[], None] = lambda: None,
        progress: FileProgress = no_file_progress,
    ) -> None:
        self._limits = limits or Limits.from_environment()
        self._check, self._progress, self._lock = check, progress, Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(
        self,
        do: str,
        data: bytes,
        name: str,
        options: Mapping[str, object] | None = None,
        *,
        part: Callable[[dict[str, Any]], None] = lambda record: None,
        check: Callable[[], None] = lambda: None,
    ) -> Response:
        """What becomes of a task of `index.documents.parsing` with the file ``name``.

        ``part`` is given each part of the answer as it comes, and may take as long as a file may;
        ``check`` is called beside that of the process.

        Raises:
            DocumentError: when the file cannot be read, a `ParserEndedError` when it takes more
                time than the limit or the process ends.
        """

        def check_both() -> None:
            self._check()
            check()

        with self._lock:
            line = {"do": do, "name": name, "bytes": len(data), "options": options or {}}
            request = json.dumps(line).encode() + b"\n" + data
            response = self._exchange(request, name, part, check_both)
        if "problem" in response.record:
            kind = EncryptedError if response.record.get("encrypted") else DocumentError
            raise kind(response.record["problem"], response.record["next_step"])
        return response

    def close(self) -> None:
        """End the process, and whatever it does."""
        if process := self._process:
            self._process = None
            process.kill()
            process.wait()
            for pipe in filter(None, (process.stdin, process.stdout)):
                with suppress(OSError):  # what it was not sent any more
                    pipe.close()

    def _exchange(
        self,
        request: bytes,
        name: str,
        part: Callable[[dict[str, Any]], None],
        check: Callable[[], None],
    ) -> Response:
        if self._process and self._process.poll() is not None:
            self.close()  # it ended while it had nothing to do
        process = self._process = self._process or self._start()
        lines: SimpleQueue[_Line] = SimpleQueue()
        thread = Thread(target=_exchange, args=(process, request, lines), daemon=True)
        thread.start()
        late = False
        end = monotonic() + self._limits.seconds
        try:
            while not late:
                check()
                try:
                    line = lines.get(timeout=_TICK)
                except Empty:
                    late = monotonic() >= end
                    continue
                if isinstance(line, Response):
                    thread.join()
                    return line
                if line is None:
                    break
                if "part" in line:
                    part(line["part"])
                    end = monotonic() + self._limits.seconds
                else:
                    self._progress(name, *line["progress"])
                    late = monotonic() >= end
        except BaseException:
            self._end(thread)
            raise
        self._end(thread)
        if late:
            told = over(name, "seconds", self._limits.seconds, "seconds to read")
            raise ParserEndedError(told.problem, told.next_step)
        raise ParserEndedError(
            f"{name!r} is damaged: what reads it broke off (code {process.returncode}).",
            "Open it in its program and save it anew.",
        )

    def _end(self, thread: Thread) -> None:
        """End the process, so that the ``thread`` that waits for it ends too."""
        if self._process:
            self._process.kill()
            self._process.wait()
        thread.join()
        self.close()

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH", "")]))
        return subprocess.Popen(
            [sys.executable, "-m", "index.documents.parsing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is for the program that started it
        )


_Line = Response | dict[str, Any] | None
"""The response, what comes before it, or that the process ended without one."""


def _exchange(process: subprocess.Popen[bytes], request: bytes, lines: SimpleQueue[_Line]) -> None:
    """Send one request, and hand on what is answered, until the response or the process's end."""
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(request)
        process.stdin.flush()
        while (line := process.stdout.readline()).endswith(b"\n"):
            record = json.loads(line)
            if "bytes" not in record:
                lines.put(record)
                continue
            payload = process.stdout.read(record["bytes"])
            if len(payload) == record["bytes"]:
                lines.put(Response(record, payload))
            break
    except OSError:  # the pipe broke
        pass
    lines.put(None)
