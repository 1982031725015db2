"""The long attacks: a crowd, thousands of questions, kills, damaged files, stops. `make soak`.

python -m tests.robustness.soak [--minutes 10] [--clients 20] [--questions 5000] [--kills 45]

It prints a table of what was tried, what held and what broke, with memory and times, each row once
it is known, and ends with 1 when anything broke.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from threading import Lock
from time import monotonic

import httpx
import numpy as np

from index import PinciteError
from qa import Assistant

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "data" / "documents"
QUESTIONS = (
    "Who issued the strategy?", "When was it released?", "What are the goals?", "What is it about?",
    "Does it mention games?", "How many goals are there?", "What is the capital of Mars?",
    "Is cyber terrorism mentioned?", "Compare trade and terrorism", "What does chapter 2 say?",
)  # fmt: skip
SEED = 20261126
MOST_GROWTH = 1.05
"""Memory at the end, as a share of that after `SETTLED` tries, that is held."""
SETTLED = 100


@dataclass
class Row:
    """What was tried of one attack, and what came of it."""

    name: str
    tried: int = 0
    broken: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    memory: tuple[float, float] | None = None
    lock: Lock = field(default_factory=Lock)

    def add(self, fault: str = "", seconds: float | None = None) -> None:
        """Count one try, and its ``fault`` if it broke something."""
        with self.lock:
            self.tried += 1
            self.broken += [fault] if fault else []
            self.seconds += [seconds] if seconds is not None else []

    def compare_memory(self, settled: float) -> None:
        """Hold that this process takes hardly more than once it had ``settled``, in MiB."""
        self.memory = (settled, now := memory())
        if settled and now > MOST_GROWTH * settled:
            self.add(f"memory grew from {settled:.0f} to {now:.0f} MiB")

    def line(self) -> str:
        """The row of the table."""
        p50, p95 = np.percentile(self.seconds, (50, 95)) if self.seconds else (None, None)
        times = f"{p50:.2f} s | {p95:.2f} s" if self.seconds else "– | –"
        memory = "{:.0f} MiB | {:.0f} MiB".format(*self.memory) if self.memory else "– | –"
        held = self.tried - len(self.broken)
        return f"| {self.name} | {self.tried} | {held} | {len(self.broken)} | {memory} | {times} |"


def main() -> int:
    """Run all attacks; 1 when anything broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--questions", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=45)
    parser.add_argument("--damages", type=int, default=200)
    options = parser.parse_args()
    random.seed(SEED)
    attacks: tuple[Callable[[], Row], ...] = (
        lambda: questions(options.questions),
        lambda: crowd(options.clients, options.minutes * 60),
        lambda: kills(options.kills),
        lambda: damages(options.damages),
        lambda: stops(options.kills // 3),
    )
    print("| attack | tried | held | broken | memory before | after | p50 | p95 |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    rows = []
    for attack in attacks:
        rows.append(attack())
        print(rows[-1].line(), flush=True)
    for row in rows:
        for fault in row.broken[:5]:
            print(f"{row.name}: {fault}", file=sys.stderr)
    return int(any(row.broken for row in rows))


def questions(most: int) -> Row:
    """Questions to one assistant, each answered as the first time; memory settles."""
    row = Row("questions in one process")
    with folder() as home:
        os.environ["PINCITE_HOME"] = str(home)
        assistant = Assistant([ARTICLE], say=lambda _: None)
        expected = {question: assistant.ask(question).text for question in QUESTIONS}
        settled = 0.0
        for number in range(most):
            question = QUESTIONS[number % len(QUESTIONS)]
            begun = monotonic()
            text = assistant.ask(question).text
            row.add(f"{question}: {text[:80]}" if text != expected[question] else "",
                    monotonic() - begun)  # fmt: skip
            settled = memory() if number == SETTLED else settled
    row.compare_memory(settled)
    return row


def crowd(clients: int, seconds: float) -> Row:
    """Clients that ask one server at once, each answered as a single one is, or told "busy"."""
    row = Row(f"{clients} clients at once")
    with folder() as home, server(home) as (process, address):
        expected = {question: asked(address, question)[1] for question in QUESTIONS}
        before, end = memory(process.pid), monotonic() + seconds

        def client(number: int) -> None:
            choose = random.Random(SEED + number)
            while monotonic() < end:
                question = choose.choice(QUESTIONS)
                begun = monotonic()
                status, answer = asked(address, question)
                wrong = status != 503 and answer != expected[question]
                row.add(f"{question}: {status} {answer[:80]}" if wrong else "", monotonic() - begun)

        with ThreadPoolExecutor(clients) as threads:
            list(threads.map(client, range(clients)))
        row.memory = (before, memory(process.pid))
        process.terminate()
        code, errors = process.wait(10), (home / "errors").read_text()
        row.add(
            "" if code == 0 and "Traceback" not in errors else f"ended with {code}: {errors[-200:]}"
        )
    return row


def kills(most: int) -> Row:
    """A build killed at any moment: the next one answers."""
    row = Row("builds killed")
    with folder() as home:
        for _ in range(most):
            shutil.rmtree(home / "indexes", ignore_errors=True)
            with asking(home) as process:
                try:
                    process.wait(random.uniform(0.1, 5))
                except subprocess.TimeoutExpired:
                    process.kill()
            with asking(home) as process:
                out, errors = process.communicate()
            right = "Foreign Ministry" in out and "Traceback" not in errors
            row.add("" if right else f"{out[-80:]} {errors[-200:]}")
    return row


def damages(most: int) -> Row:
    """A file of an index cut short or altered anywhere: it is built again, or named."""
    row = Row("index files damaged")
    with folder() as home:
        os.environ["PINCITE_HOME"] = str(home)
        Assistant([ARTICLE], say=lambda _: None)
        whole = home.with_name("whole")
        shutil.copytree(home, whole, dirs_exist_ok=True)
        settled = 0.0
        for number in range(most):
            shutil.rmtree(home)
            shutil.copytree(whole, home)
            file = random.choice([path for path in home.rglob("*") if path.is_file()])
            data = bytearray(file.read_bytes())
            if data and random.random() < 0.5:
                data[random.randrange(len(data))] ^= 1 << random.randrange(8)
            else:
                del data[random.randrange(len(data) + 1) :]
            file.write_bytes(data)
            try:
                text = Assistant([ARTICLE], say=lambda _: None).ask(QUESTIONS[0]).text
                row.add("" if "Foreign Ministry" in text else f"{file.name}: {text[:80]}")
            except PinciteError:
                row.add()  # it is named
            except Exception as error:  # noqa: BLE001 - that is what is looked for
                row.add(f"{file.name}: {type(error).__name__}: {error}")
            settled = memory() if number == SETTLED else settled
        shutil.rmtree(whole)
    row.compare_memory(settled)
    return row


def stops(most: int) -> Row:
    """A server stopped at any moment ends with 0 in five seconds and leaves nothing."""
    row = Row("servers stopped")
    for _ in range(most):
        how = random.choice((signal.SIGTERM, signal.SIGINT, signal.SIGHUP))
        with folder() as home, server(home, wait=False) as (process, _):
            try:
                process.wait(random.uniform(0.5, 8))
            except subprocess.TimeoutExpired:
                process.send_signal(how)
            begun = monotonic()
            try:
                code: int | None = process.wait(5)
            except subprocess.TimeoutExpired:
                code = None
            left = [path.name for path in (home / "scratch").iterdir() if "pincite" in path.name]
            row.add("" if (code, left) == (0, []) else f"{how.name}: {code}, left {left}",
                    monotonic() - begun)  # fmt: skip
    return row


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        (home := Path(name) / "home").mkdir()
        yield home


@contextmanager
def server(home: Path, *, wait: bool = True) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server whose files are all in ``home``, and its address."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "scratch").mkdir()
    variables = {"PINCITE_HOME": str(home), "TMPDIR": str(home / "scratch")}
    with (
        (home / "errors").open("w") as errors,
        subprocess.Popen(
            [sys.executable, "-u", "app.py", "--port", str(port), "--shared", "off"],
            cwd=ROOT, env=os.environ | variables, stdout=subprocess.PIPE, stderr=errors, text=True,
        ) as process,
    ):  # fmt: skip
        try:
            if wait and process.stdout:
                process.stdout.readline()
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.kill()


@contextmanager
def asking(home: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "qa", "ask", QUESTIONS[0], "--reader", "none"],
        cwd=ROOT, env=os.environ | {"PINCITE_HOME": str(home)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        yield process


def asked(address: str, question: str) -> tuple[int, str]:
    """The status of a question to a server, and the text of the answer."""
    data = {"data": [question, None, ""]}
    answer = httpx.post(f"{address}/gradio_api/run/ask", json=data, timeout=600, trust_env=False)
    found = answer.json() if answer.status_code == 200 else {}
    return answer.status_code, str(found["data"][0]["answer"]) if found else answer.text


def memory(process: int | None = None) -> float:
    """The memory that a process holds, this one's when None, in MiB."""
    status = Path(f"/proc/{process or os.getpid()}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
