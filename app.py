"""Pincite in the browser: ask on the left, read the source on the right."""

from collections.abc import Sequence

from qa.web.server.signals import end, leave_at_once, on_stop

if __name__ == "__main__":
    on_stop(leave_at_once)

# Only now: what comes takes a while to load, and is not to be interrupted half loaded.
from qa.cli_options import Parser
from qa.web.server.options import add_server_options
from qa.web.server.serve import serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the page and serve it until it is stopped; the exit status, as `serve` has it."""
    parser = Parser(prog="app.py", description="Ask documents questions in the browser.")
    add_server_options(parser)
    return serve(parser.parse_args(arguments))


if __name__ == "__main__":
    end(main())
