"""Where the page is served: an address to listen on, who reaches it, and nothing beyond it."""

from __future__ import annotations

import os
import socket
from ipaddress import ip_address

from index.errors import PinciteError

HOST, PORT = "127.0.0.1", 7860


def check_free(host: str, port: int) -> None:
    """Hold that ``port`` can be listened on.

    Raises:
        PinciteError: when the host is unknown or the port is taken or not allowed.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError) as error:
        raise PinciteError(f"The address {host!r} is unknown.", f"Try --host {HOST}.") from error
    try:
        with socket.socket(family, kind) as probe:
            # As the server will: a port that a stopped server just left is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise port_error(host, port, f" ({error.strerror})") from error


def port_error(host: str, port: int, why: str = "") -> PinciteError:
    """The error that ``port`` can't be listened on."""
    return PinciteError(
        f"Port {port} on {host} can't be used{why}.",
        "Stop what uses it, or choose another with --port.",
    )


def stay_local() -> None:
    """Keep Gradio from calling out, and its check of its own server away from any proxy.

    To be called before Gradio is imported.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"  # its client, which MCP tools go through, asks the hub
    for name in ("no_proxy", "NO_PROXY"):
        outside = filter(None, [os.environ.get(name), "127.0.0.1", "localhost"])
        os.environ[name] = ",".join(outside)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches ``host``: an address, in brackets or not, or a name."""
    try:
        return ip_address(host.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def check_host(host: str, auth: tuple[str, str] | None) -> None:
    """Hold that who can reach ``host`` is known: only this machine can, or users log in.

    Raises:
        PinciteError: when others can reach it and ``auth`` is None.
    """
    if auth is None and not is_loopback(host):
        raise PinciteError(
            f"On {host!r} others could read the documents.",
            "Add --auth USER:PASSWORD, or leave --host out to serve this machine alone.",
        )
