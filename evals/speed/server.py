"""The page's server, started to be measured."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from time import perf_counter

from evals.speed.machine import ROOT
from index import PinciteError


@contextmanager
def app(home: Path) -> Iterator[str]:
    """The address of an app that keeps its things in ``home``, from when it tells that.

    Raises:
        PinciteError: when it does not start.
    """
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {"PINCITE_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "app.py", "--port", str(port)],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            if not (process.stdout and process.stdout.readline()):
                raise PinciteError("The app does not start.", "Try python app.py.")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def seconds_to_page() -> float:
    """How long it takes from the start of an app, the first with its home, to its page."""
    with tempfile.TemporaryDirectory() as home:
        begun = perf_counter()
        with app(Path(home)) as url:
            connection = HTTPConnection(url.removeprefix("http://"), timeout=60)
            connection.request("GET", "/")
            status = connection.getresponse().status
            seconds = perf_counter() - begun
            connection.close()
    if status != 200:
        raise PinciteError(f"The page answers with {status}.", "Try python app.py.")
    return seconds
