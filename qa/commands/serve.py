"""``pincite serve``: the page."""

from __future__ import annotations

import argparse

from qa.web.server.signals import end, leave_at_once, on_stop


def run(options: argparse.Namespace) -> int:
    """Serve the page until it is stopped, and end the program; 2 where it cannot be served."""
    on_stop(leave_at_once)
    # Only now: what comes takes a while to load, and is not to be interrupted half loaded.
    from qa.web.server.serve import serve

    status = serve(options)
    if status == 0:
        end(status)
    return status
