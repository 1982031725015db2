"""The options with which the page is started, by ``pincite serve`` and by ``app.py``."""

from __future__ import annotations

import argparse

from qa.cli_options import add_reader, add_reading
from qa.web.server.address import HOST, PORT
from qa.web.server.credentials import AUTH_VARIABLE


def add_server_options(parser: argparse.ArgumentParser) -> None:
    """Let the command line say where, to whom, and with which documents the page is served."""
    parser.add_argument("--host", default=HOST, help="address to listen on (%(default)s)")
    parser.add_argument("--port", default=PORT, type=_port, help="port (%(default)s)")
    parser.add_argument(
        "--auth", metavar="USER:PASSWORD", help="who may log in; needed where others reach the host"
    )
    parser.add_argument(
        "--auth-file",
        metavar="FILE",
        help=f"the file that holds USER:PASSWORD; else {AUTH_VARIABLE} may",
    )
    parser.add_argument(
        "--documents",
        nargs="+",
        metavar="PATH",
        help="files and folders (the shipped article)",
    )
    add_reading(parser)
    parser.add_argument(
        "--no-ocr",
        dest="ocr",
        action="store_false",
        default=None,
        help="leave pages that are pictures unread (default: read where OCR is there)",
    )
    parser.add_argument(
        "--shared",
        choices=("on", "off"),
        default="on",
        help="one library for all visitors, kept (%(default)s), or one for each visit",
    )
    parser.add_argument("--mcp", action="store_true", help="offer ask and retrieve as MCP tools")
    add_reader(parser)


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)
