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
from threading import Lock, Thread
from time import monotonic
from typing import Any

from index.documents.limits import Limits, over
from index.errors import DocumentError

_ROOT = Path(__file__).resolve().parents[2]
_TICK = 0.1  # seconds between two looks whether to stop


@dataclass(frozen=True)
class Response:
    """What the process answers: a ``record`` of JSON, and the bytes that go with it."""

    record: dict[str, Any]
    payload: bytes


class ParserProcess:
    """Started with the first request; `close` ends it. Threads take turns.

    ``check`` is called every now and then while a file is read, and may raise to stop that.
    """

    def __init__(
        self, limits: Limits | None = None, check: Callable[[], None] = lambda: None
    ) -> None:
        self._limits = limits or Limits.from_environment()
        self._check, self._lock = check, Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(
        self, do: str, data: bytes, name: str, options: Mapping[str, object] | None = None
    ) -> Response:
        """What becomes of a task of `index.documents.parsing` with the file ``name``.

        Raises:
            DocumentError: when the file cannot be read, or takes more than the limits.
        """
        with self._lock:
            line = {"do": do, "name": name, "bytes": len(data), "options": options or {}}
            response = self._exchange(json.dumps(line).encode() + b"\n" + data, name)
        if "problem" in response.record:
            raise DocumentError(response.record["problem"], response.record["next_step"])
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

    def _exchange(self, request: bytes, name: str) -> Response:
        process = self._process = self._process or self._start()
        responses: list[Response] = []
        thread = Thread(target=_exchange, args=(process, request, responses), daemon=True)
        thread.start()
        end = monotonic() + self._limits.seconds
        try:
            while thread.is_alive() and monotonic() < end:
                self._check()
                thread.join(_TICK)
            late = thread.is_alive()
        except BaseException:
            self._end(thread)
            raise
        if responses:
            return responses[0]
        self._end(thread)
        if late:
            raise over(name, "seconds", self._limits.seconds, "seconds to read")
        raise DocumentError(
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


def _exchange(process: subprocess.Popen[bytes], request: bytes, responses: list[Response]) -> None:
    """Send one request, and add its response, unless the process ends before."""
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(request)
        process.stdin.flush()
        line = process.stdout.readline()
        record = json.loads(line) if line.endswith(b"\n") else None
        payload = process.stdout.read(record["bytes"]) if record else b""
    except OSError:  # the pipe broke
        return
    if record and len(payload) == record["bytes"]:
        responses.append(Response(record, payload))
