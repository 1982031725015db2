"""Milvus servers for tests: Lite, and the standalone one where it can be run.

The standalone server listens on fixed ports of all addresses. So it gets a network of its own,
where nobody else has them, and is reached through a socket in a folder.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import shlex
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from index.errors import StoreError
from index.search.milvus_client import Milvus
from index.search.store_address import StoreAddress

ROOT = Path(__file__).parents[1]
_STANDALONE_PORT = 19530
_START = 120  # seconds that a server may take until it answers
_UP = 1  # IFF_UP of a network interface


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def lite_server(folder: Path, port: int = 0, room: str = "") -> Iterator[StoreAddress]:
    """Milvus Lite, which keeps what it holds in ``folder``, as a server of its own.

    It has no more ``room`` on the disk than is given, such as "3m", and forgets all then.
    """
    if not find_spec("milvus_lite") or not find_spec("pymilvus"):
        pytest.skip("milvus-lite or pymilvus is not installed")
    port = port or free_port()
    command = [sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(folder / "data")]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    folder.mkdir(exist_ok=True)
    if room:
        _check_own("-rm")
        mount = f"mount -t tmpfs -o size={room} tmpfs {folder} && exec {shlex.join(command)}"
        command = ["unshare", "-rm", "sh", "-c", mount]
    with _running(command, folder):
        yield _answering(StoreAddress("127.0.0.1", port))


@contextmanager
def standalone_server(folder: Path) -> Iterator[StoreAddress]:
    """A standalone Milvus 2.3 with its data in ``folder``."""
    if not find_spec("milvus") or not find_spec("pymilvus"):
        pytest.skip("milvus or pymilvus is not installed")
    _check_own("-rn")
    port, relay = free_port(), folder / "relay"
    inside = ["unshare", "-rn", sys.executable, "-m", "tests.milvus_servers", "serve", str(folder)]
    outside = [sys.executable, "-m", "tests.milvus_servers", "relay", str(relay), str(port)]
    with _running(inside, folder / "server"), _running(outside, folder / "outside"):
        yield _answering(StoreAddress("127.0.0.1", port))


def _check_own(what: str) -> None:
    """Skip where no program may have disks or a network of its own, as ``what`` asks unshare."""
    if not (unshare := shutil.which("unshare")):
        pytest.skip("there is no unshare, which gives a program disks or a network of its own")
    if subprocess.run([unshare, what, "true"], check=False, capture_output=True).returncode:
        pytest.skip("no program may have disks or a network of its own here")


def _answering(address: StoreAddress) -> StoreAddress:
    """The address, once a server answers there."""
    soon = StoreAddress(address.host, address.port, timeout=1.0)
    end = time.monotonic() + _START
    while time.monotonic() < end:
        try:
            Milvus(soon)
        except StoreError:
            continue
        return replace(address, timeout=60.0)  # other tests may keep the machine busy
    pytest.fail(f"Milvus does not answer at {address}")


@contextmanager
def _running(command: list[str], log: Path) -> Iterator[None]:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.with_suffix(".log").open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            start_new_session=True,
            cwd=Path(__file__).parents[1],
        )
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


async def _relay(listen: Callable[..., object], connect: Callable[[], object]) -> None:
    """Pass on what comes to where ``connect`` leads, for ever."""

    async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(1 << 16):
            target.write(data)
            await target.drain()
        target.close()

    async def both(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            theirs = await connect()  # type: ignore[misc]
        except OSError:
            writer.close()
            return
        await asyncio.gather(
            copy(reader, theirs[1]), copy(theirs[0], writer), return_exceptions=True
        )

    server = await listen(both)  # type: ignore[misc]
    await server.serve_forever()


def _serve(folder: Path) -> None:
    """Run Milvus here, in a network of its own, and pass on to it what comes by the socket."""
    with socket.socket() as any_socket:
        name = struct.pack("16sh", b"lo", _UP)
        fcntl.ioctl(any_socket, 0x8914, name)  # SIOCSIFFLAGS
    subprocess.Popen([Path(sys.executable).with_name("milvus-server"), "--data", folder / "data"])
    asyncio.run(
        _relay(
            lambda both: asyncio.start_unix_server(both, folder / "relay"),
            lambda: asyncio.open_connection("127.0.0.1", _STANDALONE_PORT),
        )
    )


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        _serve(Path(sys.argv[2]))
    else:
        asyncio.run(
            _relay(
                lambda both: asyncio.start_server(both, "127.0.0.1", int(sys.argv[3])),
                lambda: asyncio.open_unix_connection(sys.argv[2]),
            )
        )
