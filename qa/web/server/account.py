"""Which account of this machine a connection comes from.

Whoever has an account here reaches 127.0.0.1, and could have the server read what only its own
account may read. Linux says whose a connection is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from index.errors import PinciteError
from qa.web.server import refusals

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
"""Where Linux lists connections; other systems do not have them."""
_ESTABLISHED = "01"
_ROOT = 0  # may read everything anyway


class Peer(NamedTuple):
    """An end of a connection, as the tables write it, and the account whose it is."""

    end: str
    account: int


def check_own_account(
    client: tuple[str, int] | None, headers: Mapping[str, str], tables: tuple[Path, ...] = TABLES
) -> None:
    """Hold that a request comes from a program of the server's own account, where that is told.

    ``client`` is the address and the port that it came from. What a proxy sends on is nobody's: it
    names the client itself.

    Raises:
        PinciteError: when it does not, or may not.
    """
    there = [table for table in tables if table.exists()]
    if not there:
        return
    ends = set(_ends(*client)) if client and "x-forwarded-for" not in headers else set()
    accounts = {it.account for table in there for it in _peers(table) if it.end in ends}
    if not accounts or not accounts <= {os.getuid(), _ROOT}:
        raise PinciteError(refusals.OTHER_ACCOUNT, refusals.OWN_ACCOUNT)


def _peers(table: Path) -> Iterator[Peer]:
    """The ends in ``table`` of the connections that are open."""
    for line in table.read_text(encoding="ascii").splitlines()[1:]:
        _, end, _, state, _, _, _, account, *_ = line.split()
        if state == _ESTABLISHED:
            yield Peer(end, int(account))


def _ends(address: str, port: int) -> Iterator[str]:
    """How the tables may write an end: words of four bytes, the last byte first."""
    packed = ip_address(address).packed
    for form in (packed, bytes(10) + b"\xff\xff" + packed):  # IPv4 in a table of IPv6
        if len(form) in (4, 16):
            words = (form[n : n + 4][::-1].hex() for n in range(0, len(form), 4))
            yield f"{''.join(words)}:{port:04x}".upper()
